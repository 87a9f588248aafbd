"""Digest times and quiet hours as people write them: "weekdays at 8", "mon, thu 07:30 and 18:00", "22:00-07:00".

the text is cut into days ("mon to fri", "weekends"), times ("8", "6pm") and spans of time ("22-7")
days and the times that follow them make a group, or times and the days that follow them if it begins with a time
a group without days means every day; one without times means eight in the morning
cron expressions and recurrence rules are taken too; those that say no more than days and times become such a group
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from itertools import groupby
from zoneinfo import ZoneInfo

from bot.decide import cron, quiet, recurrence, rrule_text, slots
from bot.errors import PolicyError
from bot.flows.wishes.times import OFF, time_of_day
from bot.model.policy import MAX_DIGESTS, MAX_QUIET_HOURS
from bot.model.recurrence import EVERY_DAY, WEEKEND, WORKDAYS, Cron, QuietHours, Recurrence, Rule, Weekly

MORNING = time(8, 0)
"""What is meant where days are named and no time."""

_DIGEST_HINT = (
    "Write it like “weekdays at 8”, “mon, thu 07:30 and 18:00”, “0 8 * * 1-5”, “FREQ=WEEKLY;BYDAY=MO”, or “off”."
)
_QUIET_HINT = "Write them like “22:00-07:00”, “weekdays 10pm-7am; weekends 23-9”, or “off”."
_LONGEST = 500
"""Characters: more than any wish that a person writes by hand."""

_NAMES = ("mon(?:days?)?", "tue(?:s|sdays?)?", "wed(?:nesdays?)?", "thu(?:rs?|rsdays?)?", "fri(?:days?)?",
          "sat(?:urdays?)?", "sun(?:days?)?")  # fmt: skip
_SHORT = ("mo", "tu", "we", "th", "fr", "sa", "su")
DAY_NAME = "|".join(f"(?:{name}|{short})" for name, short in zip(_NAMES, _SHORT, strict=True))
_SETS = {
    r"(?:work|week|business )days?": WORKDAYS,
    r"weekends?": WEEKEND,
    r"daily|every ?day|all days|each day": EVERY_DAY,
}
_CLOCK = r"(?:\d{1,2}(?:[:.h]\d{2})?(?: ?[ap]m)?|noon|midday|midnight)"
_TO = r" ?(?:-|–|—|to|till|until|through) ?"
_TOKEN = re.compile(
    rf"(?P<set>\b(?:{'|'.join(_SETS)})\b)"
    r"|(?P<skip>[\s,;.&+]+|\b(?:at|on|and|from|between|every|each|the|in|o'?clock|only|in the)\b)"
    rf"|\b(?P<first>{DAY_NAME}){_TO}(?P<last>{DAY_NAME})\b"
    rf"|\b(?P<day>{DAY_NAME})\b"
    rf"|\b(?P<start>{_CLOCK}){_TO}(?P<end>{_CLOCK})(?![\w:])"
    rf"|\b(?P<time>{_CLOCK})(?![\w:])"
)
_BETWEEN = re.compile(r"\bbetween (\S{1,5}(?: ?[ap]m)?) and ")
_HOURLY = re.compile(r"hourly|every (?:(\d{1,2}) )?hours?")


@dataclass
class _Group:
    days: list[int] = field(default_factory=list)
    times: list[time] = field(default_factory=list)
    spans: list[tuple[time, time]] = field(default_factory=list)


def digests(text: str, *, now: datetime, zone: ZoneInfo) -> tuple[Recurrence, ...]:
    """Read when digests come; "off" gives none. Raises PolicyError, also for more than one an hour."""
    return () if _plain(text, _DIGEST_HINT) in OFF else all_digests([text], now=now, zone=zone)


def all_digests(texts: Sequence[str], *, now: datetime, zone: ZoneInfo) -> tuple[Recurrence, ...]:
    """Read several rules for digests, each as `digests` does. Raises PolicyError."""
    today = slots.local_day(now, zone)
    wanted = tuple(one for text in texts for one in _written(text, _plain(text, _DIGEST_HINT), now, zone))
    if len(wanted) > MAX_DIGESTS:
        raise PolicyError(f"That is {len(wanted)} rules: give at most {MAX_DIGESTS}.")
    if close := recurrence.too_close(wanted, today):
        first, second = close
        raise PolicyError(
            f"Digests come at most once an hour, and {first:%H:%M} and {second:%H:%M} on {second:%Y-%m-%d} are closer. "
            "What shall come more often is an alert."
        )
    if wanted and recurrence.next_after(wanted, now, zone) is None:
        raise PolicyError("No such time comes in the next eight years. Look at the days and the end of the rule.")
    return wanted


def quiet_hours(text: str) -> tuple[QuietHours, ...]:
    """Read quiet hours; "off" gives none. Raises PolicyError, also if nothing would be left of a week."""
    words = _plain(text, _QUIET_HINT)
    if words in OFF:
        return ()
    groups = _groups(words, _QUIET_HINT)
    if any(group.times or not group.spans for group in groups):
        raise PolicyError(f"Quiet hours have a beginning and an end. {_QUIET_HINT}")
    wanted = [(group.days, start, end) for group in groups for start, end in group.spans]
    if any(start == end for _, start, end in wanted):
        raise PolicyError("Quiet hours end at another time than they begin at. To post nothing at all, use /pause.")
    if len(wanted) > MAX_QUIET_HOURS:
        raise PolicyError(f"That is {len(wanted)} spans: give at most {MAX_QUIET_HOURS}.")
    found = tuple(QuietHours(weekdays=tuple(days) or EVERY_DAY, start=start, end=end) for days, start, end in wanted)
    if not quiet.leaves_room(found):
        raise PolicyError("That leaves no hour of the week in which something may be posted. Use /pause for that.")
    return found


def _written(text: str, words: str, now: datetime, zone: ZoneInfo) -> tuple[Recurrence, ...]:
    today = slots.local_day(now, zone)
    if rrule_text.looks_like(text):
        return (_simpler_rule(*rrule_text.normal(text, today=today, at=MORNING, zone=zone), today),)
    if cron.looks_like(words):
        return (_simpler_cron(cron.normal(words)),)
    if match := _HOURLY.fullmatch(words):
        return (_hourly(int(match[1] or 1)),)
    groups = _groups(words, _DIGEST_HINT)
    if any(group.spans for group in groups):
        raise PolicyError(f"A digest comes at a time, not over a span of time. {_DIGEST_HINT}")
    return tuple(
        Weekly(weekdays=tuple(group.days) or EVERY_DAY, times=tuple(group.times) or (MORNING,)) for group in groups
    )


def _simpler_cron(expression: str) -> Recurrence:
    fields = cron.parse(expression)
    if expression.split(" ")[2:4] == ["*", "*"]:
        return Weekly(weekdays=tuple(fields.weekdays), times=fields.times)
    return Cron(expression=expression)


def _simpler_rule(rule: str, start: date, today: date) -> Recurrence:
    read = rrule_text.parse(rule, start)
    weekdays = read.plain_weekdays()
    if weekdays and read.until is None and start <= today:
        return Weekly(weekdays=weekdays, times=read.times)
    return Rule(rule=rule, start=start)


def _hourly(hours: int) -> Recurrence:
    if not hours or 24 % hours:
        raise PolicyError(f"Every {hours} hours is not the same on each day: give 1, 2, 3, 4, 6, 8 or 12.")
    return Weekly(times=tuple(time(hour) for hour in range(0, 24, hours)))


def _plain(text: str, hint: str) -> str:
    words = " ".join(text.casefold().replace("a.m.", "am").replace("p.m.", "pm").split())
    words = _BETWEEN.sub(r"\1-", words)
    if not words or len(words) > _LONGEST:
        raise PolicyError(hint)
    return words


def _groups(words: str, hint: str) -> list[_Group]:
    """Return what was written in groups of days and times. Raises PolicyError."""
    tokens = list(_tokens(words, hint))
    if not tokens:
        raise PolicyError(hint)
    groups: list[_Group] = []
    days_first = bool(tokens[0].days)
    for are_days, some in groupby(tokens, key=lambda token: bool(token.days)):
        if not groups or are_days == days_first:
            groups.append(_Group())
        for token in some:
            groups[-1].days += token.days
            groups[-1].times += token.times
            groups[-1].spans += token.spans
    return groups


def _tokens(words: str, hint: str) -> Iterator[_Group]:
    """Yield each thing that was written as a group of its own. Raises PolicyError at the first that is none."""
    place = 0
    while place < len(words):
        match = _TOKEN.match(words, place)
        if match is None:
            raise PolicyError(f"“{words[place : place + 20]}” cannot be read here. {hint}")
        place = match.end()
        if match.lastgroup != "skip":
            yield _token(match)


def _token(match: re.Match[str]) -> _Group:
    if match["set"]:
        return _Group(days=list(next(days for name, days in _SETS.items() if re.fullmatch(name, match["set"]))))
    if match["first"]:
        first, last = weekday(match["first"]), weekday(match["last"])
        return _Group(days=[(first + n) % 7 for n in range((last - first) % 7 + 1)])
    if match["day"]:
        return _Group(days=[weekday(match["day"])])
    if match["start"]:
        return _Group(spans=[(time_of_day(match["start"]), time_of_day(match["end"]))])
    return _Group(times=[time_of_day(match["time"])])


def weekday(word: str) -> int:
    """Return the number of a day of the week by its name, Monday 0; the name must be one (`DAY_NAME`)."""
    return _SHORT.index(word[:2])
