"""Indicators: assessable, few, followed (CTG411, CTG412)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ctg_docs.checks.examen import Examen
from ctg_docs.checks.registre import Finding, regle
from ctg_docs.french import compte, liste_et
from ctg_docs.models.convention import EtatConvention
from ctg_docs.models.fiche import FicheAction
from ctg_docs.models.indicateur import Indicateur, NatureIndicateur
from ctg_docs.models.provenance import CheminDonnee
from ctg_docs.problems import Severity

__all__: list[str] = []

_CHIFFRE = re.compile(r"(?i)^\s*(?:%|pourcentage|taux|part|nombre|effectif|montant)\b|%\s*$")
_EN_VIGUEUR = (EtatConvention.SIGNE, EtatConvention.EXECUTOIRE, EtatConvention.MODIFIE, EtatConvention.ECHU)


def _indicateurs(fiche: FicheAction, i: int) -> Iterator[tuple[CheminDonnee, Indicateur]]:
    for j, indicateur in enumerate(fiche.indicateurs):
        yield ("fiches_actions", i, "indicateurs", j), indicateur
    for k, operation in enumerate(fiche.operations):
        for j, indicateur in enumerate(operation.indicateurs):
            yield ("fiches_actions", i, "operations", k, "indicateurs", j), indicateur


def _manques(indicateur: Indicateur) -> Iterator[str]:
    if indicateur.nature is NatureIndicateur.QUANTITATIF:
        if not indicateur.unite:
            yield "l’unité"
        if indicateur.valeur_initiale is None:
            yield "la valeur initiale"
    if indicateur.cible is None and not indicateur.cible_texte:
        yield "la cible"
    if not indicateur.source:
        yield "la source"


@regle(
    "CTG411",
    Severity.WARNING,
    "indicateur avec unité, point de départ, cible et source",
    source="bonnes pratiques d’évaluation",
)
def indicateurs_complets(examen: Examen) -> Iterator[Finding]:
    """Real fiches give four to seven names and hardly ever a target: nothing can be assessed."""
    for i, fiche in enumerate(examen.ctg.fiches_actions):
        for chemin, indicateur in _indicateurs(fiche, i):
            if manques := list(_manques(indicateur)):
                yield Finding(
                    f"« {indicateur.intitule} » : il manque {liste_et(manques)}.", chemin, indicateur.intitule
                )
            qualitatif = indicateur.nature is NatureIndicateur.QUALITATIF
            if qualitatif and (_CHIFFRE.search(indicateur.intitule) or "%" in (indicateur.unite or "")):
                yield Finding(
                    f"« {indicateur.intitule} » se compte : il n’est pas qualitatif.",
                    (*chemin, "nature"),
                    indicateur.nature.value,
                    "Écrire `nature: quantitatif`.",
                )


@regle(
    "CTG412",
    Severity.WARNING,
    "indicateurs suivis chaque année, peu nombreux",
    source="bonnes pratiques d’évaluation",
)
def indicateurs_suivis(examen: Examen) -> Iterator[Finding]:
    """A plan with hundreds of indicators is not followed. Years are looked at once the convention is signed."""
    ctg = examen.ctg
    limite = ctg.parametres.indicateurs_max_par_fiche
    ecoulees = [
        annee
        for annee in ctg.convention.annees
        if examen.date and annee < examen.date.year and ctg.convention.etat in _EN_VIGUEUR
    ]
    for i, fiche in enumerate(ctg.fiches_actions):
        tous = list(_indicateurs(fiche, i))
        if len(tous) > limite:
            yield Finding(
                f"{compte(len(tous), 'indicateur')} pour cette fiche, pour {limite} au plus.",
                ("fiches_actions", i, "indicateurs"),
                len(tous),
                "Garder ceux qui seront vraiment suivis.",
            )
        attendues = [a for a in ecoulees if fiche.calendrier and fiche.calendrier.touches(a)]
        for chemin, indicateur in tous:
            donnees = {r.annee for r in indicateur.realisations if r.valeur is not None or r.texte}
            sans = [str(a) for a in attendues if a not in donnees]
            if sans:
                yield Finding(
                    f"« {indicateur.intitule} » n’a pas de valeur pour {liste_et(sans)}.",
                    (*chemin, "realisations"),
                    ", ".join(sans),
                )
