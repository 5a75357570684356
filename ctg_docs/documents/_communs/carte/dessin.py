"""The map as shapes: sectors as shades told apart in grey, communes named, services as symbols, a legend."""

from __future__ import annotations

from dataclasses import dataclass, replace
from textwrap import wrap
from typing import TYPE_CHECKING, Final

from ctg_docs.documents._communs.carte.classes import INCONNUE, build_classes
from ctg_docs.documents._communs.carte.contours import ContourError, NoGeometryError, place_contours
from ctg_docs.documents.kind import Inapplicable
from ctg_docs.french import cle, compte, liste_et
from ctg_docs.gabarit.dessin import Boite, Dessin, Motif, Polygone
from ctg_docs.models.equipement import TypeEquipement
from ctg_docs.models.territoire import Teintes

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ctg_docs.documents._communs.carte.contours import Contour
    from ctg_docs.documents.kind import Situation
    from ctg_docs.gabarit.dessin import Couleur, Forme
    from ctg_docs.models.ctg import Ctg
    from ctg_docs.models.territoire import Territoire

__all__ = ["DIAPO", "PAGE", "Carte", "Mesure", "build_carte"]


@dataclass(frozen=True, slots=True)
class Mesure:
    """Sizes of a map, in millimetres: of the whole, of its legend, of a letter, of a line, of a symbol."""

    largeur: float = 157.0
    hauteur: float = 70.0
    legende: float = 47.0
    lettre: float = 1.6
    ligne: float = 5.0
    symbole: float = 3.2


PAGE: Final = Mesure()
DIAPO: Final = Mesure(190.0, 112.0, 62.0, 2.7, 7.0, 5.0)
_SERREE: Final = 0.85
"""Share of a line that its letters need at least."""
_SHIFTS: Final = ((0, 0), (0, -4), (0, 4), (6, 0), (-6, 0), (0, -7), (0, 7), (6, -4), (6, 4), (-6, -4), (-6, 4),
           (9, -7), (9, 7), (-9, -7), (-9, 7))  # fmt: skip
"""Where a name may stand beside the middle of its commune, in millimetres, the nearest first."""
_FONDS: Final[tuple[Couleur | Motif, ...]] = (
    "bg2", "bg1", Motif("ltUpDiag", "accent4"), "accent3", Motif("ltHorz", "accent4"), Motif("pct20", "accent4"),
)  # fmt: skip
"""Grounds of the sectors: a tint, white, strokes, a darker tint, lines, dots: apart in grey, and a name is read on each."""
_CLASSES: Final[tuple[Couleur | Motif, ...]] = ("bg1", "bg2", Motif("ltUpDiag", "accent4"), "accent3")
"""Grounds of the classes of a figure, the lowest first: darker and darker in grey."""
_SANS_VALEUR: Final = Motif("ltVert", "accent4")
_FORMES: Final[dict[TypeEquipement, str]] = {
    TypeEquipement.EAJE: "ellipse", TypeEquipement.RPE: "rect", TypeEquipement.LAEP: "triangle",
    TypeEquipement.ALSH: "diamond", TypeEquipement.LUDOTHEQUE: "hexagon", TypeEquipement.CENTRE_SOCIAL: "star5",
    TypeEquipement.EVS: "pentagon", TypeEquipement.CLAS: "parallelogram", TypeEquipement.PS_JEUNES: "flowChartDelay",
    TypeEquipement.SEJOURS: "trapezoid", TypeEquipement.BAFA: "chevron", TypeEquipement.FRANCE_SERVICES: "plus",
    TypeEquipement.AUTRE: "donut",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Carte:
    """The map, and what stands under it: the projection, the credit, communes that the file lacks or that have a number."""

    dessin: Dessin
    note: str


def build_carte(ctg: Ctg, situation: Situation, mesure: Mesure = PAGE) -> Carte | str | None:
    """Return the map, the reason why it can't be drawn, or None when the dossier asks for none.

    Args:
        ctg: the dossier.
        situation: of the generation.
        mesure: sizes, of a page or of a slide.

    Raises:
        Inapplicable: a final document needs the map, and the package that draws it is not installed.
    """
    fond = ctg.territoire.carte
    if fond is None:
        return None
    data = situation.pictures.get(fond.fichier)
    if data is None:
        return "le fichier des contours n’est pas là"
    try:
        contours, width, height, degrees = place_contours(
            data, ctg.territoire.communes, mesure.largeur - mesure.legende - 4, mesure.hauteur
        )
    except ContourError as fault:
        if isinstance(fault, NoGeometryError) and situation.final:
            raise Inapplicable(str(fault)) from fault
        return str(fault)
    map_ = _Map(ctg, contours, mesure)
    legend, bottom = map_.legend(width + 4)
    if bottom > mesure.hauteur and mesure is DIAPO:  # nothing may go on under a slide
        ligne = mesure.ligne * max(_SERREE, mesure.hauteur / bottom)
        map_ = _Map(ctg, contours, replace(mesure, ligne=ligne))
        legend, bottom = map_.legend(width + 4)
    nom = ctg.territoire.nom
    drawing = Dessin(
        mesure.largeur,
        max(height, bottom) + 1,
        "Carte",
        _alternative(nom, map_),
        (*map_.ground(), *map_.names(), *legend),
    )
    drawn = {c.commune.nom for c in contours}
    missing = [c.nom for c in ctg.territoire.communes if c.nom not in drawn]
    notes = [
        f"Numéros sur la carte\u00a0: {', '.join(map_.numbered)}." if map_.numbered else "",
        f"Sans contour dans le fichier\u00a0: {liste_et(missing)}." if missing else "",
        f"Contours\u00a0: {fond.credit}." if fond.credit else "",
        "Projection équirectangulaire, centrée sur le territoire." if degrees else "",
    ]
    return Carte(drawing, " ".join(note for note in notes if note))


class _Map:
    def __init__(self, ctg: Ctg, contours: Sequence[Contour], mesure: Mesure) -> None:
        self.contours, self.mesure = contours, mesure
        self.title = _title(ctg.territoire)
        self.classes = build_classes(ctg.territoire, [c.commune for c in contours])
        named = [c.commune.secteur for c in contours if c.commune.secteur]
        order = [s for s in ctg.territoire.secteurs if s in named]
        self.sectors = [] if self.classes else list(dict.fromkeys([*order, *named]))[: len(_FONDS)]
        places: dict[str, list[TypeEquipement]] = {}
        for equipement in ctg.equipements:
            kinds = places.setdefault(cle(equipement.commune or ""), [])
            if equipement.type not in kinds:
                kinds.append(equipement.type)
        self.services = {c.commune.nom: sorted(places.get(cle(c.commune.nom), []), key=list(TypeEquipement).index)
                         for c in contours}  # fmt: skip
        self.kinds = [k for k in TypeEquipement if any(k in own for own in self.services.values())]
        self.numbered: list[str] = []

    def ground(self) -> list[Forme]:
        """Return the communes, filled as their sector or their class."""
        return [Polygone(c.anneaux, fond=self._shade(c), bord="accent1", epaisseur=0.75)
                for c in self.contours]  # fmt: skip

    def _shade(self, contour: Contour) -> Couleur | Motif:
        for shade, label, communes in self._shades():
            if contour.commune.nom in communes or label == contour.commune.secteur:
                return shade
        return "bg1"

    def _shades(self) -> list[tuple[Couleur | Motif, str, tuple[str, ...]]]:
        """Return what the legend tells of each shade: its ground, its label, its communes when it is a class."""
        if self.classes:
            grounds = [
                _SANS_VALEUR if c.libelle == INCONNUE else _CLASSES[n] for n, c in enumerate(self.classes)
            ]
            return [(g, c.libelle, c.communes) for g, c in zip(grounds, self.classes, strict=True)]
        return [(_FONDS[n], sector, ()) for n, sector in enumerate(self.sectors)]

    def names(self) -> list[Forme]:
        """Return the names, those of the most peopled first, then the symbols; a name without room is a number."""
        taken: list[tuple[float, float, float, float]] = []
        found: list[Forme] = []
        for contour in sorted(self.contours, key=lambda c: -(c.commune.population or 0)):
            kinds = self.services[contour.commune.nom]
            label = contour.commune.nom
            box = self._room(contour, label, len(kinds), taken)
            if box is None:
                label = str(len(self.numbered) + 1)
                self.numbered.append(f"{label}\u00a0{contour.commune.nom}")
                box = self._room(contour, label, len(kinds), []) or (*contour.centre, 4.0, self.mesure.ligne)
            taken.append(box)
            x, y, width, _ = box
            found.append(Boite(x, y, width, self.mesure.ligne, lignes=((label, "CarteNom"),), marge=(0, 0)))
            start = x + width / 2 - len(kinds) * (self.mesure.symbole + 0.6) / 2
            found += [
                self._symbol(kind, start + rank * (self.mesure.symbole + 0.6), y + self.mesure.ligne)
                for rank, kind in enumerate(kinds)
            ]
        return found

    def _room(
        self, contour: Contour, label: str, symbols: int, taken: Sequence[tuple[float, float, float, float]]
    ) -> tuple[float, float, float, float] | None:
        """Return where a name and its symbols stand without covering another."""
        width = max(len(label) * self.mesure.lettre + 1, symbols * (self.mesure.symbole + 0.6))
        height = self.mesure.ligne + (self.mesure.symbole + 0.5 if symbols else 0)
        left, middle = contour.centre[0] - width / 2, contour.centre[1] - height / 2
        for across, down in _SHIFTS:
            x, y = max(0.0, left + across), max(0.0, middle + down)
            if not any(x < a + w and a < x + width and y < b + h and b < y + height for a, b, w, h in taken):
                return x, y, width, height
        return None

    def legend(self, x: float) -> tuple[list[Forme], float]:
        """Return the legend, from its left side, and where it ends."""
        found: list[Forme] = []
        y, line = 0.0, self.mesure.ligne
        if self.classes and self.title:
            found.append(self._words(self.title, x, y))
            y += self._height(self.title)
        for shade, label, _ in self._shades():
            found.append(
                Boite(x, y + 0.14 * line, 1.2 * line, 0.72 * line, fond=shade, bord="accent1", epaisseur=0.5)
            )
            found.append(self._words(label, x + 1.5 * line, y))
            y += self._height(label)
        y += 2 if found else 0
        for kind in self.kinds:
            label = kind.libelle.rpartition("(")[2].rstrip(")")
            found += [self._symbol(kind, x + 1.4, y + 0.18 * line), self._words(label, x + 1.5 * line, y)]
            y += self._height(label)
        return found, y

    def _symbol(self, kind: TypeEquipement, x: float, y: float) -> Boite:
        side = self.mesure.symbole
        return Boite(x, y, side, side, _FORMES[kind], fond="accent2", bord="bg1", epaisseur=0.5)

    def _height(self, text: str) -> float:
        signs = int((self.mesure.legende - 1.6 * self.mesure.ligne) / self.mesure.lettre)
        return self.mesure.ligne * max(1, len(wrap(text, signs)))

    def _words(self, text: str, x: float, y: float) -> Boite:
        width = self.mesure.legende - 1.6 * self.mesure.ligne
        return Boite(
            x, y, width, self._height(text), lignes=((text, "CarteLegende"),), marge=(0, 0.3), ancre="t"
        )


def _title(territoire: Territoire) -> str:
    """Return what the shades tell: « Familles monoparentales (Insee 2021) », « Population »."""
    fond = territoire.carte
    return (fond.intitule or ("Population" if fond.teintes is Teintes.POPULATION else "")) if fond else ""


def _alternative(nom: str, map_: _Map) -> str:
    """Say the map in a few sentences; the tables say the rest."""
    said = [f"Carte de {compte(len(map_.contours), 'commune')} ({nom})."]
    if map_.classes:
        shades = "\u202f; ".join(f"{c.libelle}\u00a0: {liste_et(list(c.communes))}" for c in map_.classes)
        said.append(f"Teintes – {map_.title or 'valeur de chaque commune'} – {shades}.")
    if map_.sectors:
        said.append(f"Secteurs\u00a0: {liste_et(map_.sectors)}.")
    where = [f"{c.commune.nom} ({', '.join(k.libelle.rpartition('(')[2].rstrip(')') for k in kinds)})"
             for c in map_.contours if (kinds := map_.services[c.commune.nom])]  # fmt: skip
    if where:
        said.append(f"Services\u00a0: {liste_et(where)}.")
    return " ".join(said)
