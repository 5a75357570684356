"""French names of the sheets and of the columns that link them, in the order of the workbook."""

from __future__ import annotations

from typing import Final

__all__ = ["ANCESTORS", "MAIN", "RECURSIVE", "SHEETS"]

SHEETS: Final[dict[tuple[str, str], str]] = {
    ("organismes", "Organisme"): "Organismes",
    ("personnes", "Personne"): "Personnes",
    ("territoire", "Commune"): "Communes",
    ("signataires", "Signataire"): "Signataires",
    ("signataires", "Representant"): "Représentants",
    ("deliberations", "Deliberation"): "Délibérations",
    ("strategie", "Objectif"): "Objectifs",
    ("fiches_actions", "FicheAction"): "Fiches",
    ("fiches_actions", "Operation"): "Opérations",
    ("fiches_actions", "LigneFinancement"): "Plan de financement",
    ("fiches_actions", "Indicateur"): "Indicateurs",
    ("fiches_actions", "Realisation"): "Indicateurs réalisés",
    ("fiches_actions", "Partenariat"): "Partenaires",
    ("fiches_actions", "Etape"): "Étapes des fiches",
    ("fiches_actions", "MoyenHumain"): "Moyens humains",
    ("fiches_actions", "SuiviAnnuel"): "Suivi annuel",
    ("gouvernance", "Instance"): "Instances",
    ("gouvernance", "RegleComposition"): "Composition",
    ("gouvernance", "Membre"): "Membres",
    ("cooperation", "PosteCooperation"): "Coopérateurs",
    ("cooperation", "Cofinancement"): "Cofinancements",
    ("equipements", "Equipement"): "Équipements",
    ("equipements", "BonusTerritoire"): "Bonus territoire",
    ("equipements", "ActiviteAnnuelle"): "Activité des équipements",
    ("parametres", "Bareme"): "Barèmes",
    ("reunions", "Reunion"): "Réunions",
    ("reunions", "PointOrdreDuJour"): "Ordre du jour",
    ("reunions", "Intervenant"): "Intervenants",
    ("reunions", "Presence"): "Présences",
    ("reunions", "Decision"): "Décisions",
    ("reunions", "ActionAFaire"): "Actions à faire",
    ("retroplanning", "Piste"): "Pistes",
    ("retroplanning", "EtapeRetroplanning"): "Rétroplanning",
    ("petite_enfance", "AutoriteOrganisatrice"): "Autorités organisatrices",
    ("petite_enfance", "VoletSchema"): "Volets du schéma",
    ("historique", "Evenement"): "Historique",
    ("articulation", "ProjetArticule"): "Projets voisins",
    ("diagnostic", "DonneeCle"): "Diagnostic, données",
    ("diagnostic", "ValeurTerritoire"): "Diagnostic, territoires",
    ("diagnostic", "ValeurAnnee"): "Diagnostic, années",
    ("diagnostic", "ConstatThematique"): "Diagnostic, constats",
    ("dispositif_evaluation", "QuestionEvaluative"): "Évaluation prévue",
    ("evaluations", "Evaluation"): "Évaluations",
    ("evaluations", "QuestionEvaluative"): "Évaluations, questions",
    ("evaluations", "ResultatObjectif"): "Évaluations, résultats",
    ("convention", "ArticleModifie"): "Articles modifiés",
    ("convention", "ArticleSupplementaire"): "Articles ajoutés",
    ("convention", "Annexe"): "Annexes",
    ("deliberations", "Pouvoir"): "Pouvoirs",
    ("avenants", "Avenant"): "Avenants",
    ("avenants", "Signataire"): "Avenants, parties",
    ("avenants", "Representant"): "Avenants, représentants",
    ("avenants", "ModificationArticle"): "Avenants, articles",
    ("avenants", "ArticleLibre"): "Avenants, articles libres",
    ("avenants", "SousArticle"): "Avenants, sous-articles",
    ("avenants", "ModificationFiche"): "Avenants, fiches",
    ("avenants", "AnnexeAvenant"): "Avenants, annexes",
    ("strategie", "Niveau"): "Niveaux",
    ("strategie", "EtapeConstruction"): "Construction du plan",
    ("parametres", "Sigle"): "Sigles",
    ("parametres", "RegleFinanceur"): "Règles des financeurs",
}
"""(section, model) to the sheet's name, 31 characters at most: what Excel accepts."""

MAIN: Final = frozenset(
    {
        "Dossier",
        "Organismes",
        "Personnes",
        "Signataires",
        "Représentants",
        "Objectifs",
        "Fiches",
        "Opérations",
        "Plan de financement",
        "Indicateurs",
        "Instances",
        "Membres",
        "Coopérateurs",
        "Équipements",
        "Réunions",
        "Présences",
        "Décisions",
        "Rétroplanning",
    }
)
"""The registers most people fill; their tabs are coloured."""

ANCESTORS: Final[dict[str, str]] = {
    "fiches_actions": "Fiche action",
    "operations": "Opération n°",
    "indicateurs": "Indicateur n°",
    "signataires": "Partie",
    "deliberations": "Acte",
    "objectifs": "Objectif",
    "instances": "Instance",
    "postes": "Poste",
    "equipements": "Équipement",
    "evaluations": "Évaluation n°",
    "reunions": "Réunion",
    "ordre_du_jour": "Point n°",
    "pistes": "Piste n°",
    "avenants": "Avenant",
    "nouveaux_signataires": "Nouvelle partie",
    "articles": "Article n°",
    "donnees": "Donnée n°",
}
"""Name of a list to the header of the column that names one of its rows."""

RECURSIVE: Final[dict[str, str]] = {"sous_objectifs": "Sous-objectif de", "sous_points": "Sous-point du n°"}
