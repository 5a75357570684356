"""A dossier for other tools: what each file says, read back by a reader that is not ours."""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
import subprocess
from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from icalendar import Calendar

from ctg_docs.agenda import evenements
from ctg_docs.api import load, render
from ctg_docs.api.exports import (
    export_calendar,
    export_json,
    export_registers,
    export_scdl,
    write_json,
    write_registers,
)
from ctg_docs.echanges.sorties import COLUMNS, build_scdl
from ctg_docs.echanges.tableaux import Row, assemble, tables
from ctg_docs.errors import DataError, OutputError
from ctg_docs.models import Ctg
from ctg_docs.sources import diagnose
from tests.cli.conftest import run as run_fixture
from tests.strategies import ctgs

EXAMPLES = sorted((Path(__file__).resolve().parents[2] / "examples").iterdir())
COMPLETE = next(p for p in EXAMPLES if p.name == "pays-auvrelle")
Run = Callable[..., "subprocess.CompletedProcess[str]"]
run = run_fixture
QUICK = settings(
    max_examples=25, deadline=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck)
)


def minimal(**sections: object) -> Ctg:
    return Ctg.model_validate({"territoire": {"nom": "Essai"}, **sections})


# JSON


@pytest.mark.parametrize("folder", EXAMPLES, ids=lambda p: p.name)
def test_json_reads_back_unchanged_with_its_files(folder: Path, tmp_path: Path) -> None:
    ctg = load(folder)
    written = write_json(ctg, tmp_path / "sortie" / "dossier.json")
    back = load(written[0])
    assert back == ctg
    assert back.provenance.files == ctg.provenance.files
    assert len(written) == 1 + len(ctg.provenance.files)


@QUICK
@given(ctgs())
def test_any_dossier_is_in_its_json(tmp_path_factory: pytest.TempPathFactory, ctg: Ctg) -> None:
    path = tmp_path_factory.mktemp("json") / "dossier.json"
    path.write_bytes(export_json(ctg))
    assert diagnose(path).ctg == ctg


def test_json_has_true_numbers_and_booleans(tmp_path: Path) -> None:
    ctg = minimal(
        fiches_actions=[
            {
                "id": "f",
                "intitule": "Agir",
                "calendrier": {"recurrente": "oui"},
                "suivi": [{"annee": 2024, "depense_euros": amount} for amount in ("1200", "12,5", "12.1250")],
            }
        ]
    )
    path = tmp_path / "d.json"
    path.write_bytes(export_json(ctg))
    fiche = json.loads(path.read_bytes())["fiches_actions"][0]
    assert fiche["calendrier"]["recurrente"] is True
    assert [s["depense_euros"] for s in fiche["suivi"]] == [1200, 12.5, "12.1250"]
    assert load(path) == ctg


def test_json_in_the_way_of_another_file_is_refused(tmp_path: Path) -> None:
    ctg = load(COMPLETE)
    name = next(iter(ctg.provenance.files))
    other = tmp_path / name
    other.parent.mkdir(parents=True)
    other.write_bytes(b"autre chose")
    with pytest.raises(OutputError, match="Déjà présent"):
        write_json(ctg, tmp_path / "d.json")
    assert not (tmp_path / "d.json").exists()
    write_json(ctg, tmp_path / "d.json", force=True)
    assert other.read_bytes() == ctg.provenance.files[name]


def test_json_goes_beside_the_dossier_s_own_files(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(COMPLETE, tmp_path / "dossier"))
    assert write_json(load(folder), folder / "copie.json") == [folder / "copie.json"]


# CSV


def rows_back(files: dict[str, bytes]) -> dict[str, list[Row]]:
    """Read the registers as any program would: the csv module, nothing of ours but the names."""
    by_size = dict(zip(files, tables(), strict=True))
    found: dict[str, list[Row]] = {}
    for name, table in by_size.items():
        lines = list(csv.reader(io.StringIO(files[name].decode(), newline=""), delimiter=";"))
        if name == "dossier.csv":
            values = {c.header: v for c, (_, _, v) in zip(table.columns, lines[1:], strict=True)}
            found[table.name] = [Row({h: v or None for h, v in values.items()})]
        else:
            heads, *body = lines
            found[table.name] = [
                Row({h: v or None for h, v in zip(heads, line, strict=True)}) for line in body
            ]
    return found


@pytest.mark.parametrize("folder", EXAMPLES, ids=lambda p: p.name)
def test_registers_lose_nothing(folder: Path) -> None:
    ctg = load(folder)
    back = assemble(rows_back(export_registers(ctg)))
    assert back.ctg == ctg


@QUICK
@given(ctgs())
def test_registers_of_any_dossier_lose_nothing(ctg: Ctg) -> None:
    assert assemble(rows_back(export_registers(ctg))).ctg == ctg


def test_registers_are_french_and_for_excel_when_asked() -> None:
    ctg = minimal(
        fiches_actions=[
            {
                "id": "f",
                "intitule": "=HYPERLINK(1)",
                "objectifs": ["+1", "\n- deux"],
                "suivi": [{"annee": 2024, "depense_euros": "1250,5"}],
            }
        ]
    )
    plain, excel = export_registers(ctg), export_registers(ctg, excel=True)
    assert plain.keys() == excel.keys() >= {"fiches.csv", "plan-de-financement.csv", "dossier.csv"}
    assert plain["fiches.csv"].startswith("Identifiant;Intitulé;Rattachement;".encode())
    assert "f;=HYPERLINK(1);" in plain["fiches.csv"].decode()
    assert "1250,5" in plain["suivi-annuel.csv"].decode()
    assert excel["fiches.csv"].startswith(b"\xef\xbb\xbfIdentifiant;")
    for line in csv.reader(io.StringIO(excel["fiches.csv"].decode("utf-8-sig"), newline=""), delimiter=";"):
        assert not any(cell.startswith(("=", "+", "-", "@")) for cell in line)
    assert "'=HYPERLINK(1)" in excel["fiches.csv"].decode()


def test_registers_do_not_replace_files_unasked(tmp_path: Path) -> None:
    ctg = minimal()
    assert len(write_registers(ctg, tmp_path)) == len(tables())
    with pytest.raises(OutputError, match="existe"):
        write_registers(ctg, tmp_path)
    write_registers(ctg, tmp_path, force=True)


# SCDL

BODY: dict[str, object] = {
    "id": "cc",
    "nature": "communaute_communes",
    "nom": "Communauté",
    "siret": "732 829 320 00074",
}
ACT: dict[str, object] = {
    "id": "acte",
    "organisme": "cc",
    "numero": "2023-10-112",
    "date": "19 octobre 2023",
    "matiere_code": "8.2",
    "matiere_nom": "Aide sociale",
    "objet": "Convention\nterritoriale",
}


def dossier(act: Mapping[str, object], body: Mapping[str, object] | None = None) -> Ctg:
    return minimal(organismes=[{**BODY, **(body or {})}], deliberations=[{**ACT, **act}])


def table(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode(), newline="")))


def test_scdl_has_the_columns_and_forms_of_the_schema() -> None:
    vote = {"en_exercice": 34, "presents": 30, "pouvoirs": 2, "abstentions": 2, "contre": 1}
    more = {"vote": vote, "budget_annee": 2024, "budget_nom": "Budget principal", "url": "https://x.fr/a.pdf"}
    found = export_scdl(dossier({**more, "date_transmission": "26 octobre 2023"}))
    [row] = table(found.data)
    assert tuple(row) == COLUMNS
    assert list(row.values()) == [
        "Communauté", "73282932000074", "2023-10-112", "2023-10-19", "8.2", "Aide sociale",
        "Convention territoriale", "2024", "Budget principal", "", "2023-10-26", "34", "32", "29", "1", "2",
        "https://x.fr/a.pdf",
    ]  # fmt: skip
    assert (found.written, found.problems) == (("acte",), ())


@pytest.mark.parametrize(
    ("act", "body", "column"),
    [
        ({"numero": None}, {}, "DELIB_ID"),
        ({"date": None}, {}, "DELIB_DATE"),
        ({"matiere_code": None}, {}, "DELIB_MATIERE_CODE"),
        ({"matiere_nom": None}, {}, "DELIB_MATIERE_NOM"),
        ({"objet": None}, {}, "DELIB_OBJET"),
        ({}, {"siret": None}, "COLL_SIRET"),
    ],
)
def test_scdl_leaves_out_what_is_incomplete_and_says_it(
    act: dict[str, object], body: dict[str, object], column: str
) -> None:
    with pytest.raises(DataError, match="aucune n’est complète") as refusal:
        export_scdl(dossier(act, body))
    [problem] = refusal.value.problems
    assert problem.code == "SCD001"
    assert column in problem.message
    assert problem.path.startswith(("deliberations[0].", "organismes[0].siret"))


def test_scdl_refuses_wrong_forms() -> None:
    wrong = build_scdl(dossier({"matiere_code": "8", "url": "www.x.fr"}))
    assert [p.code for p in wrong.problems] == ["SCD002", "SCD003"]
    assert wrong.written == ()
    optional = build_scdl(dossier({"url": "www.x.fr", "budget_annee": 24}))
    assert [p.code for p in optional.problems] == ["SCD003", "SCD003"]
    assert [(r["DELIB_URL"], r["BUDGET_ANNEE"]) for r in table(optional.data)] == [("", "")]


def test_scdl_holds_no_vote_that_nobody_counted() -> None:
    [row] = table(build_scdl(dossier({"vote": {}})).data)
    assert {row[c] for c in COLUMNS if c.startswith("VOTE")} == {""}


def test_scdl_is_for_the_deliberations_of_collectivites() -> None:
    for act, body in (({}, {"nature": "caf"}), ({"nature": "decision"}, {})):
        with pytest.raises(DataError, match="aucune d’une collectivité"):
            export_scdl(dossier(act, body))
    found = export_scdl(load(COMPLETE))
    assert [r["DELIB_ID"] for r in table(found.data)][:2] == ["2023-10-118", "CP-2023-11-042"]
    assert {p.place.file for p in found.problems} == {"deliberations.yaml"}


# iCalendar


def events(ctg: Ctg) -> dict[str, Any]:
    calendar = Calendar.from_ical(export_calendar(ctg))
    found = list(calendar.walk("VEVENT"))
    assert len({str(e["uid"]) for e in found}) == len(found)
    return {str(e["uid"]).partition("@")[0]: e for e in found}


def test_calendar_shows_meetings_at_their_local_hour() -> None:
    ctg = load(COMPLETE)
    found = events(ctg)
    for reunion in ctg.reunions:
        event = found[reunion.id]
        assert reunion.date
        assert reunion.heure_debut
        start = event.decoded("dtstart")
        assert (start.date(), start.time()) == (reunion.date, reunion.heure_debut)
        assert start.utcoffset() == timedelta(hours=2 if start.month in range(4, 10) else 1)
        assert str(event["summary"]) == reunion.titre
        assert str(event["status"]) == "CONFIRMED"
    first = ctg.reunions[0].ordre_du_jour[0].titre
    assert f"1. {first}" in str(found[ctg.reunions[0].id]["description"])


def test_an_imprecise_milestone_spans_its_period_and_is_provisional() -> None:
    found = events(load(COMPLETE))
    event = found["deliberations-2028"]
    assert (event.decoded("dtstart"), event.decoded("dtend")) == (date(2028, 10, 1), date(2028, 12, 1))
    assert str(event["status"]) == "TENTATIVE"
    assert str(event["transp"]) == "TRANSPARENT"
    assert "Jour à fixer" in str(event["description"])
    assert found["retroplanning-cible"].decoded("dtstart") == date(2028, 12, 31)
    assert str(found["retroplanning-cible"]["status"]) == "CONFIRMED"
    assert "preparation" not in found  # the meeting of the 10th of December already shows it
    assert "evaluation-finale" not in found  # months of work, no milestone


def test_dates_to_choose_from_are_all_there_and_provisional() -> None:
    found = events(load(COMPLETE.with_name("mellois-en-poitou")))
    options = {name: e for name, e in found.items() if name.startswith("groupe-elaboration-")}
    assert [e.decoded("dtstart") for e in options.values()] == [date(2024, 3, 26), date(2024, 3, 29)]
    assert {str(e["status"]) for e in found.values()} <= {"TENTATIVE", "CONFIRMED"}
    assert all(str(e["status"]) == "TENTATIVE" for e in options.values())
    assert all("(date proposée)" in str(e["summary"]) for e in options.values())


def test_identifiers_are_stable_and_a_newer_file_wins() -> None:
    def version(day: str, hour: str) -> Any:
        reunion = {"id": "copil", "titre": "COPIL", "date": "2024-11-14", "heure_debut": hour}
        return events(minimal(version={"date": day}, reunions=[reunion]))["copil"]

    old, new = version("2024-10-01", "14 h"), version("2024-10-02", "15 h")
    assert old["uid"] == new["uid"]
    assert old.decoded("dtstamp") < new.decoded("dtstamp")
    assert new.decoded("dtstart") == datetime(2024, 11, 14, 15, tzinfo=new.decoded("dtstart").tzinfo)


def test_convocation_and_calendar_are_the_same_entry() -> None:
    ctg = load(COMPLETE)
    made = render(ctg, "convocation", reunion="2024-11-14-copil")
    [side] = [d for d in made if d.name.endswith(".ics")]
    [event] = Calendar.from_ical(side.data).walk("VEVENT")
    known = events(ctg)["2024-11-14-copil"]
    for name in ("uid", "summary", "location", "description", "dtstart", "dtend", "status"):
        assert event[name] == known[name], name


def test_twin_steps_keep_two_entries_and_overseas_hours_are_local() -> None:
    jalon = {"titre": "Signature", "debut": "2024-12-18", "jalon": True}
    ctg = minimal(
        territoire={"nom": "Ouest", "code_departement": "974"},
        retroplanning={"pistes": [{"nom": "CTG", "etapes": [jalon, {**jalon, "a_confirmer": True}]}]},
        reunions=[{"id": "r", "titre": "R", "date": "2024-07-01", "heure_debut": "9 h"}],
    )
    found = events(ctg)
    assert {"etape-ctg-signature", "etape-ctg-signature--2", "r"} == found.keys()
    assert [str(found[n]["status"]) for n in ("etape-ctg-signature", "etape-ctg-signature--2")] == [
        "CONFIRMED",
        "TENTATIVE",
    ]
    assert found["r"].decoded("dtstart").utcoffset() == timedelta(hours=4)


@QUICK
@given(ctgs())
def test_any_dossier_gives_a_calendar_that_others_read(ctg: Ctg) -> None:
    data = export_calendar(ctg)
    assert data == export_calendar(ctg)
    assert len(list(Calendar.from_ical(data).walk("VEVENT"))) == len(evenements(ctg))
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))


# Command line


@pytest.mark.parametrize(
    ("arguments", "file"),
    [
        (("d.json",), "d.json"),
        (("agenda.ics",), "agenda.ics"),
        (("d.csv", "--format", "scdl"), "d.csv"),
        (("registres", "--excel"), "registres/fiches.csv"),
        (("registres", "--format", "csv"), "registres/dossier.csv"),
    ],
)
def test_export_in_each_form(run: Run, tmp_path: Path, arguments: tuple[str, ...], file: str) -> None:
    done = run("export", COMPLETE, *arguments)
    assert done.returncode == 0, done.stderr
    assert (tmp_path / file).stat().st_size
    assert str(Path(file)) in done.stdout.splitlines()
    again = run("export", COMPLETE, *arguments)
    assert again.returncode == 5
    assert run("export", COMPLETE, *arguments, "--force").returncode == 0


def test_export_says_what_open_data_leaves_out(run: Run, tmp_path: Path) -> None:
    done = run("export", COMPLETE, "d.csv", "--format", "scdl")
    assert "SCD001" in done.stderr
    assert "CP-2025-11-036" in done.stderr
    assert "CP-2025-11-036" not in (tmp_path / "d.csv").read_text(encoding="utf-8")
    none = run("export", COMPLETE.with_name("mellois-en-poitou"), "m.csv", "--format", "scdl")
    assert none.returncode == 3
    assert not (tmp_path / "m.csv").exists()


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("d.csv",), "--format scdl"),
        (("d.pdf",), "Forme inconnue"),
        (("d.json", "--excel"), "--excel"),
    ],
)
def test_export_asks_when_it_can_t_know(run: Run, arguments: tuple[str, ...], words: str) -> None:
    done = run("export", COMPLETE, *arguments)
    assert done.returncode == 2
    assert words in re.sub(r"\s+", " ", done.stderr)


def test_amounts_stay_exact() -> None:
    exact = "12345678901234567.125"
    ctg = minimal(
        fiches_actions=[
            {"id": "f", "intitule": "Agir", "suivi": [{"annee": 2024, "depense_euros": Decimal(exact)}]}
        ]
    )
    assert json.loads(export_json(ctg))["fiches_actions"][0]["suivi"][0]["depense_euros"] == f"{exact}0"
