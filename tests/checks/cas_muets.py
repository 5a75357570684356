"""Near misses: what looks like a fault of each rule and must stay silent."""

from __future__ import annotations

from tests.checks.chemins import (
    DEPENSE,
    ETAPES,
    INDIC,
    LIGNES,
    POSTE,
    PREAMBULE,
    TEXTE,
    A,
    Changements,
    D,
    F,
    R,
    S,
)
from tests.checks.fabrique import ABSENT

_ENSEMBLE = (("ensemble", "les Parties"), ("nom_court", ABSENT))
SILENT: list[tuple[str, Changements]] = [
    ("CTG001", {TEXTE: "Les écoles, les crèches… et les familles ; puis…"}),
    ("CTG001", {TEXTE: "… nouveaux systèmes de financement. Le XXe siècle, un écrit du maire."}),
    ("CTG001", {TEXTE: "Compléter l’offre, confirmer le besoin."}),
    ("CTG002", {"personnes.4.organisme": ABSENT, f"{F}.calendrier.fin": ABSENT}),
    ("CTG003", {f"{A}.signataires": ["p-caf", "p-cc", "p-communes"]}),
    ("CTG004", {"organismes.+": {"id": "x", "nature": "caf", "nom": "Caf de la Vienne", "sigle": "CAF86"}}),
    ("CTG004", {"organismes.+": {"id": "x", "nature": "association", "nom": "Familles d’accueil"}}),
    ("CTG004", {"fiches_actions.1.publics_cibles": ["familles", "familles monoparentales"]}),
    ("CTG005", {PREAMBULE: "Parmi eux, un enjeu est transversal ; les deux premiers enjeux priment."}),
    ("CTG005", {PREAMBULE: "L’ancienne convention a retenu sept enjeux et 22 fiches-actions."}),
    ("CTG005", {PREAMBULE: "Le département compte 256 communes ; deux actions ont été menées."}),
    ("CTG006", {PREAMBULE: "La MSA (Poitou, Charentes, Vienne) et la Caf (service social) y sont."}),
    ("CTG006", {PREAMBULE: "Le contrat de relance et de transition écologique (CRTE), puis le CRTE."}),
    ("CTG005", {PREAMBULE: "La convention précédente avait trois enjeux."}),
    (
        "CTG006",
        {PREAMBULE: "La mutualité sociale agricole (MSA) et la Caf (caisse d’allocations familiales)."},
    ),
    (
        "CTG006",
        {PREAMBULE: "Le comité de pilotage partenarial (COPIL), la Caf des Deux-Sèvres (CAF79) à MELLE."},
    ),
    ("CTG006", {PREAMBULE: "Les GTT (groupes de travail thématiques) puis les GTT, au chapitre XIV."}),
    ("CTG007", {PREAMBULE: "Voir les annexes 1 et 2."}),
    ("CTG007", {PREAMBULE: "Selon l’annexe 4 de la circulaire Cnaf, et l’annexe 1."}),
    ("CTG101", {f"{S}.1.organismes": ["melle"]}),
    ("CTG106", {f"{S}.{i}.{champ}": valeur for i in (0, 1) for champ, valeur in _ENSEMBLE}),
    ("CTG109", {f"{S}.{i}.ensemble": "les Parties" for i in (0, 1)}),
    ("CTG116", {"organismes.1.nature": "msa", "convention.charte": "charte territoriale avec les familles"}),
    ("CTG102", {"personnes.4.prenom": ABSENT}),
    ("CTG103", {f"{S}.0.delibere": "non"}),
    ("CTG103", {f"{S}.1.deliberations": []}),
    (
        "CTG104",
        {
            f"{D}.0.organe": "Le Conseil communautaire",
            f"{S}.0.representants.0.qualite": "Directeur par intérim",
        },
    ),
    ("CTG104", {f"{S}.1.representants.0.qualite": "Madame la Présidente de la communauté de communes"}),
    (
        "CTG104",
        {f"{S}.2.representants.1.delegation": ABSENT, f"{S}.2.representants.1.qualite": "Maire de Brioux"},
    ),
    *(
        ("CTG104", {"organismes.0.nature": nature, f"{S}.0.representants.0.qualite": qualite})
        for nature, qualite in (
            ("education_nationale", "rectrice"),
            ("education_nationale", "Inspectrice d’académie"),
            ("education_nationale", "Directrice académique"),
            ("ars", "directrice générale"),
            ("etat", "Préfète"),
            ("etat", "Secrétaire générale"),
        )
    ),
    ("CTG105", {"personnes.+": {"id": "y", "civilite": "m", "prenom": "Michel", "nom": "Duval"}}),
    ("CTG105", {"personnes.+": {"id": "y", "civilite": "mme", "prenom": "Marie", "nom": "Texier"}}),
    ("CTG105", {"personnes.+": {"id": "y", "civilite": "m", "prenom": "Marc", "nom": "Tessier-Blanc"}}),
    *(
        ("CTG104", {f"{S}.0.representants.0.qualite": qualite})
        for qualite in (
            "Directrice générale",
            "Directeur de la Caf",
            "Directrice de la caisse d’allocations familiales",
        )
    ),
    *(
        ("CTG104", {f"{S}.2.representants.0.qualite": qualite})
        for qualite in ("Maire", "Maire de Melle", "Le Maire")
    ),
    ("CTG106", {f"{S}.0.nom_court": "la Caf des Deux-Sèvres"}),
    (
        "CTG107",
        {f"{S}.1.representants.0.genre_qualite": "masculin", f"{S}.1.representants.0.qualite": "Président"},
    ),
    ("CTG107", {f"{S}.1.representants.0.qualite": "Chef de service"}),
    ("CTG107", {f"{S}.2.representants.0.qualite": "Madame le Maire"}),
    ("CTG108", {f"{S}.0.representants.+": {"personne": "zoe", "qualite": "Présidente"}}),
    # acts found by their bodies, as the convention prints them
    ("CTG109", {f"{S}.2.deliberations": []}),
    (
        "CTG109",
        {
            f"{S}.2.organismes": ["melle"],
            f"{S}.2.representants.1": {"personne": "marc", "qualite": "Maire"},
        },
    ),
    ("CTG110", {f"{F}.secteur_geographique": ["MELLE", "Cellois", "Brioux sur Boutonne"]}),
    ("CTG110", {"organismes.3.nom": "Ville de Melle"}),
    ("CTG111", {"organismes.3.nom": "Le Barp"}),
    ("CTG111", {"organismes.4.nature": "autre", "organismes.4.nom": "Familles rurales"}),
    (
        "CTG111",
        {"organismes.3.nature": "autre", "organismes.3.nom": "X", "organismes.3.nom_en_phrase": "la X"},
    ),
    (
        "CTG112",
        {
            "organismes.3.nature": "ordre_professionnel",
            "organismes.3.nom": "Conseil départemental de l’ordre",
        },
    ),
    ("CTG110", {"territoire.communes": [], f"{F}.secteur_geographique": ["Niort"]}),
    ("CTG201", {f"{F}.calendrier": {"debut": "2024-03", "fin": "2024"}}),
    ("CTG202", {"convention.date_debut": "2024", "convention.date_fin": "2028"}),
    ("CTG202", {"convention.date_fin": "2024-12-31"}),
    ("CTG203", {"convention.date_debut": "2023"}),
    ("CTG217", {"convention.date_signature_administrative": "vendredi 1er décembre 2023"}),
    ("CTG217", {"convention.date_signature_administrative": ABSENT, "avenants": []}),
    ("CTG204", {f"{D}.0.date": "2023-12-18"}),
    ("CTG204", {f"{S}.2.representants.1.delegation.date_fin": "2027-10-01"}),
    (
        "CTG204",
        {f"{S}.2.representants.1.delegation.date_fin": "2025-01-31", f"{A}.signataires": ["p-caf", "p-cc"]},
    ),
    ("CTG205", {PREAMBULE: "La CTG 2018-2022, la GMR 2023-2027 et le schéma 2022-2026."}),
    ("CTG205", {"convention.duree_annees": 4, "strategie.periode": "2024-2027"}),
    ("CTG206", {PREAMBULE: "Réunis le vendredi 19 janvier 2024, puis un mardi 19 mars."}),
    (
        "CTG207",
        {
            "convention.visas.0": "les articles L. 223-1, L. 227-1 à L. 227-3 et L. 263-1 du code de la sécurité sociale"
        },
    ),
    ("CTG207", {"convention.visas.0": "la loi n° 2015-991 du 7 août 2015 dite NOTRe"}),
    (
        "CTG207",
        {
            "convention.visas.0": "la délibération D23-112 et la loi n° 1999-12 du 3 mai 1999 relative à l’inconnu"
        },
    ),
    ("CTG207", {"convention.visas.0": "l’article L. 214-1 du CASF et le plan d’action 2022-2027"}),
    ("CTG208", {"convention.visas.0": "la loi n° 2023-1196 du 18 décembre 2023 pour le plein emploi"}),
    (
        "CTG209",
        {"convention.fait_suite": "cej", "convention.date_debut": "2023-01-01"},
    ),
    ("CTG209", {"historique": [{"date": "2016", "texte": "Premier CEJ"}], "convention.fait_suite": "rien"}),
    ("CTG209", {"historique": [{"date": "2023", "texte": "Signature de la convention"}]}),
    (
        "CTG209",
        {
            "convention.date_signature_administrative": "2028-03-01",
            "convention.visas": ["la convention d’objectifs et de gestion 2028-2032"],
        },
    ),
    ("CTG211", {f"{D}.0.vote": {"pour": 2, "contre": 2}, f"{D}.0.seance": ABSENT}),
    ("CTG211", {f"{D}.0.vote": {}}),
    ("CTG212", {f"{D}.0.vote.en_exercice": 6, "parametres.quorum_moitie": "non"}),
    ("CTG212", {f"{D}.0.seance.date_convocation": "2023-10-13"}),
    ("CTG213", {f"{D}.0.date_transmission": "2023-12-18", f"{D}.0.date_publication": "2023-10-19"}),
    ("CTG213", {"convention.date_transmission": "2023-12-18", "convention.date_publication": "2024-01-02"}),
    ("CTG214", {"parametres.delai_compte_rendu_jours_ouvres": 1}),
    ("CTG214", {f"{R}.compte_rendu.date_envoi": "2024-06-30"}),
    (
        "CTG214",
        {
            "parametres.delai_compte_rendu_jours_ouvres": 2,
            f"{R}.date": "2024-05-07",
            f"{R}.compte_rendu.date_envoi": "2024-05-13",
        },
    ),
    ("CTG216", {f"{D}.0.dispositif": [], f"{D}.0.vote": ABSENT}),
    ("CTG221", {f"{A}.numero": 3, f"{A}.base": {"titre": "CTG 2018-2021", "date_signature": "2019-05-09"}}),
    ("CTG222", {f"{A}.signataires": []}),
    ("CTG223", {f"{A}.types": ["prolongation", "autre"]}),
    ("CTG301", {f"{A}.annexes": [{"id": "a-plan", "contenu": "plan_actions"}], "equipements.0.id": "f-1"}),
    ("CTG302", {f"{F}.rattachement": "e-1"}),
    ("CTG303", {f"{F}.intitule": "3 000 familles accompagnées"}),
    (
        "CTG303",
        {f"{F}.intitule": "0-3 ans : accueillir mieux", "fiches_actions.1.intitule": "1000 premiers jours"},
    ),
    ("CTG303", {f"{F}.intitule": "Action culturelle : ouvrir un lieu"}),
    ("CTG303", {f"{R}.ordre_du_jour.0.titre": "Enjeu 1 : grandir", "convention.annexes.0.titre": "2 plans"}),
    ("CTG304", {"fiches_actions.1.intitule": "Ouvrir un lieu d’accueil itinérant"}),
    ("CTG305", {"fiches_actions.1.rattachement": "e-1", f"{F}.rattachements_secondaires": ["e-2"]}),
    ("CTG306", {"parametres.thematiques_minimales": "non", "convention.thematiques": []}),
    ("CTG307", {f"{F}.pilote_personne": ABSENT}),
    ("CTG308", {f"{F}.conditions": "Locaux disponibles", f"{F}.tags": ["lien"]}),
    ("CTG309", {f"{F}.calendrier": {"debut": "2024-T1", "fin": "2028-06"}}),
    ("CTG310", {f"{F}.calendrier": {"debut": "2024", "fin": "2024-12", "recurrente": "oui"}}),
    ("CTG310", {f"{F}.calendrier": {"texte": "pas avant 2027"}}),
    ("CTG401", {f"{LIGNES}.0.montant_euros": "12 500,50 €"}),
    ("CTG402", {f"{LIGNES}.2": {"sens": "recette", "nature": "Autre", "commentaire": "à définir"}}),
    (
        "CTG402",
        {
            f"{LIGNES}.+": {
                "sens": "depense",
                "nature": "Prêt de salle",
                "montant_euros": 50,
                "en_nature": True,
            }
        },
    ),
    ("CTG403", {f"{F}.budget": {"sans_incidence": "oui"}}),
    ("CTG403", {f"{LIGNES}.0.base": "session", f"{LIGNES}.0.quantite": 4}),
    ("CTG404", {"parametres.regles_financeurs.0.taux_max_pourcent": 60}),
    ("CTG002", {f"{F}.budget": ABSENT, f"{F}.operations.0.budget": {"lignes": [DEPENSE]}}),
    ("CTG405", {f"{F}.budget": ABSENT, f"{F}.operations.0.budget": {"lignes": [DEPENSE]}}),
    ("CTG405", {f"{F}.operations.0.budget": {"lignes": [DEPENSE]}}),
    (
        "CTG411",
        {
            f"{INDIC}": {
                "intitule": "Qualité du lien",
                "nature": "qualitatif",
                "cible_texte": "Meilleur",
                "source": "Enquête",
            }
        },
    ),
    ("CTG412", {f"{INDIC}.realisations": [{"annee": 2024, "valeur": 3}]}),
    ("CTG412", {f"{INDIC}.realisations": [], "convention.etat": "projet"}),
    (
        "CTG501",
        {"gouvernance.instances.0.membres.+": {"personne": "zoe", "organisme": "cc", "role": "suppleant"}},
    ),
    (
        "CTG502",
        {
            "gouvernance.instances.+": {
                "id": "b",
                "nom": "Bureau",
                "nature": "bureau",
                "composition": [{"texte": "Élus"}],
            }
        },
    ),
    (
        "CTG503",
        {f"{R}.lieu": ABSENT, f"{R}.visio": "https://visio.exemple.fr/ctg", f"{R}.heure_debut": "00:00"},
    ),
    ("CTG504", {f"{R}.ordre_du_jour.0.duree_minutes": 165, f"{R}.heure_fin": ABSENT}),
    ("CTG511", {"gouvernance.instances.0.membres.+": {"organisme": "caf"}}),
    ("CTG505", {f"{R}.presences": []}),
    ("CTG505", {"gouvernance.instances.0.membres.+": {"personne": "marc", "role": "suppleant"}}),
    ("CTG506", {f"{R}.decisions.0.echeance": ABSENT, f"{R}.decisions.0.statut": "fait"}),
    ("CTG507", {f"{ETAPES}.1.debut": "2024-03-15", "retroplanning.periodes": []}),
    ("CTG508", {f"{R}.convocation": ABSENT}),
    ("CTG508", {f"{R}.convocation.qualite_signataire": ABSENT, "personnes.1.fonction": "Présidente"}),
    ("CTG510", {f"{R}.presences": []}),
    ("CTG509", {f"{R}.compte_rendu": ABSENT, "version": {"date": "2024-01-19"}}),
    ("CTG601", {"cooperation.etp_annonce": ABSENT, "cooperation.nombre_annonce": ABSENT}),
    ("CTG601", {f"{POSTE}.etp_ctg": ABSENT, "cooperation.etp_annonce": "6,70"}),
    ("CTG602", {f"{POSTE}.etp_poste": ABSENT}),
    (
        "CTG603",
        {
            "equipements.0.type": "ludotheque",
            "equipements.0.places": ABSENT,
            "equipements.0.commune": "MELLE",
        },
    ),
    ("CTG604", {TEXTE: "Les postes de l’ancien CEJ, France Travail (ex Pôle emploi) et le RPE."}),
    ("CTG604", {"historique": [{"date": "2016", "texte": "Signature du CEJ, ouverture du RAM"}]}),
    ("CTG701", {"organismes.1.siret": "35600000049837", "organismes.1.telephone": "3230"}),
    (
        "CTG701",
        {"territoire.communes.0.code_insee": "2A004", "personnes.0.courriel": "p.girard-b@caf79.caf.fr"},
    ),
    ("CTG702", {"organismes.0.siret": "73282932000074", "organismes.0.tva": "FR44732829320"}),
    ("CTG703", {"equipements.0.ouverture": "1998", f"{F}.calendrier.texte": "dernier trimestre 2024"}),
    ("CTG703", {ETAPES: [{"titre": f"Jour {n}", "debut": f"2024-03-0{n}"} for n in range(1, 4)]}),
    (
        "CTG704",
        {TEXTE: "Nous nous réunissons à M. Texier, le 21 janvier, aux États-Unis ; A. Dupont. « Oui »."},
    ),
    ("CTG704", {TEXTE: 'Des tablettes de 10" et un écran de 55".'}),
    ("CTG704", {TEXTE: "L'accueil d'été."}),  # printed with curved apostrophes
    (
        "CTG706",
        {TEXTE: "Moins de 3 ans : < 20 % ; R&D, 2**3 et 2*3*4 ; a < b > c ; [sic] (note), un \\** échappé."},
    ),
    (
        "CTG706",
        {
            TEXTE: "## Un titre\n\n- **gras** et *italique* ;\n- [a](https://exemple.fr/a_(b)) ;\n- un | trait."
        },
    ),
    (
        "CTG706",
        {TEXTE: "**Un gras\nsur deux lignes** et [b](www.exemple.fr), [c](<https://exemple.fr/un deux>)."},
    ),
    ("CTG705", {TEXTE: "« À l’œuvre », de 10 à\u00a0€ 20 : là, où l’été… « Ãlvaro » Åsa."}),
    ("CTG803", {"organismes.1.logo": ABSENT}),
]
"""Code, what to change: near misses that must not fire."""
