"""The story of the chargés de coopération: a portrait each, by direction, what they do together under them."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Final

from ctg_docs.documents._communs.gouvernance.postes import LignePoste, lignes_postes, phrase_total
from ctg_docs.documents.presentation.diapo import Carte, Diapo, cartes, repartir
from ctg_docs.documents.presentation.mesures import HAUTEUR, LARGEUR, hauteur_texte, nombre_lignes
from ctg_docs.french import compte, etp, liste_et

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ctg_docs.documents.kind import Situation
    from ctg_docs.models.ctg import Ctg

__all__ = [
    "COLONNES",
    "ECART",
    "LARGEUR_PORTRAIT",
    "MEDAILLON",
    "hauteur_portrait",
    "hauteur_titre",
    "rangees_de_portraits",
    "tell_cooperation",
    "titres",
]

_SANS_DIRECTION: Final = "Autres postes"
_SUITE: Final = "(suite)"
COLONNES: Final = 3
"""Portraits side by side."""
ECART: Final = 5.0
_LETTRE: Final = 0.43
"""Width of a letter in the narrow column of a portrait, whose box has room around its words."""
LARGEUR_PORTRAIT: Final = (LARGEUR - ECART * (COLONNES - 1)) / COLONNES
_LIGNE, _TITRE = 7.0, 9.0
"""Height of a line of the name of a direction, and of a name of one line with the space under it."""
MEDAILLON: Final = 16.0
"""Side of the round with the initials, in millimetres."""


def tell_cooperation(ctg: Ctg, situation: Situation) -> Iterator[Diapo]:
    """Yield the portraits, as many a slide as it holds, then the missions; few of both share a slide."""
    postes = lignes_postes(ctg, situation)
    missions = ctg.cooperation.missions
    ensemble = f"Ensemble\u00a0: {liste_et([m[:1].lower() + m[1:] for m in missions])}" if missions else ""
    remarque = " – ".join(t for t in (_resume(ctg, len(postes)), ensemble) if t)
    pages = _pages(_portraits(postes), remarque)
    seules = bool(missions) and len(pages) > 1
    if seules:
        remarque = _resume(ctg, len(postes))
        pages = _pages(_portraits(postes), remarque)
    for rang, page in enumerate(pages, start=1):
        yield Diapo(
            forme="portraits",
            titre=f"Les coopérateurs ({rang}/{len(pages)})" if len(pages) > 1 else "Les coopérateurs",
            cartes=page,
            remarque=remarque if rang == len(pages) else "",
            commentaire=phrase_total(ctg),
        )
    if seules or (missions and not pages):
        yield from cartes(
            "chiffre",
            "Les missions des coopérateurs",
            [Carte(titre=m) for m in missions],
            chapeau="" if pages else _resume(ctg, len(postes)),
            commentaire=ctg.cooperation.introduction or phrase_total(ctg),
        )


def _portraits(postes: Sequence[LignePoste]) -> list[Carte]:
    """Return one card per post, those of a direction side by side, its name on the first; a row that others end says it goes on."""
    ordre = list(dict.fromkeys(p.direction for p in postes if p.direction))
    ranges = sorted(postes, key=lambda p: ordre.index(p.direction) if p.direction else len(ordre))
    noms = [p.direction or (_SANS_DIRECTION if ordre else "") for p in ranges]
    return [
        Carte(
            titre=p.nom,
            lignes=tuple(t for t in (" – ".join(t for t in (p.fonction, p.perimetre) if t), _temps(p)) if t),
            note=noms[rang]
            if rang == 0 or noms[rang - 1] != noms[rang]
            else _SUITE
            if rang % COLONNES == 0 and len(set(noms[rang : rang + COLONNES])) > 1
            else "",
            accent=p.vacant,
        )
        for rang, p in enumerate(ranges)
    ]


def _temps(poste: LignePoste) -> str:
    return "vacant" if poste.vacant else f"{poste.etp_ctg}\u00a0ETP" if poste.etp_ctg != "–" else ""


def rangees_de_portraits(boites: Sequence[Carte]) -> list[Sequence[Carte]]:
    """Return the rows of portraits, full but the last."""
    return [boites[rang : rang + COLONNES] for rang in range(0, len(boites), COLONNES)]


def titres(rangee: Sequence[Carte]) -> list[tuple[int, int, str]]:
    """Return the directions that begin in a row: first portrait, how many portraits wide, name."""
    debuts = [rang for rang, boite in enumerate(rangee) if boite.note]
    return [(debut, fin - debut, rangee[debut].note) for debut, fin in pairwise([*debuts, COLONNES])]


def hauteur_titre(rangee: Sequence[Carte]) -> float:
    """Return the height of the names of directions above a row, 0 without any."""
    lignes = [nombre_lignes(nom, n * LARGEUR_PORTRAIT, 16, _LETTRE) for _, n, nom in titres(rangee)]
    return max(lignes, default=0) * _LIGNE + (_TITRE - _LIGNE) * bool(lignes)


def hauteur_portrait(boite: Carte) -> float:
    """Return the height of a portrait."""
    largeur = LARGEUR_PORTRAIT - MEDAILLON - 9
    textes = ((boite.titre, 18), *((ligne, 16) for ligne in boite.lignes))
    return max(
        MEDAILLON + 6,
        sum(nombre_lignes(t, largeur, corps, _LETTRE) * corps * 0.43 for t, corps in textes) + 4,
    )


def _pages(boites: Sequence[Carte], remarque: str) -> list[tuple[Carte, ...]]:
    """Share the rows out over as few slides as hold them, about as full as each other; each keeps room for a remark.

    The second and the next say which direction goes on.
    """
    rangees = rangees_de_portraits(boites)
    hauteurs = [max(map(hauteur_portrait, rangee)) + ECART + hauteur_titre(rangee) for rangee in rangees]
    place = HAUTEUR + ECART - (hauteur_texte(remarque, LARGEUR, 16) if remarque else 0.0)
    if sum(hauteurs) > place and any(boite.note for boite in boites):
        place -= _TITRE
    pages: list[tuple[Carte, ...]] = []
    nom = ""
    for page in repartir(hauteurs, place):
        premiere, *autres = (b for i in page for b in rangees[i])
        if pages and nom and premiere.note in {"", _SUITE}:
            premiere = premiere.model_copy(update={"note": f"{nom} {_SUITE}"})
        pages.append((premiere, *autres))
        nom = next((b.note for b in reversed(autres) if b.note), premiere.note)
    return pages


def _resume(ctg: Ctg, postes: int) -> str:
    """Return « 5 coopérateurs – 3,50 ETP au service du territoire – sur la base des… – 2 directions : … »."""
    cooperation = ctg.cooperation
    total = cooperation.etp_total
    directions = [d for d in cooperation.directions if d not in {p.direction for p in cooperation.postes}]
    vacants = sum(p.vacant for p in cooperation.postes)
    poste = f"{compte(postes, 'poste')}, dont {compte(vacants, 'vacant')}"
    dits = (
        poste if vacants else compte(postes, "coopérateur"),
        f"{etp(total)}\u00a0ETP au service du territoire" if total is not None else "",
        f"sur la base des {cooperation.base}" if cooperation.base else "",
        f"{compte(len(directions), 'direction')}\u00a0: {liste_et(directions)}" if directions else "",
    )
    return " – ".join(dit for dit in dits if dit)
