"""The evaluation: questions by criterion, objectives judged, years side by side, what follows."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from ctg_docs.documents.evaluation.context import ContexteEvaluation, build
from ctg_docs.documents.kind import Inapplicable
from ctg_docs.holes import is_hole
from tests.documents.plan_exemple import donnees, dossier
from tests.documents.rendu import PROJET, check_snapshot, contract_findings, render, text_of
from tests.validators import word_findings


def contexte(**changements: Any) -> ContexteEvaluation:
    (seul,) = build(dossier(**changements), PROJET)
    return seul


def test_text_is_the_reviewed_one() -> None:
    check_snapshot("evaluation", text_of("evaluation", contexte()))


def test_template_asks_only_for_what_the_context_has() -> None:
    assert contract_findings("evaluation") == []


def test_outside_validators_find_nothing(tmp_path: Path) -> None:
    path = tmp_path / "evaluation.docx"
    path.write_bytes(render("evaluation", contexte()))
    assert word_findings(path) == []


def test_questions_are_grouped_by_criterion_with_the_planned_ones_nobody_answered() -> None:
    questions = {c.titre: [q.question for q in c.questions] for c in contexte().criteres}
    assert questions == {
        "Pertinence": ["Les objectifs répondent-ils aux besoins ?"],
        "Effets durables": ["Que restera-t-il ?"],
        "Gouvernance": ["Chacun a-t-il trouvé sa place ?"],
    }
    assert [is_hole(q.conclusion) for c in contexte().criteres for q in c.questions] == [False, True, True]


def test_the_essential_is_said_in_two_sentences() -> None:
    assert contexte().essentiel == (
        "Sur 4\u00a0objectifs, 1 est atteint, 1 est partiellement atteint et 2 ne sont pas jugés.",
        "3\u00a0questions évaluatives, dont 2 restent sans réponse.",
    )


def test_objectives_only_partly_reached_go_to_the_next_convention() -> None:
    assert contexte().a_reprendre == ("2.2 – Soutenir la parentalité (partiellement atteint)",)


def test_the_chart_counts_the_objectives_of_the_last_level() -> None:
    graphique = contexte().graphique_resultats
    assert graphique is not None
    assert {s.name: s.values for s in graphique.series} == {
        "Atteints": (0, 1, 0),
        "Partiellement atteints": (0, 1, 0),
        "Non jugés": (1, 0, 1),
    }


def test_indicators_stand_year_by_year() -> None:
    evaluation = contexte()
    assert evaluation.annees == ("2023", "2024", "2025", "2026", "2027")
    places = evaluation.indicateurs[0]
    assert (places.initial, places.valeurs, places.constat) == (
        "0 (2022)",
        ("0", "9", "–", "–", "–"),
        "75\u00a0% du chemin",
    )


def test_an_indicator_told_in_words_says_its_years_in_one_cell() -> None:
    places, satisfaction = contexte().indicateurs[:2]
    assert (places.en_mots, satisfaction.en_mots) == ((), ("2024\u00a0: Très bonne",))


def test_a_long_period_keeps_its_last_six_years() -> None:
    longue = donnees()["evaluations"][0] | {"periode": "2018-2027"}
    assert contexte(evaluations=[longue]).annees == ("2022", "2023", "2024", "2025", "2026", "2027")


def test_a_draft_is_prepared_from_the_planned_questions() -> None:
    preparee = contexte(evaluations=[])
    assert preparee.titre_couverture == "Évaluation finale"
    assert [len(c.questions) for c in preparee.criteres] == [1]
    with pytest.raises(Inapplicable, match="aucune évaluation"):
        build(dossier(evaluations=[]), replace(PROJET, final=True))


def test_the_previous_convention_shows_nothing_of_this_plan() -> None:
    precedente = {
        "nature": "precedente",
        "questions": [{"critere": "coherence", "question": "Q ?", "conclusion": "Oui."}],
    }
    (une, finale) = build(dossier(evaluations=[precedente]), PROJET)
    assert (une.indicateurs, une.resultats, une.avancement_total) == ((), (), None)
    assert une.essentiel == ("1\u00a0question évaluative, renseignée à ce jour.",)
    assert finale.titre_couverture == "Évaluation finale"


def test_without_evaluation_nor_question_the_kind_is_refused() -> None:
    with pytest.raises(Inapplicable, match="aucune évaluation"):
        build(dossier(evaluations=[], dispositif_evaluation={}), PROJET)
