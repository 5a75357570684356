"""Contours of communes from a GeoJSON file, as polygons in millimetres. Geometry by shapely."""

from __future__ import annotations

import json
from dataclasses import dataclass
from importlib import import_module
from math import cos, radians
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from ctg_docs.french import cle
from ctg_docs.limits import LIMITS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ctg_docs.models.territoire import Commune

__all__ = ["Anneau", "Contour", "ContourError", "Fond", "NoGeometryError", "place_contours"]

_DETAIL: Final = 0.12
"""What two points may be apart before one of them goes, in millimetres on the page: finer than a printed line."""
_FINEST: Final = 1.5
"""Square millimetres under which an island is not drawn."""
Anneau = tuple[tuple[float, float], ...]


class ContourError(ValueError):
    """The file can't be drawn; the text is a French reason."""


class NoGeometryError(ContourError):
    """Shapely, which the maps need, is not installed."""


@dataclass(frozen=True, slots=True)
class Contour:
    """A commune on the page: its rings, and a point inside it, from the top left corner."""

    commune: Commune
    anneaux: tuple[Anneau, ...]
    centre: tuple[float, float]


class Fond(NamedTuple):
    """What a map is drawn on.

    Attributes:
        contours: the communes.
        largeur: that they take, in millimetres.
        hauteur: the same.
        degres: True when longitudes and latitudes were laid flat, False for metres of a projection.
    """

    contours: tuple[Contour, ...]
    largeur: float
    hauteur: float
    degres: bool


def place_contours(data: bytes, communes: Sequence[Commune], largeur: float, hauteur: float) -> Fond:
    """Return the communes that the file draws, in a frame.

    Longitudes and latitudes are laid flat by the equirectangular projection, true along the middle parallel; metres of a
    national projection are kept as they are.

    Args:
        data: the GeoJSON file; a feature is a commune when one of its properties is its Insee code, or its name.
        communes: those of the territory.
        largeur: width of the frame, in millimetres.
        hauteur: its height.

    Raises:
        ContourError: it is no GeoJSON, is too large, or draws none of them.
        NoGeometryError: shapely is not installed.
    """
    found = _matched(_features(data), communes)
    if not found:
        raise ContourError("aucun contour n’a le code Insee ou le nom d’une commune du territoire")
    try:
        shapely = import_module("shapely")
    except ImportError as absent:
        raise NoGeometryError(
            'un complément est absent ; installez-le : pip install "ctg-docs[carte]"'
        ) from absent
    try:
        shapes = [(c, shapely.make_valid(shapely.from_geojson(json.dumps(g)))) for c, g in found]
    except Exception as fault:  # whatever a contour that turns round breaks
        raise ContourError("un contour n’est pas un polygone que l’on puisse lire") from fault
    return _framed(shapely, [(c, shape) for c, shape in shapes if shape.area > 0], largeur, hauteur)


def _features(data: bytes) -> list[dict[str, Any]]:
    if len(data) > LIMITS.contours:
        raise ContourError("le fichier est trop volumineux ; simplifiez-le, ou gardez vos communes seulement")
    try:
        held = json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError) as fault:
        raise ContourError("le fichier n’est pas du GeoJSON") from fault
    features = held.get("features") if isinstance(held, dict) else None
    if not isinstance(features, list):
        raise ContourError("le fichier n’est pas une collection de contours GeoJSON (« FeatureCollection »)")
    return [f for f in features if isinstance(f, dict)]


def _matched(
    features: Sequence[dict[str, Any]], communes: Sequence[Commune]
) -> list[tuple[Commune, dict[str, Any]]]:
    """Pair features with communes: by code, else by name; the first feature of a commune wins."""
    by_code = {c.code_insee: c for c in communes if c.code_insee}
    by_name = {cle(c.nom): c for c in communes}
    found: dict[str, tuple[Commune, dict[str, Any]]] = {}
    for feature in features:
        properties, geometry = feature.get("properties"), feature.get("geometry")
        if not isinstance(properties, dict) or not isinstance(geometry, dict):
            continue
        if geometry.get("type") not in {"Polygon", "MultiPolygon"}:
            continue
        said = [v for v in properties.values() if isinstance(v, str)]
        commune = next((by_code[v] for v in said if v in by_code), None) or next(
            (by_name[cle(v)] for v in said if cle(v) in by_name), None
        )
        if commune is not None:
            found.setdefault(commune.nom, (commune, geometry))
    return list(found.values())


def _framed(shapely: Any, shapes: Sequence[tuple[Commune, Any]], largeur: float, hauteur: float) -> Fond:
    """Lay shapes flat and fill the frame with them."""
    if not shapes:
        raise ContourError("les contours n’ont pas de surface")
    left, bottom, right, top = shapely.total_bounds([shape for _, shape in shapes])
    degrees = max(abs(left), abs(right)) <= 180 and max(abs(bottom), abs(top)) <= 90
    across = cos(radians((bottom + top) / 2)) if degrees else 1.0
    scale = min(largeur / ((right - left) * across), hauteur / (top - bottom))

    def lay(points: Any) -> Any:
        return [[(x - left) * across * scale, (top - y) * scale] for x, y in points]

    contours = []
    for commune, shape in shapes:
        flat = shapely.make_valid(shapely.transform(shape, lay).simplify(_DETAIL))
        parts = [p for p in getattr(flat, "geoms", [flat]) if p.geom_type == "Polygon"]
        kept = [p for p in parts if p.area > _FINEST] or sorted(parts, key=lambda p: -p.area)[:1]
        if kept:
            widest = max(kept, key=lambda p: p.area)
            point = shapely.get_point(shapely.maximum_inscribed_circle(widest, tolerance=0.5), 0)
            rings = tuple(_ring(r) for p in kept for r in (p.exterior, *p.interiors))
            contours.append(Contour(commune, rings, (round(point.x, 2), round(point.y, 2))))
    return Fond(tuple(contours), (right - left) * across * scale, (top - bottom) * scale, degrees)


def _ring(ring: Any) -> Anneau:
    return tuple((round(x, 2), round(y, 2)) for x, y in list(ring.coords)[:-1])
