"""The words of the papers that agree with what they count, name and date: one case per cause, and its siblings."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ctg_docs.documents import get_kind
from ctg_docs.documents._communs.gouvernance.fiche import fiche_instance
from ctg_docs.documents._communs.gouvernance.instances import groupe_instance
from ctg_docs.documents._communs.suivi.budgets import bloc_budget
from ctg_docs.documents._communs.suivi.statuts import statut_compte
from ctg_docs.documents.bilan_annuel.context import build as build_bilan
from ctg_docs.documents.compte_rendu.context import CompteRenduContexte
from ctg_docs.documents.compte_rendu.context import build as build_compte_rendu
from ctg_docs.documents.contexte import ContexteDeTableaux
from ctg_docs.documents.convocation.phrases import appel, introduction
from ctg_docs.documents.cooperateurs.context import build as build_cooperateurs
from ctg_docs.documents.equipements.context import build as build_equipements
from ctg_docs.documents.fiche_mission.context import build as build_fiche_mission
from ctg_docs.documents.kind import Situation
from ctg_docs.documents.options import Options
from ctg_docs.documents.presentation.enjeux import tell_enjeux
from ctg_docs.documents.presentation.recit import tell_history
from ctg_docs.french import parts, pourcent_juste
from ctg_docs.models.gouvernance import Instance
from ctg_docs.models.operation import Statut
from ctg_docs.models.personne import Personne
from ctg_docs.steps.build import build
from tests.documents.dossiers import ctg
from tests.documents.reunions import COPIL, dossier, reunion

PROJET = Situation()


def minutes(**fields: Any) -> CompteRenduContexte:
    return build_compte_rendu(dossier(reunion(**fields)), PROJET)[0]


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


def test_an_enjeu_with_nothing_but_its_title_has_no_slide_of_its_own() -> None:
    dossier_ = ctg(
        strategie={
            "objectifs": [
                {"id": "a", "intitule": "Accueillir"},
                {"id": "b", "intitule": "Soutenir", "texte": "Pourquoi."},
            ]
        }
    )

    assert [d.titre for d in tell_enjeux(dossier_, PROJET)] == ["Les 2 enjeux", "Enjeu 2 – Soutenir"]


@pytest.mark.parametrize(
    ("version", "dit", "en_retard"),
    [
        ("2025-11-05", "Au 5 novembre 2025, sur", 0),
        ("2025-12-31", "À la fin de 2025, sur", 1),
        ("2026-03-01", "À la fin de 2025, sur", 1),
    ],
)
def test_a_year_that_is_not_over_is_told_at_the_day_of_the_paper(
    version: str, dit: str, en_retard: int
) -> None:
    fiche = {
        "id": "f",
        "intitule": "Ouvrir",
        "statut": "en_cours",
        "calendrier": {"debut": "2025", "fin": "2025-12-31"},
        "suivi": [{"annee": 2025, "texte": "En cours."}],
    }

    (bilan,) = build_bilan(ctg(version={"date": version}, fiches_actions=[fiche]), PROJET)
    assert bilan.essentiel[0].startswith(dit)
    assert len(bilan.retards) == en_retard


@given(st.decimals(0, 100, places=3))
@settings(max_examples=200, deadline=None)
def test_a_percentage_says_all_or_nothing_only_when_it_is(valeur: Decimal) -> None:
    dite = pourcent_juste(valeur)

    assert (dite == "100\u00a0%") is (valeur == 100)
    assert (dite == "0\u00a0%") is (valeur == 0)


def test_the_shares_of_a_plan_add_up_when_all_of_it_is_known() -> None:
    lignes = [{"sens": "recette", "nature": n, "montant_euros": 1, "type": "fonctionnement"} for n in "abc"]
    partiel = [
        *lignes,
        {"sens": "recette", "nature": "d", "type": "fonctionnement", "commentaire": "à définir"},
    ]

    for budget in (lignes, partiel):
        dossier_ = ctg(fiches_actions=[{"id": "f", "intitule": "Ouvrir", "budget": {"lignes": budget}}])
        bloc = bloc_budget(dossier_, dossier_.fiches_actions[0].plan, "")
        assert [ligne.part for ligne in bloc.recettes][:3] == ["34\u00a0%", "33\u00a0%", "33\u00a0%"]


def test_cells_have_the_key_of_the_sigles_that_nothing_explains() -> None:
    postes = [{"id": "p", "intitule_fonction": "Pilote", "personne": "a", "etp_ctg": 1, "employeur": "cc"}]
    instances = [{**COPIL, "membres": [{"personne": "a"}]}]
    sigles = [{"sigle": "PIJ", "sens": "point information jeunesse"}]

    def cle_de(kind: str, **fields: Any) -> str:
        dossier_ = ctg(
            cooperation={"postes": postes},
            gouvernance={"instances": instances},
            parametres={"sigles": sigles, **fields},
        )
        return cast("ContexteDeTableaux", build(dossier_, get_kind(kind), Options())[0]).cle_sigles

    assert cle_de("fiche_mission") == "Sigles – ETP\u00a0: équivalent temps plein."
    assert cle_de("fiche_mission", developper_sigles=False) == ""
    assert cle_de("gouvernance") == ""


@pytest.mark.parametrize(
    ("postes", "directions", "employeurs"),
    [
        ([{"direction": "Enfance", "employeur": "cc"}], 0, 0),
        ([{"direction": "Enfance", "employeur": "cc"}, {}], 3, 3),
        ([{}, {}], 0, 0),
        ([{"employeur": "cc"}, {"employeur": "cc"}], 0, 2),
    ],
)
def test_totals_of_posts_are_printed_where_they_tell_something(
    postes: list[dict[str, str]], directions: int, employeurs: int
) -> None:
    tous = [{"id": f"p{n}", "intitule_fonction": "Pilote", **p} for n, p in enumerate(postes)]

    (document,) = build_cooperateurs(ctg(cooperation={"postes": tous}), PROJET)
    assert (len(document.directions), len(document.employeurs)) == (directions, employeurs)
