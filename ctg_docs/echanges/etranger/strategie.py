"""The axes and objectives named beside or above the actions of a foreign plan, joined to those of the dossier."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any, Final

from ctg_docs.echanges.constats import note
from ctg_docs.echanges.etranger.recueil import Heading
from ctg_docs.echanges.etranger.valeurs import without_number
from ctg_docs.echanges.tableaux.identifiants import slug
from ctg_docs.french import cle
from ctg_docs.models.ctg import Ctg
from ctg_docs.problems import Place, Problem
from ctg_docs.sources.write import to_plain

__all__ = ["Tree", "shortened"]

_ALONE: Final = re.compile(r"\s*(?:axe|enjeu|orientation)\s*(?:n\s*°\s*)?(\d+)\s*[:.–-]?\s*", re.IGNORECASE)
_LONGEST: Final = 300
"""What the title of an objective, of a fiche or of an opération may hold."""


def shortened(title: str) -> str:
    """Return a title that fits: its first sentence, or its first words; the whole is kept elsewhere."""
    if len(title) <= _LONGEST:
        return title
    sentence = re.match(r".{20,298}?[.;:!?](?=\s)", title, re.DOTALL)
    return sentence[0].rstrip(" .;:") if sentence else title[: _LONGEST - 1].rsplit(" ", 1)[0] + "…"


class Tree:
    """The objectives known so far: those of the dossier, then those that the sheets name."""

    def __init__(self, base: Ctg | None, problems: list[Problem]) -> None:
        self.problems = problems
        self.nodes: list[dict[str, Any]] = [to_plain(o) for o in base.strategie.objectifs] if base else []
        self.depth = len(base.strategie.niveaux) if base else 3
        self._own = tuple(self.nodes)
        self._by_id = {node["id"]: node for node in self._walk(self.nodes)}
        self._told: set[str] = set()

    def _walk(self, nodes: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
        for node in nodes:
            yield node
            yield from self._walk(node.get("sous_objectifs", []))

    def title_of(self, id: str) -> str:
        """Return the words of an objective."""
        return str(self._by_id[id]["intitule"])

    def holds(self, above: str, below: str) -> bool:
        """True when an objective lies below another."""
        found = self._by_id.get(above, {})
        return any(node["id"] == below for node in self._walk(found.get("sous_objectifs", [])))

    def attach(self, path: Sequence[tuple[Heading, Place]], *, leveled: int = 0) -> str:
        """Return the objective that titles name, from the top; nothing when there are none.

        Args:
            path: the titles, each below the one before it.
            leveled: how many of the last ones stand in columns of levels, whose depth counts.
        """
        parent: dict[str, Any] | None = None
        rank = 0
        for at, (heading, place) in enumerate(path):
            node = self._numbered(heading.text) if parent is None else None
            node = node or self._find(parent, heading.text, place)
            rank += 1
            if (
                at >= len(path) - leveled
                and heading.depth > rank
                and node["id"] not in {n["id"] for n in self._own}
            ):
                rank = heading.depth
                node.setdefault("niveau", rank)
            self.depth = max(self.depth, rank)
            parent = node
        return str(parent["id"]) if parent else ""

    def _numbered(self, typed: str) -> dict[str, Any] | None:
        """Return the objective that « Axe 2 » alone stands for."""
        alone = _ALONE.fullmatch(typed)
        rank = int(alone[1]) if alone else 0
        return self.nodes[rank - 1] if 0 < rank <= len(self._own) else None

    def _find(self, parent: dict[str, Any] | None, typed: str, place: Place) -> dict[str, Any]:
        whole = " ".join(without_number(typed).split())
        title = shortened(whole)
        if title != " ".join(typed.split()) and typed not in self._told:
            self._told.add(typed)
            self.problems.append(note("TAB022", place, value=typed, after=title))
        nodes: list[dict[str, Any]] = (
            self.nodes if parent is None else parent.setdefault("sous_objectifs", [])
        )
        for node in (*nodes, *self._walk(nodes)):
            if cle(node["intitule"]) == cle(title):
                return node
        rank, id = 1, slug(title)
        while id in self._by_id:
            rank += 1
            id = f"{slug(title)}-{rank}"
        node = {"id": id, "intitule": title, **({"texte": whole} if whole != title else {})}
        self._by_id[id] = node
        nodes.append(node)
        return node

    def write(self, data: dict[str, Any], names: Sequence[str]) -> None:
        """Put the objectives in the data of the dossier, and the names of the levels it did not have."""
        for node in list(self._walk(self.nodes)):
            if not node.get("sous_objectifs"):
                node.pop("sous_objectifs", None)
        if not self.nodes:
            return
        section = data.setdefault("strategie", {})
        section["objectifs"] = self.nodes
        if names and not self._own:
            levels = [
                {"nom": name, **({"genre": "feminin"} if _FEMININE.match(name) else {})} for name in names[:3]
            ]
            if self._deepest() <= len(levels):
                section["niveaux"] = levels
        known = section.get("niveaux")
        for rank in range(len(known or ()), self._deepest() if known else 0):
            known.append({"nom": names[rank] if rank < len(names) else f"niveau {rank + 1}"})

    def _deepest(self) -> int:
        def depth(nodes: list[dict[str, Any]], rank: int) -> int:
            found = [depth(n.get("sous_objectifs", []), int(n.get("niveau", rank)) + 1) for n in nodes]
            return max(found, default=rank - 1)

        return depth(self.nodes, 1)


_FEMININE: Final = re.compile(r"(?:orientation|ambition|thématique|priorité)", re.IGNORECASE)
