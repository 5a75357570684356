"""What a fiche action shows: the same rows in every fiche, whatever is known of the action.

A field that a final document needs is a hole when it is empty; an optional one is « non renseigné », and its row
vanishes from all fiches alike when none of them fills it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from pydantic import Field

from ctg_docs.documents._communs.fiches.calendriers import (
    CaseAnnee,
    annees_du_plan,
    cases_annees,
    periode_action,
)
from ctg_docs.documents._communs.fiches.codes import code_de
from ctg_docs.documents._communs.fiches.compacte import abreger
from ctg_docs.documents._communs.fiches.rangees import (
    PUBLICS_DITS,
    LigneRangees,
    Rangee,
    apparier,
    rangees_acteurs,
    rangees_suites,
)
from ctg_docs.documents._communs.noms import appellation_organisme, nom_organisme, nom_personne
from ctg_docs.documents._communs.suivi.budgets import BlocBudget, bloc_budget, budget_court, budget_detaille
from ctg_docs.documents._communs.suivi.indicateurs import LigneIndicateur, indicateurs_de, ligne_indicateur
from ctg_docs.documents.contexte import Bloc, Lecture
from ctg_docs.engine.values import Rich
from ctg_docs.french import compte, date_longue, euros, liste_et, majuscule_initiale, minuscule_initiale
from ctg_docs.holes import hole
from ctg_docs.models.parametres import PresentationFiches

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ctg_docs.documents.kind import Situation
    from ctg_docs.models.ctg import Ctg
    from ctg_docs.models.fiche import FicheAction, SuiviAnnuel
    from ctg_docs.models.operation import Operation

__all__ = ["BlocFiche", "BlocOperation", "LigneSuivi", "bloc_fiche"]

_PROPRES = ("Co-porteurs", "Personnes", "En lien avec", "Étapes", "Résultats attendus")
"""Rows of an opération that say nothing of the action when they are empty."""
_COLONNES = 3
"""Up to three opérations stand side by side; beyond, they are stacked."""


class BlocOperation(Bloc):
    """An opération, side by side with the others or stacked."""

    titre: str
    descriptif: Rich | str
    rangees: tuple[Rangee, ...]


class LigneOperations(Bloc):
    """A row of the opérations side by side: one value per opération."""

    libelle: str
    valeurs: tuple[Rich | str, ...]


class LigneEtape(Bloc):
    """A step in carrying out the action."""

    nom: str
    echeance: str
    etat: str
    faite: bool


class LigneSuivi(Bloc):
    """What a year brought."""

    annee: str
    statut: str
    texte: Rich | str
    depense: str


class BlocFiche(Bloc):
    """A fiche action, ready to print."""

    lecture: ClassVar[Lecture] = Lecture(phrases=frozenset(["objectifs", "resultats"]))

    code: str
    intitule: str
    fil: tuple[str, ...]
    pilote: str
    calendrier: str
    cout: str
    publics: str
    statut: str
    constat: Rich | str
    descriptif: Rich | str
    objectifs: tuple[str, ...]
    operations: tuple[BlocOperation, ...]
    operations_colonnes: int
    grille: tuple[LigneOperations, ...]
    rangees: tuple[Rangee, ...]
    budget: BlocBudget
    cases: tuple[CaseAnnee, ...]
    calendrier_texte: str
    etapes: tuple[LigneEtape, ...]
    indicateurs: tuple[LigneIndicateur, ...]
    sans_indicateur: str
    resultats: tuple[str, ...]
    suivi: tuple[LigneSuivi, ...]
    suites: tuple[Rangee, ...]
    version: str
    suite: bool = Field(
        False, title="Suite", description="Vrai quand elle commence sous le titre de sa partie"
    )
    operations_breves: tuple[str, ...] = Field(
        (), title="Opérations", description="Une ligne chacune, fiche compacte"
    )
    budget_bref: tuple[Rich, ...] = Field(
        (), title="Budget", description="En quelques lignes, fiche compacte"
    )

    @property
    def rangees_en_lignes(self) -> tuple[LigneRangees, ...]:
        """The rows on the actors, the means and what follows, short neighbours side by side."""
        return apparier((*self.rangees, *self.suites))


def _riche(fiche: FicheAction, champ: str, label: str) -> Rich | str:
    texte = getattr(fiche, champ)
    return Rich(texte) if texte else hole(label, f"fiches_actions.{fiche.id}.{champ}")


def _fil(ctg: Ctg, fiche: FicheAction) -> tuple[str, ...]:
    """Return the objectives above the fiche, from the top: « Enjeu 1 – Piloter et valoriser la coopération »."""
    codes = ctg.strategie.codes()
    lignes = []
    for objectif in ctg.strategie.lignee(fiche.rattachement or ""):
        niveau = ctg.strategie.niveau_de(objectif.id)
        nom = f"{niveau.nom[0].upper()}{niveau.nom[1:]}" if niveau else ""
        lignes.append(f"{nom}\u00a0{codes[objectif.id]} – {objectif.intitule}".strip())
    return tuple(lignes) or (hole("rattachement à la stratégie", f"fiches_actions.{fiche.id}.rattachement"),)


def _publics_courts(fiche: FicheAction) -> str:
    publics = fiche.publics_cibles
    if len(publics) > PUBLICS_DITS:
        return f"{', '.join(publics[:2])} et {len(publics) - 2} autres"
    if any(" et " in public for public in publics):
        return ", ".join([*publics[:1], *map(minuscule_initiale, publics[1:])])
    return liste_et(publics) or hole("publics", f"fiches_actions.{fiche.id}.publics_cibles")


def _calendrier(operation: Operation) -> tuple[str, ...]:
    """Return the period of an opération, then its words when they say more."""
    periode = periode_action(operation.calendrier)
    mots = operation.calendrier.texte if operation.calendrier else None
    return tuple(dict.fromkeys(t for t in (periode, mots) if t))


def _valeurs(ctg: Ctg, operation: Operation, situation: Situation) -> dict[str, tuple[str, ...]]:
    """Return what an opération says of itself, by label: only its own facts, nothing of the action."""
    porteurs = [appellation_organisme(ctg, o) for o in operation.co_porteurs]
    personnes = [nom_personne(ctg, p, situation, "") for p in operation.pilotes_personnes]
    partenaires = [appellation_organisme(ctg, o) for o in operation.partenaires]
    mots = [operation.partenaires_texte] if operation.partenaires_texte else []
    etapes = [f"{e.nom} ({e.echeance.libelle})" if e.echeance else e.nom for e in operation.etapes]
    return {
        "Publics": _enumere(operation.publics_cibles),
        "Pilote": (appellation_organisme(ctg, operation.pilote),) if operation.pilote else (),
        "Co-porteurs": _enumere(porteurs),
        "Personnes": _enumere([p for p in personnes if p]),
        "En lien avec": (operation.en_lien_avec,) if operation.en_lien_avec else (),
        "Partenaires": _enumere([*partenaires, *mots]),
        "Secteur": _enumere(operation.secteur_geographique),
        "Étapes": tuple(etapes),
        "Calendrier": _calendrier(operation),
        "Budget": budget_detaille(operation.budget) if operation.budget else (),
        "Résultats attendus": operation.resultats_attendus,
        "Statut": (operation.statut.libelle,) if operation.statut else (),
    }


def _enumere(parts: Sequence[str]) -> tuple[str, ...]:
    return (", ".join(parts),) if parts else ()


def _operations(ctg: Ctg, fiche: FicheAction, situation: Situation) -> tuple[BlocOperation, ...]:
    """Return the opérations: the same rows in all, those that one of them fills; « comme l’action » in the others."""
    dites = [_valeurs(ctg, o, situation) for o in fiche.operations]
    cles = [cle for cle in (dites[0] if dites else ()) if any(valeurs[cle] for valeurs in dites)]
    return tuple(
        BlocOperation(
            titre=f"{rang}. {operation.intitule}",
            descriptif=Rich(operation.descriptif) if operation.descriptif else "",
            rangees=tuple(
                Rangee(libelle=c, lignes=valeurs[c] or ("–" if c in _PROPRES else "comme l’action",))
                for c in cles
            ),
        )
        for rang, (operation, valeurs) in enumerate(zip(fiche.operations, dites, strict=True), 1)
    )


def _grille(operations: tuple[BlocOperation, ...]) -> tuple[LigneOperations, ...]:
    """Turn the opérations into rows: all have the same labels, in the same order."""
    lignes = [LigneOperations(libelle="Descriptif", valeurs=tuple(o.descriptif or "–" for o in operations))]
    for rang, rangee in enumerate(operations[0].rangees if operations else ()):
        valeurs = tuple(o.rangees[rang].texte for o in operations)
        lignes.append(LigneOperations(libelle=rangee.libelle, valeurs=valeurs))
    return tuple(lignes)


def _suivi(annee: SuiviAnnuel) -> LigneSuivi:
    return LigneSuivi(
        annee=str(annee.annee),
        statut=annee.statut.libelle if annee.statut else "–",
        texte=Rich(annee.texte) if annee.texte else "–",
        depense=euros(annee.depense_euros, "auto") if annee.depense_euros is not None else "–",
    )


def _version(ctg: Ctg, fiche: FicheAction, situation: Situation) -> str:
    jour = (
        date_longue(fiche.date_version)
        if fiche.date_version
        else hole("date de la version", f"fiches_actions.{fiche.id}.date_version")
    )
    redacteur = nom_personne(
        ctg, fiche.redacteur, situation, hole("rédacteur", f"fiches_actions.{fiche.id}.redacteur")
    )
    return f"Version {fiche.version} du {jour}, rédigée par {redacteur}."


def _precision(fiche: FicheAction, periode: str, grille: bool, avancement: str) -> str:
    """Return what the grid of years does not say: how many steps are done, then the words of the calendar."""
    return ". ".join(part for part in (avancement, _mots_calendrier(fiche, periode, grille)) if part)


def _mots_calendrier(fiche: FicheAction, periode: str, grille: bool) -> str:
    """Return the words of the calendar; without a grid, the period."""
    texte = fiche.calendrier.texte if fiche.calendrier else None
    if grille:
        return majuscule_initiale(texte) if texte else ""
    return (
        majuscule_initiale(periode)
        if periode
        else hole("calendrier", f"fiches_actions.{fiche.id}.calendrier")
    )


def _etapes(fiche: FicheAction) -> tuple[LigneEtape, ...]:
    return tuple(
        LigneEtape(
            nom=e.nom,
            echeance=e.echeance.libelle if e.echeance else "–",
            etat="■ Fait" if e.realise else "□ À faire",
            faite=bool(e.realise),
        )
        for e in fiche.etapes
    )


def _avancement(etapes: tuple[LigneEtape, ...]) -> str:
    faites = sum(e.faite for e in etapes)
    dit = compte(faites, "étape faite", "étapes faites") if faites else "Aucune étape faite"
    return f"{dit} sur {len(etapes)}" if etapes else ""


def bloc_fiche(ctg: Ctg, fiche: FicheAction, situation: Situation) -> BlocFiche:
    """Return what the page of a fiche shows, in the layout that the dossier chose."""
    bloc = _bloc_complet(ctg, fiche, situation)
    compacte = ctg.parametres.presentation_fiches is PresentationFiches.COMPACTE
    return bloc.model_copy(update=abreger(bloc)) if compacte else bloc


def _bloc_complet(ctg: Ctg, fiche: FicheAction, situation: Situation) -> BlocFiche:
    operations = _operations(ctg, fiche, situation)
    indicateurs, etapes = indicateurs_de(fiche), _etapes(fiche)
    periode = periode_action(fiche.calendrier)
    cases = cases_annees(fiche.calendrier, annees_du_plan(ctg))
    return BlocFiche(
        code=code_de(ctg, fiche, hole("n°", f"fiches_actions.{fiche.id}.rattachement")),
        intitule=fiche.intitule,
        fil=_fil(ctg, fiche),
        pilote=nom_organisme(ctg, fiche.pilote, hole("pilote", f"fiches_actions.{fiche.id}.pilote")),
        calendrier=periode or hole("calendrier", f"fiches_actions.{fiche.id}.calendrier"),
        cout=budget_court(fiche.plan),
        publics=_publics_courts(fiche),
        statut=fiche.statut.libelle if fiche.statut else hole("statut", f"fiches_actions.{fiche.id}.statut"),
        constat=_riche(fiche, "constat", "constat"),
        descriptif=_riche(fiche, "descriptif", "descriptif"),
        objectifs=fiche.objectifs or (hole("objectifs de l’action", f"fiches_actions.{fiche.id}.objectifs"),),
        operations=operations,
        operations_colonnes=len(operations) if 1 < len(operations) <= _COLONNES else 0,
        grille=_grille(operations),
        rangees=rangees_acteurs(ctg, fiche, situation),
        budget=bloc_budget(ctg, fiche.plan, f"fiches_actions.{fiche.id}.budget"),
        cases=cases,
        calendrier_texte=_precision(fiche, periode, bool(cases), _avancement(etapes)),
        etapes=etapes,
        indicateurs=tuple(ligne_indicateur(ctg, i, situation) for i in indicateurs),
        sans_indicateur="" if indicateurs else hole("indicateurs", f"fiches_actions.{fiche.id}.indicateurs"),
        resultats=fiche.resultats_attendus
        or (hole("résultats attendus", f"fiches_actions.{fiche.id}.resultats_attendus"),),
        suivi=tuple(_suivi(s) for s in sorted(fiche.suivi, key=lambda s: s.annee)),
        suites=rangees_suites(ctg, fiche, situation),
        version=_version(ctg, fiche, situation),
    )
