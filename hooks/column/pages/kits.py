"""The pages of kits: one for each, the list of all (宣传材料), and what the codes on their sheets lead to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass

from column.kits import store
from column.kits.material import Material
from column.kits.register import Version
from column.kits.sizes import Size
from column.kits.store import Kit, KitStore
from column.pages import screens
from column.pages.layout import head_tags
from column.pages.layout.page import LazyPage, Page
from column.pages.layout.templates import Templates
from column.selfhelp.printables import Printable

URL, NAME = "materials/", "宣传材料"
THUMB = "thumb-poster-a4.png"
"""The small picture that stands for a kit."""
DESCRIPTION = "海报、展板、屏幕图片、短信和广播稿，按人群、按诈骗类型、按案例，打印出来就能用。"
CODES = "k/"

_KEYWORDS = "宣传材料，海报，展板，短信，反诈"
_SECTIONS = {"case": "cases/", "scam": "scams/", "group": "groups/"}


def guide() -> tuple[str, str, str]:
    """Address, title and text of the list, for the search."""
    return URL, NAME, DESCRIPTION


@dataclass(frozen=True, slots=True)
class KitFile:
    """A file of a kit as its page shows it. `picture`: the file of its small picture, empty where there is none;
    `unsure`: whether nothing states the size."""

    name: str
    file: str
    use: str
    measure: str
    kilobytes: int
    picture: str
    unsure: bool


@dataclass(frozen=True, slots=True)
class KitInputs:
    """`office`: the files that an office can change; `omitted`: of each sheet that was left out its name, and what is too
    long for it; `messages`: name, file, text; `outdated`: whether the case's day of review is over."""

    material: Material
    files: tuple[KitFile, ...]
    office: tuple[KitFile, ...]
    messages: tuple[tuple[str, str, str], ...]
    archive: str
    kilobytes: int
    omitted: tuple[tuple[str, str], ...]
    outdated: bool


@dataclass(frozen=True, slots=True)
class MaterialsInputs:
    """The kits under the name of each section; `prints` are the sheets that the office wrote itself; `screen`: the
    address of the page for a hall's screen, empty where there is none."""

    prints: tuple[Printable, ...]
    sections: tuple[tuple[str, str, tuple[Material, ...]], ...]
    thumb: str
    archive: str
    screen: str


@dataclass(frozen=True, slots=True)
class CodeInputs:
    """`current`: the kit as it is now, None where there is none any more; `withdrawn`: whether the article was taken
    back."""

    id: str
    version: str
    current: Material | None
    withdrawn: bool
    outdated: bool


def page(material: Material, kits: KitStore, outdated: bool) -> LazyPage[KitInputs]:
    """The page of a kit, which is made for it where it is missing."""
    kit = kits.kit(material)
    inputs = KitInputs(
        material,
        tuple(_file(size, kit) for size in kits.sizes if size.file in kit.lengths),
        tuple(
            KitFile(name, file, use, "", _kilobytes(kit, file), "", False)
            for file, (name, use, _) in store.OFFICE.items()
            if file in kit.lengths
        ),
        tuple((name, file, kit.text(file)) for file, (name, _) in store.TEXTS.items()),
        store.ZIP,
        _kilobytes(kit, store.ZIP),
        tuple((name, kit.why(file)) for file, name in kits.titles.items() if file in kit.omitted),
        outdated,
    )
    return LazyPage(material.address, inputs, _kit, material.day)


def _file(size: Size, kit: Kit) -> KitFile:
    picture = size.file if size.file.endswith(".png") else store.thumb_of(size)
    kilobytes = _kilobytes(kit, size.file)
    return KitFile(size.name, size.file, size.use, size.measure, kilobytes, picture, not size.source)


def _kilobytes(kit: Kit, file: str) -> int:
    return -(-kit.lengths[file] // 1024)


def index(wanted: Sequence[Material], prints: tuple[Printable, ...]) -> LazyPage[MaterialsInputs]:
    """The list of all kits; it is there without any too. `prints`: see `MaterialsInputs`."""
    sections = (
        ("group", "给谁看", "groups"),
        ("scam", "讲哪一种骗局", "scams"),
        ("case", "近期的案例和提示", "cases"),
    )
    parted = (
        (title, anchor, tuple(each for each in wanted if each.kind == kind))
        for kind, title, anchor in sections
    )
    parts = tuple(part for part in parted if part[2])
    inputs = MaterialsInputs(prints, parts, THUMB, store.ZIP, screens.URL if wanted else "")
    days = [each.day for each in wanted if each.day]
    return LazyPage(URL, inputs, _index, max(days, default=None))


def codes(
    wanted: Sequence[Material], made: Sequence[Version], withdrawn: Mapping[str, object], outdated: Set[str]
) -> Iterator[LazyPage[CodeInputs]]:
    """What the code on each sheet that was ever printed leads to: today's kits and all of the register. `withdrawn`,
    `outdated`: the ids of cases."""
    now = {each.id: each for each in wanted}
    known = {(each.id, each.version) for each in wanted} | {(each.id, each.version) for each in made}
    for id, version in sorted(known):
        inputs = CodeInputs(id, version, now.get(id), id in withdrawn, id in outdated)
        yield LazyPage(f"{CODES}{id}/{version}/", inputs, _code, listed=False)


def _kit(templates: Templates, inputs: KitInputs) -> Page:
    material, settings = inputs.material, templates.settings
    name = f"{material.name}：宣传物料"
    about = f"{material.slogan}。海报、展板、屏幕图片、讲课幻灯片、短信和广播稿，打印出来就能用。"
    section = _SECTIONS[material.kind]
    body = templates.render("kit.html", inputs, name=name)
    head = head_tags.for_list(settings, material.address, name, about, _KEYWORDS, None)
    return Page(material.address, section, f"{name} - {settings.name}", about, body, head)


def _index(templates: Templates, inputs: MaterialsInputs) -> Page:
    settings = templates.settings
    body = templates.render("materials.html", inputs, name=NAME, description=DESCRIPTION)
    head = head_tags.for_list(settings, URL, NAME, DESCRIPTION, _KEYWORDS, None)
    return Page(URL, URL, f"{NAME} - {settings.name}", DESCRIPTION, body, head)


def _code(templates: Templates, inputs: CodeInputs) -> Page:
    current, settings = inputs.current, templates.settings
    state = "withdrawn" if inputs.withdrawn else "gone"
    if current and not inputs.withdrawn:
        state = "old" if current.version != inputs.version else "outdated" if inputs.outdated else "current"
    title = {
        "current": "现行",
        "outdated": "可能过时",
        "old": "已有新版",
        "withdrawn": "已撤回",
        "gone": "不再使用",
    }[state]
    body = templates.render("kit_code.html", inputs, state=state, title=title)
    head = head_tags.NOINDEX + head_tags.for_site(settings)
    url = f"{CODES}{inputs.id}/{inputs.version}/"
    return Page(url, URL, f"{title} - {settings.name}", f"这份宣传材料：{title}", body, head)
