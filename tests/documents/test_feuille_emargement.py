"""The attendance sheet: who is expected, by structure, and room for those who come unannounced."""

from __future__ import annotations

from typing import Any

import pytest

from ctg_docs.documents.feuille_emargement.context import FeuilleEmargement, build
from ctg_docs.documents.kind import Situation
from tests.documents.dossiers import CAF, CC, PERSONNES
from tests.documents.reunions import dossier, reunion


def sheet(**fields: Any) -> FeuilleEmargement:
    return build(dossier(reunion(**fields)), Situation())[0]


def test_members_are_sorted_by_structure_then_name_and_numbered() -> None:
    lignes = sheet().lignes

    assert [(ligne.numero, ligne.nom, ligne.structure) for ligne in lignes] == [
        ("1", "M.\u00a0Bruno BLANC", "Caf de l’Ain"),
        ("2", "Mme\u00a0Anne ARNAUD", "Communauté de communes du Val"),
        ("3", "Mme\u00a0Chloé CLAIR", "Communauté de communes du Val"),
    ]
    assert sheet().attendus == "3\u00a0personnes attendues"


def test_blank_rows_go_on_with_the_numbers() -> None:
    assert sheet().lignes_vides[:2] == ("4", "5")


def test_sheet_without_names_is_all_blank() -> None:
    document = sheet(instance=None)

    assert document.lignes == ()
    assert document.lignes_vides[0] == "1"
    assert len(document.lignes_vides) > 20
    assert document.attendus == "Participants à inscrire"


@pytest.mark.parametrize(
    ("fields", "journee"),
    [
        ({"heure_debut": "9:00", "heure_fin": "16:00"}, True),
        ({"heure_debut": "9:00", "heure_fin": "12:00"}, False),
        ({"heure_debut": "14:00", "heure_fin": "17:00"}, False),
        ({"duree_texte": "une journée"}, True),
        ({"duree_texte": "une demi-journée"}, False),
        ({}, False),
    ],
)
def test_two_columns_to_sign_for_a_whole_day(fields: dict[str, str], journee: bool) -> None:
    assert sheet(**fields).journee is journee


def test_personal_data_line_names_who_keeps_the_sheet_how_long_and_whom_to_write_to() -> None:
    caf = {**CAF, "delegue_a_la_protection": "dpd@caf.example"}
    ctg = dossier(
        reunion(organisateur="caf"),
        organismes=[caf, CC],
        parametres={"conservation_emargement": "deux ans"},
    )

    texte = build(ctg, Situation())[0].rgpd

    assert "par la Caf de l’Ain" in texte
    assert "conservées deux ans" in texte
    assert texte.endswith("auprès de dpd@caf.example.")


def test_sheet_shared_by_all_shows_no_email_nor_telephone_of_the_members() -> None:
    personnes = [{**p, "courriel": f"{p['id']}@val.example", "telephone": "0102030405"} for p in PERSONNES]

    text = build(dossier(reunion(), personnes=personnes), Situation())[0].model_dump_json()

    assert "@val.example" not in text
    assert "01 02 03 04 05" not in text.replace("\u00a0", " ")


def test_private_person_is_masked_in_the_published_version() -> None:
    personnes = [{**p, "privee": p["id"] == "b"} for p in PERSONNES]

    lignes = build(dossier(reunion(), personnes=personnes), Situation(publication=True))[0].lignes

    assert [ligne.nom for ligne in lignes if "BLANC" in ligne.nom] == []
    assert "[nom masqué]" in [ligne.nom for ligne in lignes]


@pytest.mark.parametrize(("members", "blank"), [(3, 8), (12, 3), (13, 8), (26, 8)])
def test_a_sheet_that_holds_everybody_stays_one_page(members: int, blank: int) -> None:
    people = [
        {"id": f"p{n}", "civilite": "mme", "prenom": "Luce", "nom": f"Nom{n}", "fonction": "Élue"}
        for n in range(members)
    ]
    ctg = dossier(
        reunion(instance=None, presences=[{"personne": p["id"], "etat": "present"} for p in people]),
        personnes=people,
    )
    assert len(build(ctg, Situation())[0].lignes_vides) == blank
