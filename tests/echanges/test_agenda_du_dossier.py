"""The calendar of a dossier, read back by a reader that is not ours."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from hypothesis import given
from icalendar import Calendar

from ctg_docs.agenda import evenements
from ctg_docs.models import Ctg
from ctg_docs.steps.batch import render
from ctg_docs.steps.exports import export_calendar
from ctg_docs.steps.load import load
from tests.echanges.petit import minimal
from tests.echanges.sorties import COMPLETE, QUICK
from tests.strategies import ctgs


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
