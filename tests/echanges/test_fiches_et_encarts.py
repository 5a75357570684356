"""What a sheet of fiches, of lines, of several tables or of a tree holds: each shape with siblings of its own."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest
from openpyxl.styles import Alignment, Font, PatternFill

from ctg_docs.steps.imports import prepare_import

from .plans import Builder, Facts, Rows, check, facts, workbook

COST = "-Coût de l’action"


def banded(base: Path) -> tuple[Path, dict[str, Facts]]:
    """Fiches with titles across, texts under them, and small tables inside: steps, money on two sides, indicators."""

    def fiche(rank: int, axis: str, title: str, lead: str, elected: str) -> Rows:
        return [
            [f"FICHE ACTION N° {rank}", None, None, "Mise à jour le 3 mars 2026"],
            ["Axe", axis],
            ["Objectif stratégique", "Rapprocher les services"],
            ["Intitulé de l’action", title],
            ["CONTEXTE ET ENJEUX"],
            ["Les familles connaissent mal les services."],
            ["OBJECTIFS DE L’ACTION"],
            ["- Informer\n- Aller vers"],
            ["GOUVERNANCE"],
            ["Pilote", lead, "Élu référent", elected],
            ["DÉROULEMENT"],
            ["Étape", "Échéance", "Responsable", "État"],
            ["Recruter un agent", "mars 2026", "CC du Val", "Fait"],
            ["Ouvrir les portes", "sept. 2026", "CCAS du Val", "En cours"],
            ["BUDGET"],
            ["Nature", "Montant", None, "Financeur", "Montant"],
            ["Salaires", 18000, None, "Caf", 9000],
            ["Véhicule", 12000, None, "CC du Val", 21000],
            ["TOTAL", 30000, None, "TOTAL", 30000],
            ["Indicateur", "Valeur initiale", "Valeur cible", "Source"],
            ["Familles reçues", 0, 150, "Registre"],
            ["Points de vigilance", "Les trajets"],
        ]

    sheets: dict[str, tuple[Rows, tuple[str, ...]]] = {
        "FA1": (fiche(1, "Axe 1 : Droits", "Créer une permanence", "CC du Val", "Mme Jeanne MOREL"), ()),
        "FA2": (
            fiche(2, "Axe 2 : Familles", "Ouvrir un lieu d’accueil", "Commune de Sault", "M. Yves PETIT"),
            (),
        ),
    }
    said: Facts = {
        "constat": "Les familles connaissent mal les services.",
        "objectifs": ["Informer", "Aller vers"],
        "étapes": ["Recruter un agent (CC du Val)", "Ouvrir les portes (CCAS du Val, En cours)"],
        "statut": None,
        "argent": [("-Salaires", None, "18000"), ("+Caf", None, "9000"), ("-Véhicule", None, "12000"), ("+CC du Val", None, "21000")],
        "indicateurs": ["Familles reçues"],
    }  # fmt: skip
    return workbook(base / "fiches.xlsx", sheets), {
        "Créer une permanence": {**said, "axes": ["Droits", "Rapprocher les services"], "pilotes": ["CC du Val"], "élu": "Jeanne Morel"},
        "Ouvrir un lieu d’accueil": {**said, "axes": ["Familles", "Rapprocher les services"], "pilotes": ["Commune de Sault"], "élu": "Yves Petit"},
    }  # fmt: skip


def lines(base: Path) -> tuple[Path, dict[str, Facts]]:
    """« Label : value » in one cell, one under the other; several lines in a cell."""
    rows: Rows = [
        ["Fiche action n° 1 : Organiser un forum"],
        ["Axe : Vie sociale\nPilote : Centre social\nPartenaires : Caf, MSA"],
        ["Échéance : octobre 2026"],
        ["Budget : 3 500 €"],
        [],
        ["Fiche action n° 2 : Créer un jardin"],
        ["Axe : Vie sociale"],
        ["Pilote : Commune de Poligny"],
        ["Échéance : 2027"],
        ["Budget : 12 000 € (dont Caf 4 000 €)"],
    ]
    return workbook(base / "lignes.xlsx", {"Fiches": (rows, ())}), {
        "Organiser un forum": {
            "axes": ["Vie sociale"], "pilotes": ["Centre social"], "partenaires": ["Caf", "MSA"],
            "dates": [None, "2026-10"], "argent": [(COST, None, "3500")],
        },
        "Créer un jardin": {
            "axes": ["Vie sociale"], "pilotes": ["Commune de Poligny"], "dates": [None, "2027"],
            "argent": [(COST, None, "12000"), ("+Caf", None, "4000")],
        },
    }  # fmt: skip


def several(base: Path) -> tuple[Path, dict[str, Facts]]:
    """Tables of one sheet whose columns differ, each under its axe."""
    rows: Rows = [
        ["AXE 1 : Petite enfance"],
        ["Actions", "Pilotes", "Partenaires", "Échéancier"],
        ["Créer un relais", "CC du Val", "Caf", "2026"],
        [],
        ["AXE 2 : Logement"],
        ["Intitulé", "Partenaires", "Structure porteuse", "Coût", "Public"],
        ["Conseiller", "Adil", "CCAS du Val", 5000, "locataires"],
    ]
    return workbook(base / "tables.xlsx", {"Feuil1": (rows, ())}), {
        "Créer un relais": {"axes": ["Petite enfance"], "pilotes": ["CC du Val"], "partenaires": ["Caf"]},
        "Conseiller": {
            "axes": ["Logement"], "pilotes": ["CCAS du Val"], "partenaires": ["Adil"],
            "publics": ["locataires"], "argent": [(COST, None, "5000")],
        },
    }  # fmt: skip


def stairs(base: Path) -> tuple[Path, dict[str, Facts]]:
    """Levels in stairs, in columns that nobody named, nor the actions."""
    rows: Rows = [
        [None, None, None, "Porteur", "Coût (k€)", "Échéance"],
        ["Axe 1 Grandir", None, None, None, None, None],
        [None, "Objectif 1.1 Accueillir", None, None, None, None],
        [None, None, "Créer une crèche", "CC de Ruffec", "640", "2028"],
        ["Axe 2 Vieillir", None, None, None, None, None],
        [None, "Objectif 2.1 Visiter", None, None, None, None],
        [None, None, "Aller à domicile", "CIAS", 4.2, "2026"],
    ]
    return workbook(base / "marches.xlsx", {"Arbre": (rows, ())}), {
        "Créer une crèche": {"axes": ["Grandir", "Accueillir"], "pilotes": ["CC de Ruffec"], "argent": [(COST, None, "640000")]},
        "Aller à domicile": {"axes": ["Vieillir", "Visiter"], "pilotes": ["CIAS"], "argent": [(COST, None, "4200")]},
    }  # fmt: skip


def set_in(base: Path) -> tuple[Path, dict[str, Facts]]:
    """Axes in bold, objectives and actions set in, in one column."""
    book = openpyxl.Workbook()
    sheet: Any = book.active
    rows: list[tuple[int, list[Any]]] = [
        (0, ["Axes, objectifs, actions", "Chef de file", "Date butoir", "Avancement"]),
        (0, ["Petite enfance"]),
        (1, ["Développer l’offre"]),
        (2, ["Créer 10 places", "CC Thouars", "12/2027", "à lancer"]),
        (0, ["Jeunesse"]),
        (1, ["Aller vers"]),
        (2, ["Recruter un éducateur", "Centre social", "01/2026", "fait"]),
    ]
    for rank, (indent, row) in enumerate(rows, 1):
        sheet.append(row)
        sheet.cell(rank, 1).alignment = Alignment(indent=indent)
        sheet.cell(rank, 1).font = Font(bold=rank in (2, 5))
    book.save(base / "retraits.xlsx")
    return base / "retraits.xlsx", {
        "Créer 10 places": {"axes": ["Petite enfance", "Développer l’offre"], "pilotes": ["CC Thouars"], "dates": [None, "2027-12"]},
        "Recruter un éducateur": {"axes": ["Jeunesse", "Aller vers"], "statut": "Réalisé"},
    }  # fmt: skip


def crossed(base: Path) -> tuple[Path, dict[str, Facts]]:
    """Objectives by axes, actions where they meet."""
    rows: Rows = [
        ["Objectifs", "Petite enfance", "Parentalité"],
        ["Développer l’offre", "Créer une crèche\nOuvrir un RPE", "Créer un LAEP"],
        ["Coordonner", "Animer un réseau", None],
    ]
    return workbook(base / "matrice.xlsx", {"Matrice": (rows, ())}), {
        "Créer une crèche": {"axes": ["Petite enfance", "Développer l’offre"]},
        "Ouvrir un RPE": {"axes": ["Petite enfance", "Développer l’offre"]},
        "Créer un LAEP": {"axes": ["Parentalité", "Développer l’offre"]},
        "Animer un réseau": {"axes": ["Petite enfance", "Coordonner"]},
    }


def related_rows(base: Path) -> tuple[Path, dict[str, Facts]]:
    """Steps with their days, and money asked for then given, on sheets that cite the action."""
    actions: Rows = [
        ["Réf.", "Libellé de l’action", "Axe", "Pilote"],
        ["A1", "Maison des ados", "Santé", "CH de Niort"],
        ["A2", "Débattre", "Santé", "MJC"],
    ]
    money: Rows = [
        ["Réf.", "Poste de dépense", "Montant", "Financeur", "Montant sollicité", "Montant obtenu"],
        ["A1", "Loyer", 12000, "ARS", 8000, 7000],
        ["A2", "Compagnie", 2500, "Ville de Niort", 2500, 2500],
    ]
    steps: Rows = [
        ["Réf.", "Étape", "Début", "Fin", "Qui ?"],
        ["A1", "Trouver les locaux", "01/2026", "06/2026", "CH de Niort"],
        ["A1", "Recruter", "07/2026", "09/2026", "CH de Niort"],
    ]  # fmt: skip
    path = workbook(
        base / "liees.xlsx", {"Actions": (actions, ()), "Argent": (money, ()), "Étapes": (steps, ())}
    )
    return path, {
        "Maison des ados": {
            "argent": [("-Loyer", None, "12000"), ("+ARS", None, "7000")], "étapes": ["Trouver les locaux (CH de Niort)", "Recruter (CH de Niort)"],
            "personnes": [], "dates": [],
        },
        "Débattre": {"argent": [("-Compagnie", None, "2500"), ("+Ville de Niort", None, "2500")]},
    }  # fmt: skip


def marked(base: Path) -> tuple[Path, dict[str, Facts]]:
    """Months with marks that a legend explains; the unit of all amounts in a note; a sigle that the file explains."""
    rows: Rows = [
        ["Suivi CTG – Communauté de communes du Plateau d’Arc / Caf / MSA"],
        ["Montants en k€. CCPA = CC du Plateau d’Arc"],
        ["Action", "Pilote", "Coût total", "Réalisé ?", 2026, None, None],
        [None, None, None, None, "janv", "fév", "mars"],
        ["Tenir un réseau", "CCPA", 12, "en partie", "R", None, "C"],
        ["Écrire un guide", "CC Plateau d’Arc", "1,5", "oui", "x", "x", None],
        ["Légende : R = réunion ; C = comité technique"],
    ]
    path = workbook(base / "suivi.xlsx", {"Suivi": (rows, ("A1:G1", "E3:G3"))})
    return path, {
        "Tenir un réseau": {
            "pilotes": ["CC du Plateau d’Arc"], "argent": [(COST, None, "12000")], "statut": "En cours",
            "étapes": ["Réunion", "Comité technique"],
        },
        "Écrire un guide": {
            "pilotes": ["CC du Plateau d’Arc"], "argent": [(COST, None, "1500.0")], "statut": "Réalisé", "dates": ["2026-01", "2026-02"],
        },
    }  # fmt: skip


def word_fiches(base: Path) -> tuple[Path, dict[str, Facts]]:
    """A Word document: headings, a table of labels and small tables for each fiche, the table of the instances last."""
    document = docx.Document()
    document.add_heading("Fiches actions de la CTG du Pays Fort", 0)

    def table(*rows: tuple[str, ...]) -> None:
        made = document.add_table(len(rows), max(map(len, rows)))
        for r, row in enumerate(rows):
            for c, text in enumerate(row):
                made.cell(r, c).text = text

    for rank, (axis, title, lead) in enumerate(
        [
            ("Petite enfance", "Créer un RPE", "CC du Pays Fort"),
            ("Jeunesse", "Ouvrir un PIJ", "Mission locale"),
        ],
        1,
    ):
        document.add_heading(f"Axe {rank} – {axis}", 1)
        document.add_heading(f"Fiche action n° {rank} : {title}", 2)
        document.add_paragraph("Contexte")
        document.add_paragraph("Les besoins sont réels. Le territoire est vaste.")
        table(("Pilote", lead), ("Partenaires", "Caf, MSA"))
        document.add_paragraph("Calendrier de réalisation")
        table(("Étape", "Échéance"), ("Recruter", "mars 2026"), ("Ouvrir", "juin 2026"))
        table(
            ("Dépenses", "Montant", "Recettes", "Montant"),
            ("Salaires", "30 000 €", "Caf", "15 000 €"),
            ("", "", "CC du Pays Fort", "15 000 €"),
            ("Total", "30 000 €", "Total", "30 000 €"),
        )
        document.add_paragraph("Échéance : 2027")
    table(("Instance", "Composition"), ("COPIL", "Élus et Caf"))
    path = base / "fiches.docx"
    document.save(str(path))
    said: Facts = {
        "constat": "Les besoins sont réels. Le territoire est vaste.", "partenaires": ["Caf", "MSA"], "étapes": ["Recruter", "Ouvrir"],
        "dates": [None, "2027"], "argent": [("-Salaires", None, "30000"), ("+Caf", None, "15000"), ("+CC du Pays Fort", None, "15000")],
    }  # fmt: skip
    return path, {
        "Créer un RPE": {**said, "axes": ["Petite enfance"], "pilotes": ["CC du Pays Fort"]},
        "Ouvrir un PIJ": {**said, "axes": ["Jeunesse"], "pilotes": ["Mission locale"]},
    }


def grouped(base: Path) -> tuple[Path, dict[str, Facts]]:
    """Headers under groups, targets and results by year, a budget in brackets; pilots and partners in one cell."""
    rows: Rows = [
        ["Axe", "Action", "Gouvernance", "Moyens", None, None, "Évaluation", None, None, "Jeunesse", "Réalisé au 30/06/2026 (O/N)"],
        [None, None, "Pilote / partenaires", "Humains", "Matériels", "Financiers", "Indicateurs", "Cible 2027", "Résultat 2026", None, None],
        ["Axe 1 - Enfance", "Écrire une charte", "Pilote : SDJES\nPartenaires : Caf/MSA", "0,2 ETP", "Salle", "8 k€ (Caf 5 k€, ARS 3 k€)", "ALSH signataires", 9, 3, "X", "O"],
        [None, "Former", "Familles Rurales", None, None, "12 500,00 €", "Stagiaires", 30, None, None, "en partie"],
    ]  # fmt: skip
    path = workbook(base / "groupes.xlsx", {"Plan": (rows, ("D1:F1", "G1:I1", "A3:A4"))})
    return path, {
        "Écrire une charte": {
            "axes": ["Enfance"], "pilotes": ["SDJES"], "partenaires": ["Caf", "MSA"], "indicateurs": ["ALSH signataires"],
            "argent": [(COST, None, "8000"), ("+Caf", None, "5000"), ("+ARS", None, "3000")], "statut": "Réalisé",
        },
        "Former": {
            "axes": ["Enfance"], "pilotes": ["Familles Rurales"], "argent": [(COST, None, "12500.00")],
            "indicateurs": ["Stagiaires"], "statut": "En cours",
        },
    }  # fmt: skip


def numbered(base: Path) -> tuple[Path, dict[str, Facts]]:
    """Levels on a sheet of codes that the numbers of the actions begin with; a sheet that sums the others up."""
    codes: Rows = [["Code", "Libellé"], ["1", "Petite enfance"], ["1.1", "Former"]]
    actions: Rows = [["Code action", "Action", "Coût"], ["1.1.1", "Analyser les pratiques", 900]]
    whole: Rows = [["N°", "Action", "Porteur"], ["1.1.1", "Analyser les pratiques", "RPE"]]
    path = workbook(
        base / "codes.xlsx", {"Axes": (codes, ()), "Synthèse": (whole, ()), "Actions": (actions, ())}
    )
    return path, {
        "Analyser les pratiques": {
            "axes": ["Petite enfance", "Former"],
            "pilotes": ["RPE"],
            "argent": [(COST, None, "900")],
        }
    }


PLANS: tuple[Builder, ...] = (
    banded, lines, several, stairs, set_in, crossed, related_rows, marked, word_fiches, grouped, numbered,
)  # fmt: skip


@pytest.mark.parametrize("plan", PLANS, ids=lambda p: p.__name__)
def test_a_shape_is_read_at_the_first_try(plan: Builder, tmp_path: Path) -> None:
    check(plan, tmp_path)


def test_a_state_that_is_only_a_colour_follows_the_legend(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet: Any = book.active
    for row in (
        ["Action", "Pilote", "Avancement"],
        ["Un", "Caf"],
        ["Deux", "MSA"],
        ["Trois", "MSA"],
        [],
        [None, "Réalisé"],
        [None, "En cours"],
    ):
        sheet.append(row)
    for cell, colour in (
        ("C2", "00FF00"),
        ("C3", "FFA500"),
        ("C4", "0000FF"),
        ("A6", "00FF00"),
        ("A7", "FFA500"),
    ):
        sheet[cell].fill = PatternFill("solid", fgColor=colour)
    book.save(tmp_path / "couleurs.xlsx")
    said = facts(prepare_import([tmp_path / "couleurs.xlsx"], tmp_path / "neuf").new)
    assert [(f["statut"], f["pilotes"]) for f in said.values()] == [
        ("Réalisé", ["Caf"]),
        ("En cours", ["MSA"]),
        (None, ["MSA"]),
    ]


def test_a_territory_is_never_named_after_a_file(tmp_path: Path) -> None:
    path, _ = marked(tmp_path)
    assert (
        prepare_import([path], tmp_path / "CTG_Val_plan").new.territoire.nom
        == "Communauté de communes du Plateau d’Arc"
    )
    path, _ = crossed(tmp_path)
    ready = prepare_import([path], tmp_path / "CTG_Val_plan")
    assert "à compléter" in ready.new.territoire.nom
    assert "TAB068" in {p.code for p in ready.problems}


def test_a_pilot_may_be_a_person_beside_a_body(tmp_path: Path) -> None:
    rows: Rows = [
        ["Action", "Pilote", "Échéance"],
        ["Un", "Caf (Mme Léa ROY)", "2026"],
        ["Deux", "CC du Val / Anne ROUX", "2026"],
        ["Trois", "Emmaüs Connect", "2027"],
    ]
    said = facts(prepare_import([workbook(tmp_path / "p.xlsx", {"A": (rows, ())})], tmp_path / "neuf").new)
    assert [(f["pilotes"], f["personnes"]) for f in said.values()] == [
        (["Caf"], ["Léa Roy"]), (["CC du Val"], ["Anne Roux"]), (["Emmaüs Connect"], []),
    ]  # fmt: skip
