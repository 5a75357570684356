"""What a column of a foreign plan may hold, and what people write above it."""

from __future__ import annotations

from typing import Final

__all__ = ["FIELDS", "LABELS", "LEVELS", "MANY"]

_WORDS: Final[dict[str, str]] = {
    "intitule": (
        "action | intitulé | intitulé de l’action | titre | titre de l’action | nom de l’action | "
        "libellé | actions | fiche action | projet | libellé de l’action | action prévue | actions à "
        "mener | nom du projet | actions à mettre en œuvre | quoi | projet d’action | que fait-on | que "
        "faire | actions proposées | actions retenues | action envisagée | intitulé du projet | fiche | "
        "nom de la fiche | intitulé de la fiche | mesure | initiative | désignation | "
        "moyens ou actions | moyens actions | card name | task name | title | "
        "actions à réaliser | action proposée | action retenue | actions à conduire"
    ),
    "operation": (
        "opération | opérations | sous-action | sous-actions | activité | déclinaison opérationnelle | "
        "opérations nécessaires à l’action | détail des opérations | intitulé de l’opération | tâche | nom de tâche | "
        "nom de la tâche | action opérationnelle | chantier | task"
    ),
    "niveau_1": (
        "axe | axes | enjeu | orientation | axe stratégique | ambition | axe de travail | domaine | défi | "
        "orientation stratégique | axe prioritaire | volet | pilier | enjeu prioritaire | champ d’action | "
        "compartiment | nom du compartiment | catégorie | rubrique | priorité stratégique | bucket name | list name"
    ),
    "niveau_2": (
        "objectif | objectif stratégique | sous-axe | objectif général | sous-orientation | sous-enjeu "
        "| orientation opérationnelle"
    ),
    "niveau_3": "objectif opérationnel | sous-objectif | sous-sous-axe | objectif spécifique",
    "descriptif": (
        "descriptif | description | contenu | détail | description de l’action | modalités | descriptif "
        "sommaire | descriptif sommaire de l’action | contenu de l’action | en quoi | descriptif concis "
        "| comment | décrivez l’action | décrivez | en quoi consiste l’action | présentation | résumé | déroulement | "
        "contenu détaillé | consistance | ce qui est prévu | ce qui sera fait | notes de la tâche | card description"
    ),
    "constat": (
        "constat | contexte | diagnostic | besoin | problématique | besoins repérés | éléments de diagnostic | "
        "pourquoi | origine de la demande | besoins identifiés | éléments de contexte | justification | "
        "état des lieux | rappel du diagnostic | problématique identifiée"
    ),
    "objectifs": (
        "objectifs de l’action | objectifs visés | finalité | objectifs | objectifs poursuivis | buts | "
        "objectif de l’action"
    ),
    "resultats_attendus": "résultats attendus | résultats | effets attendus | résultat attendu | impacts attendus",
    "publics_cibles": (
        "public | publics | public cible | publics cibles | bénéficiaires | public visé | cible | pour qui | "
        "public concerné | à qui s’adresse l’action | à qui s’adresse | population cible | destinataires | usagers visés | "
        "personnes concernées | public bénéficiaire | tranche d’âge"
    ),
    "pilote": (
        "pilote | porteur | structure pilote | porteur de projet | structure porteuse | chef de file | "
        "pilotage | maître d’ouvrage | maîtrise d’ouvrage | organisme pilote | porteur de l’action | "
        "pilote de l’action | qui pilote | qui porte | opérateur | gestionnaire | structure responsable | "
        "maître d’œuvre | porteurs | pilotes | structure | nom de la structure | "
        "votre structure | nom de votre structure | demandeur | structure demandeuse | organisme demandeur | "
        "moa | porteur du projet | structure référente | organisme porteur | institution pilote | acteur pilote | entité responsable"
    ),
    "pilote_service": "service pilote | service | service porteur | direction | service référent",
    "co_porteurs": "co-porteur | co-porteurs | co-pilote | co-pilotes | copilote | coporteur | copilotage",
    "en_lien_avec": "en lien avec | en partenariat avec",
    "pilote_personne": (
        "référent | personne pilote | personne référente | responsable | contact | qui | référent "
        "technique | nom du référent | agent référent | chef de projet | responsable de l’action | attribué à | "
        "affecté à | assigné à | technicien référent | personne ressource | interlocuteur | suivi par | assigned to | assignee"
    ),
    "elu_referent": "élu référent | élu | élue référente | élu en charge | élu porteur | vice-président référent",
    "charge_cooperation": "chargé de coopération | chargé de coopération ctg | coordinateur ctg | coopérateur",
    "partenaires": (
        "partenaires | partenariat | acteurs | partenaires associés | partenaires mobilisés | acteurs "
        "mobilisés | acteurs et partenaires mobilisés | partenaires techniques | structures associées | "
        "avec qui | partenaires à associer | partenaires pressentis | partenaire | acteurs associés | "
        "structures partenaires | "
        "équipe | équipe projet | parties prenantes | acteurs concernés | acteurs impliqués | structures mobilisées | contributeurs"
    ),
    "budget": (
        "budget | coût | montant | coût prévisionnel | budget prévisionnel | financement | plan de "
        "financement | coût total | coût estimé | budget estimé | moyens financiers | dépenses | coût "
        "de l’action | enveloppe | dépense prévisionnelle | moyens / coût | source de financement, "
        "budget prévisionnel | combien | "
        "coût global | chiffrage | montant prévisionnel | budget alloué | estimation financière | coût annuel"
    ),
    "financeur": (
        "financeur | financeurs | source de financement | sources de financement | cofinanceur | "
        "cofinanceurs | cofinancements | financements mobilisables | partenaires financiers | qui "
        "finance | origine des fonds | bailleur | bailleur principal | bailleurs de fonds | provenance des fonds"
    ),
    "montant_financeur": (
        "montant du financeur | montant de la subvention | montant accordé | montant sollicité | part | montant obtenu | montant notifié | "
        "montant demandé | montant acquis | subvention obtenue | subvention demandée | montant versé | montant du cofinancement | montant attribué"
    ),
    "annee": "année budgétaire | exercice | exercice budgétaire | année du financement | millésime",
    "recette": "recette | recettes | subventions | produits",
    "debut": (
        "début | date de début | démarrage | date de démarrage | lancement | date de lancement | début prévu | commencera | "
        "quand commence l’action | démarre | commence | débute | date prévisionnelle de début | "
        "date de commencement | année de démarrage | mise en route | start date"
    ),
    "fin": (
        "fin | date de fin | échéance | date limite | fin prévue | date butoir | délai | terme | pour quand | "
        "se termine | termine | s’achève | date prévisionnelle de fin | fin de l’action | livraison | année de livraison | date de livraison | achèvement | date cible | date de réalisation | due date"
    ),
    "calendrier": (
        "calendrier | période | planning | échéancier | année | quand | calendrier prévisionnel | "
        "temporalité | durée | période de réalisation | dates | calendrier de réalisation | période de mise en œuvre"
    ),
    "statut": (
        "statut | état | avancement | état d’avancement | où en est-on | degré d’avancement | "
        "réalisation | niveau d’avancement | progression | état de l’action | situation | "
        "maturité | stade | état de réalisation | progress | status"
    ),
    "priorite": "priorité | niveau de priorité | degré de priorité",
    "origine": "origine | nature de l’action | action nouvelle ou reconduite | nouvelle ou existante | nouvelle action | action nouvelle",
    "indicateurs": (
        "indicateurs | indicateur | indicateurs d’évaluation | indicateurs de suivi | évaluation | "
        "critères | indicateurs de résultats | indicateurs de réalisation | indicateurs quantitatifs | "
        "critères d’évaluation | indicateurs de moyens | indicateurs de résultats (quantitatifs) | "
        "comment saura-t-on que c’est réussi | critères de réussite | comment évaluer | comment mesurer | modalités d’évaluation"
    ),
    "cible": (
        "valeur cible | cible chiffrée | évaluation cible | indicateurs cible | cible de l’indicateur | valeur visée | valeur attendue | objectif chiffré | objectif à atteindre"
    ),
    "initiale": "valeur initiale | valeur de départ | situation de départ | valeur de référence",
    "indicateurs_qualitatifs": "indicateurs qualitatifs | indicateurs de résultats (qualitatifs) | évaluation qualitative",
    "thematiques": "thématique | thématiques | thème | champ | champ d’intervention | domaine d’intervention",
    "tags": "mots-clés | mot-clé | étiquettes | tags | labels",
    "moyens_humains": (
        "moyens humains | moyens | ressources | etp | ressources humaines | moyens mobilisés | "
        "ressources nécessaires | moyens alloués | moyens nécessaires | temps de travail"
    ),
    "moyens_techniques": "moyens techniques | moyens matériels | moyens logistiques | outils | matériel",
    "secteur": (
        "secteur | secteur géographique | territoire | commune | lieu | communes | communes concernées "
        "| territoire concerné | périmètre | localisation | où | lieu de réalisation | zone concernée | "
        "quartiers | quartiers concernés | quartier | bassin de vie | commune d’implantation"
    ),
    "etapes": (
        "étape | étapes | étapes de mise en œuvre | modalités de mise en œuvre | prochaines étapes | "
        "mise en œuvre | étapes clés | phases | jalons | prochaine étape | éléments de la liste de contrôle | "
        "liste de contrôle | checklist | à faire | éléments de liste de vérification"
    ),
    "conditions": (
        "conditions | freins | points de vigilance | freins et leviers | conditions de réussite | vigilance | "
        "risques | risques identifiés | difficultés | "
        "obstacles | prérequis | facteurs de réussite | points d’attention"
    ),
    "participation_texte": "participation | participation des habitants | place des habitants",
    "documents": "documents | pièces jointes | documents utiles | livrables",
    "bilan": "bilan | bilan de l’année | réalisé | bilan annuel | ce qui a été fait",
    "note": (
        "commentaire | commentaires | observations | remarques | note | notes | divers | précisions | date de création | "
        "adresse e-mail | e-mail | courriel | mail | téléphone | autre chose à ajouter | dernière mise à jour | perspectives | suites | suites à donner | leviers | points forts | points faibles | "
        "créé le | créé par | modifié le | modifié par | date de mise à jour | horodateur | auteur | en retard | card url | attachment count | checklist item total count | list id | board name | est périodique | terminé le | terminé par | éléments de liste de vérification terminés"
    ),
    "poste": (
        "poste de dépense | postes de dépenses | nature de la dépense | nature des dépenses | charges | "
        "postes budgétaires | poste budgétaire | objet de la dépense"
    ),
    "role": "rôle | rôle du partenaire | engagement | engagements | apport | contribution du partenaire",
    "mesure": "valeur atteinte | résultat atteint | résultat obtenu | valeur réalisée | valeur mesurée | relevé",
    "source": (
        "source | sources | source des données | mode de recueil | mode de collecte | outil de mesure | moyen de vérification | "
        "sources de vérification | modalités de recueil | outils de suivi | comment le mesurer"
    ),
    "numero": "n° | numéro | code | num | réf | référence | n° action | n° fiche | n° de l’action | id | identifiant | card id | task id | id de tâche | id de la tâche",
    "calcul": (
        "total | total recettes | total dépenses | écart | solde | reste à charge | reste à financer | taux"
    ),
}
FIELDS: Final = {field: tuple(words.split(" | ")) for field, words in _WORDS.items()}
"""Field to the headers that mean it; the first is shown."""

LABELS: Final[dict[str, str]] = {name: words[0] for name, words in FIELDS.items()} | {
    "periode": "mois du calendrier",
    "ignorer": "ignorée",
    "niveau_1": "niveau 1",
    "niveau_2": "niveau 2",
    "niveau_3": "niveau 3",
    "depense": "dépense de l’année",
    "note": "note",
    "calcul": "total, recalculé",
    "numero": "numéro, donné par le rang",
    "annee": "année des montants",
    "cible": "cible de l’indicateur",
    "initiale": "valeur de départ de l’indicateur",
    "poste": "objet de la dépense",
    "role": "rôle du partenaire",
    "source": "source de l’indicateur",
    "mesure": "valeur de l’indicateur",
}
LEVELS: Final = ("niveau_1", "niveau_2", "niveau_3")
MANY: Final = frozenset(
    [
        "objectifs",
        "resultats_attendus",
        "publics_cibles",
        "co_porteurs",
        "partenaires",
        "budget",
        "financeur",
        "montant_financeur",
        "recette",
        "indicateurs",
        "indicateurs_qualitatifs",
        "cible",
        "initiale",
        "thematiques",
        "tags",
        "moyens_humains",
        "moyens_techniques",
        "secteur",
        "etapes",
        "conditions",
        "documents",
        "bilan",
        "note",
        "calcul",
        "descriptif",
        "constat",
        "pilote_personne",
        "elu_referent",
        "numero",
        "en_lien_avec",
        "poste",
        "role",
        "source",
        "mesure",
    ]
)
"""Fields that several columns may have."""
