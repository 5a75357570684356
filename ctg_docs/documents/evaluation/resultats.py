"""Objectives judged, and indicators over the years."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ctg_docs.documents._communs.chiffres.courbes import draw_courbe
from ctg_docs.documents._communs.fiches.calendriers import annees_du_plan
from ctg_docs.documents._communs.fiches.codes import code_de
from ctg_docs.documents._communs.suivi.avancement import annees_suivies
from ctg_docs.documents._communs.suivi.chiffres import graphique_empile
from ctg_docs.documents._communs.suivi.indicateurs import (
    cible_affichee,
    indicateurs_de,
    initial_affiche,
    progression,
    valeur_affichee,
    valeur_de,
)
from ctg_docs.documents.contexte import Bloc
from ctg_docs.engine.values import Chart
from ctg_docs.french import accord, compte, liste_et, majuscule_initiale, pourcent_juste
from ctg_docs.gabarit.dessin import Dessin
from ctg_docs.models.evaluation import Atteinte, NatureEvaluation

if TYPE_CHECKING:
    from ctg_docs.models.ctg import Ctg
    from ctg_docs.models.evaluation import Evaluation, ResultatObjectif
    from ctg_docs.models.indicateur import Indicateur

__all__ = [
    "ANNEES_MAX",
    "LigneIndicateurAnnees",
    "LigneResultat",
    "annees_evaluees",
    "graphique_resultats",
    "lignes_indicateurs",
    "lignes_resultats",
    "objectifs_a_reprendre",
    "phrase_resultats",
]

ANNEES_MAX = 6
"""Columns of years that a landscape sheet holds; the last ones are kept."""

_SERIES: tuple[tuple[str, Atteinte | None, int], ...] = (
    ("Atteints", Atteinte.ATTEINT, 0),
    ("Partiellement atteints", Atteinte.PARTIEL, 1),
    ("Non atteints", Atteinte.NON_ATTEINT, 2),
    ("Non jugés", None, 4),
)


class LigneResultat(Bloc):
    """An objective and how far it was reached; `enjeu` is True on the rows of the first level."""

    enjeu: bool
    code: str
    intitule: str
    atteinte: str
    commentaire: str


class LigneIndicateurAnnees(Bloc):
    """An indicator with one value per year; one told in words says its years in one sentence, `en_mots`."""

    code: str
    intitule: str
    unite: str
    initial: str
    valeurs: tuple[str, ...]
    en_mots: tuple[str, ...]
    cible: str
    constat: str
    courbe: Dessin | None


def _par_objectif(evaluation: Evaluation) -> dict[str, ResultatObjectif]:
    return {r.objectif: r for r in evaluation.resultats}


def lignes_resultats(ctg: Ctg, evaluation: Evaluation) -> tuple[LigneResultat, ...]:
    """Return every objective of the strategy in order; those of a previous strategy come by their identifier."""
    juges = _par_objectif(evaluation)
    if evaluation.nature is NatureEvaluation.PRECEDENTE and not juges:
        return ()
    lignes = []
    for objectif, rang, code in ctg.strategie.walk():
        resultat = juges.get(objectif.id)
        attendu = "–" if objectif.sous_objectifs else "Non jugé"
        lignes.append(
            LigneResultat(
                enjeu=rang == 1,
                code=code,
                intitule=objectif.intitule,
                atteinte=resultat.atteinte.libelle if resultat and resultat.atteinte else attendu,
                commentaire=(resultat.commentaire if resultat else None) or "–",
            )
        )
    return tuple(lignes)


def _feuilles(ctg: Ctg) -> tuple[tuple[str, str, tuple[str, ...]], ...]:
    """Return code and title of each enjeu, with the identifiers of its last-level objectives."""
    codes = ctg.strategie.codes()
    return tuple(
        (codes[e.id], e.intitule, tuple(o.id for o in e.walk() if not o.sous_objectifs))
        for e in ctg.strategie.objectifs
    )


def _compter(evaluation: Evaluation, ids: tuple[str, ...]) -> tuple[int, ...]:
    juges = _par_objectif(evaluation)
    atteintes = [juges[i].atteinte if i in juges else None for i in ids]
    return tuple(atteintes.count(atteinte) for _, atteinte, _ in _SERIES)


def graphique_resultats(ctg: Ctg, evaluation: Evaluation) -> Chart | None:
    """Return the bars of the objectives reached, one per enjeu; None while nothing is judged."""
    if not any(r.atteinte for r in evaluation.resultats):
        return None
    enjeux = [(f"{code}. {titre}", _compter(evaluation, ids)) for code, titre, ids in _feuilles(ctg)]
    noms, aspects = tuple(nom for nom, _, _ in _SERIES), tuple(look for _, _, look in _SERIES)
    return graphique_empile(enjeux, noms, aspects, "Objectifs atteints par enjeu.")


def phrase_resultats(ctg: Ctg, evaluation: Evaluation) -> str:
    """Return « Sur 5 objectifs, 1 est atteint, 1 est partiellement atteint et 3 ne sont pas jugés. »."""
    ids = tuple(i for _, _, siens in _feuilles(ctg) for i in siens)
    if not ids or evaluation.nature is NatureEvaluation.PRECEDENTE:
        return ""
    formes = (
        ("est atteint", "sont atteints"),
        ("est partiellement atteint", "sont partiellement atteints"),
        ("n’est pas atteint", "ne sont pas atteints"),
        ("n’est pas jugé", "ne sont pas jugés"),
    )
    nombres = zip(_compter(evaluation, ids), formes, strict=True)
    parts = [f"{n} {accord(n, *forme)}" for n, forme in nombres if n]
    return f"Sur {compte(len(ids), 'objectif')}, {liste_et(parts)}."


def objectifs_a_reprendre(ctg: Ctg, evaluation: Evaluation) -> tuple[str, ...]:
    """Return the objectives not fully reached, to be taken up by the next CTG."""
    codes = ctg.strategie.codes()
    return tuple(
        f"{codes[o.id]} – {o.intitule} ({r.atteinte.libelle.lower()})"
        for o, _, _ in ctg.strategie.walk()
        if (r := _par_objectif(evaluation).get(o.id))
        and r.atteinte in (Atteinte.PARTIEL, Atteinte.NON_ATTEINT)
        and r.atteinte is not None
    )


def annees_evaluees(ctg: Ctg, evaluation: Evaluation) -> tuple[int, ...]:
    """Return the years of the evaluation, else those of the plan; the last ones when they are many."""
    if evaluation.periode:
        debut, fin = evaluation.periode.debut.year, evaluation.periode.fin.year
        annees = tuple(range(debut, fin + 1))
    else:
        annees = annees_du_plan(ctg) or annees_suivies(ctg)
    return annees[-ANNEES_MAX:]


def _constat(indicateur: Indicateur, annees: tuple[int, ...]) -> str:
    """Return how far the last known value is from the target."""
    mesures = [r for a in reversed(annees) if (r := valeur_de(indicateur, a))]
    if not mesures:
        return "aucune mesure"
    if indicateur.cible is None:
        return "apprécié en mots" if indicateur.cible_texte else "sans cible"
    atteint = progression(indicateur, mesures[0].valeur)
    if atteint is None:
        return "non mesurable"
    return (
        "cible atteinte"
        if atteint >= 100
        else "en recul"
        if atteint < 0
        else f"{pourcent_juste(atteint)} du chemin"
    )


def _en_mots(indicateur: Indicateur, annees: tuple[int, ...]) -> tuple[str, ...]:
    """Return « 2024 : Délais encore longs », one a year measured; nothing when figures say it all."""
    mesures = [r for a in annees if (r := valeur_de(indicateur, a))]
    if not any(r.texte for r in mesures):
        return ()
    return tuple(f"{r.annee}\u00a0: {valeur_affichee(r)}" for r in mesures)


def _courbe(indicateur: Indicateur, annees: tuple[int, ...]) -> Dessin | None:
    """Return the curve of what was measured, from the baseline when it is of a year before."""
    mesures = [(a, r.valeur) for a in annees if (r := valeur_de(indicateur, a)) and r.valeur is not None]
    depart = indicateur.date_initiale.debut.year if indicateur.date_initiale else None
    if depart and indicateur.valeur_initiale is not None and (not mesures or depart < mesures[0][0]):
        mesures.insert(0, (depart, indicateur.valeur_initiale))
    return draw_courbe(mesures, indicateur.cible)


def lignes_indicateurs(ctg: Ctg, annees: tuple[int, ...]) -> tuple[LigneIndicateurAnnees, ...]:
    """Return every indicator with its values; none without years."""
    if not annees:
        return ()
    return tuple(
        LigneIndicateurAnnees(
            code=code_de(ctg, fiche),
            intitule=indicateur.intitule,
            unite=f" ({indicateur.unite})" if indicateur.unite else "",
            initial=initial_affiche(indicateur),
            valeurs=tuple(valeur_affichee(valeur_de(indicateur, a)) for a in annees),
            en_mots=_en_mots(indicateur, annees),
            cible=cible_affichee(indicateur),
            constat=majuscule_initiale(_constat(indicateur, annees)),
            courbe=_courbe(indicateur, annees),
        )
        for fiche in ctg.fiches_ordonnees
        for indicateur in indicateurs_de(fiche)
    )
