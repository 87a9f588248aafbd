"""What is known of names before an article is read: the tables, folded into a few look-ups.

A table is a text file beside this module: `[section]` lines, entries separated by commas or white space, `#` comments.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from bot.extract.tokens import split_words
from bot.model.article import EntityKind

FIRST, LAST, PARTICLE, ORG_HEAD, ORG_OF, ORG_SUFFIX, MINISTRY, PLACE_WORD, PLACE_HEAD = (1 << n for n in range(9))
EVENT_WORD, TITLE, PREFIX, ROLE_NOUN, OPENING, WOMAN, MAN, AFTER_NAME, DIRECTION, HONORIFIC = (
    1 << n for n in range(9, 19)
)


@dataclass(frozen=True, slots=True)
class Known:
    """What a phrase of the tables stands for; `kind` None marks a title, `name` is the form that is shown."""

    kind: EntityKind | None
    section: str
    name: str


@dataclass(frozen=True, slots=True)
class Lexicon:
    """`classes`: the bits of a word; `phrases`: known names, tokens joined by a space; `longest`: by first token."""

    classes: Mapping[str, int]
    phrases: Mapping[str, Known]
    longest: Mapping[str, int]
    countries: Mapping[str, str]
    """From a country's adjective, inhabitant or capital to the country."""
    capitals: Mapping[str, str]
    genders: Mapping[str, str]
    """From a first name or a title to "f" or "m"."""


def sections(table: str) -> dict[str, list[str]]:
    """Return the entries of a table by section; those of names are split at white space, all others at commas."""
    found: dict[str, list[str]] = {}
    current: list[str] = []
    for line in _lines(table):
        if line.startswith("["):
            current = found.setdefault(line.strip("[]"), [])
        elif "name" in table:
            current.extend(line.split())
        else:
            current.extend(part for entry in line.split(",") if (part := entry.strip()))
    return found


def _lines(table: str) -> Iterator[str]:
    text = files(__package__).joinpath("tables").joinpath(f"{table}.txt").read_text(encoding="utf-8")
    return (line.strip() for line in text.splitlines() if line.strip() and not line.startswith("#"))


def _key(phrase: str) -> str:
    return " ".join(split_words(phrase))


class _Maker:
    """Gathers the tables into the look-ups of a `Lexicon`."""

    def __init__(self) -> None:
        self.classes: dict[str, int] = {}
        self.phrases: dict[str, Known] = {}
        self.longest: dict[str, int] = {}
        self.countries: dict[str, str] = {}
        self.capitals: dict[str, str] = {}
        self.genders: dict[str, str] = {}

    def mark(self, words: Iterable[str], bits: int) -> None:
        for word in words:
            self.classes[word] = self.classes.get(word, 0) | bits

    def phrase(self, phrase: str, kind: EntityKind | None, section: str, name: str | None = None) -> None:
        tokens = split_words(phrase)
        key = " ".join(tokens)
        if key not in self.phrases:
            self.phrases[key] = Known(kind, section, name or phrase)
            self.longest[tokens[0]] = max(len(tokens), self.longest.get(tokens[0], 0))

    def people(self) -> None:
        names = sections("first_names")
        for section, gender in (("women", "f"), ("men", "m")):
            self.mark(names[section], FIRST)
            for name in names[section]:
                self.genders[name] = gender if self.genders.get(name, gender) == gender else ""
        self.mark(names["both"], FIRST)
        self.genders.update(dict.fromkeys(names["both"], ""))
        families = sections("surnames")
        self.mark(families["common"], LAST)
        self.mark(families["particles"], PARTICLE)

    def titles(self) -> None:
        titles = sections("titles")
        for section, bits in (("prefix", PREFIX), ("lower", ROLE_NOUN), ("after", AFTER_NAME)):
            self.mark(titles[section], bits)
        self.mark(titles["honorific"], HONORIFIC)
        self.mark(titles["woman"], WOMAN)
        self.mark(titles["man"], MAN)
        for section in ("honorific", "office"):
            for title in titles[section]:
                self.phrase(title, None, section)
                self.mark([split_words(title)[-1]], TITLE)

    def places(self) -> None:
        for line in _lines("countries"):
            self.country(line)
        places = sections("places")
        for section in ("continent", "region", "city", "water and land", "abbreviation"):
            for name in places[section]:
                self.phrase(name, EntityKind.PLACE, section)
        self.mark(places["word"], PLACE_WORD)
        self.mark((p for p in places["head"] if " " not in p), PLACE_HEAD)
        self.mark(places["direction"], DIRECTION)

    def country(self, line: str) -> None:
        names, adjectives, capital = (part.strip() for part in line.split(" :"))
        name, _, others = (part.strip() for part in names.partition("="))
        self.countries[_key(name)] = name
        self.phrase(name, EntityKind.PLACE, "country")
        for other in filter(None, (o.strip() for o in others.split(","))):
            self.phrase(other, EntityKind.PLACE, "country", name)
            self.countries[_key(other)] = name
        for adjective in filter(None, (a.strip() for a in adjectives.split(","))):
            self.phrase(adjective, EntityKind.OTHER, "demonym", name)
            self.countries.setdefault(_key(adjective), name)
        if capital:
            self.phrase(capital, EntityKind.PLACE, "city")
            self.capitals.setdefault(_key(capital), name)

    def organisations(self) -> None:
        tables = sections("organisations")
        for section, bits in (("head", ORG_HEAD), ("suffix", ORG_SUFFIX), ("of", ORG_OF), ("ministry", MINISTRY)):
            self.mark(tables.pop(section), bits)
        for section, names in tables.items():
            for name in names:
                self.phrase(name, EntityKind.ORGANISATION, section)

    def others(self) -> None:
        tables = sections("others")
        self.mark(tables.pop("event word"), EVENT_WORD)
        for section, names in tables.items():
            for name in names:
                self.phrase(name, EntityKind.OTHER, section)
        self.mark(sections("words")["opening"], OPENING)


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """Return the tables' look-ups, made on first use and kept."""
    maker = _Maker()
    maker.places()
    maker.titles()
    maker.organisations()
    maker.others()
    maker.people()
    return Lexicon(maker.classes, maker.phrases, maker.longest, maker.countries, maker.capitals, maker.genders)
