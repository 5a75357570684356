"""The axes and objectives named beside or above the actions of a foreign plan, joined to those of the dossier."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any, Final

from ctg_docs.echanges.constats import note
from ctg_docs.echanges.etranger.valeurs import without_number
from ctg_docs.echanges.tableaux.identifiants import slug
from ctg_docs.french import cle
from ctg_docs.models.ctg import Ctg
from ctg_docs.problems import Place, Problem
from ctg_docs.sources.write import to_plain

__all__ = ["Tree"]

_ALONE: Final = re.compile(r"\s*(?:axe|enjeu|orientation)\s*(?:n\s*°\s*)?(\d+)\s*[:.–-]?\s*", re.IGNORECASE)


class Tree:
    """The objectives known so far: those of the dossier, then those that the sheet names."""

    def __init__(self, base: Ctg | None, problems: list[Problem]) -> None:
        self.problems = problems
        self.nodes: list[dict[str, Any]] = [to_plain(o) for o in base.strategie.objectifs] if base else []
        self._own = tuple(self.nodes)
        self._ids = {node["id"] for node in self._walk(self.nodes)}
        self._title = ""
        self._told: set[str] = set()

    def _walk(self, nodes: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
        for node in nodes:
            yield node
            yield from self._walk(node.get("sous_objectifs", []))

    def leave(self) -> None:
        """Forget the last title row: another sheet begins."""
        self._title = ""

    def title(self, typed: str, place: Place) -> str:
        """Take a title row: the actions below it belong to it. Return its words, without number."""
        node = self._numbered(typed) or self._find(self.nodes, typed, place)
        self._title = node["id"]
        return str(node["intitule"])

    def _numbered(self, typed: str) -> dict[str, Any] | None:
        """Return the objective that « Axe 2 » alone stands for."""
        alone = _ALONE.fullmatch(typed)
        rank = int(alone[1]) if alone else 0
        return self.nodes[rank - 1] if 0 < rank <= len(self._own) else None

    def holds(self, above: str, below: str) -> bool:
        """True when an objective lies below another."""
        found = next((node for node in self._walk(self.nodes) if node["id"] == above), {})
        return any(node["id"] == below for node in self._walk(found.get("sous_objectifs", [])))

    def attach(self, levels: Iterable[tuple[int, str, Place]]) -> str:
        """Return the objective that the columns of a row name, else the last title row, else nothing."""
        found = ""
        nodes = self.nodes
        if self._title:
            above = next(n for n in self._walk(self.nodes) if n["id"] == self._title)
            found, nodes = self._title, above.setdefault("sous_objectifs", [])
        for _, typed, place in levels:
            node = self._find(nodes, typed, place)
            found, nodes = node["id"], node.setdefault("sous_objectifs", [])
        return found

    def _find(self, nodes: list[dict[str, Any]], typed: str, place: Place) -> dict[str, Any]:
        title = " ".join(without_number(typed).split())
        if title != typed and typed not in self._told:
            self._told.add(typed)
            self.problems.append(note("TAB022", place, value=typed, after=title))
        for node in (*nodes, *self._walk(self.nodes)):
            if cle(node["intitule"]) == cle(title):
                return node
        rank, id = 1, slug(title)
        while id in self._ids:
            rank += 1
            id = f"{slug(title)}-{rank}"
        self._ids.add(id)
        node = {"id": id, "intitule": title}
        nodes.append(node)
        return node

    def write(self, data: dict[str, Any]) -> None:
        """Put the objectives in the data of the dossier."""
        for node in list(self._walk(self.nodes)):
            if not node.get("sous_objectifs"):
                node.pop("sous_objectifs", None)
        if self.nodes:
            data.setdefault("strategie", {})["objectifs"] = self.nodes
