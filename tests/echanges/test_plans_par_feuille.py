"""Plans of several sheets, of Word tables and of pasted text: what each says stands in the right field at the first try."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from .plans import Builder, Facts, Rows, Sheets, check, word, workbook


def sheets_by_fiche(base: Path) -> tuple[Path, dict[str, Facts]]:
    """One fiche per sheet, labels at the left, values at the right, several lines in a cell, a label nobody knows."""

    def fiche(title: str, pilot: str, **more: Any) -> Rows:
        return [
            ["Fiche action CTG", None],
            ["Axe stratégique", more["axe"]],
            ["Titre :", title],
            ["Diagnostic :", "Peu de places."],
            ["Objectifs poursuivis :", "- Accueillir\n- Informer"],
            ["Porteur de projet :", pilot],
            ["Référent :", more["who"]],
            ["Partenaires mobilisés :", "Caf, Département\nécoles"],
            ["Communes concernées :", "Melle, Celles"],
            ["Budget prévisionnel :", more["cost"]],
            ["Indicateurs d’évaluation :", "Nombre de familles\nTaux de retour"],
            ["Calendrier :", "sept. 2026 à juin 2027"],
            ["État d’avancement :", "Lancée"],
            ["Lien avec le projet de territoire :", "Défi 4"],
        ]

    sheets: Sheets = {
        "FA1": (fiche("Ouvrir une ludothèque", "Ville de Melle", axe="Axe 1 – Grandir", who="Léa Sy", cost="35 000 €"), ("A1:B1",)),
        "FA2": (fiche("Soutenir les aidants", "CIAS", axe="Axe 2 – Prendre soin", who="Dr Hugo MAS", cost="entre 8 000 et 9 000 € par an"), ("A1:B1",)),
    }  # fmt: skip
    shared: Facts = {
        "partenaires": ["Caf", "Département", "écoles"],
        "objectifs": ["Accueillir", "Informer"],
        "indicateurs": ["Nombre de familles", "Taux de retour"],
        "secteurs": ["Melle", "Celles"],
        "dates": ["2026-09", "2027-06"],
        "statut": "En cours",
        "notes": ["Lien avec le projet de territoire : Défi 4"],
    }
    return workbook(base / "fiches.xlsx", sheets), {
        "Ouvrir une ludothèque": shared | {"axes": ["Grandir"], "pilotes": ["Ville de Melle"], "personnes": ["Léa Sy"], "argent": [("-Coût de l’action", None, "35000")]},
        "Soutenir les aidants": shared | {"axes": ["Prendre soin"], "pilotes": ["CIAS"], "personnes": ["Hugo Mas"], "argent": [("-Coût de l’action", None, None)]},
    }  # fmt: skip


def word_table(base: Path) -> tuple[Path, dict[str, Facts]]:
    """A table of a Word document, axes and actions merged downwards, one partner per row."""
    rows: Rows = [
        ["Axe", "Action", "Pilote", "Partenaires", "Échéancier", "Résultats attendus"],
        [
            "Axe 1 : Parentalité",
            "1.1 Soutenir les parents",
            "Centre social",
            "Caf",
            "2026-2027",
            "Moins d’isolement",
        ],
        [None, None, None, "UDAF", None, "Plus de repères"],
        [None, "1.2 Créer un lieu", "Commune de Brion", "PMI", "dès 2027", None],
        [
            "Axe 2 : Mobilité",
            "2.1 Transporter les jeunes",
            "CC du Val et Région",
            "Lycées",
            "été 2026",
            "Des navettes",
        ],
        [None, None, None, "SNCF", None, None],
    ]
    return word(base / "plan.docx", "Plan d’actions de la CTG de la Communauté de communes du Val", rows), {
        "Soutenir les parents": {
            "axes": ["Parentalité"],
            "pilotes": ["Centre social"],
            "partenaires": ["Caf", "UDAF"],
            "dates": ["2026", "2027"],
            "résultats": ["Moins d’isolement", "Plus de repères"],
        },
        "Créer un lieu": {
            "axes": ["Parentalité"],
            "pilotes": ["Commune de Brion"],
            "partenaires": ["PMI"],
            "dates": ["2027", None],
        },
        "Transporter les jeunes": {
            "axes": ["Mobilité"],
            "pilotes": ["CC du Val", "Région"],
            "partenaires": ["SNCF", "Lycées"],
            "dates": ["été 2026", None],
            "résultats": ["Des navettes"],
        },
    }


def pasted(base: Path) -> tuple[Path, dict[str, Facts]]:
    """A CSV of Excel for Mac: UTF-16, tabs, title lines, rows that go on, headings repeated for each axe."""
    head = "Action\tDescriptif\tPilote\tPartenaires\tÉtapes\tDébut\tFin"
    lines = [
        "Plan d’actions, version 3, à valider",
        "Axe 1 - Santé",
        head,
        "Informer sur le Mois sans tabac\tCampagne, affiches\tCPTS\tCPAM, pharmacies\tRédiger (03/2026)\tjanv-26\tnov-26",
        "\t\t\tLigue\tImprimer (09/2026)\t\t",
        "Recruter un médiateur\tUn poste partagé\tCCAS de Niort\tARS\t\t01/04/2026\t2028",
        "Axe 2 - Logement",
        head,
        "Ouvrir une maison des aînés\tDix places\tDépartement\tbailleurs, CCAS de Niort\t\t2ᵉ trimestre 2026\tmi-2027",
    ]
    path = base / "mac.txt"
    path.write_bytes("\r".join(lines).encode("utf-16"))
    return path, {
        "Informer sur le Mois sans tabac": {
            "axes": ["Santé"],
            "descriptif": "Campagne, affiches",
            "pilotes": ["CPTS"],
            "partenaires": ["CPAM", "Ligue", "pharmacies"],
            "étapes": ["Rédiger", "Imprimer"],
            "dates": ["2026-01", "2026-11"],
        },
        "Recruter un médiateur": {
            "axes": ["Santé"],
            "pilotes": ["CCAS de Niort"],
            "partenaires": ["ARS"],
            "dates": ["2026-04-01", "2028"],
        },
        "Ouvrir une maison des aînés": {
            "axes": ["Logement"],
            "pilotes": ["Département"],
            "partenaires": ["CCAS de Niort", "bailleurs"],
            "dates": ["2026-T2", "mi-2027"],
        },
    }


def by_axis(base: Path) -> tuple[Path, dict[str, Facts]]:
    """One sheet per axe, the same headers, a skipped level, a title of another sheet, lists in cells."""
    head = [
        "Objectifs opérationnels",
        "Actions",
        "Pilotes",
        "Partenaires associés",
        "Indicateurs",
        "Budget 2026",
        "Bilan 2025",
    ]
    one: Rows = [
        ["Axe 1 : Accès aux droits"], [], head,
        ["Aller vers", "Tenir des permanences", "France services / CCAS de Lens", "Caf ; MSA ; CPAM", "Nombre de rendez-vous ; délai", 2500, "12 permanences"],
        [None, "Former les secrétaires de mairie", "CDG 62", "mairies", "Agents formés", None, None],
    ]  # fmt: skip
    two: Rows = [
        ["Axe 2 : Cadre de vie"], [], head,
        ["Rencontrer", "Ouvrir un tiers-lieu", "Association L’Étincelle", "à définir", "Fréquentation", "20 000 €", "sans objet"],
    ]  # fmt: skip
    path = workbook(
        base / "axes.xlsx", {"Axe 1": (one, ()), "Axe 2": (two, ()), "Listes": ([["Oui"], ["Non"]], ())}
    )
    return path, {
        "Tenir des permanences": {
            "axes": ["Accès aux droits", "Aller vers"],
            "pilotes": ["France services", "CCAS de Lens"],
            "partenaires": ["Caf", "MSA", "CPAM"],
            "indicateurs": ["Nombre de rendez-vous", "délai"],
            "argent": [("-Coût de l’action", 2026, "2500")],
        },
        "Former les secrétaires de mairie": {
            "axes": ["Accès aux droits", "Aller vers"],
            "pilotes": ["CDG 62"],
            "partenaires": ["mairies"],
            "indicateurs": ["Agents formés"],
        },
        "Ouvrir un tiers-lieu": {
            "axes": ["Cadre de vie", "Rencontrer"],
            "pilotes": ["Association L’Étincelle"],
            "partenaires": [],
            "argent": [("-Coût de l’action", 2026, "20000")],
        },
    }


PLANS: tuple[Builder, ...] = (sheets_by_fiche, word_table, pasted, by_axis)


@pytest.mark.parametrize("plan", PLANS, ids=lambda p: p.__name__)
def test_what_a_plan_says_stands_in_its_field(plan: Builder, tmp_path: Path) -> None:
    check(plan, tmp_path)
