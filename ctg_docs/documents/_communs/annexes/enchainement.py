"""Short annexes share a page: which begin under the one before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ctg_docs.documents.contexte import Bloc
from ctg_docs.engine.values import Rich
from ctg_docs.engine.word.letters import words
from ctg_docs.engine.word.widths import Cell, share
from ctg_docs.gabarit.charte import PORTRAIT
from ctg_docs.gabarit.mesure import hauteur, hauteur_utile
from ctg_docs.holes import plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ctg_docs.documents._communs.annexes.assemblage import AnnexeImprimee

__all__ = ["enchainer"]

_TITRES = frozenset(["titre", "paysage", "suite", "suivie", "fichier"])
"""Fields that are counted apart, or printed nowhere."""

_SOUS = {
    **dict.fromkeys(("employeur", "direction", "cofinancement"), "nom"),
    **dict.fromkeys(("perimetre", "periode", "missions"), "fonction"),
    "organe": "organisme",
    "cible_texte": "intitule",
}
"""Fields printed under another, in its cell."""

_PAGE = hauteur_utile()
"""Millimetres. What is under it is a little more than a page prints; if not, the last annexe begins on the next page."""
_LARGEUR = PORTRAIT.texte.twips
_TITRE, _AUTOUR, _SUITE = 8.0, 5.0, 9.0
"""Millimetres of a line of a heading, of the white under it, of the white above one that goes on."""
_CADRE, _ENTETE = 18.0, 14.0
"""Millimetres of the box of an attached file, of the caption and the head of a table."""
_MARGES, _LIGNE, _CORPS = 2.3, 4.55, 10.0
"""Millimetres of the margins of a row, of each of its lines; points of its letters."""


def enchainer(annexes: Iterable[AnnexeImprimee]) -> tuple[AnnexeImprimee, ...]:
    """Put a short annexe under the one before when the page surely holds both; long ones keep pages of their own."""
    pages: list[list[AnnexeImprimee]] = []
    reste = 0.0
    for annexe in annexes:
        haute = _haute(annexe)
        if haute > reste:
            pages.append([])
            reste = _PAGE
        pages[-1].append(annexe)
        reste -= haute + _SUITE
    return tuple(
        annexe.model_copy(update={"suite": rang > 0, "suivie": rang < len(page) - 1})
        for page in pages
        for rang, annexe in enumerate(page)
    )


def _haute(annexe: AnnexeImprimee) -> float:
    """Return the height of a short annexe, in millimetres; more than a page for those on sheets of their own."""
    if annexe.paysage or annexe.fiches:
        return _PAGE + 1
    champs = (getattr(annexe, champ) for champ in type(annexe).model_fields if champ not in _TITRES)
    titre = Cell([words(f"Annexe 10 – {plain(annexe.titre)}", 18, bold=True)], 0).lines(_LARGEUR)
    return (
        _AUTOUR
        + _TITRE * titre
        + _CADRE * bool(annexe.fichier)
        + sum(_hauteur(valeur) for valeur in champs if valeur)
    )


def _hauteur(valeur: object) -> float:
    """Return the height of a piece of page: texts, bullets, tables."""
    if isinstance(valeur, Rich | str):
        textes = plain(valeur.text if isinstance(valeur, Rich) else valeur).splitlines()
        return sum(hauteur("ListBullet" if t[:2] == "- " else "Corps", t) for t in textes if t.strip())
    if isinstance(valeur, Bloc):
        return sum(_hauteur(getattr(valeur, champ)) for champ in type(valeur).model_fields)
    if isinstance(valeur, tuple) and valeur and isinstance(valeur[0], Bloc):
        return _ENTETE + _rangs(valeur)
    return sum(_hauteur(element) for element in valeur) if isinstance(valeur, tuple) else 0


def _rangs(blocs: Sequence[Bloc]) -> float:
    """Return the height of the rows of a table, with the rows under them: each field as a column, as wide as its content asks."""
    champs = [champ for champ in type(blocs[0]).model_fields if champ not in _SOUS]
    sous = [
        v
        for b in blocs
        for c in champs
        if isinstance(v := getattr(b, c), tuple) and v and isinstance(v[0], Bloc)
    ]
    lignes = [[_cellule(bloc, champ) for champ in champs] for bloc in blocs]
    dites = [n for n, colonne in enumerate(zip(*lignes, strict=True)) if any(c.paragraphs for c in colonne)]
    lignes = [[ligne[n] for n in dites] for ligne in lignes]
    largeurs = share(lignes, [_LARGEUR // (len(dites) or 1)] * len(dites)) if dites else []
    hautes = (max((c.lines(w) for c, w in zip(ligne, largeurs, strict=True)), default=0) for ligne in lignes)
    return sum(_MARGES + _LIGNE * haute for haute in hautes) + sum(map(_rangs, sous))


def _cellule(bloc: Bloc, champ: str) -> Cell:
    """Return what a field would be in a cell, with those under it; nothing for rows of their own and marks."""
    sous = [nom for nom, dessus in _SOUS.items() if dessus == champ and nom in type(bloc).model_fields]
    valeurs = [getattr(bloc, nom) for nom in (champ, *sous)]
    textes = [t for v in valeurs for t in (v if isinstance(v, tuple) else (v,))]
    dits = [plain(t.text if isinstance(t, Rich) else t) for t in textes if isinstance(t, str | Rich)]
    return Cell([words(dit, _CORPS) for dit in dits[:1] + [d for d in dits[1:] if d != "–"] if dit])
