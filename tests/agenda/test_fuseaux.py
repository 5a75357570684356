"""The time zones of calendar files, against those of the system; meetings that end after midnight."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar, Timezone

from ctg_docs.agenda import Creneau, Evenement, build_ics, evenement_reunion, fuseau
from ctg_docs.agenda.fuseaux import FUSEAUX
from ctg_docs.checks import run
from ctg_docs.models.horaires import duree_entre
from tests.documents.reunions import dossier, reunion

ZONES = sorted({*FUSEAUX.values(), "Europe/Paris"})


@pytest.mark.parametrize("zone", ZONES)
def test_the_rule_of_a_zone_gives_the_hours_of_the_zone(zone: str) -> None:
    events = [
        Evenement(f"{m}@x", Creneau(date(2027, m, 28), time(9), time(11), zone)) for m in (1, 3, 7, 10, 11)
    ]
    text = build_ics(events, producer="essai")
    assert b"RDATE" not in text
    assert text.count(b"BEGIN:VTIMEZONE") == 1
    (said,) = (c for c in Calendar.from_ical(text).walk("VTIMEZONE") if isinstance(c, Timezone))
    assert str(said["tzid"]) == zone
    read = said.to_tz()
    for year in range(2024, 2035):
        for day in range(0, 365, 5):
            at = datetime(year, 1, 1, 12) + timedelta(days=day)
            assert at.replace(tzinfo=read).utcoffset() == at.replace(tzinfo=ZoneInfo(zone)).utcoffset(), at


def test_every_departement_has_the_hour_of_its_prefecture() -> None:
    assert fuseau("79") == fuseau(None) == fuseau("2A") == "Europe/Paris"
    assert {fuseau(code) for code in ("975", "977", "978", "986", "987", "988")} <= {*FUSEAUX.values()}


@pytest.mark.parametrize(
    ("start", "end", "hours"),
    [
        (time(20, 30), time(0, 30), 4.0),
        (time(22), time(0), 2.0),
        (time(9), time(12), 3.0),
        (time(14), time(9), None),
        (time(20), time(20), None),
        (time(20), time(19), None),
    ],
)
def test_a_meeting_may_end_after_midnight_and_never_before_it_starts(
    start: time, end: time, hours: float | None
) -> None:
    expected = timedelta(hours=hours) if hours else None
    assert duree_entre(start, end) == expected
    data = reunion(
        heure_debut=start.isoformat("minutes"), heure_fin=end.isoformat("minutes"), lieu={"nom": "Mairie"}
    )
    ctg = dossier(data)
    told = [p for p in run(ctg, final=True) if p.code == "CTG504"]
    assert bool(told) is (expected is None)
    entry = evenement_reunion(ctg, ctg.reunions[0], date(2024, 1, 19))
    (event,) = Calendar.from_ical(build_ics([entry], producer="essai")).walk("VEVENT")
    assert event.decoded("dtend") - event.decoded("dtstart") == (expected or timedelta(hours=2))


def test_how_to_connect_keeps_its_words_and_gives_one_address() -> None:
    lines = "https://visio.exemple.fr/copil?x=1\nCode : 1234, ou 05 49 00 00 00"
    data = reunion(visio=lines, heure_debut="9 h")
    ctg = dossier(data)
    entry = evenement_reunion(ctg, ctg.reunions[0], date(2024, 1, 19))
    assert entry.texts["url"] == "https://visio.exemple.fr/copil?x=1"
    assert "Code : 1234" in entry.texts["description"].replace("\u00a0", " ")
    said = dossier(reunion(visio="Lien envoyé par courriel"))
    entry = evenement_reunion(said, said.reunions[0], date(2024, 1, 19))
    assert entry.texts["url"] == ""
    assert "Lien envoyé" in entry.texts["description"]
