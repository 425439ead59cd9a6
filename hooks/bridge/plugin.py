"""The state of one build by MkDocs, on a plugin among the build's own plugins."""

from __future__ import annotations

from pathlib import Path

import click
from mkdocs.config import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin
from mkdocs.structure.nav import Navigation

from bridge.theme import Theme
from bridge.theme_shell import ThemeShell
from column.project.load import Project
from column.settings.records import Settings

_NAME = "column"


class _NoOptions(Config):  # type: ignore[no-untyped-call]
    """mkdocs.yml says nothing to the plugin."""


class ColumnPlugin(BasePlugin[_NoOptions]):  # type: ignore[no-untyped-call]
    """What one build hands from event to event, and out. It listens to no event itself: `adapter` does.

    `publishes`: MkDocs was started by itself, so it must read and write the column's articles too. The fields below
    are set by an event that MkDocs calls before they are read.
    """

    settings: Settings
    project: Project
    nav: Navigation
    theme_sheet: str
    theme: Theme
    shell: ThemeShell

    def __init__(self, searchable: bool, publishes: bool, drafts: bool = False) -> None:
        self.searchable, self.publishes, self.drafts = searchable, publishes, drafts

    def attach(self, config: MkDocsConfig) -> None:
        """Make this the plugin of the build that has this configuration."""
        config.plugins[_NAME] = self


def plugin_of(config: MkDocsConfig) -> ColumnPlugin:
    """The plugin of a build; a new one for a plain `mkdocs build` or `mkdocs serve`, which attaches none."""
    plugin = config.plugins.get(_NAME)
    if not isinstance(plugin, ColumnPlugin):
        plugin = ColumnPlugin(searchable=True, publishes=True, drafts=_previewing())
        plugin.attach(config)
    return plugin


def root_of(config: MkDocsConfig) -> Path:
    """The folder of mkdocs.yml."""
    return Path(config.config_file_path).parent


def _previewing() -> bool:
    """Whether this process runs `mkdocs serve`. MkDocs tells it at `on_startup` only, before there is a build."""
    context = click.get_current_context(silent=True)
    return context is not None and context.info_name == "serve"
