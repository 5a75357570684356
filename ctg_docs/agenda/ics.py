"""Calendar files (RFC 5545). The same events always give the same bytes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo

from ctg_docs.agenda.fuseaux import timezone
from ctg_docs.models.horaires import duree_entre

if TYPE_CHECKING:
    from icalendar import Event

__all__ = ["Creneau", "Evenement", "build_ics"]

_DUREE: Final = timedelta(hours=2)
_JOUR: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Creneau:
    """When something takes place.

    Attributes:
        jour: first day.
        debut: local hour; without it the event lasts whole days.
        fin: local hour; without it, or before the start, the event lasts two hours; early in the morning, it ends on the next day.
        zone: time zone of the territory.
        dernier: last day, for an event of several whole days.
    """

    jour: date
    debut: time | None = None
    fin: time | None = None
    zone: str = "Europe/Paris"
    dernier: date | None = None


@dataclass(frozen=True, slots=True)
class Evenement:
    """One entry of a calendar.

    Attributes:
        uid: stable identifier: sending again updates the reader's calendar.
        creneau: when it takes place.
        texts: properties `summary`, `location`, `description`, `url`, `categories`; empty ones are left out.
        provisoire: True while the date, the place or the hour is not sure.
        libre: True when it must not show its reader as busy.
        revision: how many times it changed since it was first sent: agenda programs keep the highest.
    """

    uid: str
    creneau: Creneau
    texts: Mapping[str, str] = field(default_factory=dict)
    provisoire: bool = False
    libre: bool = False
    revision: int = 0


def build_ics(
    events: Sequence[Evenement], *, producer: str, name: str = "", revised: date | None = None
) -> bytes:
    """Return a calendar file.

    Args:
        events: its entries, in order.
        producer: what made it, a word.
        name: how mail programs call the calendar.
        revised: day of the data, so that a newer file wins over an older one; the event's own day when unknown.
    """
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("prodid", f"-//ctg-docs//{producer}//FR")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    if name:
        calendar.add("x-wr-calname", name)
    for zone in dict.fromkeys(event.creneau.zone for event in events if event.creneau.debut is not None):
        calendar.add_component(timezone(zone))
    for event in events:
        calendar.add_component(_event(event, revised or event.creneau.jour))
    return bytes(calendar.to_ical())


def _event(entry: Evenement, revised: date) -> Event:
    from icalendar import Event

    event = Event()
    event.add("uid", entry.uid)
    event.add("dtstamp", datetime.combine(revised, time(), UTC) + timedelta(minutes=entry.revision))
    event.add("sequence", entry.revision)
    start, end = _span(entry.creneau)
    event.add("dtstart", start)
    event.add("dtend", end)
    for name, value in entry.texts.items():
        if value:
            event.add(name, value)
    event.add("status", "TENTATIVE" if entry.provisoire else "CONFIRMED")
    if entry.libre:
        event.add("transp", "TRANSPARENT")
    return event


def _span(creneau: Creneau) -> tuple[date, date]:
    jour, zone = creneau.jour, ZoneInfo(creneau.zone)
    if creneau.debut is None:
        return jour, (creneau.dernier or jour) + _JOUR
    start = datetime.combine(jour, creneau.debut, zone)
    return start, start + ((duree_entre(creneau.debut, creneau.fin) if creneau.fin else None) or _DUREE)
