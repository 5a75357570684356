"""Plans of one table, made as officers make them: what each says stands in the right field at the first try, once."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from ctg_docs.echanges.etranger.ressemblance import sure
from ctg_docs.engine.opc.embedded import DataPart, embed_data
from ctg_docs.steps.take import is_plan
from tests.engine.words import make_docx

from .plans import Builder, Facts, Rows, check, ods, workbook


def classic(base: Path) -> tuple[Path, dict[str, Facts]]:
    """One row per action, levels filled down, a help row, three headers « Montant », a total, a source."""
    head = ["N°", "Orientation", "Objectif stratégique", "Fiche-action", "Chef de file", "Élu(e) référent(e)", "Financeur 1", "Montant", "Financeur 2", "Montant", "Coût total (k€)", "Degré de priorité", "Échéance"]  # fmt: skip
    rows: Rows = [
        ["CTG du Pays de Retz – plan d’actions 2026-2030", *[None] * 12],
        [],
        head,
        ["1", "Champ libre", "Champ libre", "Texte court", "Liste déroulante", "Nom Prénom", "Liste déroulante", "en euros", "Liste déroulante", "en euros", "en milliers d’euros", "1 à 3", "mm/aaaa"],
        ["1.1", "Orientation A. Grandir", "OS 1 – Accueillir tôt", "Ouvrir une micro-crèche", "Commune de Pornic", "Mme Anne LE GOFF", "Caf", 45000, "MSA", 5000, 92.5, "Haute", "rentrée 2027"],
        ["1.2", None, None, "Former les assistantes maternelles", "RPE du Pays", "Anne Le Goff", "Caf", "3 000 €", None, None, 4, 2, "T2 2026"],
        ["1.3", None, "OS 2 – Informer", "Créer un guichet unique", "CC du Pays de Retz", None, "Département", "à définir", None, None, 0.75, "faible", "fin juin 2026"],
        ["2.1", "Orientation B. S’engager", "OS 3 – Participer", "Lancer un conseil des jeunes", "Commune de Pornic ; Mission locale", "M. Yves ROY", None, None, None, None, None, "moyenne", "09/2026"],
        [None, None, None, "TOTAL", None, None, None, 48000, None, 5000, 97.25, None, None],
        ["Source : comité technique du 3 mars 2026", *[None] * 12],
    ]  # fmt: skip
    grandir = "Grandir"
    return workbook(base / "classique.xlsx", {"PA": (rows, ("A1:M1",))}), {
        "Ouvrir une micro-crèche": {
            "axes": [grandir, "Accueillir tôt"],
            "pilotes": ["Commune de Pornic"],
            "élu": "Anne Le Goff",
            "argent": [
                ("+Caf", None, "45000"),
                ("+MSA", None, "5000"),
                ("-Coût de l’action", None, "92500"),
            ],
            "priorité": "Élevée",
            "dates": [None, "rentrée 2027"],
        },
        "Former les assistantes maternelles": {
            "axes": [grandir, "Accueillir tôt"],
            "pilotes": ["RPE du Pays"],
            "élu": "Anne Le Goff",
            "argent": [("+Caf", None, "3000"), ("-Coût de l’action", None, "4000")],
            "priorité": "Moyenne",
            "dates": [None, "2026-T2"],
        },
        "Créer un guichet unique": {
            "axes": [grandir, "Informer"],
            "pilotes": ["CC du Pays de Retz"],
            "élu": None,
            "argent": [("+Département", None, None), ("-Coût de l’action", None, "750")],
            "priorité": "Basse",
            "dates": [None, "fin juin 2026"],
        },
        "Lancer un conseil des jeunes": {
            "axes": ["S’engager", "Participer"],
            "pilotes": ["Commune de Pornic", "Mission locale"],
            "élu": "Yves Roy",
            "priorité": "Moyenne",
            "dates": [None, "2026-09"],
        },
    }


def operations(base: Path) -> tuple[Path, dict[str, Facts]]:
    """One row per sous-action of LibreOffice, actions merged downwards, budgets of two years under one header."""
    rows: Rows = [
        ["Enjeu", "Action", "Sous-actions", "Qui ?", "Public visé", "Coût prévisionnel", None, "Où en est-on ?"],
        [None, None, None, None, None, 2026, 2027, None],
        ["Enjeu 1 : Vivre ensemble", "A1 – Animer la vie locale", "Café des parents", "Léa SY, Tom BA", "parents", 1200, 1300, "Démarrée"],
        [None, None, "Fête du jeu", "Tom BA", "familles\nenfants", 800, None, "Reportée"],
        [None, "A2 – Aller vers les habitants", "Bus itinérant", "Zoé PONS", "habitants isolés", 15000, 15500, "À lancer"],
        ["Enjeu 2 : Habiter", "A3 – Loger les jeunes", "Intermédiation", "Léa SY", "16-30 ans", None, 9000, "terminé"],
        [None, None, "Foyer", "Zoé PONS", "apprentis", 4000, 4000, "en cours"],
    ]  # fmt: skip
    spans = {(0, c): (2, 1) for c in (0, 1, 2, 3, 4, 7)} | {
        (0, 5): (1, 2),
        (2, 0): (3, 1),
        (2, 1): (2, 1),
        (5, 0): (2, 1),
        (5, 1): (2, 1),
    }
    cost = "-Coût de l’action"
    return ods(base / "sous-actions.ods", rows, spans), {
        "Animer la vie locale": {
            "axes": ["Vivre ensemble"],
            "Café des parents / publics": ["parents"],
            "Café des parents / argent": [(cost, 2026, "1200"), (cost, 2027, "1300")],
            "Café des parents / statut": "En cours",
            "Fête du jeu / publics": ["familles", "enfants"],
            "Fête du jeu / argent": [(cost, 2026, "800")],
            "Fête du jeu / statut": "En pause",
        },
        "Aller vers les habitants": {
            "axes": ["Vivre ensemble"],
            "Bus itinérant / argent": [(cost, 2026, "15000"), (cost, 2027, "15500")],
            "Bus itinérant / statut": "À venir",
        },
        "Loger les jeunes": {
            "axes": ["Habiter"],
            "Intermédiation / argent": [(cost, 2027, "9000")],
            "Intermédiation / statut": "Réalisé",
            "Foyer / publics": ["apprentis"],
            "Foyer / statut": "En cours",
        },
    }


def quarters(base: Path) -> tuple[Path, dict[str, Facts]]:
    """A calendar by quarters under their years, crosses, a word in a quarter, axes as rows across the table."""
    rows: Rows = [
        ["Planning CTG – Communauté d’agglomération du Bocage", *[None] * 9],
        ["Actions", "Structure porteuse", "2026", None, None, None, "2027", None, None, None],
        [None, None, "T1", "T2", "T3", "T4", "T1", "T2", "T3", "T4"],
        ["AXE 1 – PETITE ENFANCE", *[None] * 9],
        ["1. Rénover le multi-accueil", "CA du Bocage", None, "x", "x", "x", None, None, None, None],
        ["2. Créer un LAEP", "Centre social Les Tilleuls", None, None, None, "COPIL", "x", "x", "x", "x"],
        ["AXE 2 – JEUNESSE", *[None] * 9],
        ["3. Ouvrir un espace jeunes", "MJC", "X", None, None, None, "X", None, None, None],
    ]
    merged = ("A1:J1", "C2:F2", "G2:J2", "A2:A3", "B2:B3", "A4:J4", "A7:J7")
    return workbook(base / "trimestres.xlsx", {"Planning": (rows, merged)}), {
        "Rénover le multi-accueil": {
            "axes": ["PETITE ENFANCE"],
            "pilotes": ["CA du Bocage"],
            "dates": ["2026-T2", "2026-T4"],
        },
        "Créer un LAEP": {
            "axes": ["PETITE ENFANCE"],
            "pilotes": ["Centre social Les Tilleuls"],
            "dates": ["2027-T1", "2027-T4"],
            "étapes": ["COPIL"],
        },
        "Ouvrir un espace jeunes": {
            "axes": ["JEUNESSE"],
            "pilotes": ["MJC"],
            "dates": ["2026-T1", "2027-T1"],
        },
    }


def funders(base: Path) -> tuple[Path, dict[str, Facts]]:
    """Receipts by funder, headers on two rows, amounts typed with their unit, comments that nothing explains."""
    rows: Rows = [
        [
            "Axe",
            "Intitulé de l’action",
            "Coût",
            "Plan de financement",
            None,
            None,
            None,
            "Moyens humains",
            "Suivi DGS",
        ],
        [None, None, None, "Subvention Caf", "Part CC", "Région", "Fonds propres", None, None],
        [
            "Handicap",
            "Former à l’inclusion",
            "12 000 € TTC",
            6000,
            4000,
            "sollicitée",
            2000,
            "0,5 ETP coordinateur",
            "vu le 3/2",
        ],
        ["Handicap", "Adapter les locaux", "1,2 M€ HT", 400000, "300 k€", None, 500000, "Temps agent", None],
        [
            "Numérique",
            "Tenir des ateliers",
            "10 séances à 150 €",
            1000,
            500,
            None,
            0,
            "1 animateur ; 2 bénévoles",
            "à revoir",
        ],
    ]
    merged = ("D1:G1", *(f"{c}1:{c}2" for c in "ABCHI"))
    return workbook(base / "financeurs.xlsx", {"Financements": (rows, merged)}), {
        "Former à l’inclusion": {
            "axes": ["Handicap"],
            "argent": [
                ("-Coût de l’action", None, "12000"), ("+Caf", None, "6000"), ("+CC", None, "4000"),
                ("+Région", None, None), ("+Fonds propres", None, "2000"),
            ],
            "postes": [("0,5 ETP coordinateur", "0.5")],
            "notes": ["Suivi DGS : vu le 3/2"],
        },
        "Adapter les locaux": {
            "argent": [("-Coût de l’action", None, "1200000"), ("+Caf", None, "400000"), ("+CC", None, "300000"), ("+Fonds propres", None, "500000")],
            "postes": [("Temps agent", None)],
        },
        "Tenir des ateliers": {
            "axes": ["Numérique"],
            "argent": [("-Coût de l’action", None, "150"), ("+Caf", None, "1000"), ("+CC", None, "500")],
            "postes": [("1 animateur", None), ("2 bénévoles", None)],
            "notes": ["Suivi DGS : à revoir"],
        },
    }  # fmt: skip


PLANS: tuple[Builder, ...] = (classic, operations, quarters, funders)


@pytest.mark.parametrize("plan", PLANS, ids=lambda p: p.__name__)
def test_what_a_plan_says_stands_in_its_field(plan: Builder, tmp_path: Path) -> None:
    check(plan, tmp_path)


def test_a_document_of_ours_is_nobody_s_plan_were_its_data_damaged(tmp_path: Path) -> None:
    table = "".join(
        f"<w:tr><w:tc><w:p><w:r><w:t>{t}</w:t></w:r></w:p></w:tc></w:tr>" for t in ("Action", "Ouvrir")
    )
    theirs = make_docx(f"<w:tbl>{table}</w:tbl>")
    for name, data in (("a.docx", b"{}"), ("b.docx", b"\xff")):
        (tmp_path / name).write_bytes(embed_data(theirs, DataPart.build(data)))
        assert not is_plan(tmp_path / name)


def test_texts_by_the_thousand_are_told_from_labels_in_seconds() -> None:
    before = time.process_time()
    assert sum(sure(f"Commune {n} / quartier {n}, piloté par la commune") for n in range(150)) == 0
    assert time.process_time() - before < 1.5
    assert all(
        sure(label) for label in ("Pilote", "pilotes :", "Intitulé de l’action", "Partenaires", "Échéance")
    )
