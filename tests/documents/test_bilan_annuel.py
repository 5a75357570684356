"""The yearly review: the right year, counts, targets, money, lateness, questions, gaps."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from ctg_docs.documents.bilan_annuel.context import ContexteBilanAnnuel, build
from ctg_docs.documents.kind import Inapplicable, Situation
from tests.documents.plan_exemple import donnees, dossier
from tests.documents.rendu import PROJET, check_snapshot, contract_findings, render, text_of
from tests.validators import word_findings


def contexte(situation: Situation = PROJET, **changements: Any) -> ContexteBilanAnnuel:
    (seul,) = build(dossier(**changements), situation)
    return seul


def fiches(id: str, **changements: Any) -> list[dict[str, Any]]:
    """Return the fiches of the example, one of them changed."""
    return [f | changements if f["id"] == id else f for f in donnees()["fiches_actions"]]


def test_text_is_the_reviewed_one() -> None:
    check_snapshot("bilan_annuel", text_of("bilan_annuel", contexte()))


def test_template_asks_only_for_what_the_context_has() -> None:
    assert contract_findings("bilan_annuel") == []


def test_outside_validators_find_nothing(tmp_path: Path) -> None:
    path = tmp_path / "bilan.docx"
    path.write_bytes(render("bilan_annuel", contexte()))
    assert word_findings(path) == []


def test_the_year_is_the_last_with_data_and_never_to_come() -> None:
    assert contexte().annee == "2024"
    avant = replace(PROJET, date_version=date(2024, 1, 15))
    assert contexte(avant).annee == "2024"
    assert contexte(replace(PROJET, date_version=date(2023, 12, 31))).annee == "2023"


def test_progress_counts_each_action_once() -> None:
    bilan = contexte()
    assert bilan.essentiel[0] == (
        "À la fin de 2024, sur 5\u00a0actions, 1 est réalisée, 1 est en cours, 1 est en difficulté et 2 sont à venir."
    )
    assert bilan.avancement_total.nombres == ("1", "1", "1", "2", "–")
    assert (bilan.avancement_total.total, bilan.avancement_total.taux) == ("5", "20\u00a0%")


def test_the_rate_leaves_out_abandoned_actions() -> None:
    bilan = contexte(fiches_actions=fiches("vide", statut="abandonne"))
    assert bilan.avancement_total.taux == "25\u00a0%"


def test_charts_hold_the_numbers_of_the_tables() -> None:
    bilan = contexte()
    graphique = bilan.graphique_avancement
    assert graphique is not None
    assert {s.name: s.values for s in graphique.series} == {
        "Réalisées": (0, 1, 0),
        "En cours": (0, 1, 0),
        "En difficulté": (0, 1, 0),
        "À venir": (1, 0, 1),
    }
    assert "2. Accompagner les parcours socio-éducatifs\u00a0: réalisées (1)" in graphique.alt
    argent = bilan.graphique_budget
    assert argent is not None
    assert [s.values for s in argent.series] == [(Decimal(120000),), (Decimal(118000),)]
    assert "prévu 120\u202f000\u00a0€, dépensé 118\u202f000\u00a0€" in argent.alt


def test_charts_are_native_and_can_be_edited() -> None:
    with zipfile.ZipFile(io.BytesIO(render("bilan_annuel", contexte()))) as archive:
        names = [n for n in archive.namelist() if n.startswith("word/embeddings/")]
        livres = [openpyxl.load_workbook(io.BytesIO(archive.read(n))) for n in names]
    assert len(livres) == 3
    assert all(livre.active is not None and livre.active.max_row > 1 for livre in livres)


def test_indicators_are_judged_against_their_target() -> None:
    constats = {i.intitule: i.constat for i in contexte().indicateurs if not i.fiche}
    assert constats == {
        "Places ouvertes": "75\u00a0% du chemin",
        "Satisfaction des familles": "apprécié en mots",
        "Séances": "valeur 2024 manquante",
    }


@pytest.mark.parametrize(
    ("initial", "cible", "valeur", "constat"),
    [
        (0, 10, 12, "cible atteinte"),
        (0, 10, 10, "cible atteinte"),
        (20, 10, 15, "50\u00a0% du chemin"),
        (20, 10, 25, "en recul"),
        (10, 10, 10, "non mesurable"),
        (None, 10, 4, "40\u00a0% du chemin"),
        (0, None, 4, "sans cible"),
    ],
)
def test_the_way_to_the_target(initial: int | None, cible: int | None, valeur: int, constat: str) -> None:
    indicateur = {
        "intitule": "Mesure",
        "valeur_initiale": initial,
        "cible": cible,
        "realisations": [{"annee": 2024, "valeur": valeur}],
    }
    bilan = contexte(fiches_actions=fiches("vide", indicateurs=[indicateur]))
    assert next(i.constat for i in bilan.indicateurs if i.intitule == "Mesure") == constat


def test_budget_of_the_year_and_since_the_start() -> None:
    total = contexte().budget_total
    assert (total.prevu, total.depense) == ("120\u202f000\u00a0€", "118\u202f000\u00a0€")
    assert (total.plan, total.cumul, total.taux) == (
        "424\u202f000\u00a0€",
        "432\u202f150\u00a0€",
        "102\u00a0%",
    )


def test_lateness_is_computed_for_actions_and_steps() -> None:
    assert [(r.code, r.intitule, r.motif) for r in contexte().retards] == [
        ("2.2.1", "Créer un lieu d’accueil enfants-parents", "En retard\u00a0: Un local reste à trouver."),
        ("2.1.1.1", "Étape\u00a0: Agrément", "Étape non réalisée"),
    ]


def test_an_action_past_its_end_is_late_whatever_its_status_says() -> None:
    bilan = contexte(fiches_actions=fiches("ludo", statut="en_cours", suivi=[]))
    assert ("2.2.2", "Échéance dépassée, action non réalisée") in [(r.code, r.motif) for r in bilan.retards]


def test_the_committee_is_asked_what_it_has_to_settle() -> None:
    assert contexte().propositions == (
        "Se prononcer sur la fiche 1.1.1 «\u00a0Animer le réseau des partenaires\u00a0»\u00a0: "
        "la lancer, la modifier ou l’abandonner.",
        "Fixer une nouvelle échéance pour la fiche 2.2.1 «\u00a0Créer un lieu d’accueil enfants-parents\u00a0».",
        "Approuver le bilan de l’année 2024.",
    )


def test_open_decisions_only() -> None:
    (ouverte,) = contexte().decisions
    assert (ouverte.texte, ouverte.reunion) == ("Chercher un local à Montaubrac", "14 novembre 2024")


def test_what_is_missing_is_named_fiche_by_fiche() -> None:
    assert contexte().manquantes == (
        "Suivi de l’année 2024\u00a0: fiches 1.1.1, 2.2.2 et «\u00a0Former les agents d’accueil\u00a0».",
        "Statut\u00a0: fiche «\u00a0Former les agents d’accueil\u00a0».",
        "Valeur 2024 d’un indicateur\u00a0: fiche 2.2.1.",
        "Indicateurs\u00a0: fiches 1.1.1, 2.2.2 et «\u00a0Former les agents d’accueil\u00a0».",
    )


def test_key_figures_stay_short() -> None:
    chiffres = [(c.valeur, c.libelle) for c in contexte().chiffres]
    assert chiffres == [
        ("1 / 5", "action réalisée à la fin de 2024"),
        ("2", "actions ou étapes en retard"),
        ("0 / 1", "cible atteinte parmi celles mesurées"),
        ("118\u202f000\u00a0€", "dépensés en 2024"),
    ]
    cher = fiches("vide", suivi=[{"annee": 2024, "depense_euros": 2500000}])
    assert contexte(fiches_actions=cher).chiffres[3].valeur == "2,62\u00a0M€"


def test_without_any_figure_no_chart_is_drawn() -> None:
    seule = [
        {"id": "f", "intitule": "Agir", "rattachement": "e1", "suivi": [{"annee": 2024, "texte": "Lancé."}]}
    ]
    bilan = contexte(fiches_actions=seule)
    assert (bilan.graphique_indicateurs, bilan.graphique_budget) == (None, None)
    assert "Aucun indicateur dans les fiches." in text_of("bilan_annuel", bilan)


@pytest.mark.parametrize(
    ("lot", "raison"),
    [([], "aucune fiche action"), ([{"id": "f", "intitule": "Agir"}], "suivi annuel")],
)
def test_refusals_say_why(lot: list[dict[str, str]], raison: str) -> None:
    with pytest.raises(Inapplicable, match=raison):
        contexte(fiches_actions=lot)
