"""Équipements: totals per type, capacities, bonus by year."""

from __future__ import annotations

from typing import Any

import pytest

from ctg_docs.documents.equipements.context import Equipements, build
from ctg_docs.documents.kind import Inapplicable, Situation
from tests.documents.dossiers import ctg


def annexe(*equipements: dict[str, Any]) -> Equipements:
    numerotes = [{"id": f"e{i}", "nom": f"Équipement {i}", **e} for i, e in enumerate(equipements)]
    return build(ctg(equipements=numerotes), Situation())[0]


def test_refuses_a_dossier_without_equipment() -> None:
    with pytest.raises(Inapplicable, match="pas d’équipement"):
        annexe()


def test_types_follow_the_catalogue_with_their_totals() -> None:
    document = annexe(
        {"type": "alsh", "places": 40, "heures": "12 000", "commune": "B"},
        {"type": "eaje", "places": 24, "offre": "nouvelle", "commune": "A"},
        {"type": "eaje", "places": 1, "commune": "A"},
    )

    assert [g.total for g in document.groupes] == ["2\u00a0équipements et services, 25\u00a0places", ""]
    assert [(s.nombre, s.nouvelles, s.capacite) for s in document.synthese] == [
        ("2", "1", "25\u00a0places"),
        ("1", "–", "40\u00a0places, 12\u202f000\u00a0heures par an"),
    ]
    assert (
        document.resume == "3\u00a0équipements et services, dans 2\u00a0communes, dont 1\u00a0offre nouvelle."
    )


def test_bonus_is_summed_by_year_and_the_best_known_year_is_shown() -> None:
    bonus = {2024: 1000, 2025: 2000}
    document = annexe(
        {
            "type": "eaje",
            "bonus": [{"annee": a, "montant_euros": m, "source": "COF"} for a, m in bonus.items()],
        },
        {"type": "rpe", "bonus": [{"annee": 2024, "montant_euros": "500,50"}]},
        {"type": "laep", "bonus": [{"annee": 2025}]},
    )

    assert [(t.annee, t.montant) for t in document.totaux] == [
        ("2024", "1\u202f500,50\u00a0€"),
        ("2025", "2\u202f000\u00a0€"),
    ]
    assert document.annee_bonus == "2025"
    assert [(a.bonus, a.source) for a in document.annuelles] == [
        (("2024\u00a0: 1\u202f000\u00a0€", "2025\u00a0: 2\u202f000\u00a0€"), "COF"),
        (("2024\u00a0: 500,50\u00a0€",), ""),
        (("2025\u00a0: –",), ""),
    ]


def test_without_bonus_no_year_is_shown() -> None:
    document = annexe({"type": "ludotheque", "capacite_texte": "2 300 jeux"})

    assert (document.annee_bonus, document.annuelles) == ("", ())
    assert document.groupes[0].lignes[0].capacite == "2 300 jeux"
    assert document.groupes[0].lignes[0].gestionnaire == "–"
