"""The rétroplanning: columns, bars, milestones, provisional dates, today's mark, countdown."""

from __future__ import annotations

from typing import Any

import pytest

from ctg_docs.documents._communs.calendrier.planning import Rangee
from ctg_docs.documents.kind import Inapplicable, Situation
from ctg_docs.documents.retroplanning.context import Retroplanning, build
from tests.documents.dossiers import ctg

MOIS = ["2024-01", "2024-02", "2024-03", "2024-04"]


def planning(
    *etapes: dict[str, Any], reunions: list[dict[str, Any]] | None = None, **fields: Any
) -> Retroplanning:
    retro = {"periodes": MOIS, "pistes": [{"nom": "CTG", "etapes": etapes}], **fields}
    return build(ctg(retroplanning=retro, reunions=reunions or []), Situation())[0]


def bars(document: Retroplanning, rang: int = 1) -> list[str]:
    return [case.texte for case in rangees(document)[rang].cases]


def rangees(document: Retroplanning) -> tuple[Rangee, ...]:
    return document.planches[0].rangees


@pytest.mark.parametrize(
    ("retro", "raison"), [(None, "pas de rétroplanning"), ({"pistes": [{"nom": "CTG"}]}, "pas d’étape")]
)
def test_refuses_a_dossier_without_step(retro: Any, raison: str) -> None:
    with pytest.raises(Inapplicable, match=raison):
        build(ctg(retroplanning=retro), Situation())


def test_a_bar_says_its_state_in_each_cell_it_covers() -> None:
    document = planning({"titre": "Diagnostic", "debut": "2024-02", "fin": "2024-03", "etat": "en_cours"})

    assert bars(document) == ["", "en cours", "en cours", ""]
    assert [c.aspect for c in rangees(document)[1].cases] == ["vide", "en_cours", "en_cours", "vide"]


@pytest.mark.parametrize(
    ("etat", "texte", "aspect"),
    [
        ("realise", "fait", "faite"),
        ("valide", "fait", "faite"),
        ("a_venir", "prévu", "prevue"),
        (None, "prévu", "prevue"),
    ],
)
def test_states_have_their_word_and_their_look(etat: str | None, texte: str, aspect: str) -> None:
    case = rangees(planning({"titre": "X", "debut": "2024-01", "etat": etat}))[1].cases[0]

    assert (case.texte, case.aspect) == (texte, aspect)


def test_a_milestone_shows_its_day_and_a_provisional_one_its_doubt() -> None:
    document = planning(
        {"titre": "Signature", "debut": "2024-02-14", "jalon": True},
        {"titre": "Comité", "debut": "2024-03", "jalon": True, "a_confirmer": True},
    )

    assert bars(document, 1)[1] == "◆\u00a014\u00a0févr."
    assert bars(document, 2)[2] == "◆\u00a0mars\u00a0?"
    assert rangees(document)[2].cases[2].aspect == "a_confirmer"


def test_dates_proposed_are_counted_from_the_list_and_stand_in_their_columns() -> None:
    sondage = {"annoncees": 3, "proposees": ["2024-02-16", "2024-03-08"]}
    document = planning({"titre": "Lancement", "sondage": sondage})

    assert bars(document) == ["", "16\u00a0févr., à confirmer", "8\u00a0mars, à confirmer", ""]
    assert document.groupes[0].etapes[0].quand == (
        "2\u00a0dates proposées\u00a0: vendredi 16 février 2024 ou vendredi 8 mars 2024"
    )


def test_steps_without_date_are_to_date() -> None:
    document = planning({"titre": "Réécriture"})

    assert (rangees(document)[1].nature, rangees(document)[1].note) == ("a_dater", "à dater")
    assert document.groupes[0].etapes[0].quand == "À dater"


def test_dates_that_no_column_shows_are_told() -> None:
    document = planning({"titre": "Bilan", "debut": "2025-06"})

    assert document.hors_colonnes == "Une date tombe hors des colonnes\u00a0: Bilan, juin 2025."


@pytest.mark.parametrize(
    ("jour", "colonne", "dit"),
    [
        ("2024-02-10", 1, "10 février 2024"),
        ("2023-12-01", None, "1er\u00a0décembre 2023 (avant les périodes du tableau)"),
        ("2024-05-02", None, "2 mai 2024 (après les périodes du tableau)"),
    ],
)
def test_today_is_marked_in_its_column_or_said_outside(jour: str, colonne: int | None, dit: str) -> None:
    document = planning({"titre": "X", "debut": "2024-01"}, aujourd_hui=jour)
    reperes = document.planches[0].reperes

    assert document.position == dit
    assert [i for i, r in enumerate(reperes) if r == "▼"] == ([] if colonne is None else [colonne])


def test_today_between_two_columns_names_both() -> None:
    document = planning(
        {"titre": "X", "debut": "2024-01"}, periodes=["2024-01", "2024-03"], aujourd_hui="2024-02-16"
    )

    assert document.position == "16 février 2024 (entre janvier 2024 et mars 2024)"


def test_the_meeting_of_a_step_gives_its_day_and_other_meetings_have_their_own_rows() -> None:
    reunions = [
        {"id": "copil", "titre": "COPIL", "date": "2024-03-05"},
        {"id": "autre", "titre": "Réunion publique", "date": "2024-04-02"},
        {"id": "loin", "titre": "Trop loin", "date": "2030-01-01"},
    ]
    document = planning({"titre": "Comité", "reunion": "copil", "jalon": True}, reunions=reunions)

    assert bars(document)[2] == "◆\u00a05\u00a0mars"
    assert [r.titre for r in rangees(document)] == ["CTG", "Comité", "Réunions", "Réunion publique"]


@pytest.mark.parametrize(
    ("fin", "nombre", "premier"),
    [("2024-06", 6, "Janvier 2024"), ("2026-06", 10, "1er\u00a0trim. 2024"), ("2029-06", 6, "2024")],
)
def test_columns_are_months_quarters_or_years_by_the_length(fin: str, nombre: int, premier: str) -> None:
    document = planning({"titre": "X", "debut": "2024-01"}, {"titre": "Y", "debut": fin}, periodes=[])

    assert document.planches[0].nombre == nombre
    assert document.planches[0].periodes[0] == premier


def test_many_periods_are_shared_over_several_tables_with_letters() -> None:
    periodes = [f"{annee}-{mois:02d}" for annee in (2024, 2025) for mois in range(1, 13)]
    document = planning({"titre": "X", "debut": "2024-01", "fin": "2025-12"}, periodes=periodes)

    assert [p.nombre for p in document.planches] == [12, 12]
    assert {c.texte for p in document.planches for c in p.rangees[1].cases} == {"P"}
    assert "P\u00a0: prévue" in document.legende


def test_counts_back_from_the_target() -> None:
    document = planning(
        {"titre": "Avant", "debut": "2024-01"},
        {"titre": "Le mois même", "debut": "2024-06"},
        {"titre": "Après", "debut": "2024-07"},
        {"titre": "Un jour"},
        cible="2024-06-30",
        aujourd_hui="2024-01-15",
    )

    assert [e.rebours for e in document.groupes[0].etapes] == [
        "5\u00a0mois avant",
        "le même mois",
        "après",
        "–",
    ]
    assert document.sous_titre.endswith("date visée\u00a0: 30 juin 2024, dans 5\u00a0mois")


def test_a_step_names_those_it_waits_for() -> None:
    document = planning(
        {"id": "un", "titre": "Écrire", "debut": "2024-01"},
        {"titre": "Signer", "debut": "2024-02", "depend_de": ["un"]},
    )

    assert document.groupes[0].etapes[1].precisions == ("Après\u00a0: Écrire",)


def test_forty_steps_and_long_titles_hold() -> None:
    document = planning(
        *({"titre": "Une étape au titre très long " * 4, "debut": "2024-02"} for _ in range(40))
    )

    assert len(rangees(document)) == 41
