"""The action plan: every action on a line, subtotals that add up, what is unknown said."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from ctg_docs.documents._communs.annexes.plan import build_plan
from ctg_docs.documents.kind import Inapplicable
from ctg_docs.documents.plan_actions.context import ContextePlanActions, build
from tests.documents.dossiers import ctg
from tests.documents.plan_exemple import donnees, dossier
from tests.documents.rendu import PROJET, check_snapshot, contract_findings, render, text_of
from tests.validators import word_findings


def contexte(**changements: Any) -> ContextePlanActions:
    (seul,) = build(dossier(**changements), PROJET)
    return seul


def test_text_is_the_reviewed_one() -> None:
    check_snapshot("plan_actions", text_of("plan_actions", contexte()))


def test_template_asks_only_for_what_the_context_has() -> None:
    assert contract_findings("plan_actions") == []


def test_outside_validators_find_nothing(tmp_path: Path) -> None:
    path = tmp_path / "plan.docx"
    path.write_bytes(render("plan_actions", contexte()))
    assert word_findings(path) == []


def test_each_fiche_is_on_one_line() -> None:
    codes = [ligne.code for ligne in contexte().lignes if ligne.nature == "action"]
    assert codes == ["1.1.1", "2.1.1.1", "2.2.1", "2.2.2", "–"]


def test_subtotals_and_total_add_up() -> None:
    sous_totaux = [(s.intitule, s.budget) for s in contexte().lignes if s.nature == "sous_total"]
    assert sous_totaux == [
        ("Sous-total enjeu 1\u00a0: 1\u00a0action", "–"),
        ("Sous-total enjeu 2\u00a0: 3\u00a0actions", "424\u202f000\u00a0€"),
        ("Sous-total enjeu 3\u00a0: aucune action", "–"),
        ("Sous-total à rattacher\u00a0: 1\u00a0action", "–"),
    ]
    assert contexte().total_lignes.budget == "424\u202f000\u00a0€"
    assert [s.part for s in contexte().synthese] == ["–", "100\u00a0%", "–", "–"]


def test_the_plan_is_said_in_one_sentence() -> None:
    assert contexte().chapeau == (
        "5\u00a0actions au service de 3\u00a0enjeux\u00a0: 1\u00a0à discuter, 1\u00a0en cours, 1\u00a0réalisée, 1\u00a0en retard "
        "et 1\u00a0sans statut. Budget prévisionnel\u00a0: 424\u202f000\u00a0€."
    )


def test_notes_say_how_the_totals_are_made() -> None:
    assert contexte().notes == (
        "2\u00a0actions sans budget chiffré à ce jour\u00a0: les totaux portent sur les montants connus.",
        "Une fourchette est comptée à son montant le plus haut.",
        "Les contributions en nature ne sont pas comptées dans les totaux.",
    )


def test_an_action_without_cost_is_not_an_unknown_one() -> None:
    budgets = {ligne.code: ligne.budget for ligne in contexte().lignes if ligne.nature == "action"}
    assert budgets["2.2.1"] == "sans incidence"
    assert budgets["1.1.1"] == "–"


def test_levels_may_have_other_names() -> None:
    strategie = donnees()["strategie"] | {
        "niveaux": [{"nom": "axe"}, {"nom": "orientation"}, {"nom": "mesure"}]
    }
    plan = contexte(strategie=strategie)
    assert plan.nom_enjeu == "Axe"
    assert plan.lignes[0].intitule == "Axe\u00a01 – Piloter et valoriser la coopération"
    assert "3\u00a0axes" in plan.chapeau


def test_without_fiche_the_kind_is_refused_with_a_reason() -> None:
    with pytest.raises(Inapplicable, match="aucune fiche action"):
        build(dossier(fiches_actions=[]), PROJET)


def _depense(montant: int) -> dict[str, Any]:
    lignes = [
        {"sens": "depense", "nature": "Travaux", "montant_euros": montant},
        {"sens": "recette", "nature": "Subvention", "montant_euros": montant, "financeur": "caf"},
    ]
    return {"lignes": lignes}


@pytest.mark.parametrize("propre", [None, {"commentaire": "Voir les opérations."}])
def test_money_of_operations_counts_in_every_total(propre: dict[str, Any] | None) -> None:
    operations = [
        {"intitule": "Ouvrir", "budget": _depense(420000)},
        {"intitule": "Équiper", "budget": _depense(320000)},
    ]
    fiches = [
        {"id": "f", "intitule": "Bâtir", "budget": propre, "operations": operations},
        {"id": "g", "intitule": "Animer", "budget": _depense(408000)},
    ]
    seul = ctg(fiches_actions=fiches)
    (plan,) = build(seul, PROJET)
    assert plan.total_lignes.budget == "1\u202f148\u202f000\u00a0€"
    annexe = build_plan(seul, PROJET)
    assert annexe.total_lignes.budget == annexe.total_financeurs == "1\u202f148\u202f000\u00a0€"
    actions = [ligne.budget for ligne in annexe.lignes if ligne.nature == "action"]
    assert actions == ["740\u202f000\u00a0€", "408\u202f000\u00a0€"]
    assert [(ligne.intitule, ligne.budget) for ligne in annexe.lignes] == [
        (ligne.intitule, ligne.budget) for ligne in plan.lignes
    ]


def test_money_of_the_action_is_not_counted_twice() -> None:
    operations = [{"intitule": "Ouvrir", "budget": _depense(100)}]
    fiche = {"id": "f", "intitule": "Bâtir", "budget": _depense(250), "operations": operations}
    (plan,) = build(ctg(fiches_actions=[fiche]), PROJET)
    assert plan.total_lignes.budget == "250\u00a0€"


def test_persons_and_words_are_told_where_no_body_is() -> None:
    fiche = {"id": "f", "intitule": "Relier", "pilote_personne": "a", "partenaires_texte": "écoles, Ehpad"}
    (plan,) = build(ctg(fiches_actions=[fiche]), PROJET)
    (ligne,) = [ligne for ligne in plan.lignes if ligne.nature == "action"]
    assert "Anne" in ligne.pilote
    assert ligne.partenaires == "écoles, Ehpad"


@pytest.mark.parametrize(
    ("sens", "dites"),
    [
        (("depense", "recette"), ["nature"]),
        (("recette", "depense"), ["fourchette", "unitaire", "nature"]),
        (("recette", "recette"), ["fourchette", "unitaire", "nature"]),
    ],
)
def test_notes_tell_only_of_the_side_that_the_totals_count(sens: tuple[str, str], dites: list[str]) -> None:
    """One line of a known amount on the first side, a range, a price of one and a gift on the second."""
    connue, autre = sens
    lignes: list[dict[str, Any]] = [
        {
            "sens": connue,
            "nature": "a",
            "montant_euros": 10 if connue == "depense" or autre == "recette" else None,
        },
        {"sens": autre, "nature": "b", "montant_min_euros": 3, "montant_max_euros": 5},
        {"sens": autre, "nature": "c", "montant_euros": 7, "base": "session"},
        {"sens": autre, "nature": "d", "montant_euros": 9, "en_nature": True},
    ]
    fiche = {
        "id": "f",
        "intitule": "Ouvrir",
        "budget": {"lignes": [{"type": "fonctionnement", "commentaire": "x", **x} for x in lignes]},
    }
    (plan,) = build(ctg(fiches_actions=[fiche]), PROJET)

    mots = {"fourchette": "fourchette", "unitaire": "prix unitaire", "nature": "en nature"}
    assert [m for m, dit in mots.items() if any(dit in note for note in plan.notes)] == dites
