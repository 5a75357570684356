"""What a slide is, and how its words are shared out over slides. Knows sizes in points and millimetres, no file format."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING, Literal

from pydantic import Field

from ctg_docs.documents._communs.calendrier.planning import Planche
from ctg_docs.documents._communs.gouvernance.organigramme import Organigramme
from ctg_docs.documents._communs.photos import Photo
from ctg_docs.documents.contexte import Bloc
from ctg_docs.documents.presentation.mesures import (
    CORPS,
    HAUTEUR,
    LARGEUR,
    hauteur_chapeau,
    hauteur_ligne,
    hauteur_texte,
    lignes_par_hauteur,
    signes_par_ligne,
)
from ctg_docs.engine.values import Chart
from ctg_docs.gabarit.dessin import Dessin
from ctg_docs.holes import plain

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

__all__ = ["Carte", "Diapo", "Forme", "Puce", "cartes", "corps_etiquette", "enonces", "grille", "hauteur_carte", "hauteur_puce",
           "largeur_etiquette", "paginer", "puces", "repartir", "tableau"]  # fmt: skip

_LARGE = 70.0
"""Width of labels of more than a word."""
_CADRES = {"ensemble": 34.0, "etapes": 14.0, "chiffre": 10.0}
"""Height that each form keeps for its own drawing."""

Forme = Literal[
    "couverture", "puces", "cartes", "portraits", "arbre", "enjeu", "etapes", "frise", "ensemble", "chiffre", "chiffres", "carte", "table", "organigramme", "planning",
    "contact",
]  # fmt: skip


class Puce(Bloc):
    """A line of text, with a label at its left when there is one."""

    texte: str
    etiquette: str = ""
    discret: bool = False


class Carte(Bloc):
    """A box: a title, some lines, a state under it; `accent` marks the one that counts now."""

    titre: str
    lignes: tuple[str, ...] = ()
    note: str = ""
    accent: bool = False


class Diapo(Bloc):
    """A slide: one idea."""

    forme: Forme
    titre: str
    chapeau: str = ""
    puces: tuple[Puce, ...] = ()
    cartes: tuple[Carte, ...] = ()
    corps: int = Field(CORPS, title="Corps", description="Taille du texte, en points")
    reperes: tuple[str, ...] = Field((), title="Repères", description="Années de la ligne du temps")
    actifs: tuple[str, ...] = Field((), title="Actifs", description="Années de cette diapositive")
    entetes: tuple[str, ...] = ()
    lignes: tuple[tuple[str, ...], ...] = ()
    largeurs: tuple[float, ...] = Field(
        (100.0, 172.0, 30.0), title="Largeurs", description="Des colonnes, en mm"
    )
    photo: Photo | None = None
    fil: str = Field("", title="Fil", description="Point de l’ordre du jour où l’on est")
    etape: tuple[int, int] = Field((0, 0), title="Étape", description="Rang de la partie, nombre de parties")
    organigramme: Organigramme | None = None
    graphique: Chart | None = None
    carte: Dessin | None = None
    planche: Planche | None = None
    position: str = ""
    remarque: str = ""
    commentaire: str = Field("", title="Commentaire", description="Notes de l’orateur")


def largeur_etiquette(puces: Iterable[Puce]) -> float:
    """Return the width of the labels of a slide: none, narrow for numbers, wide for dates and words."""
    signes = max((len(puce.etiquette) for puce in puces), default=0)
    return 0.0 if not signes else 26.0 if signes <= 6 else 46.0 if signes <= 10 else _LARGE


def hauteur_puce(puce: Puce, etiquette: float, corps: int = CORPS, largeur: float = LARGEUR) -> float:
    """Return the height of a line and of its label."""
    texte = hauteur_texte(puce.texte, largeur - (etiquette or 12) - 2, corps)
    return (
        max(texte, hauteur_texte(puce.etiquette, etiquette - 2, corps_etiquette(etiquette, corps)))
        if puce.etiquette
        else texte
    )


def corps_etiquette(etiquette: float, corps: int = CORPS) -> int:
    """Return the size of the labels of a slide, all alike: smaller where they are wide."""
    return corps if etiquette < _LARGE else max(16, corps - 4)


def _courtes(puces: Iterable[Puce], hauteur: float, etiquette: float, corps: int) -> Iterable[Puce]:
    """Cut what would overflow a slide alone."""
    for puce in puces:
        if hauteur_puce(puce, etiquette, corps) <= hauteur:
            yield puce
            continue
        largeur = LARGEUR - (etiquette or 12)
        signes = signes_par_ligne(largeur, corps) * (lignes_par_hauteur(hauteur, corps) - 2)
        for rang, morceau in enumerate(textwrap.wrap(plain(puce.texte), signes)):
            yield puce.model_copy(update={"texte": f"… {morceau}" if rang else morceau})


def paginer(
    lignes: Sequence[Puce], hauteur: float = HAUTEUR, corps: int = CORPS
) -> tuple[tuple[Puce, ...], ...]:
    """Share lines out over as few slides as hold them, in order, about as full as each other."""
    etiquette = largeur_etiquette(lignes)
    courtes = list(_courtes(lignes, hauteur, etiquette, corps))
    besoins = [hauteur_puce(puce, etiquette, corps) for puce in courtes]
    return tuple(tuple(courtes[i] for i in page) for page in repartir(besoins, hauteur))


def repartir(besoins: Sequence[float], hauteur: float) -> list[list[int]]:
    """Share heights out over as few pages as hold them, in order; the last is not left with one line."""
    pages = _remplir(besoins, hauteur)
    for part in range(1, 20):
        cible = sum(besoins) / max(len(pages), 1) * (1 + part / 20)
        mieux = _remplir(besoins, min(hauteur, cible))
        if len(mieux) == len(pages) and all(sum(besoins[i] for i in page) <= hauteur for page in mieux):
            return mieux
    return pages


def _remplir(besoins: Sequence[float], hauteur: float) -> list[list[int]]:
    pages: list[list[int]] = []
    reste = 0.0
    for rang, besoin in enumerate(besoins):
        if not pages or besoin > reste:
            pages.append([])
            reste = hauteur
        pages[-1].append(rang)
        reste -= besoin
    return pages


def puces(
    titre: str, lignes: Sequence[Puce], *, chapeau: str = "", commentaire: str = ""
) -> tuple[Diapo, ...]:
    """Return the slides of a list, a little smaller when one then holds it; else each title says its rank."""
    hauteur = HAUTEUR - hauteur_chapeau(chapeau)
    if hauteur < HAUTEUR / 3:
        lignes, chapeau, hauteur = [Puce(texte=chapeau), *lignes], "", HAUTEUR
    corps = next((c for c in (CORPS, 22, 20) if len(paginer(lignes, hauteur, c)) <= 1), CORPS)
    pages = paginer(lignes, hauteur, corps) or ((),)
    return tuple(
        Diapo(
            forme="puces",
            titre=titre if len(pages) == 1 else f"{titre} ({rang}/{len(pages)})",
            chapeau=chapeau,
            puces=page,
            corps=corps,
            commentaire=commentaire,
        )
        for rang, page in enumerate(pages, start=1)
    )


def tableau(
    titre: str,
    entetes: tuple[str, ...],
    lignes: Sequence[tuple[str, ...]],
    largeurs: tuple[float, ...],
    noter: Callable[[Sequence[int]], str],
) -> tuple[Diapo, ...]:
    """Return the slides of a table, a little smaller when one then holds it; else each title says its rank.

    Args:
        titre: of the slides.
        entetes: heads of the columns.
        lignes: the rows.
        largeurs: widths of the columns, in millimetres.
        noter: what the speaker says of the rows of these ranks.
    """

    def pages(corps: int) -> list[list[int]]:
        return repartir([hauteur_ligne(ligne, largeurs, corps) for ligne in lignes], HAUTEUR - 12)

    corps = next((c for c in (20, 18) if len(pages(c)) <= 1), 16)
    toutes = pages(corps)
    return tuple(
        Diapo(
            forme="table",
            titre=f"{titre} ({rang}/{len(toutes)})" if len(toutes) > 1 else titre,
            entetes=entetes,
            lignes=tuple(lignes[i] for i in page),
            largeurs=largeurs,
            corps=corps,
            commentaire=noter(page),
        )
        for rang, page in enumerate(toutes, 1)
    )


def cartes(
    forme: Forme, titre: str, boites: Sequence[Carte], *, chapeau: str = "", commentaire: str = ""
) -> tuple[Diapo, ...]:
    """Return one slide of boxes side by side when they fit, else the same words as lists."""
    haut = HAUTEUR - hauteur_chapeau(chapeau) - _CADRES.get(forme, 0)
    dedans = boites[1:] if forme == "ensemble" else boites
    rangs, colonnes = (1, len(dedans)) if forme == "etapes" and len(dedans) <= 6 else grille(len(dedans))
    largeur = (LARGEUR - (16 if forme == "ensemble" else 0) - 6 * (colonnes - 1)) / max(colonnes, 1) - 10
    for corps in (28, CORPS, 20, 18, 16):
        besoin = max((hauteur_carte(b, largeur, corps) for b in dedans), default=0.0)
        if len(dedans) <= 8 and besoin * rangs + 6 * (rangs - 1) <= haut:
            return (
                Diapo(forme=forme, titre=titre, chapeau=chapeau, cartes=tuple(boites), corps=corps,
                      commentaire=commentaire),
            )  # fmt: skip
    if chapeau and chapeau in commentaire:
        return cartes(forme, titre, boites, commentaire=commentaire)
    lignes = [_en_ligne(boite) for boite in boites]
    return puces(titre, lignes, chapeau=chapeau, commentaire=commentaire)


def enonces(titre: str, phrases: Sequence[str], *, commentaire: str = "") -> tuple[Diapo, ...]:
    """Return a few sentences as numbered boxes side by side, more of them as a list."""
    boites = [Carte(titre=str(rang), lignes=(phrase,)) for rang, phrase in enumerate(phrases, start=1)]
    ensemble = cartes("cartes", titre, boites, commentaire=commentaire) if 2 <= len(boites) <= 4 else ()
    if [d.forme for d in ensemble] == ["cartes"]:
        return ensemble
    return puces(titre, [Puce(texte=phrase) for phrase in phrases], commentaire=commentaire)


def _en_ligne(boite: Carte) -> Puce:
    """Say a box in one line."""
    texte = " – ".join(t for t in ("\u202f; ".join(boite.lignes), boite.note) if t)
    return Puce(texte=texte, etiquette=boite.titre) if texte else Puce(texte=boite.titre, etiquette="•")


def grille(nombre: int) -> tuple[int, int]:
    """Return the rows and columns that hold a number of boxes."""
    rangs = 1 if nombre <= 4 else 2
    return rangs, -(-nombre // rangs)


def hauteur_carte(boite: Carte, largeur: float, corps: int) -> float:
    """Return the height of a box, its margins included."""
    titre = hauteur_texte(boite.titre, largeur, corps + 2)
    note = hauteur_texte(boite.note, largeur, 16) if boite.note else 0.0
    return titre + note + 8 + sum(hauteur_texte(ligne, largeur, corps) for ligne in boite.lignes)
