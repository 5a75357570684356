"""How much of a page fiches take, so that those that leave room get air: an estimate, a little more than less."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from ctg_docs.documents._communs.fiches.gabarit import LIBELLES
from ctg_docs.engine.opc.parts import read_part, replace_parts
from ctg_docs.engine.values import Rich
from ctg_docs.engine.word.letters import words
from ctg_docs.engine.word.widths import Cell
from ctg_docs.gabarit.charte import PORTRAIT
from ctg_docs.gabarit.mesure import hauteur, hauteur_utile
from ctg_docs.gabarit.unites import Mm
from ctg_docs.holes import plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ctg_docs.documents._communs.fiches.fiches import BlocFiche

__all__ = ["Place", "aerer", "place_fiche", "place_rangs", "place_textes"]

_LARGEUR = PORTRAIT.texte.mm
_LIGNE, _FILET, _RUBRIQUE = 3.55, 0.4, 5.1
"""Millimetres of a line of a table, of the rule of a row, of a rubric."""
_BANDE, _FIL, _CODE, _ANNEES = 16.0, 3.9, 24.0, 10.5
"""Millimetres of the title and its band, of each line under it; what the code takes; the row of the years."""
_AIR_RANG, _AIR_RUBRIQUE = Mm(0.8), Mm(3)
"""What a row gets above and under it, and a rubric above it, where there is plenty of room."""
_STYLES = "word/styles.xml"


class Place(NamedTuple):
    """What pieces of page take: millimetres, rows of tables and rubrics, which may get air."""

    haut: float = 0.0
    rangs: int = 0
    rubriques: int = 0

    def plus(self, *autres: Place) -> Place:
        """Return the place of several pieces on one page."""
        return Place(*map(sum, zip(self, *autres, strict=True)))

    @property
    def aise(self) -> float:
        """Share of the air that the page has room for."""
        air = 2 * _AIR_RANG.mm * self.rangs + _AIR_RUBRIQUE.mm * self.rubriques
        return max(0.0, min(1.0, (hauteur_utile() - self.haut) / (air or 1.0)))


def aerer(word: bytes, pages: Sequence[Place]) -> bytes:
    """Return the Word file with air between rows and above rubrics, as much as its fullest page has room for.

    Only the styles of the house as they are shipped: one that somebody changed stays as it was wanted.
    """
    part = min((page.aise for page in pages), default=0.0)
    if part <= 0:
        return word
    styles = (read_part(word, _STYLES) or b"").decode()
    for style, shipped, mesure, plus in (
        ("TableauSerre", "3", r'(<w:(?:top|bottom) w:w=")3(")', _AIR_RANG),
        ("FicheRubrique", "20", r'(w:before=")20(")', _AIR_RUBRIQUE),
    ):
        avec = round(plus.twips * part)
        if block := re.search(rf'(?s)<w:style [^>]*w:styleId="{style}".*?</w:style>', styles):
            airy = re.sub(mesure, rf"\g<1>{avec + int(shipped)}\g<2>", block[0])
            styles = styles.replace(block[0], airy)
    return replace_parts(word, {_STYLES: styles.encode()})


def place_fiche(fiche: BlocFiche) -> Place:
    """Return what a fiche takes; more than a page for one with opérations in full."""
    if fiche.operations:
        return Place(hauteur_utile() + 1)
    titre = _lignes(fiche.intitule, _LARGEUR - _CODE, 15)
    faits = ("pilote", "calendrier", "cout", "publics", "statut")
    parts = (0.27, 0.22, 0.14, 0.22, 0.15)
    bande = Place(_BANDE + 6.5 * (titre - 1) + _FIL * len(fiche.fil))
    return bande.plus(
        place_rangs([[(getattr(fiche, f), p * _LARGEUR) for f, p in zip(faits, parts, strict=True)]]),
        _calendrier(fiche),
        _rubrique(place_textes("FicheTexte", fiche.constat)),
        _rubrique(place_textes("FicheTexte", fiche.descriptif)),
        place_rangs([[("\n".join(p), _LARGEUR / 2 - 4) for p in (fiche.objectifs, fiche.resultats)]]),
        place_textes("FichePuce", *fiche.operations_breves),
        _rubrique(_rangees(fiche)),
        _rubrique(_budget(fiche)),
        _rubrique(_indicateurs(fiche)),
        _suivi(fiche),
        place_rangs([[(fiche.version, _LARGEUR)]], entete=False),
    )


def place_textes(style: str, *textes: Rich | str) -> Place:
    """Return what paragraphs of a style take."""
    lignes = (li for t in textes for li in plain(t.text if isinstance(t, Rich) else t).splitlines())
    return Place(sum(hauteur(style, ligne) for ligne in lignes if ligne.strip()))


def place_rangs(
    rangs: Iterable[Sequence[tuple[str, float]]], *, entete: bool = True, ligne: float = _LIGNE
) -> Place:
    """Return what the rows of a table take: each cell with its width, its paragraphs one a line."""
    hauts = [max(_lignes(texte, largeur) for texte, largeur in rang) for rang in rangs]
    nombre = len(hauts) + entete
    return Place((sum(hauts) + entete) * ligne + nombre * _FILET, nombre)


def _rubrique(place: Place) -> Place:
    return place.plus(Place(_RUBRIQUE, 0, 1))


def _lignes(texte: str, largeur: float, corps: float = 9) -> int:
    paragraphes = [words(p, corps, bold=corps > 9) for p in plain(texte).split("\n")]
    return max(1, Cell(paragraphes).lines(Mm(largeur).twips))


def _calendrier(fiche: BlocFiche) -> Place:
    place = Place(_ANNEES * bool(fiche.cases), 2).plus(place_textes("FicheLegende", fiche.calendrier_texte))
    if fiche.etapes:
        part = _LARGEUR / min(len(fiche.etapes), 5)
        etapes = [(f"{e.etat} – {e.echeance}\n{e.nom}", part) for e in fiche.etapes]
        place = place.plus(
            place_rangs([etapes], entete=False) if len(etapes) <= 5 else place_rangs([e] for e in etapes)
        )
    return _rubrique(place)


def _rangees(fiche: BlocFiche) -> Place:
    """Return what the rows on the actors take: a label, what it names, over the width or side by side."""
    libelles = [libelle.mm for libelle in LIBELLES]
    return place_rangs(
        (
            [
                cellule
                for rangee, libelle in zip(ligne.rangees, libelles, strict=False)
                for cellule in (
                    (rangee.libelle, libelle),
                    (rangee.texte, _LARGEUR / len(ligne.rangees) - libelle),
                )
            ]
            for ligne in fiche.rangees_en_lignes
        ),
        entete=False,
    )


def _budget(fiche: BlocFiche) -> Place:
    budget = fiche.budget
    if budget.phrase or fiche.budget_bref:
        return place_textes("Corps", budget.phrase, *fiche.budget_bref)
    cotes = [cote for cote in (budget.depenses, budget.recettes, budget.en_nature) if cote]
    groupes = [[("", _LARGEUR)]] * (2 * len(cotes))
    lignes = [[(li.poste, _LARGEUR - 114), (li.precisions, 80.0)] for cote in cotes for li in cote]
    return place_rangs([*groupes, *lignes]).plus(place_textes("FicheLegende", budget.solde))


def _indicateurs(fiche: BlocFiche) -> Place:
    if not fiche.indicateurs:
        return place_textes("Corps", fiche.sans_indicateur)
    return place_rangs(
        [
            (f"{i.intitule}{i.unite}\n{i.precision}", _LARGEUR - 73),
            (i.initial, 16.0),
            (i.cible, 27.0),
            ("\n".join(i.realise), 30.0),
        ]
        for i in fiche.indicateurs
    )


def _suivi(fiche: BlocFiche) -> Place:
    if not fiche.suivi:
        return Place()
    dits = ((s, s.texte.text if isinstance(s.texte, Rich) else s.texte) for s in fiche.suivi)
    return _rubrique(place_rangs([(s.statut, 20.0), (texte, _LARGEUR - 54)] for s, texte in dits))
