"""The calendar file joined to a letter (RFC 5545). The same meeting always gives the same bytes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

__all__ = ["FUSEAUX", "Creneau", "build_ics", "fuseau"]

FUSEAUX = {
    "971": "America/Guadeloupe",
    "972": "America/Martinique",
    "973": "America/Cayenne",
    "974": "Indian/Reunion",
    "976": "Indian/Mayotte",
}
"""Time zones of the overseas départements; the others keep Paris time."""

_DUREE = timedelta(hours=2)


def fuseau(code_departement: str | None) -> str:
    """Return the time zone of a département."""
    return FUSEAUX.get(code_departement or "", "Europe/Paris")


@dataclass(frozen=True, slots=True)
class Creneau:
    """When the meeting is held.

    Attributes:
        jour: day of the meeting.
        debut: local hour; without it the event lasts the whole day.
        fin: local hour; without it the event lasts two hours.
        zone: time zone of the territory.
    """

    jour: date
    debut: time | None
    fin: time | None
    zone: str


def build_ics(uid: str, creneau: Creneau, texts: dict[str, str], *, provisoire: bool) -> bytes:
    """Return an iCalendar file with one event.

    Args:
        uid: stable identifier: sending again updates the reader's calendar.
        creneau: when the meeting is held.
        texts: properties `summary`, `location`, `description`, `url`; empty ones are left out.
        provisoire: True while the place or the hour is not sure.
    """
    from icalendar import Calendar, Event

    jour, debut, fin, zone = creneau.jour, creneau.debut, creneau.fin, creneau.zone
    event = Event()
    event.add("uid", uid)
    event.add("dtstamp", datetime.combine(jour, time(), UTC))
    if debut is None:
        event.add("dtstart", jour)
        event.add("dtend", jour + timedelta(days=1))
    else:
        start = datetime.combine(jour, debut, ZoneInfo(zone))
        end = datetime.combine(jour, fin, ZoneInfo(zone)) if fin else start + _DUREE
        event.add("dtstart", start)
        event.add("dtend", end)
    for name, value in texts.items():
        if value:
            event.add(name, value)
    event.add("status", "TENTATIVE" if provisoire else "CONFIRMED")
    calendar = Calendar()
    calendar.add("prodid", "-//ctg-docs//convocation//FR")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add_component(event)
    if debut is not None:
        calendar.add_missing_timezones()
    return bytes(calendar.to_ical())
