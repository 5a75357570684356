"""Chargés de coopération: totals only of what is known, vacancies, what is announced."""

from __future__ import annotations

from typing import Any

import pytest

from ctg_docs.documents.cooperateurs.context import Cooperateurs, build
from ctg_docs.documents.kind import Inapplicable, Situation
from tests.documents.dossiers import ctg


def annexe(*postes: dict[str, Any], **fields: Any) -> Cooperateurs:
    numerotes = [{"id": f"p{i}", "intitule_fonction": "coordonnateur", **p} for i, p in enumerate(postes)]
    return build(ctg(cooperation={"postes": numerotes, **fields}), Situation())[0]


def test_refuses_a_dossier_without_post() -> None:
    with pytest.raises(Inapplicable, match="pas de poste"):
        annexe()


def test_totals_by_direction_and_employer_add_up() -> None:
    document = annexe(
        {"personne": "a", "direction": "Éducation", "employeur": "cc", "etp_ctg": "0,80"},
        {"personne": "b", "direction": "Éducation", "employeur": "cc", "etp_ctg": "0,50"},
        {"vacance": "En cours de recrutement", "direction": "Social", "employeur": "caf", "etp_ctg": "1"},
    )

    assert [(t.libelle, t.postes, t.vacants, t.etp) for t in document.directions] == [
        ("Éducation", "2", "–", "1,30"),
        ("Social", "1", "1", "1,00"),
        ("Ensemble", "3", "1", "2,30"),
    ]
    assert [t.etp for t in document.employeurs] == ["1,30", "1,00", "2,30"]
    assert document.resume == "3\u00a0postes, 2,30\u00a0ETP, dont 1\u00a0poste vacant."
    assert document.postes[2].nom == "En cours de recrutement"


def test_an_unknown_share_leaves_no_total_but_the_announced_one() -> None:
    document = annexe({"personne": "a", "etp_ctg": "0,80"}, {"personne": "b"}, etp_annonce="6,70")

    assert (document.ensemble.etp, document.directions) == ("6,70", ())
    assert (
        document.manques
        == "Non renseigné\u00a0: part CTG pour 1\u00a0poste, employeur pour 2\u00a0postes et direction pour 2\u00a0postes."
    )


def test_a_count_that_differs_from_the_announced_one_is_said() -> None:
    assert "Le dossier annonce 3\u00a0postes." in annexe({"personne": "a"}, nombre_annonce=3).resume
    assert "annonce" not in annexe({"personne": "a"}, nombre_annonce=1).resume


def test_cofinancing_and_period_stand_together() -> None:
    poste = {
        "personne": "a",
        "debut": "2021-03",
        "cofinancements": [{"financeur": "caf", "part_pourcent": 50}],
    }
    ligne = annexe(poste).postes[0]

    assert (ligne.periode, ligne.cofinancement) == ("Depuis mars 2021", "Caf de l’Ain\u00a0: 50\u00a0%")


def test_the_partners_example_has_thirteen_posts_and_six_seventy() -> None:
    from tests.documents.test_kinds import dossier

    document = build(dossier("mellois-en-poitou"), Situation())[0]

    assert (document.nombre, document.ensemble.etp) == ("13\u00a0postes", "6,70")
    assert sum(p.vacant for p in document.postes) == 1
    assert [t.libelle for t in document.directions[:3]] == [
        "Éducation",
        "Animation du territoire",
        "Projet de territoire / démarches participatives",
    ]
