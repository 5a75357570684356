"""A meeting prepared from nothing: three commands, one small workbook, papers ready to leave."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest
from click.testing import CliRunner, Result

from ctg_docs.cli.app import application
from tests.formulaires.word import W, fill

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
        Convocation__Signataire="Mme PrénomA NomA")  # fmt: skip
    put(book["Ordre du jour"], 4, Durée="1 h 15")
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


def test_an_import_says_once_what_it_did_to_all_the_names(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    run("init", "copil", "--reunion", "--excel", "--nom", "Pays de Trois")
    fill_in(Path("copil/classeur.xlsx"))
    done = run("import", "copil/classeur.xlsx", "copil", "--yes")
    told = [line.split()[0] for line in done.output.splitlines() if "TAB037" in line or "TAB004" in line]
    columns = [cell.rstrip("0123456789") for cell in told]
    assert len(columns) == len(set(columns)) > 2
    assert not {"TAB007", "TAB008"} & set(done.output.split()), "the small workbook was made without them"
    assert "signataire: prenoma-noma" in Path("copil/reunions/copil.yaml").read_text(encoding="utf-8")
    assert "duree_minutes: 75" in Path("copil/reunions/copil.yaml").read_text(encoding="utf-8")


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


def words(path: Path) -> str:
    """Return what a Word file says, in the order of its page."""
    body = docx.Document(str(path)).element.body
    texts = ("".join(node.text or "" for node in p.iter(f"{W}t")) for p in body.iter(f"{W}p"))
    return "\n".join(texts).replace("\u00a0", " ")


def hold_the_meeting() -> None:
    """Fill the form of the minutes in Word, as the secretary does, and take it."""
    run("form", "compte_rendu", "copil", "--reunion", "copil", "-o", "formulaires")
    (form,) = Path("formulaires").iterdir()
    states = ("Présent", "Présente", "Excusé", "Absente", "Présente", "Excusée")
    said: dict[str, Any] = {f"presences[{rank}].etat": state for rank, state in enumerate(states)}
    said |= {
        "compte_rendu.president": "PrénomA NomA",
        "compte_rendu.secretaire": "PrénomB NomB",
        "ordre_du_jour[0].echanges": ["Le bilan est présenté et partagé."],
        "decisions[0].texte": "Ouvrir un lieu d’accueil",
        "decisions[0].responsable": "PrénomB NomB",
        "decisions[0].echeance": date(2027, 2, 15),
        "actions[0].quoi": "Écrire aux maires",
        "actions[0].qui": "PrénomA NomA",
        "actions[0].quand": date(2027, 2, 1),
        "actions[1].quoi": "Réserver la salle",
        "actions[1].qui": "PrénomB NomB",
        "actions[1].quand": date(2027, 6, 1),
    }
    form.write_bytes(fill(form.read_bytes(), said))
    run("import", str(form), "copil", "--yes")


def plan_the_next(day: str) -> None:
    """Add the next meeting as a row of an up-to-date workbook."""
    run("export", "copil", "a-jour.xlsx")
    book = openpyxl.load_workbook("a-jour.xlsx")
    put(book["Réunions"], 4, Titre="Comité de pilotage de printemps", Instance="copil", Date=day)
    agenda = book["Ordre du jour"]
    put(agenda, agenda.max_row + 1, Réunion="Comité de pilotage de printemps", Titre="Suites")
    book.save("a-jour.xlsx")
    run("import", "a-jour.xlsx", "copil", "--yes")


@pytest.mark.usefixtures("copil")
def test_the_form_gives_minutes_what_each_must_do_and_what_is_late_next_time() -> None:
    hold_the_meeting()
    run(
        "generate",
        "copil",
        "compte_rendu",
        "releve_decisions",
        "--reunion",
        "copil",
        "--final",
        "-o",
        "apres",
    )
    minutes, decisions = (
        words(next(Path("apres").glob(f"*{name}.docx"))) for name in ("compte-rendu", "decisions")
    )
    assert "Le bilan est présenté et partagé." in minutes
    assert "Ouvrir un lieu d’accueil" in minutes
    assert "PrénomC NOMC" in minutes.partition("\n2 personnes excusées")[2].partition("absente")[0]
    todo = decisions.partition("Ce que chacun")[2]
    order = [
        "PrénomA NomA",
        "Écrire aux maires",
        "PrénomB NomB",
        "Ouvrir un lieu d’accueil",
        "Réserver la salle",
    ]
    assert [todo.index(one) for one in order] == sorted(todo.index(one) for one in order)
    plan_the_next("11/03/2027")
    run("generate", "copil", "ordre_du_jour", "--reunion", "comite-de-pilotage-de-printemps", "-o", "suite")
    agenda = words(next(Path("suite").glob("*ordre-du-jour.docx")))
    followed, _, late = agenda.partition("Actions en retard")
    assert "Ouvrir un lieu d’accueil" in followed
    assert "PrénomA NomA" in late
    assert "Écrire aux maires" in late
    assert "Réserver la salle" not in agenda
