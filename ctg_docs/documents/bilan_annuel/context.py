"""What the yearly review shows: the last year of which the dossier tells something."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from pydantic import Field

from ctg_docs.documents._communs.connu import connu_le
from ctg_docs.documents._communs.fiches.codes import code_de
from ctg_docs.documents._communs.identite import build_stem
from ctg_docs.documents._communs.reunions.decisions import LigneDecision, decisions_en_attente
from ctg_docs.documents._communs.suivi.avancement import (
    GROUPES,
    annees_suivies,
    arrete,
    compter_groupes,
    depense_de,
    est_commencee,
    somme,
    statut_en,
    suivi_de,
)
from ctg_docs.documents._communs.suivi.chiffres import (
    LigneAvancement,
    LigneBudgetEnjeu,
    LigneIndicateurAnnee,
    graphique_avancement,
    graphique_budget,
    graphique_indicateurs,
    groupes_du_plan,
    ligne_avancement,
    ligne_budget,
    lignes_indicateurs,
)
from ctg_docs.documents._communs.suivi.financements import GroupeFinancements, groupes_financements
from ctg_docs.documents._communs.suivi.indicateurs import indicateurs_de, progression, valeur_de
from ctg_docs.documents._communs.tete import date_de_version, tete
from ctg_docs.documents.bilan_annuel.suites import (
    LigneRetard,
    informations_manquantes,
    propositions,
    retards,
)
from ctg_docs.documents.contexte import Bloc, Contexte
from ctg_docs.documents.kind import Inapplicable
from ctg_docs.engine.values import Chart, Rich
from ctg_docs.french import accord, compte, date_longue, euros, liste_et, majuscule_initiale, nombre
from ctg_docs.models.reunion import TypeDecision

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from decimal import Decimal

    from ctg_docs.documents._communs.suivi.chiffres import Groupe
    from ctg_docs.documents.kind import Situation
    from ctg_docs.models.ctg import Ctg
    from ctg_docs.models.fiche import FicheAction
    from ctg_docs.models.reunion import Reunion

__all__ = ["CONTEXTE", "ChiffreCle", "ContexteBilanAnnuel", "LigneAction", "build"]


_MILLION = 1_000_000


class ChiffreCle(Bloc):
    """A figure printed large, and what it counts."""

    valeur: str
    libelle: str


class LigneAction(Bloc):
    """What the year brought to an action; `enjeu` alone on the rows that name one."""

    enjeu: str = ""
    code: str = ""
    intitule: str = ""
    statut: str = ""
    texte: Rich | str = ""


class ContexteBilanAnnuel(Contexte):
    """The review of a year."""

    annee: str
    arrete: str = Field(title="Arrêté", description="« à la fin de 2025 », « au 5 novembre 2029 »")
    titre_document: str
    sous_titre: str
    nom_enjeu: str = Field(title="Nom du premier niveau", description="Enjeu, Axe, Orientation…")
    chiffres: tuple[ChiffreCle, ...]
    essentiel: tuple[str, ...] = Field(title="L’essentiel", description="La revue en quelques phrases")
    graphique_avancement: Chart | None
    avancement: tuple[LigneAvancement, ...]
    avancement_total: LigneAvancement
    actions: tuple[LigneAction, ...]
    graphique_indicateurs: Chart | None
    indicateurs: tuple[LigneIndicateurAnnee, ...]
    graphique_budget: Chart | None
    budget: tuple[LigneBudgetEnjeu, ...]
    budget_total: LigneBudgetEnjeu
    retards: tuple[LigneRetard, ...]
    propositions: tuple[str, ...]
    decisions: tuple[LigneDecision, ...]
    manquantes: tuple[str, ...]
    financements: tuple[GroupeFinancements, ...]


def _annee(ctg: Ctg, situation: Situation) -> int:
    """Return the last year with data, none of them after the date of the version."""
    jour = date_de_version(ctg, situation)
    annees = [a for a in annees_suivies(ctg) if jour is None or a <= jour.year]
    if not annees:
        raise Inapplicable("aucune fiche n’a de suivi annuel ni d’indicateur mesuré")
    return annees[-1]


def _cibles(ctg: Ctg, annee: int) -> tuple[int, int]:
    """Return how many targets are reached, of how many that can be measured this year."""
    parts = [
        part
        for f in ctg.fiches_actions
        for i in indicateurs_de(f)
        if (r := valeur_de(i, annee)) and (part := progression(i, r.valeur)) is not None
    ]
    return sum(part >= 100 for part in parts), len(parts)


def _chiffres(ctg: Ctg, annee: int, en_retard: int, quand: str) -> tuple[ChiffreCle, ...]:
    realisees = compter_groupes(ctg.fiches_actions, annee)[0]
    atteintes, mesurees = _cibles(ctg, annee)
    depense = somme(depense_de(f, annee) for f in ctg.fiches_actions)
    total = len(ctg.fiches_actions)
    return (
        ChiffreCle(
            valeur=f"{realisees} / {total}",
            libelle=f"{accord(realisees, 'action réalisée', 'actions réalisées')} {quand}",
        ),
        ChiffreCle(
            valeur=str(en_retard),
            libelle=f"{accord(en_retard, 'action ou étape', 'actions ou étapes')} en retard",
        ),
        ChiffreCle(
            valeur=f"{atteintes} / {mesurees}" if mesurees else "–",
            libelle=f"{accord(atteintes, 'cible atteinte', 'cibles atteintes')} parmi celles mesurées",
        ),
        ChiffreCle(
            valeur=_court(depense),
            libelle=f"{'dépense inconnue' if depense is None else 'dépensés'} en {annee}",
        ),
    )


def _court(montant: Decimal | None) -> str:
    """Return « 118 000 € », « 1,07 M€ »."""
    if montant is None:
        return "–"
    if montant < _MILLION:
        return euros(montant, False)
    return f"{nombre(montant / _MILLION, 2)}\u00a0M€"


def _phrase_avancement(ctg: Ctg, annee: int, quand: str) -> str:
    nombres = dict(zip((nom for nom, _ in GROUPES), compter_groupes(ctg.fiches_actions, annee), strict=True))
    formes = {
        "Réalisées": ("est réalisée", "sont réalisées"),
        "En cours": ("est en cours", "sont en cours"),
        "En difficulté": ("est en difficulté", "sont en difficulté"),
        "À venir": ("est à venir", "sont à venir"),
        "Abandonnées": ("est abandonnée", "sont abandonnées"),
    }
    parts = [f"{n} {accord(n, *formes[nom])}" for nom, n in nombres.items() if n]
    total = compte(len(ctg.fiches_actions), "action")
    return f"{majuscule_initiale(quand)}, sur {total}, {liste_et(parts)}."


def _essentiel(ctg: Ctg, annee: int, groupes: Sequence[Groupe], jour: date | None) -> tuple[str, ...]:
    lignes = [_phrase_avancement(ctg, annee, arrete(annee, jour)[1])]
    depense = somme(depense_de(f, annee) for f in ctg.fiches_actions)
    if depense is not None:
        lignes.append(f"{euros(depense, 'auto')} ont été dépensés dans l’année.")
    if sans := [nom for nom, fiches in groupes if not fiches]:
        lignes.append(f"Sans action à ce jour\u00a0: {liste_et(sans)}.")
    questions = len(propositions(ctg, annee, jour))
    lignes.append(f"Le comité est invité à se prononcer sur {compte(questions, 'point')}.")
    return tuple(lignes)


def _presente(examen: Reunion | None) -> tuple[str, ...]:
    if examen is None or examen.date is None:
        return ()
    return (f"Bilan présenté à la réunion du {date_longue(examen.date)}.",)


def _actions(ctg: Ctg, annee: int, groupes: Sequence[Groupe]) -> tuple[LigneAction, ...]:
    lignes: list[LigneAction] = []
    for nom, fiches in groupes:
        lignes += [LigneAction(enjeu=nom)] if fiches else []
        for fiche in fiches:
            suivi, statut = suivi_de(fiche, annee), statut_en(fiche, annee)
            lignes.append(
                LigneAction(
                    code=code_de(ctg, fiche),
                    intitule=fiche.intitule,
                    statut=statut.libelle if statut else "–",
                    texte=Rich(suivi.texte) if suivi and suivi.texte else _sans_suivi(fiche, annee),
                )
            )
    return tuple(lignes)


def _sans_suivi(fiche: FicheAction, annee: int) -> str:
    debut = fiche.calendrier.debut if fiche.calendrier else None
    return "non renseigné" if debut is None or est_commencee(fiche, annee) else f"Commence {debut.quand}."


def _examen(ctg: Ctg, situation: Situation, annee: int) -> Reunion | None:
    """Return the meeting that examined the review: the first that decided on one after the year, once it is held."""
    jour = date_de_version(ctg, situation)
    tenues = [r for r in ctg.reunions if r.date and r.date.year > annee and (jour is None or r.date <= jour)]
    decidees = [r for r in tenues if any(d.type is TypeDecision.BILAN for d in r.decisions)]
    return min(decidees, key=lambda r: str(r.date), default=None)


def build(ctg: Ctg, situation: Situation) -> Sequence[ContexteBilanAnnuel]:
    """Return the review of the last year with data.

    Raises:
        Inapplicable: no fiche, or nothing written of any year.
    """
    if not ctg.fiches_actions:
        raise Inapplicable("le dossier ne contient aucune fiche action")
    annee = _annee(ctg, situation)
    examen = _examen(ctg, situation, annee)
    # what the committee was given says nothing of what it decided then, nor since
    veille = examen.date - timedelta(days=1) if examen and examen.date else None
    ctg = connu_le(ctg, situation, veille)
    jour = date_de_version(ctg, situation)
    groupes, en_retard = groupes_du_plan(ctg), retards(ctg, annee, jour)
    annees = [a for a in annees_suivies(ctg) if a <= annee]
    titre = f"Bilan annuel {annee}"
    return [
        ContexteBilanAnnuel(
            **tete(
                ctg,
                situation,
                stem=build_stem("bilan-annuel", str(annee), ctg.territoire.nom),
                titre=f"{titre} – {ctg.territoire.nom}",
                court=titre,
            ),
            annee=str(annee),
            arrete=arrete(annee, jour)[1],
            titre_document=titre,
            sous_titre=" – ".join(
                p for p in (ctg.territoire.nom, f"CTG {ctg.convention.periode}".strip()) if p
            ),
            nom_enjeu=majuscule_initiale(ctg.strategie.niveaux[0].nom),
            chiffres=_chiffres(ctg, annee, len(en_retard), arrete(annee, jour)[1]),
            essentiel=(*_essentiel(ctg, annee, groupes, jour), *_presente(examen)),
            graphique_avancement=graphique_avancement(groupes, annee, jour),
            avancement=tuple(ligne_avancement(nom, fiches, annee) for nom, fiches in groupes),
            avancement_total=ligne_avancement("Ensemble du plan", ctg.fiches_actions, annee),
            actions=_actions(ctg, annee, groupes),
            graphique_indicateurs=graphique_indicateurs(groupes, annee),
            indicateurs=lignes_indicateurs(ctg, annee),
            graphique_budget=graphique_budget(groupes, annee),
            budget=tuple(ligne_budget(nom, fiches, annees) for nom, fiches in groupes),
            budget_total=ligne_budget("Ensemble du plan", ctg.fiches_actions, annees),
            retards=en_retard,
            propositions=propositions(ctg, annee, jour),
            decisions=decisions_en_attente(ctg, situation),
            manquantes=informations_manquantes(ctg, annee),
            financements=groupes_financements(ctg, (annee,)),
        )
    ]


CONTEXTE = ContexteBilanAnnuel
