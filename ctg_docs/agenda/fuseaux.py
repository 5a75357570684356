"""Time zones of the départements, as calendar files say them: a repeating rule, which every agenda program reads."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo

if TYPE_CHECKING:
    from icalendar import Timezone, TimezoneDaylight, TimezoneStandard

__all__ = ["FUSEAUX", "fuseau", "timezone"]

FUSEAUX: Final = {
    "971": "America/Guadeloupe",
    "972": "America/Martinique",
    "973": "America/Cayenne",
    "974": "Indian/Reunion",
    "975": "America/Miquelon",
    "976": "Indian/Mayotte",
    "977": "America/St_Barthelemy",
    "978": "America/Marigot",
    "986": "Pacific/Wallis",
    "987": "Pacific/Tahiti",
    "988": "Pacific/Noumea",
}
"""Time zones overseas; the other départements keep Paris time."""

_SUMMER: Final = {
    "Europe/Paris": (("1981-03-29T02:00", 3, "-1SU"), ("1996-10-27T03:00", 10, "-1SU")),
    "America/Miquelon": (("2007-03-11T02:00", 3, "2SU"), ("2007-11-04T02:00", 11, "1SU")),
}
"""First time, month and Sunday of the change to summer time, then back; the other zones never change."""
_NEVER: Final = ("1970-01-01T00:00", 0, "")
_YEAR: Final = 2024
"""Any year in which all these rules hold."""


def fuseau(code_departement: str | None) -> str:
    """Return the time zone of a département."""
    return FUSEAUX.get(code_departement or "", "Europe/Paris")


def timezone(zone: str) -> Timezone:
    """Return what a calendar file says of a time zone of `fuseau`."""
    from icalendar import Timezone, TimezoneDaylight, TimezoneStandard

    said = Timezone()
    said.add("tzid", zone)
    winter, summer = (datetime(_YEAR, month, 1, 12, tzinfo=ZoneInfo(zone)) for month in (1, 7))
    to_summer, to_winter = _SUMMER.get(zone, (_NEVER, _NEVER))
    said.add_component(_half(TimezoneStandard(), winter, summer, to_winter))
    if zone in _SUMMER:
        said.add_component(_half(TimezoneDaylight(), summer, winter, to_summer))
    return said


def _half(
    half: TimezoneStandard | TimezoneDaylight, kept: datetime, left: datetime, change: tuple[str, int, str]
) -> TimezoneStandard | TimezoneDaylight:
    first, month, sunday = change
    half.add("dtstart", datetime.fromisoformat(first))
    half.add("tzoffsetfrom", left.utcoffset() or timedelta())
    half.add("tzoffsetto", kept.utcoffset() or timedelta())
    half.add("tzname", kept.tzname() or "")
    if month:
        half.add("rrule", {"freq": "yearly", "bymonth": month, "byday": sunday})
    return half
