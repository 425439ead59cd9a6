"""What happens at which event of MkDocs. Everything else is in `column`, which knows nothing of MkDocs.

on_config       take the settings; read all content, print what is wrong, stop on errors
on_files        leave to MkDocs only the pages that are written by hand, and add the page of rules,
                style sheets and scripts
on_page_markdown
                put the example front matter into the contributors' page
on_nav          take the navigation, in which only pages written by hand stand
on_page_context, on_template_context
                give pages by hand, and the 404, the site's tags
on_env          give the theme the blocks that it shows too, and ask it for the page frames
on_post_build   write pages, feeds and pictures beside MkDocs' own

The state of a build is on its `ColumnPlugin`. `scripts/build.py` and `scripts/serve.py` do the second half of on_config
and of on_post_build themselves, beside the site that stands and in proportion to what changed; then the plugin does
not publish.
"""

from __future__ import annotations

import sys
from functools import partial
from pathlib import Path

import jinja2
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from bridge import assets, build
from bridge.plugin import plugin_of, root_of
from bridge.theme import Theme
from column.authoring import examples
from column.content import taxonomies
from column.pages.layout import head_tags
from column.pages.layout.navigation import menu
from column.pages.layout.templates import Templates
from column.project import load, report
from column.rules import rules_page
from column.rules.registry import RuleContext
from column.rules.wording import word_list
from column.selfhelp import hang_up, text_pages
from column.settings import load as settings
from column.system.output_tree import OutputTree

_OURS = ("groups/", "scams/", "data/", "now.md")
"""What of docs/ is content of the column, no pages of MkDocs."""
_WATCHED = ("briefings", "cases", "hooks")
"""Folders beside docs/ after a change in which `mkdocs serve` builds anew."""
_UNUSED = (".map", "lunr/", "workers/", "javascripts/bundle", "stylesheets/palette")
"""Files of the theme that no page of ours asks for."""
_SHEET = "assets/stylesheets/main."
"""The theme's style sheet, of which pages get what they use, in front of ours."""


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    plugin, root = plugin_of(config), root_of(config)
    try:
        plugin.settings = settings.load(root)
    except settings.SettingsError as fault:
        sys.stderr.write(report.text(fault.problems, sys.stderr.isatty()))
        raise Abort("先改好上面这些。") from fault
    for name in ("hotlines", "app", "government", "footer"):
        config.extra[name] = getattr(plugin.settings, name)
    config.extra["search"] = plugin.searchable
    # Not in mkdocs.yml: MkDocs would stop where there is no case yet, since Git keeps no empty folder.
    config.watch += [str(root / name) for name in _WATCHED if (root / name).is_dir()]
    if plugin.publishes:
        plugin.project = project = load.read(root, plugin.drafts)
        sys.stderr.write(report.text(project.problems, sys.stderr.isatty()))
        if not project.sound:
            raise Abort(report.summary(project.problems, project.found))
    return config


def on_files(files: Files, config: MkDocsConfig) -> Files:
    docs = Path(config.docs_dir)
    texts = {file.relative_to(docs).as_posix() for file in text_pages.files(docs.parent)}
    for file in list(files):
        if file.src_uri.startswith(_SHEET) and file.src_uri.endswith(".css"):
            plugin_of(config).theme_sheet = file.content_string
            files.remove(file)
        elif (
            file.src_uri in texts
            or file.src_uri.startswith(_OURS)
            or any(part in file.src_uri for part in _UNUSED)
        ):
            files.remove(file)
    wordings, _ = word_list.load(root_of(config))
    rules = rules_page.page(RuleContext(plugin_of(config).settings, wordings).rules)
    files.append(File.generated(config, "contribute/rules.md", content=rules))
    for address, text in assets.published(root_of(config) / "hooks" / "frontend"):
        files.append(File.generated(config, address, content=text))
    return files


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    if page.file.src_uri != "contribute/index.md":
        return markdown
    return examples.filled(markdown, taxonomies.load(root_of(config))[0])


def on_nav(nav: Navigation, config: MkDocsConfig, files: Files) -> Navigation:
    plugin_of(config).nav = nav
    return nav


def on_page_context(
    context: dict[str, object], page: Page, config: MkDocsConfig, nav: Navigation
) -> dict[str, object]:
    if "head" in page.meta:
        return context
    about = str(page.meta.get("description") or "")
    tags = head_tags.by_hand(plugin_of(config).settings, page.url, str(page.title), about)
    return context | {"site_head": tags}


def on_template_context(
    context: dict[str, object], template_name: str, config: MkDocsConfig
) -> dict[str, object]:
    return context | {"site_head": head_tags.for_site(plugin_of(config).settings)}


def on_env(env: jinja2.Environment, config: MkDocsConfig, files: Files) -> jinja2.Environment:
    plugin = plugin_of(config)
    templates = Templates(plugin.settings)
    # The office may do without the page “先挂断”.
    gone = () if (root_of(config) / hang_up.PATH).exists() else ("now/",)
    env.globals |= {
        "menu": menu(gone),
        "hotlines": templates.block("hotlines"),
        "reading": templates.block("reading", "", False),
        "printed": partial(templates.block, "printed"),
    }
    plugin.theme = Theme(env, config, plugin.nav, files, plugin.theme_sheet)
    return env


def on_post_build(config: MkDocsConfig) -> None:
    plugin, site = plugin_of(config), Path(config.site_dir)
    for name in ("sitemap.xml", "sitemap.xml.gz"):
        (site / name).unlink(missing_ok=True)
    plugin.shell = plugin.theme.shell(root_of(config), site, plugin.searchable)
    if plugin.publishes:
        build.write(plugin.project, plugin.shell, OutputTree(site))
