"""The configuration of the editor in the browser (Decap CMS), from the keys and words that the form is made from.

What its settings mean: decapcms.org/docs, configuration-options, widgets and the page of each backend.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from column.content.taxonomies import Vocabulary
from column.model.briefing import Briefing
from column.model.case import Case
from column.model.front_matter.key import Key
from column.model.front_matter.written import LONGEST_POINT, Moment
from column.pages import form_description
from column.settings.records import Editor, Settings

Named = Iterable[tuple[str, str]]
"""Ids and names."""

_BUTTONS = ["bold", "heading-two", "bulleted-list", "numbered-list"]
_SLUG = "{{{{fields.date | date('YYYY-MM-DD-HHmm')}}}}-{{{{fields.{key}}}}}"
"""The folder of an entry, as the form names it."""
_BACKENDS: Mapping[str, Callable[[Editor], dict[str, str]]] = {
    "forgejo": lambda forge: {
        "api_root": f"{forge.url}/api/v1",
        "base_url": forge.url,
        "auth_endpoint": f"{forge.url}/login/oauth/authorize",
        "app_id": forge.app_id,
    },
    "github": lambda forge: {"base_url": forge.url, "auth_endpoint": "auth"},
    "gitlab": lambda forge: {
        "auth_type": "pkce",
        "api_root": f"{forge.url}/api/v4",
        "base_url": forge.url,
        "auth_endpoint": "oauth/authorize",
        "app_id": forge.app_id,
    },
    "proxy": lambda forge: {"proxy_url": forge.url},
}
_ABOUT = (
    "先按右上角的“＋”新写一篇，或者点一篇来改。按“保存”，稿子就进了仓库（一个合并请求），还没有发布；"
    "写好了把“状态”改成“审核中”，就是交稿，由联络员看过再发布。信息栏用中文写的稿子（表单、Word 交来的）不在这里改。"
)
_TIME = "写上时间；同一天有两篇的，时间要不一样"
_PHOTO = "照片和文字存在一起，拍摄地点在选的时候去掉。人脸、车牌、屏幕要先遮住再选"
_BODY = (
    "用平常的话写，几段就好。按“＋”加照片，每张写一句话，说照片里是什么。"
    "写好了按左上角的“保存”，再把“状态”改成“审核中”"
)
_MESSAGES = {
    "create": "新稿：{{collection}} {{slug}}",
    "update": "修改：{{collection}} {{slug}}",
    "uploadMedia": "照片：{{path}}",
    "deleteMedia": "删去照片：{{path}}",
}


def configuration(
    vocabulary: Vocabulary, settings: Settings, forge: Editor, warnings: Named
) -> dict[str, Any]:
    """What `initCMS` gets. `warnings`: ids and titles of those that a briefing may answer."""
    offered = list(warnings)
    briefing = _fields(Briefing, vocabulary, offered)
    case = _fields(Case, vocabulary, offered)
    units = [
        _collection(unit.id, unit.name, "简报", f"briefings/{unit.id}", "venue", briefing)
        for unit in vocabulary.units.records
    ]
    kinds = [
        _collection(id, name, name, "cases", "scam", [_kind(id), *case])
        | {"filter": {"field": "kind", "value": id}}
        for id, name, record in form_description.KINDS
        if record is Case
    ]
    return {
        "load_config_file": False,
        "backend": {
            "name": forge.backend,
            "repo": forge.repo,
            "branch": forge.branch,
            "commit_messages": _MESSAGES,
            **_BACKENDS[forge.backend](forge),
        },
        "locale": "zh_Hans",
        "publish_mode": "editorial_workflow",
        "site_url": settings.url,
        "display_url": settings.url,
        "media_folder": "docs/images",
        "media_processing": {"enabled": True, "strip_metadata": True, "quality": 90},
        "slug": {"encoding": "unicode"},
        "editor": {"preview": False},
        "collections": units + kinds,
    }


def units_until(vocabulary: Vocabulary) -> dict[str, str]:
    """The last day on which a unit that ends is offered, by its id."""
    last = {unit.id: form_description.offered_until(unit) for unit in vocabulary.units.records}
    return {id: day for id, day in last.items() if day}


def _collection(
    id: str, label: str, one: str, folder: str, about: str, fields: list[dict[str, Any]]
) -> dict[str, Any]:
    return {
        "name": id,
        "label": label,
        "label_singular": one,
        "description": _ABOUT,
        "folder": folder,
        "path": "{{slug}}/index",
        "media_folder": "",
        "public_folder": "",
        "preview_path": f"{folder}/{{{{slug}}}}/",
        "extension": "md",
        "format": "yaml-frontmatter",
        "slug": _SLUG.format(key=about),
        "summary": "{{fields.date}} {{title}}",
        "sortable_fields": ["date", "title"],
        "create": True,
        "publish": False,
        "delete": False,
        "fields": fields,
    }


def _kind(id: str) -> dict[str, Any]:
    return {"name": "kind", "label": "类别", "widget": "hidden", "default": id}


def _fields(record: type, vocabulary: Vocabulary, warnings: list[tuple[str, str]]) -> list[dict[str, Any]]:
    keys = form_description.officers_keys(record)
    return [
        *(_field(key, record, vocabulary, warnings) for key in keys),
        {
            "name": "cover",
            "label": "封面照片",
            "widget": "image",
            "required": False,
            "choose_url": False,
            "hint": _PHOTO,
        },
        {
            "name": "body",
            "label": "正文",
            "widget": "markdown",
            "modes": ["rich_text"],
            "buttons": _BUTTONS,
            "editor_components": ["image"],
            "hint": _BODY,
        },
    ]


def _field(key: Key, record: type, vocabulary: Vocabulary, warnings: list[tuple[str, str]]) -> dict[str, Any]:
    asked = form_description.field(key, record, vocabulary, warnings)
    field = {"name": key.name, "label": key.title, "required": key.required, "hint": _hint(key, asked)}
    choices = [
        {"label": f"{name}（{id}）" if key.name == "responds_to" else name, "value": id}
        for id, name in form_description.choices_of(key, vocabulary, warnings)
    ]
    least, most = asked["least"], asked["most"]
    match asked["widget"]:
        case "one" | "many" as widget:
            return field | {"widget": "select", "multiple": widget == "many", "options": choices}
        case "date" if key.written is Moment:
            return field | {"widget": "datetime", "format": "YYYY-MM-DD HH:mm", "default": "{{now}}"}
        case "date":
            return field | {"widget": "datetime", "format": "YYYY-MM-DD", "time_format": False}
        case "whole":
            return field | {"widget": "number", "value_type": "int", "min": least, "max": most}
        case "points":
            line = {"name": "line", "label": "一条", "widget": "string", **_within(1, LONGEST_POINT)}
            return field | {
                "widget": "list",
                "label_singular": "一条",
                "min": least,
                "max": most,
                "field": line,
            }
        case "items":
            return field | {"widget": "list"}
        case widget:
            return field | {"widget": "text" if widget == "long" else "string", **_within(least, most)}


def _hint(key: Key, asked: Mapping[str, Any]) -> str:
    if asked["widget"] == "date":  # is picked, so an example is no help
        return "。".join(filter(None, (key.hint, _TIME if key.written is Moment else "")))
    example = "" if asked["choices"] else asked["example"].replace("\n", "；")
    return "。".join(filter(None, (asked["hint"], example and f"例如：{example}")))


def _within(least: int, most: int) -> dict[str, list[str]]:
    return {"pattern": [f"^[\\s\\S]{{{least},{most}}}$", f"{least} 到 {most} 个字"]}
