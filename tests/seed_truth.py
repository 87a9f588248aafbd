"""What a careful reader takes from the seed articles, written by hand before the engine had read them."""

from __future__ import annotations

from typing import NamedTuple


class Upcoming(NamedTuple):
    """An event to come: its kinds that would do, value, precision, participants and places that must be named."""

    kinds: tuple[str, ...]
    value: str
    precision: str
    participants: tuple[str, ...] = ()
    place: tuple[str, ...] = ()


class Fig(NamedTuple):
    """A figure: text, value rounded to four places, unit, what it counts (None where readers differ), comparison."""

    text: str
    value: float
    unit: str | None
    counts: str | None
    comparison: str = "exactly"


class Truth(NamedTuple):
    """The essentials of one article. Values of times are TIMEX3; all other texts are the article's own."""

    dateline: tuple[str, str]
    times: tuple[tuple[str, str], ...]
    upcoming: tuple[Upcoming, ...]
    quotes: tuple[tuple[str, str], ...]
    figures: tuple[Fig, ...]
    people: tuple[str, ...]
    organisations: tuple[str, ...]
    places: tuple[str, ...]
    short: str
    medium: tuple[str, ...]


SHORTFALLS: dict[tuple[str, str], str] = {}
"""Where the engine is known to fall short of the golden record: the article, what of it, and in what way."""

TRUMP, TAKAICHI = "Donald Trump", "Sanae Takaichi"

TRUTH = {
    "tokyo": Truth(
        dateline=("Tokyo", "2026-02-09"),
        times=(
            ("February 9", "2026-02-09"),
            ("Sunday", "2026-02-08"),
            ("this spring", "2026-SP"),
            ("March 19", "2026-03-19"),
            ("April", "2026-04"),
            ("February 8", "2026-02-08"),
            ("Sunday", "2026-02-08"),
            ("Sunday", "2026-02-08"),
            ("Sunday", "2026-02-08"),
            ("last summer", "2025-SU"),
        ),
        upcoming=(
            Upcoming(("visit",), "2026-03-19", "day", (TAKAICHI,), ("White House", "Washington")),
            Upcoming(("visit",), "2026-04", "month", (TRUMP,), ("China",)),
        ),
        quotes=(
            ("I am sincerely grateful", TAKAICHI),
            ("The potential of our Alliance", TAKAICHI),
            ("The Prime Minister, Sanae Takaichi, has already", TRUMP),
            ("extremely impressed", TRUMP),
            ("very important Sunday Vote", TRUMP),
            ("SHE WILL NOT LET", TRUMP),
            ("has never been stronger", "State Department spokesperson"),
            ("the cornerstone of peace", "State Department spokesperson"),
        ),
        figures=(
            Fig("two-thirds", 0.6667, None, "majority in the House of Representatives", "at least"),
            Fig("310", 310, None, "seats in the 465-member chamber", "at least"),
            Fig("465", 465, None, "members of the chamber", "of"),
        ),
        people=(TAKAICHI, TRUMP),
        organisations=(
            "Liberal Democratic Party",
            "House of Representatives",
            "House of Councillors",
            "State Department",
            "Kyodo News",
            "Truth Social",
            "X",
        ),
        places=("Japan", "White House", "China", "Washington", "Tokyo", "United States"),
        short="Prime Minister Sanae Takaichi of Japan answered an endorsement",
        medium=("Prime Minister Sanae Takaichi of Japan answered", "March 19"),
    ),
    "eclipse-2026": Truth(
        dateline=("Madrid", "2026-02-06"),
        times=(
            ("February 6", "2026-02-06"),
            ("August 12", "2026-08-12"),
            ("5:48 p.m. GMT", "2026-08-12T17:48Z"),
            ("1954", "1954"),
        ),
        upcoming=(Upcoming(("eclipse",), "2026-08-12", "day", (), ("Spain", "Iceland", "Greenland")),),
        quotes=(),
        figures=(
            Fig("99 percent", 99, "percent", "Sun", "more than"),
            Fig("91 percent", 91, "percent", "Sun", "about"),
        ),
        people=(),
        organisations=(),
        places=(
            "Greenland",
            "Iceland",
            "Spain",
            "Reykjavik",
            "A Coruña",
            "León",
            "Burgos",
            "Madrid",
            "Barcelona",
            "London",
        ),
        short="A total solar eclipse will cross Greenland, Iceland and Spain on August 12",
        medium=("A total solar eclipse will cross",),
    ),
    "world-cup-2026": Truth(
        dateline=("East Rutherford", "2026-01-30"),
        times=(
            ("Jan. 30", "2026-01-30"),
            ("2026", "2026"),
            ("July 19", "2026-07-19"),
            ("June 11", "2026-06-11"),
            ("1970", "1970"),
            ("1986", "1986"),
            ("June 12", "2026-06-12"),
            ("June 28", "2026-06-28"),
            ("2022", "2022"),
            ("July 14", "2026-07-14"),
            ("July 15", "2026-07-15"),
            ("March", "2026-03"),
            ("2022", "2022"),
        ),
        upcoming=(
            Upcoming(("match", "other"), "2026-03", "month"),
            Upcoming(("opening", "match"), "2026-06-11", "day", (), ("Mexico City", "Azteca")),
            Upcoming(("opening", "match", "other"), "2026-06-12", "day"),
            Upcoming(("match", "opening", "other"), "2026-06-28", "day"),
            Upcoming(("match",), "2026-07-14", "day", (), ("Dallas",)),
            Upcoming(("match",), "2026-07-15", "day", (), ("Atlanta",)),
            Upcoming(("match",), "2026-07-19", "day", (), ("MetLife Stadium",)),
        ),
        quotes=(),
        figures=(
            Fig("48", 48, None, "teams"),
            Fig("16", 16, None, "teams"),
            Fig("12", 12, None, "groups"),
            Fig("four", 4, None, None),
            Fig("two", 2, None, "best of each group"),
            Fig("eight", 8, None, "teams"),
            Fig("12", 12, None, "teams", "of"),
            Fig("104", 104, None, "matches"),
            Fig("40", 40, None, "matches"),
            Fig("16", 16, None, "cities"),
            Fig("11", 11, None, "cities"),
            Fig("three", 3, None, "cities"),
            Fig("two", 2, None, "cities"),
            Fig("Forty-two", 42, None, "teams"),
            Fig("48", 48, None, "teams", "of"),
            Fig("six", 6, None, "places"),
            Fig("four", 4, None, None),
            Fig("two", 2, None, "World Cups"),
        ),
        people=(),
        organisations=(),
        places=("United States", "Canada", "Mexico", "Mexico City", "Toronto", "Los Angeles", "Atlanta", "Azteca"),
        short="The men’s World Cup of 2026 will be decided at MetLife Stadium on July 19",
        medium=("The men’s World Cup of 2026 will be decided", "June 11"),
    ),
    "eclipse-2027": Truth(
        dateline=("Luxor", "2026-02-04"),
        times=(
            ("Feb. 4", "2026-02-04"),
            ("August 2, 2027", "2027-08-02"),
            ("10:07 GMT", "2027-08-02T10:07Z"),
            ("this century", "20"),
            ("July 22, 2009", "2009-07-22"),
            ("1 p.m. local time", "2027-08-02T13:00"),
        ),
        upcoming=(Upcoming(("eclipse",), "2027-08-02", "day", (), ("North Africa", "Luxor")),),
        quotes=(),
        figures=(
            Fig("60 kilometres", 60, "kilometres", None, "about"),
            Fig("258 kilometres", 258, "kilometres", "path", "about"),
            Fig("10 million", 1e7, None, "people", "more than"),
            Fig("40 degrees Celsius", 40, "degrees Celsius", None, "about"),
        ),
        people=(),
        organisations=(),
        places=(
            "Luxor",
            "Egypt",
            "Cairo",
            "Cádiz",
            "Málaga",
            "Tangier",
            "Spain",
            "Morocco",
            "Algeria",
            "Tunisia",
            "Libya",
            "Saudi Arabia",
        ),
        short="The temples of Luxor will stand in the shadow of the Moon for more than six minutes on August 2, 2027",
        medium=("The temples of Luxor will stand", "10:07 GMT"),
    ),
}
"""The name of each seed file to its essentials."""
