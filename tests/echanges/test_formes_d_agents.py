"""Shapes that officers use: parts under a bullet, money in two groups, cells of labels, a legend above the headers."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest

from .plans import Builder, Facts, Rows, check, workbook


def bulleted(base: Path) -> tuple[Path, dict[str, Facts]]:
    """An action in bold, then what it is made of on rows of their own under a bullet."""
    rows: Rows = [
        ["Thématique", "N°", "Actions / opérations", "Pilote", "Calendrier", "Coût prév."],
        ["Petite enfance", "1.1", "Renforcer l’accueil", "CC du Val", "2023-2025", 186000],
        [None, None, "   - Étudier les besoins", "Caf", "juin 2024", None],
        [None, None, "- Ouvrir une micro-crèche", "CC du Val", "sept. 2025", 186000],
        [None, "1.2", "Faire connaître le métier", "RPE", "2024", 2500],
    ]
    path = workbook(base / "parties.xlsx", {"Plan": (rows, ("A2:A5",))})
    return path, {
        "Renforcer l’accueil": {
            "axes": ["Petite enfance"], "pilotes": ["CC du Val"], "Étudier les besoins / pilotes": ["Caf"],
            "Ouvrir une micro-crèche / argent": [("-Coût de l’action", None, "186000")],
        },
        "Faire connaître le métier": {"axes": ["Petite enfance"], "pilotes": ["RPE"]},
    }  # fmt: skip


def two_sides(base: Path) -> tuple[Path, dict[str, Facts]]:
    """What is spent by kind and what is received by funder, each with its total: nothing is counted twice."""
    rows: Rows = [
        ["Réf", "Intitulé", "DÉPENSES", None, None, "RECETTES", None, None],
        [None, None, "Personnel", "Achats", "Total dép.", "Caf", "MSA", "Total rec."],
        ["1", "Relais", 48200, 2300, 50500, 40000, 10500, 50500],
        ["2", "Ludothèque", 9000, None, 9000, 9000, None, 9000],
    ]
    path = workbook(base / "budget.xlsx", {"2026": (rows, ("C1:E1", "F1:H1"))})
    return path, {
        "Relais": {"argent": [("-Personnel", None, "48200"), ("-Achats", None, "2300"), ("+Caf", None, "40000"), ("+MSA", None, "10500")]},
        "Ludothèque": {"argent": [("-Personnel", None, "9000"), ("+Caf", None, "9000")]},
    }  # fmt: skip


def cells_of_labels(base: Path) -> tuple[Path, dict[str, Facts]]:
    """One column says everything, label after label on one line."""
    rows: Rows = [
        ["Domaine", "Action", "Précisions"],
        ["Jeunesse", "Argent de poche", "Pilote : CC du Bocage / Partenaires : Caf, MSA / Échéance : 2026 / Coût : 2 400 €"],
        [None, "Skate-park", "Pilote : Commune de Landry / Échéance : 2027"],
        [None, "Point information", "Pilote : RPE/PMI"],
    ]  # fmt: skip
    path = workbook(base / "liste.xlsx", {"Liste": (rows, ())})
    return path, {
        "Argent de poche": {
            "pilotes": ["CC du Bocage"], "partenaires": ["Caf", "MSA"], "dates": [None, "2026"],
            "argent": [("-Coût de l’action", None, "2400")],
        },
        "Skate-park": {"pilotes": ["Commune de Landry"], "dates": [None, "2027"], "partenaires": []},
        "Point information": {"pilotes": ["RPE", "PMI"]},
    }  # fmt: skip


def legend_above(base: Path) -> tuple[Path, dict[str, Facts]]:
    """A follow-up whose legend of states stands above its headers, its values words that a label may have."""
    states = [("En cours", "engagé"), ("Réalisé", "bilan à 6 mois"), ("En cours", "étude"), ("Réalisé", "-")]
    rows: Rows = [
        ["Suivi de la CTG"],
        [None, "réalisé", "en cours", "abandonné"],
        ["N° fiche", "Action", "Référent", "Avancement", "Commentaires", "Prochaine étape"],
        ["Petite enfance"],
        *([rank, f"Ouvrir le lieu {rank}", "RPE", state, said, f"Réunion {rank}"] for rank, (state, said) in enumerate(states, 1)),
    ]  # fmt: skip
    path = workbook(base / "suivi.xlsx", {"suivi": (rows, ("A4:F4",))})
    return path, {
        f"Ouvrir le lieu {rank}": {"axes": ["Petite enfance"], "statut": state, "étapes": [f"Réunion {rank}"]}
        for rank, (state, _) in enumerate(states, 1)
    }


def title_beside(base: Path) -> tuple[Path, dict[str, Facts]]:
    """Fiches one under the other, headed « FICHE ACTION N° | 1 | title »."""
    rows: Rows = []
    for rank, title in enumerate(("Ouvrir un accueil ado", "Créer un réseau"), 1):
        rows += [
            ["FICHE ACTION N°", rank, title],
            ["Thématique", "Jeunesse", None, "Public", "12-17 ans"],
            ["Constat", "Rien n’existe pour eux"],
            ["Porteur", "CC du Val", None, "Partenaires", "Caf, MSA"],
            [],
        ]
    path = workbook(base / "recueil.xlsx", {"Fiches": (rows, ())})
    said: Facts = {
        "pilotes": ["CC du Val"],
        "partenaires": ["Caf", "MSA"],
        "publics": ["12-17 ans"],
        "constat": "Rien n’existe pour eux",
    }
    return path, {"Ouvrir un accueil ado": said, "Créer un réseau": said}


def word_axes(base: Path) -> tuple[Path, dict[str, Facts]]:
    """A Word annexe: a table per axe under its heading, an objective across each table, the instances last."""
    document = docx.Document()
    document.add_heading("Annexe 3 – Plan d’actions", 0)
    said: dict[str, Facts] = {}
    for rank, (axis, actions) in enumerate(
        [
            ("Petite enfance", ("Ouvrir une crèche", "Former les équipes")),
            ("Droits", ("Tenir une permanence",)),
        ],
        1,
    ):
        document.add_heading(f"Axe {rank} – {axis}", 1)
        table = document.add_table(2 + len(actions), 5)
        head = ("Action", "Porteur", "Partenaires", "Calendrier", "Résultats attendus")
        for c, text in enumerate(head):
            table.cell(0, c).text = text
        table.cell(1, 0).merge(table.cell(1, 4)).text = f"Objectif {rank} : Rapprocher les services"
        for r, action in enumerate(actions, 2):
            for c, text in enumerate((action, "CC du Plateau", "Caf, MSA", "2027", "Des familles informées")):
                table.cell(r, c).text = text
            said[action] = {
                "axes": [axis, "Rapprocher les services"],
                "pilotes": ["CC du Plateau"],
                "partenaires": ["Caf", "MSA"],
            }
    table = document.add_table(2, 3)
    for c, (title, text) in enumerate(
        (("Instance", "COPIL"), ("Composition", "Élus, Caf"), ("Fréquence", "1 fois par an"))
    ):
        table.cell(0, c).text, table.cell(1, c).text = title, text
    path = base / "annexe.docx"
    document.save(str(path))
    return path, said


@pytest.mark.parametrize(
    "plan",
    [bulleted, two_sides, cells_of_labels, legend_above, title_beside, word_axes],
    ids=lambda p: p.__name__,
)
def test_a_shape_is_read_at_the_first_try(plan: Builder, tmp_path: Path) -> None:
    check(plan, tmp_path)
