"""Shapes that officers give to their plans, each read in the fields where a person would write it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from ctg_docs.echanges.etranger.indicateurs import _parted
from ctg_docs.echanges.etranger.montants import read_amounts
from ctg_docs.models import Ctg
from ctg_docs.models.fiche import FicheAction
from ctg_docs.steps.imports import apply_import, prepare_import
from tests.echanges.plans import Facts, Rows, facts, workbook


def sheet(base: Path, rows: Rows, *merged: str, name: str = "Plan") -> Ctg:
    return prepare_import([workbook(base / "plan.xlsx", {name: (rows, merged)})], base / "neuf").new


def document(base: Path, blocks: list[Any]) -> Ctg:
    """Write a document: (style, text) a paragraph, « * » in bold; a list of rows a table."""
    import docx

    paper = docx.Document()
    for block in blocks:
        if isinstance(block, list):
            table = paper.add_table(len(block), len(block[0]))
            for r, row in enumerate(block):
                for c, value in enumerate(row):
                    table.cell(r, c).text = value
        else:
            style, text = block
            paragraph = paper.add_paragraph(style=style if style != "*" else None)
            paragraph.add_run(text).bold = style == "*" or None
    paper.save(str(base / "plan.docx"))
    return prepare_import([base / "plan.docx"], base / "neuf").new


def first(ctg: Ctg) -> FicheAction:
    return ctg.fiches_actions[0]


def told(ctg: Ctg) -> dict[str, Facts]:
    return facts(ctg)


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("CTG VALLÉE DE LA BRUINE – plan d’actions 2025-2029", "Vallée de la Bruine"),
        ("CTG Terres de Vimeuse – Tableau des actions 2025/2028", "Terres de Vimeuse"),
        ("CTG LÈDE & COTEAUX – qui fait quoi ?", "Lède & Coteaux"),
        ("Convention territoriale globale 2025-2029 Sud Vendômois", "Sud Vendômois"),
        ("Avancement CTG janvier 2026 – Communauté de communes du Val d’Arz", "Communauté de communes du Val d’Arz"),
    ],
)  # fmt: skip
def test_a_territory_stands_between_ctg_and_what_the_paper_is(title: str, name: str, tmp_path: Path) -> None:
    rows: Rows = [[title], [], ["Action", "Pilote", "Échéance"], ["Ouvrir un LAEP", "Caf", "2026"]]
    assert sheet(tmp_path, rows).territoire.nom == name


AIMS = [
    ("Places créées : 12", {"intitule": "Places créées", "cible": "12"}),
    ("Nombre d’ateliers (cible 40)", {"intitule": "Nombre d’ateliers", "cible": "40"}),
    ("Part des filles : 45 %", {"intitule": "Part des filles", "cible": "45", "unite": "%"}),
    (
        "Attente : 3 mois en 2028",
        {"intitule": "Attente", "cible": "3", "unite": "mois", "date_cible": "2028"},
    ),
    ("Demandes : 350 / an", {"intitule": "Demandes", "cible_texte": "350 / an"}),
    ("Taux d’occupation", {"intitule": "Taux d’occupation"}),
    ("Jeunes touchés (réalisé) : 30", {"intitule": "Jeunes touchés (réalisé) : 30"}),
]


@pytest.mark.parametrize(("typed", "said"), AIMS, ids=[t for t, _ in AIMS])
def test_an_indicator_is_parted_from_its_target(typed: str, said: dict[str, str], tmp_path: Path) -> None:
    fiche = first(sheet(tmp_path, [["Action", "Pilote", "Indicateurs"], ["Ouvrir un LAEP", "Caf", typed]]))
    (found,) = fiche.indicateurs
    assert found.model_dump(mode="json", exclude_defaults=True) == said
    assert not fiche.notes


def test_figures_beside_an_indicator_are_its_own_whatever_the_same_words_mean_elsewhere(
    tmp_path: Path,
) -> None:
    rows: Rows = [
        ["Tableau de bord", None, None, "MAJ : 30/06/2025"],
        ["Action", "Cible", "Indicateur", "Prévu", "Réalisé", "Budget prévu 2025", "Budget réalisé 2025"],
        ["Ouvrir un LAEP", "Parents", "Nombre de séances", 60, 52, "12 000,00 €", "10 850,50 €"],
        ["Ludobus", "Enfants", "Nombre de sorties", 20, 17, 8000, 7800],
    ]
    fiche = first(sheet(tmp_path, rows))
    (found,) = fiche.indicateurs
    assert fiche.publics_cibles == ("Parents",)
    assert [str(found.cible), str(found.realisations[0].annee), str(found.realisations[0].valeur)] == [
        "60",
        "2025",
        "52",
    ]
    assert [(s.annee, str(s.depense_euros)) for s in fiche.suivi] == [(2025, "10850.50")]
    assert fiche.budget is not None
    assert [(ligne.annee, str(ligne.montant_euros)) for ligne in fiche.budget.lignes] == [(2025, "12000.00")]


def test_who_gives_what_needs_neither_currency_nor_colon(tmp_path: Path) -> None:
    rows: Rows = [
        ["Action", "Pilote", "Financeurs"],
        ["Ouvrir un LAEP", "CCAS", "CAF 90 000 / DETR 120 000 / reste à charge 100 000"],
        ["Ludobus", "CCAS", "Caf 79 / MSA 79"],
    ]
    ctg = sheet(tmp_path, rows)
    assert told(ctg)["Ouvrir un LAEP"]["argent"] == [
        ("+CAF", None, "90000"), ("+DETR", None, "120000"), ("+reste à charge", None, "100000"),
    ]  # fmt: skip
    assert all(amount is None for _, _, amount in told(ctg)["Ludobus"]["argent"]), "a number of département"


def test_those_who_lead_without_being_in_a_register_are_its_service(tmp_path: Path) -> None:
    rows: Rows = [
        ["Action", "Pilote", "Échéance"],
        ["Chantiers", "communes volontaires", "2026"],
        ["Cafés", "groupe parentalité", "2026"],
        ["Guide", "CCAS de Brion + conseillère numérique", "2026"],
    ]
    asked: Rows = [["Action", "Qui ?", "Quand ?"], ["Ateliers", "CCAS de Brion / Perrine Vidal", "2026"]]
    (one,) = told(sheet(tmp_path, asked)).values()
    assert (one["pilotes"], one["personnes"]) == (["CCAS de Brion"], ["Perrine Vidal"])
    ctg = sheet(tmp_path, rows)
    assert [f.pilote_service for f in ctg.fiches_actions] == [
        "communes volontaires",
        "groupe parentalité",
        "conseillère numérique",
    ]
    assert [o.nom for o in ctg.organismes] == ["CCAS de Brion"]


STEPS: list[Any] = [
    ("Heading 2", "Fiche action n° 1 : Créer un guichet"),
    [["Axe", "Petite enfance"], ["Pilote", "CCAS"], ["Public", "Familles"], ["Calendrier", "2025-2027"]],
    [
        ["Étape", "Qui", "Quand", "Fait ?"],
        ["Recenser", "RPE", "mars-avril 2025", "oui"],
        ["Ouvrir", "Agent d’accueil", "chaque mercredi", "non"],
    ],
    [
        ["Indicateur", "Situation actuelle", "Cible"],
        ["Attente", "3 mois", "1 mois"],
        ["Satisfaction", "", "80 %"],
    ],
]


def test_a_step_says_who_does_it_and_an_indicator_where_it_starts(tmp_path: Path) -> None:
    fiche = first(document(tmp_path, STEPS))
    assert [(e.nom, str(e.echeance or ""), bool(e.realise)) for e in fiche.etapes] == [
        ("Recenser (RPE)", "2025-03/04", True),
        ("Ouvrir (Agent d’accueil, chaque mercredi)", "", False),
    ]
    assert [(str(i.valeur_initiale), str(i.cible), i.unite) for i in fiche.indicateurs] == [
        ("3", "1", "mois"),
        ("None", "80", "%"),
    ]
    assert (fiche.publics_cibles, fiche.notes) == (("Familles",), ())


TOLD: list[tuple[str, str]] = [
    ("List Bullet", "Pilote : CCAS"),
    ("List Bullet", "Objectif : Rompre l’isolement"),
    ("List Bullet", "Calendrier : T3 2025 à T2 2026"),
]
HEADED: dict[str, list[Any]] = {
    "styles": [
        ("Title", "Convention territoriale globale du Val-Dorne"), ("Heading 1", "Parentalité"), ("Heading 2", "Café des parents"), *TOLD,
        ("Heading 1", "Jeunesse"), ("Heading 2", "Point info"), *TOLD, ("Heading 2", "Conseil de jeunes"), *TOLD,
    ],
    "bold": [
        ("Normal", "CTG du Val-Dorne"), ("*", "Axe 1 : Parentalité"), ("*", "Café des parents"), *TOLD,
        ("*", "Axe 2 : Jeunesse"), ("*", "Point info"), *TOLD, ("*", "Conseil de jeunes"), *TOLD,
    ],
    "rubrics": [
        ("Heading 1", "Axe 1 : Parentalité"), ("Heading 2", "Café des parents"), ("*", "Gouvernance"), *TOLD,
        ("Heading 1", "Axe 2 : Jeunesse"), ("Heading 2", "Point info"), ("*", "Gouvernance"), *TOLD,
        ("Heading 2", "Conseil de jeunes"), ("*", "Gouvernance"), *TOLD,
    ],
    "one in bold": [
        ("Heading 1", "Axe 1 : Parentalité"), ("Heading 3", "Action 1.1.1 Café des parents"), *TOLD,
        ("Heading 1", "Axe 2 : Jeunesse"), ("*", "Action 2.1.1 Point info"), *TOLD, ("Heading 3", "Action 2.1.2 : Conseil de jeunes"), *TOLD,
    ],
}  # fmt: skip


@pytest.mark.parametrize("blocks", HEADED.values(), ids=list(HEADED))
def test_headings_of_a_document_open_fiches_and_axes(blocks: list[Any], tmp_path: Path) -> None:
    ctg = document(tmp_path, blocks)
    assert [(title, one["axes"]) for title, one in told(ctg).items()] == [
        ("Café des parents", ["Parentalité"]),
        ("Point info", ["Jeunesse"]),
        ("Conseil de jeunes", ["Jeunesse"]),
    ]
    assert all(f.objectifs == ("Rompre l’isolement",) and f.calendrier for f in ctg.fiches_actions)


def test_an_axe_between_a_title_and_what_the_fiche_says_is_that_of_the_fiche(tmp_path: Path) -> None:
    def fiche(title: str, axis: str) -> list[list[str]]:
        return [[title, ""], [axis, ""], ["Pilote", "CCAS"], ["Public", "Jeunes"], ["Début", "01/2025"]]

    blocks: list[Any] = [
        ("Normal", "Territoire : Communauté de communes de la Sarenne"),
        fiche("FICHE ACTION 1 – Logement", "Axe 3 : Vivre ensemble"),
        ("Normal", ""),
        fiche("FICHE ACTION 2 – Santé", "Axe 4 : Se soigner"),
    ]
    ctg = document(tmp_path, blocks)
    assert ctg.territoire.nom == "Communauté de communes de la Sarenne"
    assert [one["axes"] for one in told(ctg).values()] == [["Vivre ensemble"], ["Se soigner"]]


def test_fiches_one_under_the_other_headed_by_their_number_beside_their_title(tmp_path: Path) -> None:
    rows: Rows = [["CTG Coteaux de Vire"], []]
    for number, title in ((1, "Bus des droits"), (2, "Épicerie sociale")):
        rows += [
            [f"FICHE N°{number}", title], ["Orientation", "Accès aux droits"], ["Porteur", "CCAS de Vire"], ["Objectif", "Aller vers"],
            ["Indicateurs", "Réalisé 2024", "Objectif 2025"], ["Nb de permanences", 10, 24],
            ["Financement 2025", None, "Financement 2026", None], ["CAF", 12000, "CAF", 15000], [],
        ]  # fmt: skip
    ctg = sheet(tmp_path, rows)
    assert list(told(ctg)) == ["Bus des droits", "Épicerie sociale"]
    fiche = first(ctg)
    assert [(i.intitule, str(i.cible), str(i.realisations[0].valeur)) for i in fiche.indicateurs] == [
        ("Nb de permanences", "24", "10")
    ]
    assert told(ctg)["Bus des droits"]["argent"] == [("+CAF", 2025, "12000"), ("+CAF", 2026, "15000")]


def test_rows_that_only_say_when_date_the_actions_below_them(tmp_path: Path) -> None:
    rows: Rows = [
        ["Feuille de route CTG du Sermois – 2025"],
        ["1er semestre"],
        ["Action", "Pilote", "Échéance"],
        ["Formation BAFA", "CCAS", None],
        ["Forum", "CCAS", "mars 2025"],
        ["2nd semestre 2025"],
        ["Café des parents", "Centre social", None],
        ["Formation BAFA", "CCAS", None],
    ]
    ctg = sheet(tmp_path, rows, name="2025")
    dates = {f.intitule: f.calendrier for f in ctg.fiches_actions}
    assert {t: [str(c.debut), str(c.fin)] for t, c in dates.items() if c} == {
        "Formation BAFA": ["2025-S1", "2025-S2"],
        "Forum": ["2025-S1", "2025-03"],
        "Café des parents": ["2025-S2", "None"],
    }
    assert all(not one["axes"] for one in told(ctg).values())


def test_the_export_of_a_board_is_a_plan(tmp_path: Path) -> None:
    rows: Rows = [
        ["Card ID", "Card Name", "Card Description", "Due Date", "List Name", "Board Name"],
        ["1", "Ludothèque", "Tournée dans 9 communes", "2025-09-01", "À faire", "CTG du Val de Seuille"],
        ["2", "Forum", "Pilote : CCAS", "2025-06-01", "En cours", "CTG du Val de Seuille"],
    ]
    ctg = sheet(tmp_path, rows)
    assert ctg.territoire.nom == "Val de Seuille"
    assert [(f.intitule, f.statut and f.statut.value, str(f.calendrier and f.calendrier.fin)) for f in ctg.fiches_actions] == [
        ("Ludothèque", "a_venir", "2025-09-01"), ("Forum", "en_cours", "2025-06-01"),
    ]  # fmt: skip


def test_what_was_spent_is_no_second_cost(tmp_path: Path) -> None:
    rows: Rows = [
        ["Action", "Pilote", "Budget", "Dépensé au 30/06/2025", "Montant réalisé"],
        ["Ludothèque", "CCAS", 15000, 6250, 7000],
        ["Forum", "CCAS", 3500, 3500, 3500],
    ]
    fiche = first(sheet(tmp_path, rows))
    assert fiche.budget is not None
    assert [str(ligne.montant_euros) for ligne in fiche.budget.lignes] == ["15000"]
    assert [(s.annee, str(s.depense_euros)) for s in fiche.suivi] == [(2025, "6250")]
    assert fiche.notes == ("Montant réalisé : 7000",)


LEGENDS: dict[str, tuple[list[str | None], dict[str, str]]] = {
    "words": (["vert = réalisé, orange = en cours"], {}),
    "states in their own colour": (["Réalisé", "En cours"], {"A1": "FF00B050", "B1": "FFFFC000"}),
    "samples": ([None, "Réalisé", None, "En cours"], {"A1": "FF00B050", "C1": "FFFFC000"}),
    "none": (["Suivi de la CTG"], {}),
}


@pytest.mark.parametrize("legend", LEGENDS.values(), ids=list(LEGENDS))
def test_a_state_that_is_only_a_colour_is_read_or_told(
    legend: tuple[list[str | None], dict[str, str]], tmp_path: Path
) -> None:
    import openpyxl
    from openpyxl.styles import PatternFill

    words, colours = legend
    rows: Rows = [words, [], ["Action", "Pilote", "Statut"], ["LAEP", "Caf", None], ["Guide", "Caf", None]]
    path = workbook(tmp_path / "plan.xlsx", {"Plan": (rows, ())})
    book = openpyxl.load_workbook(path)
    for cell, colour in ({"C4": "FF00B050", "C5": "FFFFC000"} | colours).items():
        book["Plan"][cell].fill = PatternFill("solid", fgColor=colour)
    book.save(path)
    ready = prepare_import([path], tmp_path / "neuf")
    states = [f.statut.value if f.statut else f.notes for f in ready.new.fiches_actions]
    unread = [("Statut : couleur sans légende",)] * 2
    assert states == (unread if words == ["Suivi de la CTG"] else ["realise", "en_cours"])
    assert bool([p for p in ready.problems if p.code == "TAB039"]) == (states == unread)


@pytest.mark.parametrize(
    ("line", "office"),
    [
        ("Chargée de coopération : Inès Talbot – 05 49 00 00 00 – ctg@bruine.fr", "Chargée de coopération"),
        ("Version relue par Jean-Baptiste Wattrel, chargé de coopération CTG", "Chargé de coopération"),
    ],
)
def test_who_coordinates_the_ctg_is_met_in_a_title(line: str, office: str, tmp_path: Path) -> None:
    rows: Rows = [["CTG Val d’Arz – plan"], [line], ["Action", "Pilote", "Échéance"], ["LAEP", "Caf", "2026"]]
    (person,) = sheet(tmp_path, rows).personnes
    assert person.fonction == office
    assert (person.nom_usuel, str(person.telephone or "")) in [
        ("Inès Talbot", "05 49 00 00 00"),
        ("Jean-Baptiste Wattrel", ""),
    ]


def test_rows_numbered_below_an_action_are_its_operations(tmp_path: Path) -> None:
    rows: Rows = [
        ["N°", "Action", "Pilote", "Échéance"],
        ["1.3", "Analyse de la pratique", "CCAS", "2026"],
        ["1.3.1", "↳ Consulter des intervenants", "RPE", "2025"],
        ["1.4", "Forum", "CCAS", "2026"],
    ]
    ctg = sheet(tmp_path, rows)
    assert [(f.intitule, [o.intitule for o in f.operations]) for f in ctg.fiches_actions] == [
        ("Analyse de la pratique", ["Consulter des intervenants"]),
        ("Forum", []),
    ]


def test_a_part_whose_funder_is_nowhere_is_the_same_cost_the_second_time(tmp_path: Path) -> None:
    rows: Rows = [
        ["Action", "Part Caf", "Échéance"],
        ["LAEP", "avis favorable", None],
        [None, "105 000 €", None],
    ]
    path = workbook(tmp_path / "plan.xlsx", {"Plan": (rows, ())})
    apply_import(prepare_import([path], tmp_path / "neuf"), "x")
    assert [c.sentence for c in prepare_import([path], tmp_path / "neuf").changes] == []


def test_a_cell_without_end_is_searched_neither_for_pairs_nor_for_targets() -> None:
    """Their patterns read a text again from each of its letters: a cell of a sheet may hold 32,767."""
    cell = "a" * 30_000
    assert read_amounts(f"{cell} / {cell}")[0] == []
    assert read_amounts("CAF 90 000 / DETR 120 000")[0][1].low == 120_000
    assert _parted(cell) == (cell, "")
