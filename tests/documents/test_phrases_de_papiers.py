"""The words of the papers that agree with what they count, name and date: one case per cause, and its siblings."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ctg_docs.documents._communs.gouvernance.fiche import fiche_instance
from ctg_docs.documents._communs.gouvernance.instances import groupe_instance
from ctg_docs.documents._communs.reunions.presences import convies
from ctg_docs.documents._communs.suivi.statuts import statut_compte
from ctg_docs.documents.compte_rendu.context import CompteRenduContexte
from ctg_docs.documents.compte_rendu.context import build as build_compte_rendu
from ctg_docs.documents.convocation.phrases import appel, introduction
from ctg_docs.documents.equipements.context import build as build_equipements
from ctg_docs.documents.feuille_emargement.context import build as build_feuille
from ctg_docs.documents.fiche_mission.context import build as build_fiche_mission
from ctg_docs.documents.kind import Situation
from ctg_docs.documents.presentation.recit import tell_history
from ctg_docs.french import parts
from ctg_docs.models.gouvernance import Instance
from ctg_docs.models.operation import Statut
from ctg_docs.models.personne import Personne
from tests.documents.dossiers import ctg
from tests.documents.reunions import COPIL, dossier, reunion

PROJET = Situation()


def minutes(**fields: Any) -> CompteRenduContexte:
    return build_compte_rendu(dossier(reunion(**fields)), PROJET)[0]


# --- who came, who does what


def test_who_presides_writes_or_speaks_is_no_guest_of_the_meeting() -> None:
    document = minutes(
        instance=None,
        autres_participants=["a", "b", "c"],
        ordre_du_jour=[{"titre": "Bilan", "intervenants": [{"personne": "b"}]}],
        compte_rendu={"president": "a"},
    )

    assert [(g.titre, [p.id for p in g.personnes]) for g in document.presences] == [
        ("2\u00a0personnes présentes", ["a", "b"]),
        ("1\u00a0autre personne présente", ["c"]),
    ]


def test_the_sheet_counts_who_is_expected_and_not_who_came_unexpected() -> None:
    instances = [{**COPIL, "membres": [{"personne": "a"}]}]
    annoncee = reunion(autres_participants=["c"])
    tenue = reunion(autres_participants=["c"], presences=[{"personne": "a", "etat": "present"}])
    avant, apres = (ctg(gouvernance={"instances": instances}, reunions=[r]) for r in (annoncee, tenue))

    assert [p.id for p in convies(avant, avant.reunions[0], PROJET)] == ["a", "c"]
    assert [p.id for p in convies(apres, apres.reunions[0], PROJET)] == ["a"]


@pytest.mark.parametrize(
    ("qui_texte", "attendu"),
    [
        ("avec la Mission locale", "Mme\u00a0Anne Arnaud, avec la Mission locale"),
        ("Avec les services", "Mme\u00a0Anne Arnaud, avec les services"),
        ("service enfance", "Mme\u00a0Anne Arnaud et service enfance"),
        (None, "Mme\u00a0Anne Arnaud"),
    ],
)
def test_help_is_no_second_person_in_charge(qui_texte: str | None, attendu: str) -> None:
    action = {"quoi": "Chercher", "qui": ["a"], "qui_texte": qui_texte}

    assert minutes(actions=[action], compte_rendu={}).actions[0].qui == attendu


def test_minutes_tell_what_was_asked_for_and_not_what_was_done_since() -> None:
    actions = [
        {"quoi": "Écrire", "quand": "mars 2024", "fait": True},
        {"quoi": "Lire", "fait": True},
        {"quoi": "Dire"},
    ]

    assert [a.quand for a in minutes(actions=actions, compte_rendu={}).actions] == [
        "mars 2024",
        "–",
        "à fixer",
    ]


def test_minutes_say_the_hours_noted_and_no_duration_that_differs() -> None:
    prevue = {"heure_debut": "14:00", "duree_texte": "Deux heures"}
    tenue = minutes(**prevue, compte_rendu={"heure_debut_reelle": "14:05", "heure_fin_reelle": "15:50"})
    annoncee = minutes(**prevue, compte_rendu={})

    assert "Durée" not in [f.etiquette for f in tenue.faits]
    assert "Durée" in [f.etiquette for f in annoncee.faits]


def test_what_is_decided_on_an_item_follows_all_the_exchanges_that_led_to_it() -> None:
    document = minutes(
        ordre_du_jour=[
            {
                "id": "un",
                "titre": "Un",
                "sous_points": [
                    {"id": "deux", "titre": "Deux", "sous_points": [{"titre": "Trois", "echanges": "Dit."}]},
                    {"titre": "Quatre"},
                ],
            }
        ],
        decisions=[
            {"id": "d1", "texte": "Un", "point": "un"},
            {"id": "d2", "texte": "Deux", "point": "deux"},
        ],
    )

    assert [(p.titre, [d.texte for d in p.conclusions]) for p in document.points] == [
        ("Un", []),
        ("Deux", []),
        ("Trois", ["Deux"]),
        ("Quatre", ["Un"]),
    ]
    assert not any(p.decisions for p in document.points)


def test_the_attendance_sheet_says_where_whatever_else_is_known() -> None:
    feuille = build_feuille(
        dossier(
            reunion(heure_debut="14:00", duree_texte="Deux heures", visio="https://v", lieu={"nom": "Mairie"})
        ),
        PROJET,
    )[0]

    assert ("Lieu", "Mairie") in [(f.etiquette, f.texte) for f in feuille.faits]


# --- names of instances and persons


@pytest.mark.parametrize(
    ("nom", "sigle", "a", "court"),
    [
        ("Comité de pilotage", "COPIL", "au comité de pilotage (COPIL)", "au COPIL"),
        ("Conseil communautaire", None, "au conseil communautaire", "au conseil communautaire"),
        ("Conférence des maires", None, "à la conférence des maires", "à la conférence des maires"),
        ("Équipe projet", None, "à l’équipe projet", "à l’équipe projet"),
        ("Assemblée des familles", "ADF", "à l’assemblée des familles (ADF)", "à l’ADF"),
        ("Groupes de travail", "GTT", "aux groupes de travail (GTT)", "au GTT"),
        ("Commission « enfance »", None, "à la commission « enfance »", "à la commission « enfance »"),
    ],
)
def test_an_instance_takes_its_article_in_a_sentence(nom: str, sigle: str | None, a: str, court: str) -> None:
    instance = Instance.model_validate({"id": "i", "nature": "autre", "nom": nom, "sigle": sigle})

    assert groupe_instance(instance).a == a
    assert groupe_instance(instance, court=True).a == court


@pytest.mark.parametrize(
    ("membres", "dit"),
    [
        ([{"personne": "a"}, {"organisme": "caf"}], "1\u00a0membre désigné et 1\u00a0à désigner"),
        ([{"organisme": "caf"}], "1\u00a0membre à désigner"),
        ([{"organisme": "caf"}, {"organisme": "cc"}], "2\u00a0membres à désigner"),
        ([{"personne": "a"}], "1\u00a0membre désigné"),
        ([], ""),
    ],
)
def test_a_seat_without_a_person_is_no_member_yet(membres: list[dict[str, str]], dit: str) -> None:
    dossier_ = ctg(gouvernance={"instances": [{**COPIL, "membres": membres}]})

    assert fiche_instance(dossier_, dossier_.gouvernance.instances[0], PROJET).nombre == dit


@pytest.mark.parametrize(
    ("civilite", "fonction", "attendu"),
    [
        ("mme", "Préfète", "Madame la Préfète,"),
        ("mme", "Présidente de la Communauté de communes", "Madame la Présidente,"),
        ("m", "Vice-président chargé des familles", "Monsieur le Vice-Président,"),
        ("m", "Maire", "Monsieur le Maire,"),
        ("mme", "Maire de Melle", "Madame la Maire,"),
        ("mme", "Madame le Maire", "Madame la Maire,"),
        ("mme", "Directeur", "Madame le Directeur,"),
        ("mme", "Sous-préfète", "Madame la Sous-Préfète,"),
        ("mme", "Directrice, Action sociale", "Madame la Directrice,"),
        ("mme", "Chargée de coopération", "Madame,"),
        ("m", "Mairerie", "Monsieur,"),
        ("m", None, "Monsieur,"),
        (None, "Préfet", "Madame, Monsieur,"),
    ],
)
def test_a_letter_calls_its_reader_by_his_dignity(
    civilite: str | None, fonction: str | None, attendu: str
) -> None:
    personne = Personne.model_validate({"id": "p", "nom": "Roux", "civilite": civilite, "fonction": fonction})

    assert appel(personne) == attendu


def test_a_letter_to_a_doctor_says_docteur() -> None:
    assert (
        appel(Personne.model_validate({"id": "p", "nom": "Roux", "civilite": "mme", "titre": "Dr"}))
        == "Docteur,"
    )


@pytest.mark.parametrize("objet", ["lancer la convention", "Bilan de l’année."])
def test_the_object_of_a_meeting_stands_in_a_sentence_of_its_own(objet: str) -> None:
    dossier_ = dossier(reunion(objet=objet))

    texte = introduction(dossier_, dossier_.reunions[0]).text
    assert texte.endswith(f". Objet de la séance\u00a0: {objet[0].lower()}{objet[1:].rstrip('.')}.")


# --- counts and shares


@given(st.lists(st.decimals(0, 10**7, places=2), min_size=1, max_size=30))
@settings(max_examples=200, deadline=None)
def test_shares_printed_add_up_and_never_hide_a_part(valeurs: list[Decimal]) -> None:
    dites = parts(valeurs)

    assert sum(dites) == (100 if any(valeurs) else 0)
    assert all(dite >= 0 for dite in dites)
    if sum(v > 0 for v in valeurs) and all(v == 0 or v * 100 >= sum(valeurs) for v in valeurs):
        assert all(abs(dite - v * 100 / sum(valeurs)) < 1 for dite, v in zip(dites, valeurs, strict=True))


def test_shares_of_the_example_that_made_101() -> None:
    assert parts([Decimal("2028302.50"), Decimal(532252), Decimal("1083615.50")]) == (56, 14, 30)
    assert parts([1, 1, 1]) == (34, 33, 33)
    assert parts([999, 1]) == (99, 1)
    assert parts([]) == ()


@pytest.mark.parametrize(
    ("statut", "n", "dit"),
    [
        (Statut.REALISE, 1, "1\u00a0réalisée"),
        (Statut.REALISE, 3, "3\u00a0réalisées"),
        (Statut.BLOQUE, 2, "2\u00a0bloquées"),
        (Statut.ABANDONNE, 1, "1\u00a0abandonnée"),
        (Statut.EN_COURS, 4, "4\u00a0en cours"),
        (None, 2, "2\u00a0sans statut"),
    ],
)
def test_a_status_agrees_with_the_actions_it_counts(statut: Statut | None, n: int, dit: str) -> None:
    assert statut_compte(statut, n) == dit


def test_a_total_says_of_how_many_services_it_is_made() -> None:
    dossier_ = ctg(
        equipements=[
            {"id": "e1", "nom": "Un", "type": "eaje", "bonus": [{"annee": 2025, "montant_euros": 10}]},
            {
                "id": "e2",
                "nom": "Deux",
                "type": "eaje",
                "bonus": [{"annee": 2025}, {"annee": 2024, "montant_euros": 5}],
            },
            {"id": "e3", "nom": "Trois", "type": "eaje"},
        ]
    )

    (document,) = build_equipements(dossier_, PROJET)
    assert [(t.annee, t.nombre) for t in document.totaux] == [
        ("2024", "1\u00a0montant connu sur 2"),
        ("2025", "1\u00a0montant connu sur 2"),
    ]


def test_a_vacant_post_has_no_holder_to_sign_and_an_unknown_gender_no_article() -> None:
    postes = [
        {"id": "p1", "intitule_fonction": "Chargé de mission", "vacance": "En cours de recrutement"},
        {"id": "p2", "intitule_fonction": "Chef de service", "personne": "x"},
    ]
    personnes = [{"id": "x", "nom": "Cail", "prenom": "Sandra"}]

    vacant, tenu = build_fiche_mission(ctg(cooperation={"postes": postes}, personnes=personnes), PROJET)

    assert "Poste à pourvoir (en cours de recrutement)" in [f.texte for f in vacant.faits]
    assert vacant.rangs[0].droite is None
    assert tenu.rangs[0].droite is not None
    assert tenu.rangs[0].droite.pour == "Titulaire du poste"


@pytest.mark.parametrize(
    ("dates", "titre"),
    [
        (("2020-2026", "2026"), "Historique – 2020 à 2026"),
        (("2019-2024", "2020"), "Historique – 2019 à 2024"),
        (("2023",), "Historique – 2023"),
    ],
)
def test_a_slide_of_the_history_says_its_first_and_last_year(dates: tuple[str, ...], titre: str) -> None:
    dossier_ = ctg(historique=[{"date": d, "texte": "Fait"} for d in dates])

    assert [d.titre for d in tell_history(dossier_, None)] == [titre]
