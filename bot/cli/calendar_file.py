"""Events as an iCalendar file (RFC 5545)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from icalendar import Calendar
from icalendar import Event as Entry

from bot.cli.output import shown
from bot.model.event import EventStatus, KnownEvent
from bot.model.message import Text
from bot.render import pieces

_STATUS = {EventStatus.TENTATIVE: "TENTATIVE", EventStatus.CANCELLED: "CANCELLED"}


def calendar(events: Sequence[KnownEvent], now: datetime) -> str:
    """Return the calendar; `now` stamps its entries. Intervals without a known day are whole-day spans."""
    whole = Calendar()
    whole.add("prodid", "-//Dateline//EN")
    whole.add("version", "2.0")
    for known in events:
        whole.add_component(_entry(known, now))
    text: bytes = whole.to_ical()
    return text.decode()


def _entry(known: KnownEvent, now: datetime) -> Entry:
    event, entry = known.event, Entry()
    entry.add("uid", f"{event.id}@dateline")
    entry.add("dtstamp", now)
    entry.add("summary", shown(event.title))
    entry.add("status", _STATUS.get(event.status, "CONFIRMED"))
    if event.when.instant:
        entry.add("dtstart", event.when.instant)
    else:
        entry.add("dtstart", event.when.earliest)
        entry.add("dtend", event.when.latest + timedelta(days=1))  # exclusive: RFC 5545, section 3.6.1
    if event.place:
        entry.add("location", shown(event.place))
    if known.url:
        entry.add("url", known.url)
    said = [event.evidence[0].text, f"{known.headline} ({known.source or 'no source'})", *_amendment(known)]
    entry.add("description", "\n".join(map(shown, said)))
    return entry


def _amendment(known: KnownEvent) -> list[str]:
    return ["".join(part.text for part in line if isinstance(part, Text)) for line in pieces.amendment(known)]
