"""From a clock time with its zone to the one instant it names."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from bot.extract.lang.en.words import AMBIGUOUS_ZONES, ZONE_REGIONS, ZONE_WORDS
from bot.model.time import Precision, TimeExpression, When

_CLOCK = re.compile(r"^(?P<day>\d{4}-\d\d-\d\d)T(?P<clock>\d\d:\d\d)")
_REGION = re.compile(r"(?P<region>[A-Za-z]+)(?: standard| daylight)? time\b", re.IGNORECASE)
_YEAR_END = re.compile(r"\byear(?:[’']s)?[ -]end\b", re.IGNORECASE)
_WORD = re.compile(r"[A-Za-z]+")
_OFFSET = re.compile(r"(?P<sign>[+-])(?P<hours>\d\d):(?P<minutes>\d\d)$")


def when_of(time: TimeExpression) -> When:
    """Return when a dated expression is, with its instant where it tells a clock time and a zone."""
    assert time.earliest is not None
    assert time.latest is not None
    if time.precision is Precision.DAY and _YEAR_END.search(time.text):
        return _year(time.earliest.year)
    instant, zone = _instant(time)
    return When(
        value=time.value,
        precision=time.precision,
        earliest=time.earliest,
        latest=time.latest,
        instant=instant,
        zone=zone,
    )


def _year(year: int) -> When:
    """ "By year-end" names no day on which it happens."""
    return When(value=f"{year:04d}", precision=Precision.YEAR, earliest=date(year, 1, 1), latest=date(year, 12, 31))


def _instant(time: TimeExpression) -> tuple[datetime | None, str | None]:
    match = _CLOCK.match(time.value)
    zone = "UTC" if time.value.endswith("Z") else _zone_told(time.text)
    if match is None or zone is None:
        return None, None
    place = _zone(zone)
    if place is None:
        return None, None
    return datetime.fromisoformat(f"{match['day']}T{match['clock']}").replace(tzinfo=place), zone


def _zone_told(text: str) -> str | None:
    """Return the zone that the words name: an IANA name, "UTC" or an offset; None if they name none."""
    region = _REGION.search(text)
    if region:
        return ZONE_REGIONS.get(region["region"].lower())
    for word in _WORD.findall(text):
        key = word.lower()
        if key in ZONE_WORDS and (word.isupper() or key not in AMBIGUOUS_ZONES):
            return ZONE_WORDS[key]
    return None


def _zone(name: str) -> tzinfo | None:
    if name == "UTC":
        return UTC
    match = _OFFSET.match(name)
    if match:
        minutes = int(match["hours"]) * 60 + int(match["minutes"])
        return timezone(timedelta(minutes=minutes if match["sign"] == "+" else -minutes))
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        return None
