"""Every fact of the partners' meeting of 19 janvier 2024 is found again in the papers made from its dossier.

The facts are those of the slides shown that day, spelling mended. Case, accents and signs are not compared.
"""

from __future__ import annotations

from functools import cache

import pytest

from tests.documents.test_kinds import documents
from tests.documents.test_nothing_lost import letters
from tests.documents.texts import texts_of

AGENDA = [
    "Réunion partenariale Convention Territoriale Globale",
    "vendredi 19 janvier 2024",
    "Introduction",
    "M. Michelet, Président de Mellois en Poitou",
    "Les grandes étapes de la démarche sur le territoire",
    "Historique",
    "Articulation avec les autres projets",
    "Les enjeux 2023-2027",
    "Pause",
    "La gouvernance",
    "Construction du plan d’actions et rétroplanning",
]
BUTS = [
    "Lancement de la démarche partenariale",
    "Présentation de la démarche CTG et de la stratégie aux partenaires territoriaux",
    "Échanges sur les enjeux et la gouvernance",
    "Invitation à construire le plan d’actions avec les partenaires volontaires",
]
DEFINITION = [
    "Convention de partenariat qui vise à renforcer l’efficacité, la cohérence et la coordination des actions en direction des habitants d’un territoire",
    "Elle s’appuie sur un diagnostic partagé avec les partenaires",
    "Elle consiste à formaliser un projet global pour le territoire en matière de services aux familles",
    "Elle permettra de partager et d’harmoniser la gouvernance locale des politiques enfance, jeunesse, parentalité du territoire",
    "Elle renforce les coopérations et contribue ainsi à une plus grande efficacité et complémentarité d’interventions",
    "Une convention sur le territoire est signée entre la CAF79, la MSA Poitou et la collectivité",
    "Elle permet d’élaborer un plan de développement social du territoire réalisé dans une démarche partenariale",
    "Elle permet aux gestionnaires de services aux familles de bénéficier de bonus territoire pour les équipements",
    "Établissement d’Accueil du Jeune Enfant, Relais Petite Enfance, Lieux Accueil Enfant Parent, Accueil Loisirs Sans Hébergement",
    "la signature d’une convention sur 5 ans qui formalise des engagements de développements communs",
]
HISTOIRE = [
    "2016-2017",
    "Fusion de 4 collectivités pour former Mellois en Poitou : passage de 4 à 1 Contrat Enfance Jeunesse (CEJ) avec la CAF et la MSA Poitou",
    "Présentation par la CAF de la démarche Convention Territoriale Globale",
    "Intégration de la MSA Poitou comme partenaire",
    "Présentation du diagnostic de territoire en comité de pilotage Projet Éducatif de Territoire",
    "Mise en place du comité de pilotage CTG et définition du projet",
    "26 novembre",
    "Validation de la CTG en conseil communautaire Mellois en Poitou",
    "4 décembre",
    "Validation de la CTG en conseil d’administration de la CAF",
    "24 janvier",
    "définition des instances de gouvernance",
    "9 mai",
    "Signature officielle en présence de la presse de la CTG pour une durée de 4 ans soit 2018-2021",
    "13 décembre",
    "définition des modalités d’évaluation et présentation des perspectives 2020 et 2021",
    "Fin du Contrat Enfance Jeunesse Mellois en Poitou (CEJ) puis",
    "mise en place de nouveaux systèmes de financements (Bonus territoire CAF, offre Grandir en Milieu Rural MSA Poitou)",
    "intégration des enjeux portés par la direction de l’Animation du territoire (notamment le dispositif France Services)",
    "la mission Projet de territoire / démarches participatives",
    "Prolongation d’un an de la convention CTG",
    "Signature de la convention cadre Grandir en Milieu Rural avec la MSA Poitou pour une durée de 5 ans (2021-2025)",
    "Évaluation de la Convention Territoriale Globale (2018-2022)",
    "Réactualisation du diagnostic de territoire en collaboration avec la Caf des Deux-Sèvres, la MSA Poitou et Mellois en Poitou",
    "Construction de la stratégie pour 2024-2027",
    "19 octobre",
    "Validation par Mellois en Poitou de la stratégie de la CTG 2023-2027",
    "20 octobre",
    "Validation en conseil d’administration de la CAF des Deux-Sèvres",
    "18 décembre",
    "Signature administrative de la Convention Territoriale Globale par les trois parties",
    "19 janvier",
    "Lancement de la démarche partenariale",
]
ARTICULATION = [
    "La CTG s’intègre dans le projet de territoire et permet d’organiser l’articulation des projets",
    "Projet de territoire",
    "13 coopérateurs CTG œuvrent pour son développement = 6,70 ETP",
    "Projets pédagogiques / animations",
    "Projet éducatif de territoire",
    "190 membres",
    "Merci à tous",
    "la petite enfance, l’enfance, la jeunesse, l’éducation et la parentalité",
    "Permet un développement au-delà du territoire",
    "d’autres champs ouvrant des perspectives",
    "Parentalité",
    "Accès aux droits",
    "Inclusion numérique",
    "Logement",
    "Handicap",
    "Accompagnement social",
]
ENJEUX = [
    "L’évaluation de la précédente CTG a mis en évidence",
    "Des pistes de réflexions pour la construction de la prochaine",
    "Des faiblesses liées à sa construction en tripartite",
    "La nécessité pour la CTG de trouver sa place dans le territoire et s’incarner dans les faits pour devenir plus concrète",
    "Enjeu 1 – Piloter et valoriser la coopération",
    "un enjeu transversal qui permet d’axer sur la nécessaire collaboration qu’elle soit interne (à Mellois en Poitou) ou externe (avec les partenaires, les familles",
    "Répondre aux constats posés et donc travailler collectivement",
    "Travailler en inter-direction pour une meilleure cohérence",
    "Enjeu 2 – Accompagner les parcours socio-éducatifs",
    "Projet Éducatif de Territoire et aux travaux menés par les groupes de travail par tranches d’âges",
    "Travailler l’accompagnement des parcours « de vie » par le prisme des besoins",
    "Déjà travaillé au sein du PEdT mais nouvelle dimension élargie et transversale grâce à la CTG",
    "Enjeu 3 – Faciliter l’accessibilité aux droits et aux services",
    "Répondre aux besoins des habitants en lien avec le maillage des services proposés",
    "Travailler à partir des différents diagnostics (Projet de territoire, CTG, logement, attractivité, PE",
    "Apporter des solutions plus fines",
]
GOUVERNANCE = [
    "Bureau communautaire",
    "VALIDE",
    "Les élus communautaires Mellois en Poitou",
    "Comité de pilotage partenarial (COPIL)",
    "DÉCIDE POUR VALIDATION",
    "CAF des Deux-Sèvres et MSA Poitou (direction et/ou techniciens)",
    "Vice-Présidents Mellois en Poitou concernés",
    "Chargés de coopération Mellois en Poitou",
    "Structures partenaires associatives ou institutionnelles (2 personnes",
    "Comité technique partenarial (COTECH)",
    "ORGANISE",
    "COORDONNE",
    "ANIME/SUIT/ÉVALUE CTG",
    "Techniciens CAF des Deux-Sèvres et MSA Poitou",
    "Représentants des groupes de travail (binôme dont 1 chargé de coopération)",
    "Groupes de travail thématique",
    "ÉCRITURE FICHES ACTIONS",
    "MISE EN ŒUVRE ACTIONS",
    "SUIVI ET ÉVALUATIONS ACTIONS MENÉES",
    "Selon thèmes : chargés de coopération",
    "Techniciens Mellois en Poitou",
    "Représentants des structures partenaires (associatives/institutionnelles)",
    "Élus locaux et/ou référents",
    "GTT1",
    "GTT2",
    "GTT3",
]
COOPERATEURS = [
    "6,70 ETP",
    "postes de l’ancien Contrat Enfance Jeunesse",
    "Éducation",
    "Animation du territoire",
    "Projet de territoire / démarches participatives",
    "Diagnostic",
    "Mise en œuvre des projets",
    "Partenariats",
    "Évaluation",
    "Directrice de l’éducation",
    "Delphine Belliot",
    "Chef de service Petite enfance, enfance, jeunesse",
    "Sandra Cail",
    "Chef de service ressources et projet éducatif",
    "Stéphanie Gosselin",
    "Chef de service affaires scolaires",
    "En cours de recrutement",
    "Responsable de secteur",
    "Val de Boutonne",
    "Damien Lafaurie",
    "Cellois",
    "Nicolas Le Roy",
    "Sauzé-Vaussais/Chef-Boutonne",
    "Mario Magloire",
    "Céline Neuillé",
    "Coordonnateur par tranche d’âges",
    "0-3/6 ans",
    "Magalie Beauclair",
    "3-12 ans",
    "Julien Cascarino",
    "12-17/25 ans",
    "Jackie Rautureau",
    "Chargée de mission Projet de territoire et démarches participatives",
    "Anne-Laure Pailloux",
    "Chef de service France Services",
    "Pauline Seigneuret",
]
CONSTRUCTION = [
    "Objectifs stratégiques",
    "Validés",
    "Nous en sommes là",
    "Plan d’actions",
    "Constitution d’un Groupe d’Élaboration du Plan d’Actions le 19 janvier 2024",
    "Les partenaires qui veulent nous rejoindre",
    "Brioux-sur-Boutonne",
    "à confirmer",
    "1 journée entière",
    "mardi 26 mars 2024",
    "vendredi 29 mars 2024",
    "En s’inscrivant sur les affiches dans la salle",
    "Décliner les objectifs stratégiques en objectifs opérationnels",
    "Élaboration des fiches actions",
    "Démarche à définir avec le groupe d’élaboration du plan d’actions",
    "Début des groupes de travail thématiques",
]
PLANNING = [
    "Signature administrative",
    "Groupe d’Élaboration du Plan d’Actions",
    "PEdT (en parallèle)",
    "Évaluation du PEdT à réaliser",
    "Lancement du travail sur une demi-journée",
    "16 février 2024",
    "8 mars 2024",
    "Réécriture du PEdT",
    "Nous en sommes là",
]
PERIODES = [
    "Décembre 2023", "Janvier 2024", "Mars 2024", "Avril-mai 2024", "Juin-juillet 2024", "Septembre 2024",
    "Novembre 2024",
]  # fmt: skip
PERIODES_COURTES = [
    "Déc. 2023",
    "Janv. 2024",
    "Mars 2024",
    "Avr.-mai 2024",
    "Juin-juil. 2024",
    "Sept. 2024",
    "Nov. 2024",
]
CONTACT = [
    "Merci de votre attention et participation",
    "Les Arcades",
    "2, place de Strasbourg",
    "79500 MELLE",
    "05 49 290 290",
    "accueil@melloisenpoitou.fr",
    "www.melloisenpoitou.fr",
]

PAPERS = {
    "ordre_du_jour": [*AGENDA, *BUTS],
    "historique": HISTOIRE,
    "gouvernance": GOUVERNANCE,
    "cooperateurs": ["13 postes", *COOPERATEURS],
    "retroplanning": [*PLANNING, *PERIODES],
    "presentation": [
        *AGENDA, *BUTS, *DEFINITION, *HISTOIRE, *ARTICULATION, *ENJEUX, *GOUVERNANCE, "13 coopérateurs", *COOPERATEURS,
        *CONSTRUCTION, *PLANNING, *PERIODES_COURTES, *CONTACT,
    ],
}  # fmt: skip


@cache
def text_of(kind: str) -> str:
    return "".join(letters(t) for d in documents("mellois-en-poitou", kind) for t in texts_of(d.name, d.data))


def test_the_source_is_listed_whole() -> None:
    assert len(PAPERS["presentation"]) > 180


@pytest.mark.parametrize("kind", PAPERS)
def test_paper_carries_every_fact_of_the_source(kind: str) -> None:
    text = text_of(kind)

    assert len(text) > 500
    assert [fact for fact in PAPERS[kind] if letters(fact) not in text] == []
