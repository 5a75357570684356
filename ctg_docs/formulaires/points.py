"""Items of an agenda as a list to choose from; one without an identifier gets it once something names it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from ctg_docs.formulaires.donnees import slug_of
from ctg_docs.models.reunion import NaturePoint, Reunion
from ctg_docs.sources.write import to_plain

__all__ = ["POINTS", "name_points", "points_of"]

POINTS = "ordre_du_jour/"
"""What the register of the items of a meeting starts with; the identifier of the meeting follows."""


def points_of(reunion: Reunion) -> dict[str, str]:
    """Return the title of each item, pauses left out, by its identifier, kept or to be given."""
    points = to_plain(reunion).get("ordre_du_jour", [])
    return {id: str(p["titre"]) for id, p in _identified(points) if p.get("nature") != NaturePoint.PAUSE}


def name_points(reunion: dict[str, Any]) -> None:
    """Give its identifier to each item of a meeting that a decision or an action names."""
    cited = {row.get("point") for key in ("decisions", "actions") for row in reunion.get(key) or ()}
    for id, point in list(_identified(reunion.get("ordre_du_jour") or ())):
        if id in cited:
            point.setdefault("id", id)


def _identified(points: Sequence[dict[str, Any]]) -> Iterator[tuple[str, dict[str, Any]]]:
    every = list(_flat(points))
    taken = {str(p["id"]) for p in every if p.get("id")}
    for point in every:
        id = str(point.get("id") or slug_of(str(point["titre"]), taken, default="point"))
        taken.add(id)
        yield id, point


def _flat(points: Sequence[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for point in points:
        yield point
        yield from _flat(point.get("sous_points") or ())
