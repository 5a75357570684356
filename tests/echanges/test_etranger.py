"""Three workbooks kept by three territories, each its own way, read into dossiers."""

from __future__ import annotations

import io
import subprocess
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from ctg_docs.errors import DataError
from ctg_docs.models import Ctg
from ctg_docs.steps.imports import Import, apply_import, prepare_import
from ctg_docs.steps.take import read_file
from tests.cli.conftest import run as run_fixture

Run = Callable[..., "subprocess.CompletedProcess[str]"]
run = run_fixture

DOSSIER = """\
territoire:
  nom: Val d’Essai
organismes:
  - {id: caf, nature: caf, nom: Caf des Deux-Sèvres, sigle: CAF79}
  - {id: mjc, nature: association, nom: Maison des jeunes et de la culture}
personnes:
  - {id: lea-noel, nom: Noël, prenom: Léa}
strategie:
  objectifs:
    - {id: cooperer, intitule: Piloter et valoriser la coopération}
fiches_actions:
  - {id: guide, intitule: Écrire un guide des familles, constat: Déjà su.}
"""


@pytest.fixture
def dossier(tmp_path: Path) -> Path:
    base = tmp_path / "val"
    base.mkdir()
    (base / "ctg.yaml").write_text(DOSSIER, encoding="utf-8")
    return base


def told(ready: Import, code: str) -> list[str]:
    found = [f"{p.place.cell} {p.message}" for p in ready.problems if p.code == code]
    return [text.replace("\u00a0", " ").replace("\u202f", " ") for text in found]


def save(path: Path, rows: list[list[Any]], merged: tuple[str, ...] = (), title: str = "Plan") -> Path:
    book = openpyxl.Workbook()
    sheet: Any = book.active
    sheet.title = title
    for row in rows:
        sheet.append(row)
    for area in merged:
        sheet.merge_cells(area)
    book.save(path)
    return path


def test_title_rows_merged_cells_and_typed_numbers(tmp_path: Path, dossier: Path) -> None:
    rows: list[list[Any]] = [
        ["Plan d’actions CTG 2023-2027", None, None, None, None, None, None],
        [None] * 7,
        ["N°", "Intitulé de l’action", "Porteur", "Partenaires associés", "Date de démarrage", "Échéance", "Coût prévisionnel"],
        ["Axe 1 : Piloter et valoriser la coopération", None, None, None, None, None, None],
        ["1.1", "Action 1.1 – Écrire un guide des familles", "CAF79", "M.J.C. ; Caf des Deux Sèvres ", 45310, "2025", "2 500 € / classe"],
        ["1.2", "FA 1.2 : Former les équipes", "MJC en lien avec Ludothèque du Val", None, 45311, "fin 2025", "entre 3 000 et 4 000 €"],
        ["1.3", "Tenir un forum", "Caf des Deux-Sevres", None, 45312, "mars 2026", "à définir"],
        ["Axe 2 - Accueillir", None, None, None, None, None, None],
        ["2.1", "2.1 Ouvrir un accueil", "La Caf", None, None, "T3 2026", 12000],
        ["Total", None, None, None, None, None, 12000],
    ]  # fmt: skip
    book = save(tmp_path / "plan.xlsx", rows, ("A1:G1", "A4:G4", "A8:G8"))
    offered = prepare_import([book], dossier)
    assert (offered.offered, offered.new.organismes) == (
        ("Ludothèque du Val",),
        offered.old and offered.old.organismes,
    )
    assert [f.partenaires_texte for f in offered.new.fiches_actions] == [
        None,
        "Ludothèque du Val",
        None,
        None,
    ]
    assert [
        line
        for line in told(offered, "TAB042")
        if "Plan!C6 « Ludothèque du Val » n’est pas au registre" in line
    ]
    ready = prepare_import([book], dossier, create=True)
    ctg = ready.new
    assert [f.intitule for f in ctg.fiches_actions] == [
        "Écrire un guide des familles",
        "Former les équipes",
        "Tenir un forum",
        "Ouvrir un accueil",
    ]
    guide, former, forum, ouvrir = ctg.fiches_actions
    assert guide.id == "guide"
    assert guide.constat == "Déjà su."
    assert [o.intitule for o in ctg.strategie.objectifs] == [
        "Piloter et valoriser la coopération",
        "Accueillir",
    ]
    assert {guide.rattachement, former.rattachement, forum.rattachement} == {"cooperer"}
    assert ouvrir.rattachement == "accueillir"
    assert (guide.pilote, forum.pilote, former.pilote) == ("caf", "caf", "mjc")
    assert [(p.organisme, p.role) for p in former.partenaires] == [
        ("ludotheque-du-val", "En lien avec le pilote")
    ]
    assert [p.organisme for p in guide.partenaires] == ["mjc", "caf"]
    assert guide.budget is not None
    assert guide.budget.lignes[0].montant_euros == Decimal(2500)
    assert guide.budget.lignes[0].base == "classe"
    assert former.budget is not None
    assert former.budget.lignes[0].montant_max_euros == Decimal(4000)
    assert forum.budget is not None
    assert (forum.budget.lignes, forum.budget.commentaire) == ((), "à définir")
    assert {str(f.calendrier.debut) for f in (guide, former, forum) if f.calendrier} == {"2024-01-19"}
    assert ouvrir.calendrier is not None
    assert str(ouvrir.calendrier.fin) == "2026-T3"
    assert told(ready, "TAB023") == [
        "Plan!E5 Date recopiée qui glisse d’un jour par ligne sur 3 lignes (jusqu’au 21 janvier 2024) : toutes lues "
        "19 janvier 2024."
    ]
    assert told(ready, "TAB022")[1].startswith(
        "Plan!B5 « Action 1.1 – Écrire un guide des familles » lu « Écrire un guide des familles ». De même pour "
    )
    assert any("« CAF79 » rapproché de « Caf des Deux-Sèvres »" in t for t in told(ready, "TAB024"))
    assert told(ready, "TAB025") == [
        "Plan!C6 « Ludothèque du Val » ajouté au registre : organisme inconnu jusqu’ici."
    ]
    assert former.calendrier is not None
    assert str(former.calendrier.fin) == "fin 2025"
    assert not told(ready, "TAB026")
    assert not [c for c in ready.changes if c.kind.value == "retrait"]


def test_levels_in_merged_columns_of_an_ods(tmp_path: Path) -> None:
    from odf.opendocument import OpenDocumentSpreadsheet
    from odf.table import Table, TableCell, TableRow
    from odf.text import P

    rows = [
        ["Enjeu", "Objectif stratégique", "Action", "Référent", "Public visé", "Avancement", "Indicateurs de suivi"],
        ["Enjeu 1 : Grandir", "Objectif 1.1 : Accueillir", "Ouvrir un multi-accueil ", "Mme Léa NOËL", "0-3 ans ; familles", "terminé", "Places créées\nTaux d’occupation"],
        ["Enjeu 1 : Grandir", "Objectif 1.2 : Informer", "Publier un guide", "Léa Noel", "familles", "à lancer", "Exemplaires"],
    ]  # fmt: skip
    document = OpenDocumentSpreadsheet()
    table = Table(name="Suivi")
    for row in rows:
        line = TableRow()
        for text in row:
            cell = TableCell(valuetype="string")
            for part in text.split("\n"):
                cell.addElement(P(text=part))
            line.addElement(cell)
        table.addElement(line)
    document.spreadsheet.addElement(table)
    out = io.BytesIO()
    document.write(out)
    path = tmp_path / "suivi.ods"
    path.write_bytes(out.getvalue())

    ready = prepare_import([path], tmp_path / "neuf")
    ctg = ready.new
    (top,) = ctg.strategie.objectifs
    assert top.intitule == "Grandir"
    assert [o.intitule for o in top.sous_objectifs] == ["Accueillir", "Informer"]
    ouvrir, publier = ctg.fiches_actions
    assert ouvrir.intitule == "Ouvrir un multi-accueil"
    assert [ctg.codes_fiches[f.id] for f in ctg.fiches_actions] == ["1.1.1", "1.2.1"]
    assert ouvrir.statut == "realise"
    assert publier.statut == "a_venir"
    assert ouvrir.publics_cibles == ("0-3 ans", "familles")
    assert [i.intitule for i in ouvrir.indicateurs] == ["Places créées", "Taux d’occupation"]
    assert ouvrir.pilote_personne == publier.pilote_personne
    assert len(ctg.personnes) == 1
    assert ctg.personnes[0].nom_usuel == "Léa Noël"
    assert any("« terminé » lu « Réalisé »" in t for t in told(ready, "TAB022"))
    assert ready.old is None


def test_a_semicolon_csv_in_windows_encoding_and_a_corrected_mapping(tmp_path: Path, dossier: Path) -> None:
    text = (
        "Titre du projet;Colonne 2;Champ;Priorité;Coût\n"
        "Écrire un guide des familles;Caf des Deux-Sèvres;Parentalité, Ruralité;Haute;5 000€ TTC\n"
        "Écrire un guide des familles;MJC;Jeunesse;2;gratuit\n"
        "Animer un café;Maison des Jeunes et de la Culture;Jeunesse;2;20 000 € / an / poste\n"
    )
    path = tmp_path / "export.csv"
    path.write_bytes(text.encode("cp1252"))
    first = prepare_import([path], dossier)
    assert "« Colonne 2 » : « Caf des Deux-Sèvres » gardé en note" in told(first, "TAB039")[0]
    assert first.new.fiches_actions[1].notes == ("Colonne 2 : Maison des Jeunes et de la Culture",)
    name, page = first.kept
    assert (name, page) == ("correspondances/export.yaml", "correspondances/export-reprise.txt")

    corrected = tmp_path / "colonnes.yaml"
    proposed = first.kept[name].decode()
    assert "Colonne 2: note" in proposed
    corrected.write_text(proposed.replace("Colonne 2: note", "Colonne 2: pilote"), encoding="utf-8")
    ready = prepare_import([path], dossier, mapping=corrected)
    guide, cafe = ready.new.fiches_actions
    assert (guide.pilote, cafe.pilote) == ("caf", "mjc")
    assert guide.co_porteurs == ("mjc",)
    assert guide.thematiques == ("parentalite", "jeunesse")
    assert guide.tags == ("Ruralité",)
    assert guide.priorite == "eleve"
    assert guide.budget is not None
    assert guide.budget.lignes[0].taxe == "ttc"
    assert cafe.budget is not None
    assert cafe.budget.lignes[0].base == "an_poste"
    assert [t.partition(" : «")[0] for t in told(ready, "TAB039")] == ["D3 « Priorité »", "E3 « Coût »"]
    assert guide.notes == ("Priorité : 2", "Coût : gratuit")

    apply_import(ready, "x")
    again = prepare_import([path], dossier)
    assert again.changes == ()
    assert again.pages == ready.pages


def sheets(path: Path, **grids: list[list[Any]]) -> Path:
    book = openpyxl.Workbook()
    book.remove(book["Sheet"])
    for title, rows in grids.items():
        sheet: Any = book.create_sheet(title.replace("_", " "))
        for row in rows:
            sheet.append(row)
    book["Archives"].sheet_state = "hidden"
    book.save(path)
    return path


HEADERS = ["N°", "Action", "Porteur", "Partenaires", "Échéance", "Indicateurs de suivi"]
AXES: dict[str, list[list[Any]]] = {
    "LISEZ-MOI": [["Mode d’emploi du tableau"], ["Une feuille par axe"]],
    "Axe_1": [
        ["Plan d’actions 2024"],
        HEADERS,
        ["1.1", "Écrire un guide des familles", "CAF79", "MJC", 2025, "Exemplaires"],
        ["1.2", "Former les équipes", "MJC", None, 2026, None],
    ],
    "Axe_2": [
        ["Axe 2 : Accueillir les jeunes enfants"],
        [None],
        HEADERS,
        ["2.1", "Ouvrir un accueil", "CAF79", None, "T3 2026", "Places"],
        ["2.2", "Former les équipes", "CAF79", None, None, None],
    ],
    "Parentalité": [HEADERS[1:], ["Animer un café", "=B9", None, "mars 2025", None]],
    "LISTES": [["Statuts", "Porteurs"], ["À venir", "CAF79"]],
    "Budget": [["Action", "Montant", "Charges", "Produits"], ["Écrire un guide des familles", 1200, 3, 4]],
    "Salles": [["Salle", "Places"], ["Grande", 40]],
    "Archives": [HEADERS, ["0.1", "Ancienne action", "CAF79", None, 2019, None]],
}


def test_one_sheet_per_axe_among_others(tmp_path: Path, dossier: Path) -> None:
    book = sheets(tmp_path / "plan.xlsx", **AXES)
    ready = prepare_import([book], dossier)
    ctg = ready.new
    names = {o.id: o.intitule for o, _, _ in ctg.strategie.walk()}
    assert [(f.intitule, names[f.rattachement or ""]) for f in ctg.fiches_actions] == [
        ("Écrire un guide des familles", "Piloter et valoriser la coopération"),
        ("Former les équipes", "Piloter et valoriser la coopération"),
        ("Ouvrir un accueil", "Accueillir les jeunes enfants"),
        ("Former les équipes", "Accueillir les jeunes enfants"),
        ("Animer un café", "Parentalité"),
    ]
    assert ctg.fiches_actions[0].constat == "Déjà su."
    budget = ctg.fiches_actions[0].budget
    assert budget
    assert [(str(x.sens), str(x.montant_euros)) for x in budget.lignes] == [
        ("depense", "1200"),
        ("recette", "4"),
    ]  # the sheet of the budgets names its actions
    assert "Charges : 3" in ctg.fiches_actions[0].notes
    assert ctg.fiches_actions[4].thematiques == ("parentalite",)
    assert told(ready, "TAB029") == [
        "LISEZ-MOI Feuille « LISEZ-MOI » laissée : elle présente ou explique le tableau, sans rien dire du plan.",
        "LISTES Feuille « LISTES » laissée : elle présente ou explique le tableau, sans rien dire du plan.",
    ]
    assert told(ready, "TAB067") == [
        "Salles Feuille « Salles » laissée (4 cases) : aucune ligne d’en-têtes d’un plan d’actions.",
        "Archives Feuille « Archives » laissée (10 cases) : elle est masquée.",
    ]
    assert [t.partition(" Feuille")[0] for t in told(ready, "TAB030")] == ["Axe 1", "Axe 2!A1", "Parentalité"]
    assert not told(ready, "TAB027")
    assert [(p.code, p.place.cell) for p in ready.left] == [
        ("TAB067", "Salles"),
        ("TAB067", "Archives"),
        ("TAB011", "Parentalité!B2"),
        ("TAB039", "Budget!C2"),
    ]


def test_the_choice_of_sheets_is_corrected_and_remembered(tmp_path: Path, dossier: Path) -> None:
    book = sheets(tmp_path / "plan.xlsx", **AXES)
    proposed = prepare_import([book], dossier).kept["correspondances/plan.yaml"].decode()
    assert "Axe 2: lire" in proposed
    corrected = tmp_path / "choix.yaml"
    corrected.write_text(
        proposed.replace("Axe 2: lire", "Axe 2: ignorer\n  Archives: lire"),
        encoding="utf-8",
    )
    ready = prepare_import([book], dossier, mapping=corrected)
    titles = [f.intitule for f in ready.new.fiches_actions]
    assert titles == [
        "Écrire un guide des familles",
        "Former les équipes",
        "Animer un café",
        "Ancienne action",
    ]
    apply_import(ready, "x")
    again = prepare_import([book], dossier)
    assert again.changes == ()
    assert "Feuille « Axe 2 » laissée : le fichier de correspondances le dit." in " ".join(
        told(again, "TAB029")
    )


def test_an_action_attached_more_precisely_stays_there(tmp_path: Path) -> None:
    base = tmp_path / "val"
    base.mkdir()
    (base / "ctg.yaml").write_text(
        "territoire: {nom: Val}\n"
        "strategie: {objectifs: [{id: a, intitule: Agir, sous_objectifs: [{id: b, intitule: Mieux agir}]}]}\n"
        "fiches_actions: [{id: f, intitule: Ouvrir, rattachement: b}]\n",
        encoding="utf-8",
    )
    rows: list[list[Any]] = [["Action", "Public"], ["Ouvrir", "familles"]]
    ready = prepare_import([save(tmp_path / "p.xlsx", rows, title="Axe 1 - Agir")], base)
    (fiche,) = ready.new.fiches_actions
    assert (fiche.rattachement, fiche.publics_cibles) == ("b", ("familles",))


def test_what_a_fiche_cannot_hold_leaves_what_the_dossier_says(tmp_path: Path, dossier: Path) -> None:
    path = tmp_path / "p.csv"
    path.write_text(
        "Action;Constat;Pilote\nÉcrire un guide des familles;Mal\x0b su;CAF79\n", encoding="utf-8"
    )
    ready = prepare_import([path], dossier)
    (guide,) = ready.new.fiches_actions
    assert (guide.constat, guide.pilote) == ("Déjà su.", "caf")
    assert [(p.code, p.place.cell) for p in ready.left] == [("CHP004", "A2")]


def test_through_the_command(run: Run, tmp_path: Path, dossier: Path) -> None:
    save(tmp_path / "p.xlsx", [["Action", "Pilote"], ["Ouvrir", "CAF79"]])
    shown = run("import", "p.xlsx", dossier, "--dry-run")
    assert shown.returncode == 0
    assert "colonnes:" in shown.stdout
    assert run("import", "p.xlsx", dossier, "--yes").returncode == 0
    assert (dossier / "correspondances" / "p.yaml").is_file()
    assert run("check", dossier).returncode == 0
    assert "Aucune différence" in run("import", "p.xlsx", dossier).stdout


def test_a_sheet_without_actions_is_refused(tmp_path: Path, dossier: Path) -> None:
    path = save(tmp_path / "p.xlsx", [["Recettes", "Dépenses"], [1, 2]])
    with pytest.raises(DataError, match="plan d’actions"):
        read_file(path, None, dossier)


def test_an_unknown_field_in_a_mapping_is_refused(tmp_path: Path, dossier: Path) -> None:
    path = save(tmp_path / "p.xlsx", [["Action", "Pilote"], ["Ouvrir", "CAF79"]])
    wrong = tmp_path / "c.yaml"
    wrong.write_text("colonnes:\n  Action: titre\n", encoding="utf-8")
    with pytest.raises(DataError, match="champ inconnu « titre »"):
        prepare_import([path], dossier, mapping=wrong)


def test_the_fixture_is_a_dossier(dossier: Path) -> None:
    from ctg_docs.steps.load import load

    assert isinstance(load(dossier), Ctg)
