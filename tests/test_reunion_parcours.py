"""A meeting prepared from nothing: three commands, one small workbook, papers ready to leave."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl
import pytest
from click.testing import CliRunner, Result

from ctg_docs.cli.app import application

MEMBERS = [(f"Prénom{chr(65 + n)}", f"Nom{chr(65 + n)}") for n in range(6)]


def run(*words: str, code: int = 0) -> Result:
    done = CliRunner().invoke(application, list(words))
    assert done.exit_code == code, done.output
    return done


def put(sheet: Any, row: int, **values: object) -> None:
    """Write values under the titles that the sheet shows."""
    titles = {str(cell.value): cell.column for cell in sheet[2] if cell.value}
    for title, value in values.items():
        sheet.cell(row, titles[title.replace("__", "\u00a0– ").replace("_", " ")], value)


def fill_in(path: Path) -> list[str]:
    """Fill the small workbook as a secretary does: names, never identifiers, nothing that can be understood."""
    book = openpyxl.load_workbook(path)
    put(book["Organismes"], 3, Nature="Communauté de communes", Nom="Communauté de communes du Pays de Trois")
    for rank, (first, last) in enumerate(MEMBERS):
        put(book["Personnes"], 3 + rank, Civilité="Madame", Prénom=first, Nom=last, Fonction="Membre",
            Organisme="Communauté de communes du Pays de Trois")  # fmt: skip
        put(book["Membres"], 3 + rank, Personne=f"{first} {last}")
    put(book["Réunions"], 3, Organisateur="Communauté de communes du Pays de Trois", Date="14/01/2027",
        Début="9 h 30", Fin="12 h", Lieu__Lieu="Mairie", Lieu__Salle="Salle du conseil",
        Convocation__Signataire="PrénomA NomA")  # fmt: skip
    put(book["Réunions"], 3, **{"Convocation__Date d’envoi": "04/01/2027"})
    book.save(path)
    return [name for name in book.sheetnames if book[name].sheet_state == "visible"]


@pytest.fixture
def copil(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    run("init", "copil", "--reunion", "--excel", "--nom", "Pays de Trois")
    sheets = fill_in(Path("copil/classeur.xlsx"))
    assert len(sheets) <= 9
    run("import", "copil/classeur.xlsx", "copil", "--yes")


@pytest.mark.usefixtures("copil")
def test_three_commands_give_final_papers_of_a_dossier_that_has_nothing_else() -> None:
    run("generate", "copil", "--reunion", "copil", "--final")
    made = sorted(p.name for p in Path("sortie").iterdir())
    assert "2027-01-14-copil-ordre-du-jour.docx" in made
    assert "2027-01-14-copil-feuille-emargement.docx" in made
    assert sum("-convocation-nom" in name and name.endswith(".docx") for name in made) == len(MEMBERS) - 1
    assert "2027-01-14-copil-convocation.ics" in made


@pytest.mark.usefixtures("copil")
def test_a_dossier_that_only_has_a_meeting_is_asked_for_nothing_else() -> None:
    done = run("check", "copil", "--final", "ordre_du_jour", "convocation", "feuille_emargement")
    assert "convention" not in done.output.replace("convention territoriale", "")


def test_the_yaml_alone_begins_the_same_dossier(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    run("init", "copil", "--reunion")
    assert not Path("copil/classeur.xlsx").exists()
    done = run("generate", "copil", "ordre_du_jour", "convocation")
    assert "ordre-du-jour" in done.output
    run("init", "autre", "--reunion", "--exemple", code=2)


@pytest.mark.usefixtures("copil")
def test_the_whole_workbook_still_takes_what_the_small_one_gave() -> None:
    run("export", "copil", "entier.xlsx")
    done = run("import", "entier.xlsx", "copil", "--yes")
    assert "Rien ne change" in done.output or "aucun" in done.output.lower(), done.output
