"""Shapes of plans: tables on their side, outlines, related sheets, stacked fiches, answers of a form, coloured calendars…"""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest
from openpyxl.styles import PatternFill

from ctg_docs.steps.imports import prepare_import

from .plans import Builder, Facts, Rows, check, facts, workbook

COST = "-Coût de l’action"


def related(base: Path) -> tuple[Path, dict[str, Facts]]:
    """Actions with a code, their money and their indicators on sheets that cite the code."""
    actions: Rows = [
        ["Code", "Orientation", "Action", "Pilote"],
        ["A-1", "Grandir", "Ouvrir une ludothèque", "Ville de Melle"],
        ["A-2", "Grandir", "Former les bénévoles", "MJC"],
    ]
    money: Rows = [
        ["Code", "Financeur", "Exercice", "Montant"],
        ["A-1", "Caf des Deux-Sèvres", 2026, 900],
        ["A-2", "Ville de Melle", 2027, 50],
        ["A-1", "Ville de Melle", 2026, 100],
    ]
    counted: Rows = [
        ["Code", "Indicateur", "Valeur cible", "Valeur de départ"],
        ["A-1", "Prêts", 400, 0],
        ["A-2", "Part des formés", "80 %", None],
        ["Z-9", "D’une autre année", 3, None],
    ]
    path = workbook(
        base / "liees.xlsx", {"Actions": (actions, ()), "Argent": (money, ()), "Suivi": (counted, ())}
    )
    return path, {
        "Ouvrir une ludothèque": {
            "axes": ["Grandir"], "pilotes": ["Ville de Melle"], "indicateurs": ["Prêts"],
            "argent": [("+Caf des Deux-Sèvres", 2026, "900"), ("+Ville de Melle", 2026, "100")],
        },
        "Former les bénévoles": {
            "axes": ["Grandir"], "pilotes": ["MJC"], "indicateurs": ["Part des formés"],
            "argent": [("+Ville de Melle", 2027, "50")],
        },
    }  # fmt: skip


def on_its_side(base: Path) -> tuple[Path, dict[str, Facts]]:
    """One column for each action, the labels at the left."""
    rows: Rows = [
        ["Fiches de la CTG", None, None],
        ["Nom de l’action", "Créer un café des parents", "Tenir des permanences"],
        ["Enjeu", "Parentalité", "Accès aux droits"],
        ["Structure porteuse", "Centre social", "CCAS de Lezay"],
        ["Public visé", "Parents", "Habitants"],
        ["Coût", "1 200 €", "néant"],
        ["Échéance", "2026", "juin 2027"],
    ]
    return workbook(base / "couche.xlsx", {"Feuil1": (rows, ())}), {
        "Créer un café des parents": {
            "axes": ["Parentalité"], "pilotes": ["Centre social"], "publics": ["Parents"],
            "argent": [(COST, None, "1200")], "dates": [None, "2026"],
        },
        "Tenir des permanences": {
            "axes": ["Accès aux droits"], "pilotes": ["CCAS de Lezay"], "publics": ["Habitants"],
            "argent": [], "dates": [None, "2027-06"],
        },
    }  # fmt: skip


def outline(base: Path) -> tuple[Path, dict[str, Facts]]:
    """Axes, objectives and actions in one column: only their numbers tell them apart."""
    rows: Rows = [
        ["N°", "Désignation", "Pilote", "Période"],
        ["1", "Vivre ici", None, None],
        ["1.1", "Se déplacer", None, None],
        ["1.1.1", "Ouvrir une ligne", "Région", "2026"],
        ["1.2", "Se loger", None, None],
        ["1.2.1", "Rénover des logements", "Soliha", "2025-2027"],
        ["2", "S’informer", None, None],
        ["2.1", "Éditer un guide", "CC Mellois", "2026"],
    ]
    return workbook(base / "numeros.xlsx", {"Plan": (rows, ())}), {
        "Ouvrir une ligne": {"axes": ["Vivre ici", "Se déplacer"], "pilotes": ["Région"], "dates": ["2026", None]},
        "Rénover des logements": {"axes": ["Vivre ici", "Se loger"], "dates": ["2025", "2027"]},
        "Éditer un guide": {"axes": ["S’informer"], "pilotes": ["CC Mellois"]},
    }  # fmt: skip


def stacked(base: Path) -> tuple[Path, dict[str, Facts]]:
    """Fiches one under the other; « Responsable de l’action » is a body, for nothing else says who leads."""

    def fiche(rank: int, title: str, lead: str) -> Rows:
        return [
            [f"Fiche action n° {rank}", None],
            ["Axe", "Enfance"],
            ["Intitulé de l’action", title],
            ["Responsable de l’action", lead],
            ["Coût de l’action", 1000 * rank],
            ["Date de début", datetime(2026, rank, 1)],
            [],
        ]

    rows = [*fiche(1, "Repeindre l’école", "Commune de Brûlain"), *fiche(2, "Ouvrir la cour", "Ligue 79")]
    return workbook(base / "pile.xlsx", {"Fiches": (rows, ())}), {
        "Repeindre l’école": {
            "pilotes": ["Commune de Brûlain"], "argent": [(COST, None, "1000")], "dates": ["2026-01-01", None],
        },
        "Ouvrir la cour": {
            "pilotes": ["Ligue 79"], "argent": [(COST, None, "2000")], "dates": ["2026-02-01", None],
        },
    }  # fmt: skip


def tasks(base: Path) -> tuple[Path, dict[str, Facts]]:
    """The export of a tool of tasks: they are the actions."""
    path = base / "taches.csv"
    path.write_text(
        "Nom de la tâche,Catégorie,Progression,Affecté à,Créé par,Date de création,Date d'échéance,Checklist\n"
        "Signer la charte,Axe 1 - Coopérer,Terminé,Nadia Benali;Hugo Martin,Zoé Roy,02/01/2026,30/06/2026,Relire;Imprimer\n"
        "Choisir un logo,Axe 1 - Coopérer,Non démarré,Hugo Martin,Zoé Roy,03/01/2026,31/12/2026,\n",
        encoding="utf-8-sig",
    )
    return path, {
        "Signer la charte": {
            "axes": ["Coopérer"], "statut": "Réalisé", "personnes": ["Nadia Benali", "Hugo Martin"],
            "dates": [None, "2026-06-30"], "étapes": ["Relire", "Imprimer"],
        },
        "Choisir un logo": {"statut": "À venir", "personnes": ["Hugo Martin"], "dates": [None, "2026-12-31"]},
    }  # fmt: skip


def answers(base: Path) -> tuple[Path, dict[str, Facts]]:
    """The answers of an on-line form: each header is a question."""
    rows: Rows = [
        ["Horodateur", "Quel est le titre de votre projet ?", "Qui porte le projet ?", "Pourquoi ce projet ?",
         "À qui s’adresse-t-il ?", "Où aura-t-il lieu ?", "Quel est le coût total du projet ?",
         "Quelle participation demandez-vous à la Caf ?"],
        [datetime(2026, 1, 5, 8, 12), "Radio des villages", "MJC", "Rien pour les jeunes", "Adolescents", "Celles", 5000, 2000],
        [datetime(2026, 1, 6, 9, 40), "Jardin partagé", "CSC", "Un terrain vide", "Familles", "Lezay, Melle", 800, 300],
    ]  # fmt: skip
    return workbook(base / "reponses.xlsx", {"Réponses": (rows, ())}), {
        "Radio des villages": {
            "pilotes": ["MJC"], "constat": "Rien pour les jeunes", "publics": ["Adolescents"],
            "secteurs": ["Celles"], "argent": [(COST, None, "5000"), ("+Caf", None, "2000")],
        },
        "Jardin partagé": {"secteurs": ["Lezay", "Melle"], "argent": [(COST, None, "800"), ("+Caf", None, "300")]},
    }  # fmt: skip


def a_row_for_each_funder(base: Path) -> tuple[Path, dict[str, Facts]]:
    """Funders down, years across: an amount is what the funder of its row gives that year."""
    rows: Rows = [
        ["Axe", "Action", "Source de financement", 2026, 2027, "Total"],
        ["Grandir", "Bâtir une crèche", "Caf", 40, 60, 100],
        [None, None, "Région", None, 25, 25],
        ["Grandir", "Meubler la crèche", "Caf", 8, None, 8],
        [None, None, "Fonds propres", 2, 2, 4],
    ]
    return workbook(base / "sources.xlsx", {"Plan": (rows, ("A2:A3", "B2:B3", "A4:A5", "B4:B5"))}), {
        "Bâtir une crèche": {"argent": [("+Caf", 2026, "40"), ("+Caf", 2027, "60"), ("+Région", 2027, "25")]},
        "Meubler la crèche": {
            "argent": [("+Caf", 2026, "8"), ("+Fonds propres", 2026, "2"), ("+Fonds propres", 2027, "2")]
        },
    }


def planned_and_done(base: Path) -> tuple[Path, dict[str, Facts]]:
    """Two rows for each action, what was planned and what was done: the second adds nothing to the first."""
    rows: Rows = [
        ["Action", "Pilote", "Type", "Budget", "Période"],
        ["Fêter les voisins", "CC Mellois", "Prévu", 4000, "juin 2026"],
        [None, None, "Réalisé", 3650, "juillet 2026"],
    ]
    return workbook(base / "deux.xlsx", {"Bilan": (rows, ("A2:A3", "B2:B3"))}), {
        "Fêter les voisins": {
            "argent": [(COST, None, "4000")], "dates": ["2026-06", None],
            "notes": ["Type : Prévu", "Type : Réalisé", "Réalisé – Budget : 3650", "Réalisé – Période : juillet 2026"],
        }
    }  # fmt: skip


def shares(base: Path) -> tuple[Path, dict[str, Facts]]:
    """A header in k€, one of percentages, a sigle that is no funder."""
    rows: Rows = [
        ["NUM", "Volet", "Projet", "Bailleur", "Coût (k€)", "Part Caf (%)", "ETP"],
        [1, "Santé", "Soigner", "ARS", 62, 40, 1.5],
        [2, "Santé", "Prévenir", "Caf", 8.5, 60, 2],
    ]
    return workbook(base / "unites.xlsx", {"Plan": (rows, ())}), {
        "Soigner": {
            "argent": [("+ARS", None, None), (COST, None, "62000")], "notes": ["Part Caf (%) : 40"],
            "postes": [("ETP", "1.50")],
        },
        "Prévenir": {"argent": [("+Caf", None, None), (COST, None, "8500")], "notes": ["Part Caf (%) : 60"]},
    }  # fmt: skip


def coloured(base: Path) -> tuple[Path, dict[str, Facts]]:
    """A calendar whose months are coloured and hold no text; a row that is coloured whole is only a row of colour."""
    book = openpyxl.Workbook()
    sheet: Any = book.active
    sheet.append(["Action", "Pilote", *[datetime(2026, month, 1) for month in range(1, 7)]])
    green = PatternFill("solid", fgColor="FF92D050")
    for row, (title, months) in enumerate({"Étudier": (2, 4), "Fêter": (6, 6), "Animer": (1, 6)}.items(), 2):
        sheet.append([title, "CC Mellois"])
        for month in range(months[0], months[1] + 1):
            sheet.cell(row, 2 + month).fill = green
    book.save(base / "couleurs.xlsx")
    return base / "couleurs.xlsx", {
        "Étudier": {"dates": ["2026-02", "2026-04"]},
        "Fêter": {"dates": ["2026-06", "2026-06"]},
        "Animer": {"dates": []},
    }


def ticked_word(base: Path) -> tuple[Path, dict[str, Facts]]:
    """A Word fiche of four columns: its title in its heading, options to tick."""
    document = docx.Document()
    rows = [
        ["Action 1.2 : Ouvrir une halte-garderie", "", "", ""],
        ["Axe", "Petite enfance", "Avancement", "☐ À lancer ☒ En cours ☐ Réalisée"],
        ["Porteur", "CC Mellois", "Référent", "Paul Sicre"],
        ["Description", "Un bus dessert quatre villages", "Coût", "120 000 €"],
    ]
    table = document.add_table(len(rows), 4)
    for r, row in enumerate(rows):
        for c, text in enumerate(row):
            table.cell(r, c).text = text
    table.cell(0, 0).merge(table.cell(0, 3))
    document.save(str(base / "fiche.docx"))
    return base / "fiche.docx", {
        "Ouvrir une halte-garderie": {
            "axes": ["Petite enfance"], "statut": "En cours", "pilotes": ["CC Mellois"], "personnes": ["Paul Sicre"],
            "descriptif": "Un bus dessert quatre villages", "argent": [(COST, None, "120000")],
        }
    }  # fmt: skip


def canvas(base: Path) -> tuple[Path, dict[str, Facts]]:
    """« Priorités » are the axes when they are no degrees, « moyens (ou actions) » the actions; money among the means."""
    rows: Rows = [
        [
            "Priorités",
            "Objectifs généraux",
            "Moyens (ou actions)",
            "MOA",
            "Moyens alloués",
            "Quartiers concernés",
            "Livraison",
        ],
        [
            "Lien social",
            "Rompre l’isolement",
            "Tenir des repas",
            "Centre social",
            "2 400 €",
            "Beaulieu ; Fleurs",
            2027,
        ],
        ["Jeunesse", "Rendre acteur", "Aider des projets", "CC Mellois", "0,1 ETP", "Fleurs", "juin 2026"],
    ]
    return workbook(base / "canevas.xlsx", {"Plan": (rows, ())}), {
        "Tenir des repas": {
            "axes": ["Lien social", "Rompre l’isolement"], "pilotes": ["Centre social"], "argent": [(COST, None, "2400")],
            "secteurs": ["Beaulieu", "Fleurs"], "dates": [None, "2027"], "postes": [],
        },
        "Aider des projets": {"axes": ["Jeunesse", "Rendre acteur"], "postes": [("0,1 ETP", "0.1")]},
    }  # fmt: skip


def described(base: Path) -> tuple[Path, dict[str, Facts]]:
    """Nothing is called an action: what is described is one, under its phase."""
    rows: Rows = [
        ["N°", "Phase", "Description", "Responsable", "Date de début", "Statut"],
        [1, "Étude", "Recenser les besoins", "Lucie Arnaud", datetime(2026, 1, 5), "🟢 Terminée"],
        [2, "Travaux", "Équiper les salles", "Lucie Arnaud", datetime(2026, 4, 1), "⬜ Non commencée"],
    ]
    return workbook(base / "taches.xlsx", {"Suivi": (rows, ())}), {
        "Recenser les besoins": {"axes": ["Étude"], "personnes": ["Lucie Arnaud"], "statut": "Réalisé"},
        "Équiper les salles": {"axes": ["Travaux"], "dates": ["2026-04-01", None], "statut": "À venir"},
    }


def written_out(base: Path) -> tuple[Path, dict[str, Facts]]:
    """A Word document without a table: fiches as lines under the title of their axe."""
    document = docx.Document()
    for text in (
        "Plan d’actions", "Axe 1 – Grandir", "Action 1 : Ouvrir un accueil", "Pilote : CC Mellois", "Public : 3-11 ans",
        "Descriptif : Le mercredi", "et pendant les vacances", "Budget : 32 000 €", "Action 2 : Former", "Pilote : Ville de Melle",
        "Calendrier : 2026-2027", "Axe 2 – Habiter", "Action 3 : Rénover", "Pilote : Soliha",
    ):  # fmt: skip
        document.add_paragraph(text)
    document.save(str(base / "texte.docx"))
    return base / "texte.docx", {
        "Ouvrir un accueil": {
            "axes": ["Grandir"], "pilotes": ["CC Mellois"], "publics": ["3-11 ans"], "argent": [(COST, None, "32000")],
            "descriptif": "Le mercredi\net pendant les vacances",
        },
        "Former": {"axes": ["Grandir"], "pilotes": ["Ville de Melle"], "dates": ["2026", "2027"]},
        "Rénover": {"axes": ["Habiter"], "pilotes": ["Soliha"]},
    }  # fmt: skip


PLANS: tuple[Builder, ...] = (
    related, on_its_side, outline, stacked, tasks, answers, a_row_for_each_funder, planned_and_done, shares, coloured,
    ticked_word, canvas, described, written_out,
)  # fmt: skip


@pytest.mark.parametrize("plan", PLANS, ids=lambda p: p.__name__)
def test_what_a_plan_of_this_shape_says_stands_in_its_field(plan: Builder, tmp_path: Path) -> None:
    check(plan, tmp_path)


def test_what_completes_no_action_is_told(tmp_path: Path) -> None:
    ready = prepare_import([related(tmp_path)[0]], tmp_path / "neuf")
    assert [(p.code, p.place.cell) for p in ready.left] == [("TAB040", "Suivi!A4")]
    assert ready.left[0].message.startswith("Ligne laissée (l’action n’est pas dans le plan)")
    targets = [
        [(i.cible, i.valeur_initiale, i.unite) for i in f.indicateurs] for f in ready.new.fiches_actions
    ]
    assert targets == [[(400, 0, None)], [(80, None, "%")]]


def test_a_sheet_on_its_side_names_its_own_cells(tmp_path: Path) -> None:
    ready = prepare_import([on_its_side(tmp_path)[0]], tmp_path / "neuf")
    added = [p.place.cell for p in ready.problems if p.code == "TAB025"]
    assert added == ["Feuil1!B4"]
    assert "Centre social" in facts(ready.new)["Créer un café des parents"]["pilotes"]


def test_levels_that_are_skipped_do_not_stop_the_second_import(tmp_path: Path) -> None:
    """A level read back from the dossier is a number again."""

    def plan(base: Path) -> tuple[Path, dict[str, Facts]]:
        rows: Rows = [
            ["Axe", "Sous-axe", "Sous-sous-axe", "Action", "Pilote"],
            ["Soins", None, "Organiser l’offre", "Écrire un guide", "CC Mellois"],
        ]
        return workbook(base / "saut.xlsx", {"Plan": (rows, ())}), {
            "Écrire un guide": {"axes": ["Soins", "Organiser l’offre"]}
        }

    check(plan, tmp_path)
