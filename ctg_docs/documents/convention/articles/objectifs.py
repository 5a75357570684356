"""Article « Objectifs partagés »: the strategy of the dossier in words, with its computed numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ctg_docs.documents._blocs.markdown import blocs, echapper, points
from ctg_docs.documents.convention.faits import compter
from ctg_docs.french import majuscule_initiale
from ctg_docs.holes import hole
from ctg_docs.models.annexe import ContenuAnnexe
from ctg_docs.models.base import Genre

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ctg_docs.documents.convention.faits import Faits
    from ctg_docs.models.strategie import Objectif

__all__ = ["write"]


def write(f: Faits) -> str:
    """Return the text of the article."""
    strategie = f.ctg.strategie
    if not strategie.objectifs:
        return f"Au regard du diagnostic, les parties retiennent les objectifs suivants : {hole('enjeux et objectifs')}."
    niveau = strategie.niveaux[0]
    combien = compter(
        len(strategie.objectifs), niveau.nom, niveau.nom_pluriel, feminin=niveau.genre is Genre.FEMININ
    )
    suivants = _accord_suivants(len(strategie.objectifs), niveau.genre)
    codes = strategie.codes()
    return blocs(
        strategie.introduction,
        "Au regard des besoins mis en évidence par le diagnostic partagé"
        f"{f.renvoi(ContenuAnnexe.DIAGNOSTIC)}, les parties retiennent, pour la durée de la convention, "
        f"{combien} {suivants}.",
        *(_premier_niveau(o, codes, niveau.nom) for o in strategie.objectifs),
        _suite(f),
    )


def _accord_suivants(n: int, genre: Genre) -> str:
    return f"suivant{'e' if genre is Genre.FEMININ else ''}{'s' if n > 1 else ''}"


def _premier_niveau(objectif: Objectif, codes: dict[str, str], nom: str) -> str:
    transversal = " (transversal)" if objectif.transversal else ""
    titre = f"{majuscule_initiale(nom)} {codes[objectif.id]} – {echapper(objectif.intitule)}{transversal}"
    return blocs(
        f"## {titre}",
        objectif.texte,
        points(objectif.points),
        "\n".join(_sous_objectifs(objectif, codes)),
        blocs("Résultats attendus :", points(objectif.resultats)) if objectif.resultats else "",
    )


def _sous_objectifs(objectif: Objectif, codes: dict[str, str]) -> Iterator[str]:
    for sous_objectif in objectif.sous_objectifs:
        texte = f" – {echapper(sous_objectif.texte)}" if sous_objectif.texte else ""
        yield f"- **{codes[sous_objectif.id]}** {echapper(sous_objectif.intitule)}{texte}"
        for point in sous_objectif.points:
            yield f"- {echapper(point)}"
        yield from _sous_objectifs(sous_objectif, codes)


def _suite(f: Faits) -> str:
    fiches, strategie = len(f.ctg.fiches_actions), f.ctg.strategie
    ou = f.annexe(ContenuAnnexe.PLAN_ACTIONS)
    if fiches:
        decline = compter(fiches, strategie.nom_fiche, strategie.nom_fiche_pluriel, feminin=True)
        verbe = "traduit" if fiches == 1 else "traduisent"
        presente = f", présentées à {ou}" if ou else ""
        return f"{majuscule_initiale(decline)} {verbe} ces objectifs en actes{presente}."
    return (
        "Le plan d’actions qui traduit ces objectifs est élaboré avec les partenaires du territoire dans le cadre de la "
        "gouvernance prévue par la présente convention. Une fois validé par le comité de pilotage, il y est annexé."
    )
