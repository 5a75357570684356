"""The story of the enjeux: what the last evaluation showed, the strategy as a tree, each enjeu with its photograph."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ctg_docs.documents._communs.photos import build_photo
from ctg_docs.documents.presentation.diapo import Carte, Diapo, Puce, cartes, enonces, puces
from ctg_docs.documents.presentation.mesures import HAUTEUR, LARGEUR, hauteur_texte
from ctg_docs.french import accord, majuscule_initiale
from ctg_docs.models.evaluation import NatureEvaluation

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ctg_docs.documents.kind import Situation
    from ctg_docs.models.ctg import Ctg
    from ctg_docs.models.strategie import Objectif

__all__ = ["COLONNE", "hauteur_objectif", "tell_enjeux"]

COLONNE: Final = 108.0
"""Width of the right column of an enjeu, in millimetres: its photograph, its objectives."""
_ECART: Final = 8.0
_PHOTO_MIN: Final = 44.0


def tell_enjeux(ctg: Ctg, situation: Situation) -> Iterator[Diapo]:
    """Yield what the previous evaluation showed, the enjeux together, then each."""
    for evaluation in ctg.evaluations:
        if evaluation.nature is NatureEvaluation.PRECEDENTE and evaluation.constats:
            notes = f"Évaluation de la convention {evaluation.periode}." if evaluation.periode else ""
            yield from enonces(
                "L’évaluation de la précédente CTG a mis en évidence", evaluation.constats, commentaire=notes
            )
    objectifs = ctg.strategie.objectifs
    if not objectifs:
        return
    niveau = ctg.strategie.niveaux[0]
    nombre = len(objectifs)
    periode = ctg.convention.periode
    titre = (
        f"{accord(nombre, 'L’' + niveau.nom, f'Les {nombre} {niveau.nom_pluriel}')} {periode or ''}".strip()
    )
    boites = [
        Carte(titre=str(rang), lignes=(o.intitule,), note="Transversal" if o.transversal else "")
        for rang, o in enumerate(objectifs, start=1)
    ]
    strategie = f"Stratégie {ctg.strategie.periode}" if ctg.strategie.periode else ""
    notes = ctg.strategie.introduction or titre
    arbre = _arbre(ctg, titre, strategie or titre, notes)
    yield from (arbre,) if arbre else cartes("cartes", titre, boites, chapeau=strategie, commentaire=notes)
    for rang, objectif in enumerate(objectifs, start=1):
        if not (objectif.texte or objectif.points or objectif.sous_objectifs or objectif.photographie):
            continue  # its title is on the slide of all of them
        yield from _enjeu(
            ctg, situation, objectif, f"{majuscule_initiale(niveau.nom)} {rang} – {objectif.intitule}"
        )


def _arbre(ctg: Ctg, titre: str, racine: str, notes: str) -> Diapo | None:
    """Return the strategy as a tree, when a slide holds it and there is more than one level."""
    objectifs, codes = ctg.strategie.objectifs, ctg.strategie.codes()
    if not 2 <= len(objectifs) <= 4 or not any(o.sous_objectifs for o in objectifs):
        return None
    largeur = (LARGEUR - 6 * (len(objectifs) - 1)) / len(objectifs) - 16
    branches = tuple(
        Carte(
            titre=f"{rang} – {o.intitule}",
            lignes=tuple(f"{codes[s.id]} – {s.intitule}" for s in o.sous_objectifs),
            note="Transversal" if o.transversal else "",
        )
        for rang, o in enumerate(objectifs, start=1)
    )
    for corps in (22, 20, 18):
        tete = max(hauteur_texte(f"{b.titre} – {b.note}", largeur + 8, corps) for b in branches) + 7
        corps_des_branches = [
            sum(hauteur_texte(t, largeur, corps - 2) + 7 for t in b.lignes) for b in branches
        ]
        if tete + max(corps_des_branches) <= HAUTEUR - 24:
            return Diapo(
                forme="arbre", titre=titre, chapeau=racine, cartes=branches, corps=corps, commentaire=notes
            )
    return None


def _enjeu(ctg: Ctg, situation: Situation, objectif: Objectif, titre: str) -> tuple[Diapo, ...]:
    """Return an enjeu: why and what at the left, its photograph and its objectives at the right; else a list."""
    codes = ctg.strategie.codes()
    notes = " ".join(
        f"{nom}\u00a0: {' '.join(phrases)}"
        for nom, phrases in (("Constats", objectif.constats), ("Résultats attendus", objectif.resultats))
        if phrases
    )
    boites = tuple(Carte(titre=codes[o.id], lignes=(o.intitule,)) for o in objectif.sous_objectifs)
    reste = HAUTEUR - sum(hauteur_objectif(b) + 4 for b in boites)
    photo = build_photo(objectif.photographie, situation) if reste >= _PHOTO_MIN else None
    if (boites or photo) and reste >= 0 and _tient(objectif):
        return (
            Diapo(
                forme="enjeu", titre=titre, chapeau=objectif.texte or "", cartes=boites, photo=photo,
                puces=tuple(Puce(texte=t) for t in objectif.points), commentaire=notes or titre,
            ),
        )  # fmt: skip
    lignes = [Puce(texte=t, etiquette="•" if boites else "") for t in objectif.points]
    lignes += [Puce(etiquette=b.titre, texte=b.lignes[0]) for b in boites]
    return puces(titre, lignes, chapeau=objectif.texte or "", commentaire=notes or titre)


def hauteur_objectif(boite: Carte) -> float:
    """Return the height of the box of an objective."""
    return hauteur_texte(f"{boite.titre} – {' '.join(boite.lignes)}", COLONNE - 8, 20) + 5


def _tient(objectif: Objectif) -> bool:
    """True when the left column holds the words."""
    largeur = LARGEUR - COLONNE - _ECART - 14
    lignes = [(objectif.texte or "", 20), *((t, 22) for t in objectif.points)]
    return sum(hauteur_texte(t, largeur, corps) + 3 for t, corps in lignes if t) <= HAUTEUR
