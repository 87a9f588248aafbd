"""What is known of names before an article is read: the tables, folded into a few look-ups.

A table is a text file in the folder `tables`: `[section]` lines, entries separated by commas (by white space where they
are single names), `#` comments. `countries`, `same` and `nicknames` have one record a line and say so at their head.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.resources import files
from unicodedata import combining, normalize

from bot.extract.tokens import split_words
from bot.model.article import EntityKind

FIRST, LAST, PARTICLE, ORG_HEAD, ORG_OF, ORG_SUFFIX, MINISTRY, PLACE_WORD, PLACE_HEAD, EVENT_WORD = (
    1 << n for n in range(10)
)
(
    TITLE,
    PREFIX,
    ROLE_NOUN,
    OPENING,
    FUNCTION,
    WOMAN,
    MAN,
    AFTER_NAME,
    DIRECTION,
    HONORIFIC,
    COMMON,
    ORG_LEAD,
    TEAM_WORD,
) = (1 << n for n in range(10, 23))

KEPT = 4096
"""So many words are remembered to be common or not; an article asks of each of its words several times."""

_ENDINGS = ("s", "es", "ed", "d", "ing", "ly", "er", "ers", "ies", "ied", "al", "ment", "y", "ier", "est", "iest")

Votes = Mapping[str, tuple[tuple[EntityKind, float], ...]]


@dataclass(frozen=True, slots=True)
class Known:
    """What a phrase of the tables stands for; `kind` None marks a title, `name` is the form that is shown."""

    kind: EntityKind | None
    section: str
    name: str


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The look-ups; a phrase is keyed by its tokens joined by single spaces."""

    classes: dict[str, int] = field(default_factory=dict)
    """The bits of a word, as it is written."""
    phrases: dict[str, Known] = field(default_factory=dict)
    longest: dict[str, int] = field(default_factory=dict)
    """How many tokens the longest phrase has that begins with a word."""
    countries: dict[str, str] = field(default_factory=dict)
    """From a country's name, adjective or inhabitant to the country."""
    genders: dict[str, str] = field(default_factory=dict)
    """From a first name to "f" or "m"; "" where it is given to both."""
    short: dict[str, frozenset[str]] = field(default_factory=dict)
    """From a first name to those that can stand for the same person."""
    before: dict[str, tuple[tuple[EntityKind, float], ...]] = field(default_factory=dict)
    """What the word before a name says of its kind."""
    after: dict[str, tuple[tuple[EntityKind, float], ...]] = field(default_factory=dict)
    """What the word after a name says of its kind."""

    sports: dict[str, frozenset[str]] = field(default_factory=dict)
    """Words of match reports, by section of their table."""

    common: Callable[[str], bool] = field(init=False, repr=False, compare=False)
    """Tells whether a word, in whatever capitals and inflection, is a common word of the language; kept for many."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "common", lru_cache(maxsize=KEPT)(self._is_common))

    def _is_common(self, word: str) -> bool:
        low = word.lower()
        if self._listed(low):
            return True
        return low.endswith(_ENDINGS) and any(
            low.endswith(end)
            and (self._listed(stem := low[: -len(end)]) or self._listed(stem + "e") or self._listed(stem + "y"))
            for end in _ENDINGS
        )

    def _listed(self, low: str) -> bool:
        return bool(self.classes.get(low, 0) & COMMON)


def sections(table: str) -> dict[str, list[str]]:
    """Return the entries of a table by section; single names are split at white space, all others at commas."""
    found: dict[str, list[str]] = {}
    current: list[str] = []
    for line in _lines(table):
        if line.startswith("["):
            current = found.setdefault(line.strip("[]"), [])
        elif "names" in table:
            current.extend(line.split())
        else:
            current.extend(part for entry in line.split(",") if (part := entry.strip()))
    return found


def _lines(table: str) -> Iterator[str]:
    text = files(__package__).joinpath("tables").joinpath(f"{table}.txt").read_text(encoding="utf-8")
    return (line.strip() for line in text.splitlines() if line.strip() and not line.startswith("#"))


def _key(phrase: str) -> str:
    return unaccented(" ".join(split_words(phrase.removeprefix("the "))))


def unaccented(words: str) -> str:
    """Return "João" as "Joao"."""
    return "".join(c for c in normalize("NFKD", words) if not combining(c))


def _record(line: str, separator: str) -> tuple[str, list[str]]:
    """Return the head of a line and the comma-separated entries after the separator."""
    head, _, rest = line.partition(separator)
    return head.strip(), [entry for part in rest.split(",") if (entry := part.strip())]


class _Maker:
    """Gathers the tables into the look-ups of a `Lexicon`; of a phrase listed twice, the first entry holds."""

    def __init__(self) -> None:
        self.made = Lexicon()

    def mark(self, words: Iterable[str], bits: int) -> None:
        classes = self.made.classes
        for word in words:
            classes[word] = classes.get(word, 0) | bits

    def phrase(self, phrase: str, kind: EntityKind | None, section: str, name: str | None = None) -> None:
        key = _key(phrase)
        tokens = key.split()
        if key not in self.made.phrases:
            self.made.phrases[key] = Known(kind, section, name or phrase)
            self.made.longest[tokens[0]] = max(len(tokens), self.made.longest.get(tokens[0], 0))

    def people(self) -> None:
        names = sections("first_names")
        genders = self.made.genders
        for section, gender in (("women", "f"), ("men", "m")):
            self.mark(names[section], FIRST)
            for name in names[section]:
                genders[name] = gender if genders.get(name, gender) == gender else ""
        self.mark(names["both"], FIRST)
        genders.update(dict.fromkeys(names["both"], ""))
        families = sections("surnames")
        self.mark(families["common"], LAST)
        self.mark(families["particles"], PARTICLE)
        for line in _lines("nicknames"):
            group = frozenset(line.split())
            for name in group:
                self.made.short[name] = self.made.short.get(name, frozenset()) | group

    def titles(self) -> None:
        titles = sections("titles")
        for name in titles.pop("person"):
            self.phrase(name, EntityKind.PERSON, "person")
        for section, bits in (
            ("prefix", PREFIX),
            ("lower", ROLE_NOUN),
            ("after", AFTER_NAME),
            ("honorific", HONORIFIC),
            ("woman", WOMAN),
            ("man", MAN),
        ):
            self.mark(titles[section], bits)
        for section in ("honorific", "office"):
            for title in titles[section]:
                self.phrase(title, None, section)
                self.mark((word for word in split_words(title) if word[0].isupper()), TITLE)

    def places(self) -> None:
        for line in _lines("countries"):
            self.country(line)
        places = sections("places")
        for section in ("continent", "region", "city", "water and land", "abbreviation"):
            for name in places[section]:
                self.phrase(name, EntityKind.PLACE, section)
        self.mark(places["word"], PLACE_WORD)
        self.mark(places["head"], PLACE_HEAD)
        self.mark(places["direction"], DIRECTION)

    def country(self, line: str) -> None:
        names, adjectives, capital = (part.strip() for part in line.split(" :"))
        name, others = _record(names, "=")
        for form in (name, *others):
            self.phrase(form, EntityKind.PLACE, "country", name)
            self.made.countries[" ".join(split_words(form))] = name
        for adjective in _record(adjectives, ":")[0].split(","):
            if adjective.strip():
                self.phrase(adjective.strip(), EntityKind.OTHER, "demonym", name)
                self.made.countries.setdefault(" ".join(split_words(adjective.strip())), name)
        if capital:
            self.phrase(capital, EntityKind.PLACE, "city")

    def organisations(self) -> None:
        tables = sections("organisations")
        for section, bits in (
            ("head", ORG_HEAD),
            ("suffix", ORG_SUFFIX),
            ("of", ORG_OF),
            ("ministry", MINISTRY),
            ("lead", ORG_LEAD),
        ):
            self.mark(tables.pop(section), bits)
        for section, names in tables.items():
            for name in names:
                self.phrase(name, EntityKind.ORGANISATION, section)
        for line in _lines("same"):
            self.short_forms(*_record(line, "="))

    def short_forms(self, name: str, others: list[str]) -> None:
        """Let the short forms of an organisation lead to its full name."""
        entries = (self.made.phrases.get(_key(form)) for form in (name, *others))
        section = next((e.section for e in entries if e is not None), "known")
        for form in (name, *others):
            self.made.phrases.pop(_key(form), None)
            self.phrase(form, EntityKind.ORGANISATION, section, name)

    def others(self) -> None:
        tables = sections("others")
        self.mark(tables.pop("event word"), EVENT_WORD)
        for section, names in tables.items():
            for name in names:
                self.phrase(name, EntityKind.OTHER, section)
        words = sections("words")
        self.mark(words["function"], FUNCTION | OPENING)
        self.mark(words["opening"], OPENING)
        self.mark(sections("common")["words"], COMMON)

    def contexts(self) -> None:
        self.made.sports.update({name: frozenset(words) for name, words in sections("sports").items()})
        for section, words in sections("contexts").items():
            side, kind, weight = section.split()
            table = self.made.before if side == "before" else self.made.after
            for word in words:
                table[word] = (*table.get(word, ()), (EntityKind(kind), float(weight)))


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """Return the tables' look-ups, made on first use and kept."""
    maker = _Maker()
    maker.places()
    maker.titles()
    maker.organisations()
    maker.others()
    maker.people()
    maker.contexts()
    return maker.made
