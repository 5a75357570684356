"""The table of decisions: numbers, who, when, and the age of those still open."""

from __future__ import annotations

from typing import Any

import pytest

from ctg_docs.documents.kind import Inapplicable, Situation
from ctg_docs.documents.releve_decisions.context import ReleveDecisions, build
from tests.documents.reunions import dossier, reunion


def decision(id: str, **fields: Any) -> dict[str, Any]:
    return {"id": id, "texte": f"Décision {id}", **fields}


def releve(*anciennes: dict[str, Any], date: str = "2024-01-19") -> ReleveDecisions:
    """Return the table of the meeting of 19 janvier 2024, after an earlier one."""
    ctg = dossier(
        reunion("avant", date="2023-09-20", decisions=anciennes),
        reunion("apres", date=date, decisions=[decision("neuve")]),
    )
    return build(ctg, Situation(reunion="apres"))[0]


def test_open_decisions_of_earlier_meetings_come_with_their_age() -> None:
    document = releve(decision("a", statut="en_cours"), decision("b", statut="fait"), decision("c"))

    assert [(d.numero, d.reunion, d.age) for d in document.ouvertes] == [
        ("1", "20 septembre 2023", "ouverte depuis 3\u00a0mois"),
        ("3", "20 septembre 2023", "ouverte depuis 3\u00a0mois"),
    ]
    assert document.resume == "1\u00a0décision prise, 2\u00a0décisions antérieures encore ouvertes."


@pytest.mark.parametrize(
    ("jour", "age"),
    [
        ("2023-09-21", "1\u00a0jour"),
        ("2023-10-19", "29\u00a0jours"),
        ("2023-10-20", "1\u00a0mois"),
        ("2024-09-20", "12\u00a0mois"),
    ],
)
def test_age_counts_whole_months_then_days(jour: str, age: str) -> None:
    assert releve(decision("a"), date=jour).ouvertes[0].age == f"ouverte depuis {age}"


@pytest.mark.parametrize("statut", ["fait", "abandonne"])
def test_closed_decisions_are_left_behind(statut: str) -> None:
    document = releve(decision("a", statut=statut))

    assert document.ouvertes == ()
    assert document.resume == "1\u00a0décision prise."


def test_decisions_of_another_instance_or_of_a_later_meeting_are_not_followed() -> None:
    ctg = dossier(
        reunion("autre", date="2023-09-20", instance=None, decisions=[decision("a")]),
        reunion("ici", decisions=[decision("b")]),
        reunion("plus-tard", date="2024-06-01", decisions=[decision("c")]),
    )

    assert build(ctg, Situation(reunion="ici"))[0].ouvertes == ()


def test_row_says_who_when_and_where_it_stands() -> None:
    ctg = dossier(
        reunion(
            decisions=[
                decision(
                    "a", responsable="a", echeance="2024-T2", statut="en_cours", date_statut="2024-03-01"
                ),
                decision("b", responsable_organisme="caf", type="bilan"),
                decision("c"),
            ]
        )
    )

    a, b, c = build(ctg, Situation())[0].decisions

    assert (a.responsable, a.echeance, a.statut) == (
        "Mme\u00a0Anne ARNAUD",
        "2e\u00a0trimestre 2024",
        "En cours (au 1er\u00a0mars 2024)",
    )
    assert (b.responsable, b.type) == ("Caf de l’Ain", "Bilan annuel")
    assert (c.responsable, c.echeance, c.fiche) == ("–", "–", "–")


def test_says_why_there_is_nothing() -> None:
    with pytest.raises(Inapplicable, match="aucune réunion n’a de décision"):
        build(dossier(reunion()), Situation())
