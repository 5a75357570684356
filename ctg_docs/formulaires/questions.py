"""The forms: which fields each one asks, filled with what the dossier says already. Knows no Word."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from ctg_docs.errors import DataError
from ctg_docs.formulaires.champs import Atelier
from ctg_docs.formulaires.description import Colonne, Formulaire, Rubrique
from ctg_docs.french import date_longue
from ctg_docs.models.ctg import Ctg
from ctg_docs.models.fiche import FicheAction
from ctg_docs.models.gouvernance import Instance
from ctg_docs.models.reunion import Reunion

__all__ = ["KINDS", "describe", "subjects"]

KINDS: Final[dict[str, str]] = {
    "fiche_action": "Fiche action à compléter en groupe de travail",
    "equipements": "Annexe des équipements et services",
    "instance": "Composition d’une instance",
    "compte_rendu": "Compte rendu d’une réunion : présences, décisions, actions",
}
"""Name of each form to its French title."""

_OPERATIONS = (
    Colonne(
        "Opération",
        55,
        ("intitule", "pilote", "calendrier.debut", "calendrier.fin", "calendrier.texte", "statut"),
    ),
    Colonne("Descriptif", 47, ("descriptif",)),
    Colonne("Publics", 22, ("publics_cibles",)),
    Colonne("Partenaires", 33, ("partenaires",)),
)
_INDICATEURS = (
    Colonne("Indicateur", 52, ("intitule", "unite", "source", "responsable")),
    Colonne("Nature", 27, ("nature", "type")),
    Colonne("Départ", 23, ("valeur_initiale", "date_initiale")),
    Colonne("Cible", 30, ("cible", "date_cible", "cible_texte")),
    Colonne("Réalisé", 25, ("realisations",)),
)
_BUDGET = (
    Colonne("Sens et nature", 50, ("sens", "nature", "type", "en_nature")),
    Colonne("Montant (€)", 32, ("montant_euros", "base", "quantite", "annee")),
    Colonne("Financeur", 40, ("financeur", "etat", "taxe")),
    Colonne("Commentaire", 35, ("commentaire", "realise_euros")),
)
_SUIVI = (
    Colonne("Année", 17, ("annee",)),
    Colonne("Ce que l’année a apporté", 90, ("texte",)),
    Colonne("Statut", 25, ("statut",)),
    Colonne("Dépensé (€)", 25, ("depense_euros",)),
)
_ETAPES = (
    Colonne("Étape", 95, ("nom",)),
    Colonne("Échéance", 37, ("echeance",)),
    Colonne("Faite", 25, ("realise",)),
)
_PARTENAIRES = (
    Colonne("Partenaire", 52, ("organisme",)),
    Colonne("Rôle", 55, ("role",)),
    Colonne("Engagement", 50, ("engagement",)),
)
_MOYENS = (Colonne("Poste ou équipe", 127, ("texte",)), Colonne("ETP", 30, ("etp",)))
_COMPOSITION = (
    Colonne("Catégorie de membres", 95, ("texte",)),
    Colonne("Maximum par structure", 32, ("max_par_structure",)),
    Colonne("Binôme", 30, ("binome_cooperation",)),
)
_MEMBRES = (
    Colonne("Personne", 48, ("personne",)),
    Colonne("Structure", 54, ("organisme",)),
    Colonne("Rôle", 55, ("role", "suppleant_de", "precision")),
)
_EQUIPEMENTS = (
    Colonne("Équipement ou service", 57, ("nom", "type", "commune")),
    Colonne("Gestionnaire", 50, ("gestionnaire", "statut", "collectivite")),
    Colonne("Capacité", 40, ("places", "heures", "etp", "capacite_texte")),
    Colonne("Offre", 37, ("offre", "ouverture", "numero_convention")),
    Colonne("Bonus (€)", 28, ("bonus",)),
    Colonne("Observations", 35, ("observations",)),
)
_PRESENCES = (
    Colonne("Personne", 47, ("personne",)),
    Colonne("Structure", 45, ("organisme",)),
    Colonne("Présence", 28, ("etat",)),
    Colonne("Représenté par", 37, ("represente_par",)),
)
_POINTS = (Colonne("Point", 52, ("titre",)), Colonne("Ce qui s’est dit", 105, ("echanges",)))
_DECISIONS = (
    Colonne("Décision", 67, ("texte", "point", "type")),
    Colonne("Responsable", 50, ("responsable", "responsable_organisme")),
    Colonne("Suite", 40, ("echeance", "statut", "date_statut", "fiche")),
)
_ACTIONS = (
    Colonne("À faire", 57, ("quoi", "point")),
    Colonne("Qui", 37, ("qui",)),
    Colonne("Service, groupe", 33, ("qui_texte",)),
    Colonne("Quand", 30, ("quand", "fait")),
)


def subjects(ctg: Ctg, kind: str) -> Sequence[str]:
    """Return the identifiers that a kind of form can bear on."""
    registers: dict[str, Sequence[str]] = {
        "fiche_action": [f.id for f in ctg.fiches_ordonnees],
        "instance": ctg.ids("instances"),
        "compte_rendu": ctg.ids("reunions"),
        "equipements": [""],
    }
    return registers[kind]


def describe(ctg: Ctg, kind: str, id: str = "") -> Formulaire:
    """Return the form of an element of the dossier.

    Raises:
        DataError: the dossier has no such element.
    """
    if id not in subjects(ctg, kind):
        raise DataError(f"Le dossier n’a pas d’élément « {id} » pour ce formulaire.")
    return _BUILDERS[kind](ctg, id)


def _fiche(ctg: Ctg, id: str) -> Formulaire:
    fiche = ctg.fiche(id)
    assert isinstance(fiche, FicheAction)
    a = Atelier(ctg, ("fiches_actions",), fiche)
    code = ctg.codes_fiches.get(id, "")
    niveau = ctg.objectif(fiche.rattachement)
    return a.formulaire(
        "fiche_action",
        nom_fichier=f"formulaire-fiche-{code or 'a-rattacher'}-{id}",
        surtitre=" – ".join(p for p in (f"Fiche {code}".strip(), niveau.intitule if niveau else "") if p),
        titre=fiche.intitule,
        blocs=(
            Rubrique("L’essentiel", a.champs("intitule pilote pilote_service pilote_personne elu_referent "
                     "charge_cooperation rattachement rattachements_secondaires statut priorite origine")),
            Rubrique("Constat", a.champs("constat"), large=True),
            Rubrique("Descriptif", a.champs("descriptif"), large=True),
            Rubrique("Objectifs de l’action", a.champs("objectifs"), large=True),
            a.serie("operations", "Opérations", _OPERATIONS),
            Rubrique("Publics, territoire, thématiques", (*a.champs("publics_cibles territoire_entier "
                     "secteur_geographique"), *a.cases("thematiques"), *a.champs("participation participation_texte"))),
            a.serie("partenaires", "Partenaires", _PARTENAIRES),
            a.serie("moyens_humains", "Moyens humains", _MOYENS),
            Rubrique("Autres moyens", a.champs("moyens_techniques co_porteurs porteur conditions")),
            Rubrique("Calendrier", a.champs("calendrier.debut calendrier.fin calendrier.texte calendrier.recurrente")),
            a.serie("etapes", "Modalités de mise en œuvre", _ETAPES),
            a.serie("budget.lignes", "Plan de financement", _BUDGET),
            Rubrique("Sur le plan de financement", a.champs("budget.sans_incidence budget.commentaire")),
            a.serie("indicateurs", "Indicateurs", _INDICATEURS),
            Rubrique("Résultats attendus", a.champs("resultats_attendus"), large=True),
            a.serie("suivi", "Suivi annuel", _SUIVI),
            Rubrique("Repères", a.champs("instances fiches_liees schema_departemental documents tags "
                     "version date_version redacteur")),
        ),
    )  # fmt: skip


def _equipements(ctg: Ctg, id: str) -> Formulaire:
    del id
    a = Atelier(ctg, (), ctg)
    return a.formulaire(
        "equipements",
        nom_fichier="formulaire-equipements",
        surtitre="Annexe",
        titre="Équipements et services soutenus",
        blocs=(a.serie("equipements", "Équipements et services", _EQUIPEMENTS),),
        paysage=True,
    )


def _instance(ctg: Ctg, id: str) -> Formulaire:
    instance = ctg.instance(id)
    assert isinstance(instance, Instance)
    a = Atelier(ctg, ("instances",), instance, liste=("gouvernance", "instances"))
    return a.formulaire(
        "instance",
        nom_fichier=f"formulaire-instance-{id}",
        surtitre="Composition et fonctionnement",
        titre=instance.nom,
        blocs=(
            Rubrique("L’instance", a.champs("nom sigle nature rend_compte_a objectif frequence reunions_par_an quorum groupes verbes")),
            Rubrique("Missions", a.champs("missions"), large=True),
            a.serie("composition", "Composition", _COMPOSITION),
            a.serie("membres", "Membres désignés", _MEMBRES),
            Rubrique("Règles de fonctionnement", a.champs("regles"), large=True),
        ),
    )  # fmt: skip


def _compte_rendu(ctg: Ctg, id: str) -> Formulaire:
    reunion = ctg.reunion(id)
    assert isinstance(reunion, Reunion)
    a = Atelier(ctg, ("reunions",), reunion)
    return a.formulaire(
        "compte_rendu",
        nom_fichier=f"formulaire-compte-rendu-{id}",
        surtitre="Compte rendu" + (f" de la réunion du {date_longue(reunion.date)}" if reunion.date else ""),
        titre=reunion.titre,
        blocs=(
            Rubrique("La séance", a.champs("date compte_rendu.president compte_rendu.secretaire "
                     "compte_rendu.heure_debut_reelle compte_rendu.heure_fin_reelle compte_rendu.etat")),
            a.serie("presences", "Présences", _PRESENCES, attendus=_expected(ctg, reunion)),
            Rubrique("Autres participants", a.champs("autres_participants"), large=True),
            Rubrique("Participants hors registre", a.champs("participants_libres"), large=True),
            Rubrique("Introduction de la séance", a.champs("compte_rendu.introduction"), large=True),
            Rubrique("Compte rendu précédent", a.champs("compte_rendu.approbation_precedent"), large=True),
            *([a.serie("ordre_du_jour", "Ordre du jour", _POINTS, fixe=True)] if reunion.ordre_du_jour else []),
            a.serie("decisions", "Décisions", _DECISIONS),
            a.serie("actions", "Actions à faire", _ACTIONS),
            Rubrique("Questions diverses", a.champs("compte_rendu.questions_diverses"), large=True),
            Rubrique("Suite", a.champs("compte_rendu.prochaine_reunion compte_rendu.prochaine_date "
                     "compte_rendu.date_envoi")),
        ),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Expected:
    """A member whose attendance is to tell."""

    personne: str
    organisme: str | None
    etat: None = None
    represente_par: None = None


def _expected(ctg: Ctg, reunion: Reunion) -> Sequence[_Expected]:
    """Return the members who should be there and of whom nothing is said yet; their attendance is to tick."""
    instance = ctg.instance(reunion.instance)
    said = {p.personne for p in reunion.presences}
    found: dict[str, _Expected] = {}
    for member in instance.membres if instance else ():
        if member.personne and member.personne not in said:
            found[member.personne] = _Expected(member.personne, member.organisme)
    return tuple(found.values())


_BUILDERS: Final[dict[str, Callable[[Ctg, str], Formulaire]]] = {
    "fiche_action": _fiche,
    "equipements": _equipements,
    "instance": _instance,
    "compte_rendu": _compte_rendu,
}
