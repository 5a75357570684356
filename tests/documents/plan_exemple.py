"""A small dossier for the kinds of the action plan: three levels, five fiches, two years of follow-up."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

from ctg_docs.models.ctg import Ctg

_ORGANISMES = [
    {"id": "caf", "nature": "caf", "nom": "Caf de l’Orvaine", "sigle": "Caf"},
    {
        "id": "cc",
        "nature": "communaute_communes",
        "nom": "Communauté de communes du Pays d’Auvrelle",
        "sigle": "CCPA",
    },
    {"id": "rivage", "nature": "association", "nom": "Centre social Le Rivage"},
]
_PERSONNES = [
    {
        "id": "vidal",
        "civilite": "mme",
        "prenom": "Hélène",
        "nom": "Vidal",
        "fonction": "Vice-présidente",
        "elu": True,
    },
    {"id": "roche", "civilite": "m", "prenom": "Paul", "nom": "Roche", "fonction": "Chargé de coopération"},
    {"id": "habitante", "civilite": "mme", "prenom": "Zoé", "nom": "Martin", "privee": True},
]
_STRATEGIE = {
    "introduction": "La stratégie répond au **diagnostic partagé**.",
    "objectifs": [
        {
            "id": "e1",
            "intitule": "Piloter et valoriser la coopération",
            "transversal": True,
            "texte": "Travailler ensemble.",
            "points": ["Répondre aux constats posés", "Travailler en inter-direction"],
            "sous_objectifs": [{"id": "o11", "intitule": "Faire vivre la gouvernance"}],
        },
        {
            "id": "e2",
            "intitule": "Accompagner les parcours socio-éducatifs",
            "constats": ["Trois familles sur dix sans solution d’accueil"],
            "resultats": ["Des parcours sans rupture"],
            "sous_objectifs": [
                {
                    "id": "o21",
                    "intitule": "Développer l’accueil du jeune enfant",
                    "sous_objectifs": [{"id": "o211", "intitule": "Créer des places"}],
                },
                {"id": "o22", "intitule": "Soutenir la parentalité"},
            ],
        },
        {"id": "e3", "intitule": "Faciliter l’accès aux droits"},
    ],
}
_COMPLETE = {
    "id": "micro-creche",
    "intitule": "Ouvrir une micro-crèche à Montaubrac",
    "rattachement": "o211",
    "rattachements_secondaires": ["e3"],
    "thematiques": ["petite_enfance"],
    "constat": "Le secteur n’a **aucune** place d’accueil collectif.\n\nDouze familles attendent.",
    "descriptif": "Créer une micro-crèche de douze places, portée par l’association.",
    "objectifs": ["Ouvrir douze places", "Accueillir des enfants en situation de handicap"],
    "operations": [
        {"intitule": "Construire", "descriptif": "Chantier du bâtiment.", "calendrier": {"debut": "2023-09", "fin": "2024-08"}, "statut": "realise"},
        {"intitule": "Recruter", "pilote": "rivage", "partenaires": ["caf"], "publics_cibles": ["professionnels"]},
    ],
    "etapes": [{"nom": "Permis de construire", "echeance": "2023-06", "realise": True}, {"nom": "Agrément", "echeance": "2024-06"}],
    "publics_cibles": ["0-3 ans", "familles", "professionnels", "élus"],
    "territoire_entier": False,
    "secteur_geographique": ["Montaubrac"],
    "pilote": "cc",
    "pilote_service": "Direction de l’éducation",
    "pilote_personne": "roche",
    "porteur": "rivage",
    "co_porteurs": ["caf"],
    "elu_referent": "vidal",
    "charge_cooperation": "roche",
    "partenaires": [{"organisme": "caf", "role": "Financement", "engagement": "Bonus territoire"}, {"organisme": "rivage"}],
    "moyens_humains": [{"texte": "Équipe éducative", "etp": "4,50"}, {"texte": "Coordination"}],
    "moyens_techniques": "Bâtiment communal réhabilité.",
    "budget": {
        "lignes": [
            {"sens": "depense", "nature": "Travaux", "type": "investissement", "annee": 2023, "montant_euros": "300 000", "taxe": "ht", "realise_euros": "310 500"},
            {"sens": "depense", "nature": "Personnel", "annee": 2024, "montant_euros": 40000, "base": "poste", "quantite": 3, "realise_euros": 118000},
            {"sens": "recette", "nature": "Subvention", "financeur": "caf", "etat": "acquis", "montant_euros": 210000, "annee": 2023},
            {"sens": "recette", "nature": "Autofinancement", "financeur": "cc", "montant_euros": 210000},
            {"sens": "recette", "nature": "Mise à disposition du terrain", "en_nature": True, "montant_euros": 15000},
        ]
    },
    "resultats_attendus": ["Une solution pour douze familles"],
    "indicateurs": [
        {
            "intitule": "Places ouvertes", "type": "realisation", "unite": "places", "valeur_initiale": 0, "date_initiale": "2022",
            "cible": 12, "date_cible": "2025", "source": "Caf", "responsable": "roche",
            "realisations": [{"annee": 2023, "valeur": 0}, {"annee": 2024, "valeur": 9}],
        },
        {"intitule": "Satisfaction des familles", "type": "resultat", "nature": "qualitatif", "cible_texte": "Bonne",
         "realisations": [{"annee": 2024, "texte": "Très bonne"}]},
    ],
    "calendrier": {"debut": "2023-03", "fin": "2025", "texte": "ouverture en septembre 2024"},
    "statut": "en_cours",
    "priorite": "eleve",
    "instances": ["copil"],
    "fiches_liees": ["parents"],
    "suivi": [
        {"annee": 2023, "texte": "Chantier lancé.", "statut": "en_cours", "depense_euros": 310500},
        {"annee": 2024, "texte": "Ouverture en **septembre**.", "statut": "en_cours", "depense_euros": 118000},
    ],
    "version": 2,
    "date_version": "2024-03-12",
    "redacteur": "roche",
}  # fmt: skip
_FICHES = [
    {"id": "vide", "intitule": "Animer le réseau des partenaires", "rattachement": "o11", "statut": "a_discuter"},
    _COMPLETE,
    {
        "id": "parents", "intitule": "Créer un lieu d’accueil enfants-parents", "rattachement": "o22", "pilote": "rivage",
        "statut": "en_retard", "calendrier": {"debut": "2023", "fin": "2024"}, "fiches_liees": ["micro-creche"],
        "conditions": "Un local reste à trouver.", "budget": {"sans_incidence": True},
        "indicateurs": [{"intitule": "Séances", "unite": "séances", "valeur_initiale": 0, "cible": 40}],
        "suivi": [{"annee": 2024, "texte": "Local introuvable.", "statut": "en_retard", "depense_euros": 0}],
    },
    {
        "id": "ludo", "intitule": "Moderniser la ludothèque", "rattachement": "o22", "pilote": "cc", "statut": "realise",
        "calendrier": {"debut": "2023", "fin": "2023"},
        "budget": {"lignes": [{"sens": "depense", "nature": "Jeux", "montant_min_euros": 3000, "montant_max_euros": 4000, "annee": 2023}]},
        "suivi": [{"annee": 2023, "statut": "realise", "depense_euros": 3650}],
    },
    {"id": "orpheline", "intitule": "Former les agents d’accueil"},
]  # fmt: skip
_REUNIONS = [
    {
        "id": "copil-2024", "titre": "Comité de pilotage", "instance": "copil", "date": "2024-11-14",
        "decisions": [
            {"id": "d1", "texte": "Chercher un local à Montaubrac", "responsable": "roche", "echeance": "2025-03", "fiche": "parents"},
            {"id": "d2", "texte": "Publier la plaquette", "statut": "fait"},
        ],
    }
]  # fmt: skip
_EVALUATIONS = [
    {
        "nature": "finale", "periode": "2023-2027", "date": "2027-06", "methode": "Entretiens et *questionnaire*.",
        "questions": [
            {"critere": "pertinence", "question": "Les objectifs répondent-ils aux besoins ?", "methode": "Entretiens",
             "constats": ["Les besoins sont couverts"], "conclusion": "Oui, pour l’essentiel."},
            {"critere": "impact", "question": "Que restera-t-il ?"},
        ],
        "resultats": [
            {"objectif": "o211", "atteinte": "atteint", "commentaire": "Douze places ouvertes."},
            {"objectif": "o22", "atteinte": "partiel"},
        ],
        "constats": ["La coopération est installée"],
        "enseignements": ["Écrire moins de fiches"],
        "recommandations": ["Partir des parcours"],
    }
]  # fmt: skip
_DONNEES: dict[str, Any] = {
    "version": {"numero": "V2", "date": "2025-02-03"},
    "territoire": {"nom": "Pays d’Auvrelle"},
    "convention": {"date_debut": "2023-01-01", "date_fin": "2027-12-31"},
    "organismes": _ORGANISMES,
    "personnes": _PERSONNES,
    "signataires": [{"id": "caf", "organismes": ["caf"]}, {"id": "cc", "organismes": ["cc"]}],
    "strategie": _STRATEGIE,
    "fiches_actions": _FICHES,
    "gouvernance": {
        "instances": [{"id": "copil", "nom": "Comité de pilotage", "sigle": "COPIL", "nature": "copil"}]
    },
    "reunions": _REUNIONS,
    "evaluations": _EVALUATIONS,
    "dispositif_evaluation": {
        "questions": [
            {
                "critere": "gouvernance",
                "question": "Chacun a-t-il trouvé sa place ?",
                "methode": "Questionnaire",
            }
        ],
        "indicateurs_transversaux": ["Part des actions réalisées"],
    },
}


def donnees() -> dict[str, Any]:
    """Return the raw data, to be changed freely."""
    return deepcopy(_DONNEES)


def dossier(**changements: Any) -> Ctg:
    """Return the dossier, top-level keys replaced."""
    return Ctg.model_validate({**donnees(), **changements})
