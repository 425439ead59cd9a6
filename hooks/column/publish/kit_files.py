"""The kits of a site: their files, their pages and the pages of their codes."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from pathlib import Path

from column.kits import material
from column.kits.material import Material
from column.kits.store import KitStore
from column.pages import kits as kit_pages
from column.pages import screens
from column.pages.layout.page import AnyPage
from column.project.load import Project
from column.system.output_tree import Batch, Product


class Kits:
    """All kits of a project; none where the settings say so."""

    def __init__(self, project: Project) -> None:
        self._project = project
        self.wanted = tuple(material.materials(project.library, project.settings, project.tools))
        self._store = KitStore(project.root, project.settings, project.sizes)
        self._outdated = frozenset(case.id for case in project.library.cases if case.outdated)
        self.ids = frozenset(each.id for each in self.wanted if each.kind == "case")
        self._by_address = {each.address: each for each in self.wanted}

    def batch(self) -> Batch:
        """Their files, each kit's together."""
        return Batch(
            map(self._product, self.wanted), r"(cases|scams|groups)/[^/]+/kit/[^/]*$", prepare=self._prepare
        )

    def key(self, wanted: Material) -> str:
        return f"{self._store.key(wanted)} {wanted.id in self._outdated}"

    def page(self, wanted: Material) -> AnyPage:
        """The page of a kit, which is made for it."""
        return kit_pages.page(wanted, self._store, wanted.id in self._outdated)

    def screen_key(self) -> str:
        return " ".join(map(self.key, self.wanted))

    def screen(self) -> AnyPage:
        """The page for a hall's screen; the kits are made for it."""
        self._store.make(self.wanted)
        size = screens.size_of(self._store.sizes)
        in_force = (each for each in self.wanted if each.id not in self._outdated)
        shown = (each for each in in_force if size and size.file in self._store.kit(each).lengths)
        return screens.page(shown, size)

    def others(self) -> Iterator[AnyPage]:
        """The list of all kits, and the pages of their codes."""
        yield kit_pages.index(self.wanted, self._project.tools.prints)
        if self.wanted:
            yield from kit_pages.codes(
                self.wanted, self._project.kit_versions, self._project.library.withdrawn, self._outdated
            )

    def omitted(self) -> Iterator[str]:
        """What is to be told of the sheets that were left out, a line for each kit."""
        names = self._store.titles
        for wanted in self.wanted:
            kit = self._store.kit(wanted)
            if kit.omitted:
                sheets = "；".join(f"{names[file]}（{kit.why(file)}）" for file in kit.omitted)
                yield f"{wanted.url}：没有做这几样：{sheets}。写短些，再构建一次。"

    def forget(self) -> None:
        """Remove the kits that the project does not have any more."""
        self._store.keep_only(self.wanted)

    def _product(self, wanted: Material) -> Product:
        paths = tuple(wanted.address + name for name in self._store.names())
        key = f"kit {self._store.key(wanted)}"

        def files(asked: Collection[str]) -> Iterator[tuple[str, Path]]:
            kit = self._store.kit(wanted)
            for path in asked:
                name = path.removeprefix(wanted.address)
                if name in kit.lengths:
                    yield path, kit.folder / name

        return Product(paths, lambda _: key, files)

    def _prepare(self, stale: Sequence[Product]) -> None:
        self._store.make(self._by_address[product.paths[0].rpartition("/")[0] + "/"] for product in stale)
