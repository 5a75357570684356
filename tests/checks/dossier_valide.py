"""A small valid dossier: every rule has something to look at in it and nothing to say."""

from __future__ import annotations

import copy
from typing import Any

_INDICATEUR = {
    "intitule": "Familles accueillies",
    "unite": "familles",
    "valeur_initiale": 120,
    "date_initiale": "2022",
    "cible": 200,
    "date_cible": "2027",
    "source": "Rapport d’activité",
    "realisations": [{"annee": 2023, "valeur": 130}, {"annee": 2024, "valeur": 150}],
}


def _fiche(id_: str, intitule: str, rattachement: str, thematique: str) -> dict[str, Any]:
    return {
        "id": id_,
        "intitule": intitule,
        "rattachement": rattachement,
        "thematiques": [thematique],
        "constat": "L’offre reste inégale selon les secteurs.",
        "descriptif": "Un accueil ouvert deux jours par semaine, itinérant le reste du temps.",
        "objectifs": ["Rapprocher le service des familles"],
        "publics_cibles": ["familles"],
        "territoire_entier": False,
        "secteur_geographique": ["Melle"],
        "pilote": "cc",
        "pilote_personne": "anne",
        "partenaires": [{"organisme": "asso", "role": "Animation"}],
        "moyens_humains": [{"texte": "Animatrice", "etp": "0,50"}],
        "budget": {
            "lignes": [
                {"sens": "depense", "nature": "Salaires", "montant_euros": "20 000 €", "taxe": "non_soumis"},
                {"sens": "recette", "nature": "Subvention", "montant_euros": 12000, "financeur": "caf"},
                {"sens": "recette", "nature": "Autofinancement", "montant_euros": 8000, "financeur": "cc"},
            ]
        },
        "resultats_attendus": ["Davantage de familles accueillies"],
        "indicateurs": [copy.deepcopy(_INDICATEUR)],
        "calendrier": {"debut": "2024", "fin": "2027"},
        "statut": "en_cours",
        "redacteur": "anne",
        "date_version": "2024-03-01",
        "operations": [{"intitule": "Ouvrir le lieu", "calendrier": {"debut": "2024"}, "statut": "realise"}],
    }


_ORGANISMES = [
    {"id": "caf", "nature": "caf", "nom": "Caf des Deux-Sèvres", "sigle": "CAF79", "siren": "732829320"},
    {
        "id": "cc",
        "nature": "communaute_communes",
        "nom": "Communauté de communes Mellois en Poitou",
        "siren": "356000000",
        "siret": "35600000000048",
        "adresse": {"voie": "2, place de Strasbourg", "code_postal": "79500", "ville": "Melle"},
        "telephone": "05 49 290 290",
        "logo": {"fichier": "logos/cc.png", "texte_alternatif": "Logo de Mellois en Poitou"},
    },
    {"id": "melle", "nature": "commune", "nom": "Commune de Melle", "population": 6000},
    {"id": "brioux", "nature": "commune", "nom": "Commune de Brioux-sur-Boutonne", "population": 1500},
    {"id": "asso", "nature": "association", "nom": "Familles rurales", "rna": "W791001234"},
]

_PERSONNES = [
    {"id": "paul", "civilite": "m", "prenom": "Paul", "nom": "Girard", "organisme": "caf"},
    {"id": "anne", "civilite": "mme", "prenom": "Anne", "nom": "Duval", "organisme": "cc"},
    {"id": "lucie", "civilite": "mme", "prenom": "Lucie", "nom": "Bonnet", "organisme": "melle", "elu": True},
    {"id": "marc", "civilite": "m", "prenom": "Marc", "nom": "Texier", "organisme": "brioux", "elu": True},
    {"id": "zoe", "civilite": "mme", "prenom": "Zoé", "nom": "Carpentier", "organisme": "asso"},
]

_SIGNATAIRES = [
    {
        "id": "p-caf",
        "organismes": ["caf"],
        "nom_court": "la Caf",
        "delibere": False,
        "representants": [{"personne": "paul", "qualite": "Directeur"}],
    },
    {
        "id": "p-cc",
        "organismes": ["cc"],
        "nom_court": "Mellois en Poitou",
        "representants": [{"personne": "anne", "qualite": "Présidente"}],
        "deliberations": ["d-cc"],
    },
    {
        "id": "p-communes",
        "organismes": ["melle", "brioux"],
        "nom_court": "les communes",
        "representants": [
            {"personne": "lucie", "qualite": "Maire", "organisme": "melle"},
            {
                "personne": "marc",
                "qualite": "Adjoint au maire",
                "organisme": "brioux",
                "delegation": {"reference": "2023-12", "date": "2023-06-01"},
            },
        ],
        "deliberations": ["d-melle", "d-brioux"],
    },
]

_DELIBERATIONS = [
    {
        "id": "d-cc",
        "organisme": "cc",
        "organe": "le conseil communautaire",
        "date": "2023-10-19",
        "objet": "Approbation de la convention",
        "identifiant_prefecture": "079-356000000-20231019-D112-DE",
        "visas": [
            "la loi n° 2015-991 du 7 août 2015 portant nouvelle organisation territoriale de la République"
        ],
        "dispositif": ["APPROUVE la convention", "DIT que les crédits sont inscrits"],
        "vote": {
            "en_exercice": 5,
            "presents": 3,
            "pouvoirs": 1,
            "votants": 4,
            "abstentions": 1,
            "exprimes": 3,
            "pour": 3,
        },
        "seance": {
            "date": "2023-10-19",
            "date_convocation": "2023-10-12",
            "presents": ["anne", "marc", "zoe"],
            "pouvoirs": [{"mandant": "lucie", "mandataire": "anne"}],
        },
    },
    {"id": "d-melle", "organisme": "melle", "date": "2023-11-02", "objet": "Approbation de la convention"},
    {"id": "d-brioux", "organisme": "brioux", "date": "2023-11-03", "objet": "Approbation de la convention"},
]

_INSTANCES = [
    {
        "id": "copil",
        "nom": "Comité de pilotage",
        "sigle": "COPIL",
        "nature": "copil",
        "composition": [{"texte": "Signataires et structures", "max_par_structure": 2}],
        "membres": [
            {"personne": "anne", "organisme": "cc", "role": "president"},
            {"personne": "paul", "organisme": "caf"},
        ],
        "reunions_par_an": 1,
    },
    {
        "id": "cotech",
        "nom": "Comité technique",
        "nature": "cotech",
        "composition": [{"texte": "Un binôme par groupe", "binome_cooperation": True}],
        "membres": [{"personne": "anne", "role": "animateur"}, {"personne": "zoe"}],
        "frequence": "au moins une fois par an",
        "rend_compte_a": "copil",
    },
    {
        "id": "gtt-1",
        "nom": "Groupe parentalité",
        "nature": "groupe_travail",
        "composition": [{"texte": "Techniciens"}],
        "membres": [{"personne": "anne", "role": "animateur"}, {"personne": "zoe"}],
        "frequence": "selon les besoins",
    },
]

_REUNIONS = [
    {
        "id": "r-2024",
        "titre": "Comité de pilotage de lancement",
        "instance": "copil",
        "date": "2024-01-19",
        "jour_ecrit": "vendredi",
        "heure_debut": "09:00",
        "heure_fin": "12:00",
        "lieu": {"nom": "Les Arcades"},
        "ordre_du_jour": [
            {"id": "bilan", "titre": "Bilan", "duree_minutes": 60},
            {"titre": "Pause", "nature": "pause", "duree_minutes": 15},
        ],
        "convocation": {
            "date_envoi": "2023-12-20",
            "date_limite": "2024-01-12",
            "signataire": "anne",
            "qualite_signataire": "Présidente",
        },
        "presences": [{"personne": "anne", "etat": "present"}, {"personne": "paul", "etat": "excuse"}],
        "autres_participants": ["zoe"],
        "compte_rendu": {
            "president": "anne",
            "secretaire": "zoe",
            "date_envoi": "2024-01-22",
            "heure_debut_reelle": "09:10",
            "heure_fin_reelle": "12:05",
            "prochaine_date": "2024-06",
        },
        "decisions": [
            {
                "id": "dec-1",
                "texte": "Écrire les fiches",
                "point": "bilan",
                "responsable": "zoe",
                "echeance": "mars 2024",
            }
        ],
        "sondage": {"annoncees": 2, "proposees": ["2024-01-19", "2024-01-26"]},
    }
]

_AVENANTS = [
    {
        "id": "av-1",
        "numero": 1,
        "types": ["prolongation"],
        "motif": "Terminer les actions engagées.",
        "date_signature": "2027-10-01",
        "date_effet": "2027-12-31",
        "nouvelle_date_fin": "2028-12-31",
    }
]

BASE: dict[str, Any] = {
    "territoire": {
        "nom": "Mellois en Poitou",
        "code_departement": "79",
        "communes": [{"nom": "Melle"}, {"nom": "Brioux-sur-Boutonne"}],
        "secteurs": ["Cellois"],
    },
    "convention": {
        "etat": "signe",
        "date_debut": "2024-01-01",
        "date_fin": "2027-12-31",
        "date_signature_administrative": "2023-12-18",
        "lieu_signature": "Melle",
        "preambule": "La CTG 2024-2027 prolonge un travail commun. Les deux enjeux retenus figurent à l’annexe 2.",
        "thematiques": ["petite_enfance", "jeunesse", "parentalite", "logement"],
        "visas": [
            "l’article L. 263-1 du code de la sécurité sociale",
            "la convention d’objectifs et de gestion 2023-2027 signée le 10 juillet 2023 entre l’État et la Cnaf",
        ],
        "annexes": [{"id": "a-diag", "contenu": "diagnostic"}, {"id": "a-plan", "contenu": "plan_actions"}],
    },
    "diagnostic": {"synthese": ["Les places d’accueil manquent."]},
    "organismes": _ORGANISMES,
    "personnes": _PERSONNES,
    "signataires": _SIGNATAIRES,
    "deliberations": _DELIBERATIONS,
    "strategie": {
        "niveaux": [{"nom": "enjeu"}, {"nom": "objectif"}],
        "objectifs": [
            {
                "id": "e-1",
                "intitule": "Accompagner les parcours",
                "sous_objectifs": [{"id": "o-1", "intitule": "Accueillir le jeune enfant"}],
            },
            {"id": "e-2", "intitule": "Faciliter l’accès aux droits"},
        ],
    },
    "fiches_actions": [
        _fiche("f-1", "Ouvrir un lieu d’accueil", "o-1", "petite_enfance"),
        _fiche("f-2", "Animer un réseau de parents", "e-2", "parentalite"),
    ],
    "gouvernance": {"instances": _INSTANCES},
    "cooperation": {
        "nombre_annonce": 1,
        "etp_annonce": "0,80",
        "postes": [
            {
                "id": "poste-1",
                "intitule_fonction": "Chargée de coopération",
                "personne": "anne",
                "employeur": "cc",
                "etp_poste": 1,
                "etp_ctg": "0,80",
                "cofinancements": [
                    {"financeur": "caf", "part_pourcent": 60},
                    {"financeur": "cc", "part_pourcent": 40},
                ],
            }
        ],
    },
    "equipements": [
        {
            "id": "creche",
            "type": "eaje",
            "nom": "Les Petits Pas",
            "gestionnaire": "asso",
            "commune": "Melle",
            "places": 20,
        }
    ],
    "parametres": {
        "regles_financeurs": [{"financeur": "caf", "taux_max_pourcent": 80, "montant_min_euros": 1500}]
    },
    "retroplanning": {
        "periodes": ["2024-01", "2024-03", "2024-04/05"],
        "cible": "2024-06",
        "pistes": [
            {
                "nom": "CTG",
                "etapes": [
                    {
                        "id": "groupe",
                        "titre": "Groupe d’élaboration",
                        "debut": "2024-03",
                        "responsable": "zoe",
                    },
                    {"id": "fiches", "titre": "Fiches", "debut": "2024-04", "depend_de": ["groupe"]},
                ],
            }
        ],
    },
    "reunions": _REUNIONS,
    "avenants": _AVENANTS,
}
"""A dossier in which every rule has something to look at and nothing to say."""
