"""Events as a guild sees them: what lies ahead, what admins say of it, and finding one by its words."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import NotFoundError
from bot.model.event import Amendment, Event, EventStatus
from bot.model.source import CATALOGUE
from bot.model.time import Precision, When
from bot.store import articles, events
from bot.store.engine import Store
from tests.store.made_store import BODY, NOW, ONE, TODAY, TWO, a_day, a_month, a_source, an_article, an_event, saved

SEOUL = datetime.fromisoformat("2026-03-01T09:00:00+09:00")
NEVER = "none-e"


async def told(store: Store, *given: Event, **more: Any) -> None:
    source = await a_source(store, CATALOGUE)
    await saved(store, an_article(events=given, **more), source)


async def amended(store: Store, event: str, guild: str = ONE, **change: Any) -> None:
    async with store.write() as conn:
        await events.amend(conn, event, guild=guild, change=Amendment(**change), actor="7", now=NOW)


async def ahead(store: Store, guild: str | None = ONE, on: date = TODAY, limit: int = 99) -> list[str]:
    async with store.read() as conn:
        return [one.event.id for one in await events.upcoming(conn, guild=guild, on=on, limit=limit)]


EVENTS = {
    "past": an_event("past", a_day(date(2026, 2, 8))),
    "today": an_event("today", a_day(TODAY)),
    "tomorrow": an_event("tomorrow", a_day(date(2026, 2, 10))),
    "this month": an_event("this month", a_month(2026, 2, 28)),
    "last month": an_event("last month", a_month(2026, 1, 31)),
    "march": an_event("march", a_month(2026, 3, 31)),
    "march first": an_event("march first", a_day(date(2026, 3, 1))),
    "at nine": an_event(
        "at nine",
        When(
            value="2026-03-01T09:00",
            precision=Precision.TIME,
            earliest=date(2026, 3, 1),
            latest=date(2026, 3, 1),
            instant=SEOUL,
            zone="Asia/Seoul",
        ),
    ),
    "cancelled": an_event("cancelled", a_day(date(2026, 3, 2)), status=EventStatus.CANCELLED),
    "happened": an_event("happened", a_day(date(2026, 3, 2)), status=EventStatus.HAPPENED),
    "forecast": an_event("forecast", a_month(2026, 4, 30), forecast=True),
    "unsure": an_event("unsure", a_day(date(2026, 5, 1)), confidence=0.2),
}


async def test_what_is_upcoming_is_what_the_model_calls_so_soonest_first(store: Store) -> None:
    await told(store, *EVENTS.values())
    expected = ["this month", "tomorrow", "at nine", "march first", "march", "unsure"]
    assert await ahead(store) == expected
    assert await ahead(store, limit=2) == expected[:2]
    for day in (date.min, date(2026, 1, 31), date(2026, 2, 28), date(2026, 3, 1), date(2026, 3, 31), date.max):
        shown = await ahead(store, on=day)
        assert set(shown) == {name for name, one in EVENTS.items() if one.upcoming(day) and not one.forecast}, day


async def test_all_events_are_listed_in_order_of_time(store: Store) -> None:
    await told(store, *EVENTS.values())
    async with store.read() as conn:
        found = await events.listed(conn, guild=ONE, limit=99)
        assert {one.event.id for one in found} == set(EVENTS)
        days = [one.event.when.earliest for one in found]
        assert days == sorted(days)
        assert len(await events.listed(conn, guild=ONE, limit=3)) == 3


async def test_an_event_comes_with_the_article_that_tells_of_it(store: Store) -> None:
    published = datetime.fromisoformat("2026-02-09T08:00:00+09:00")
    await told(store, EVENTS["at nine"], url="https://example.com/1", source="The Gazette", published=published)
    async with store.read() as conn:
        known = await events.get(conn, "at nine", guild=ONE)
        assert await events.of_article(conn, "a", guild=ONE) == [known]
    assert known.event == EVENTS["at nine"]
    assert (known.article, known.headline, known.source, known.url) == (
        "a",
        "Museum",
        "The Gazette",
        "https://example.com/1",
    )
    assert known.published == published
    assert known.published.isoformat() == published.isoformat()  # in the zone in which it was given
    assert not known.amended


async def test_an_amendment_holds_for_its_guild_only_and_survives_a_new_reading(store: Store) -> None:
    source = await a_source(store, CATALOGUE)
    await saved(store, an_article(), source)
    await amended(store, "a-e", title="The museum is inaugurated")
    await amended(store, "a-e", TWO, dismissed=True)
    for state in ("", " More.", " Still more."):
        await saved(store, an_article(body=BODY + state), source)
        async with store.read() as conn:
            (mine,) = await events.upcoming(conn, guild=ONE, on=TODAY, limit=5)
            assert (mine.event.title, mine.amended) == ("The museum is inaugurated", True)
            assert await events.upcoming(conn, guild=TWO, on=TODAY, limit=5) == []
            for guild in ("discord:3", None):
                (others,) = await events.upcoming(conn, guild=guild, on=TODAY, limit=5)
                assert (others.event.title, others.amended) == ("The harbour museum opens", False)


async def test_an_amended_date_or_status_decides_what_is_upcoming(store: Store) -> None:
    await told(store, *(EVENTS[name] for name in ("past", "tomorrow", "march", "cancelled")))
    await amended(store, "past", when=a_day(date(2026, 2, 20)))
    await amended(store, "tomorrow", status=EventStatus.CANCELLED)
    await amended(store, "march", when=a_day(date(2026, 2, 15)))
    await amended(store, "cancelled", status=EventStatus.SCHEDULED)
    assert await ahead(store) == ["march", "past", "cancelled"]
    assert await ahead(store, limit=1) == ["march"]
    assert await ahead(store, TWO) == ["tomorrow", "march"]


async def test_a_dismissed_event_is_gone_for_its_guild_until_it_is_restored(store: Store) -> None:
    await told(store, EVENTS["tomorrow"])
    await amended(store, "tomorrow", dismissed=True)
    async with store.read() as conn:
        assert await events.upcoming(conn, guild=ONE, on=TODAY, limit=9) == []
        assert await events.listed(conn, guild=ONE, limit=9) == []
        assert await events.of_article(conn, "a", guild=ONE) == []
        assert await events.match(conn, "museum", guild=ONE, on=TODAY, limit=9) == []
        with pytest.raises(NotFoundError):
            await events.get(conn, "tomorrow", guild=ONE)
        ((gone, change),) = await events.amended(conn, guild=ONE)
        assert (gone.event.id, gone.amended, change.dismissed) == ("tomorrow", False, True)
        assert await events.amended(conn, guild=TWO) == []
        assert (await events.get(conn, "tomorrow", guild=TWO)).event.id == "tomorrow"
    await amended(store, "tomorrow")
    assert await ahead(store) == ["tomorrow"]


async def test_the_last_amendment_holds(store: Store) -> None:
    await told(store, EVENTS["tomorrow"])
    await amended(store, "tomorrow", title="First", place="Kyoto")
    await amended(store, "tomorrow", title="Second")
    async with store.read() as conn:
        known = await events.get(conn, "tomorrow", guild=ONE)
    assert (known.event.title, known.event.place) == ("Second", None)


FOUND = {
    "gala": ["gala"],
    "GALA concert": ["gala"],
    "concert ga": ["gala"],
    "lyon": ["gala"],
    "marta": ["gala", "match", "old"],
    "museum": ["gala", "match", "old"],
    "café": ["match"],
    "cafe": ["match"],
    "gala café": [],
    "zebra": [],
    "%": ["gala", "match"],
    "": ["gala", "match"],
}
"""By what was typed."""


async def test_events_are_found_by_title_people_place_and_headline(store: Store) -> None:
    people = {"participants": ("Marta Ruiz",)}
    await told(
        store,
        an_event("match", a_day(date(2026, 4, 1)), title="Café Rovers play", **people),
        an_event("gala", a_day(date(2026, 3, 1)), title="Gala concert", place="Lyon", **people),
        an_event("old", a_day(date(2025, 3, 1)), title="Spring fair", **people),
        an_event("number", a_month(2026, 6, 30), title="Sales gala grows", forecast=True, **people),
    )
    async with store.read() as conn:
        for typed, expected in FOUND.items():
            for limit in (9, 1):
                found = await events.match(conn, typed, guild=ONE, on=TODAY, limit=limit)
                assert [one.event.id for one in found] == expected[:limit], typed


async def test_an_event_is_found_by_the_words_of_its_amendment(store: Store) -> None:
    await told(store, EVENTS["tomorrow"])
    await amended(store, "tomorrow", title="Grand inauguration")
    async with store.read() as conn:
        (known,) = await events.match(conn, "grand inaug", guild=ONE, on=TODAY, limit=9)
        assert known.event.title == "Grand inauguration"
        assert await events.match(conn, "grand inaug", guild=TWO, on=TODAY, limit=9) == []


async def test_extreme_days_are_kept(store: Store) -> None:
    whole = When(value="FUTURE_REF", precision=Precision.VAGUE, earliest=date.min, latest=date.max)
    await told(store, an_event("ever", whole))
    async with store.read() as conn:
        assert (await events.get(conn, "ever", guild=None)).event.when == whole
    assert await ahead(store) == ["ever"]
    assert await ahead(store, on=date.max - timedelta(days=1)) == ["ever"]


NAUGHTY = (
    '"', '""', "'", "museum OR", "x* NEAR(y)", "NEAR", "AND", "NOT museum", "'; DROP TABLE article;--", "(", ")",
    "headline:museum", "{heading} : x", "-", "^museum", "\0", "mu\0seum", "& | ! <->", "museum:*", "a:b:*", "a" * 5000,
    "\\", "%", "_", "💥", "²", "①", "½", "日本", "\u200b", "\u0301", "x " * 900, "the", "on the", ":w0", "{0}", "$1",
    "1e5", "-7.5",
)  # fmt: skip


async def test_a_search_takes_words_and_never_operators(store: Store) -> None:
    await told(store, an_event())
    async with store.read() as conn:
        for typed in NAUGHTY:
            await articles.search(conn, typed, guild=ONE, limit=5)
            await events.match(conn, typed, guild=ONE, on=TODAY, limit=5)
        assert len(await articles.search(conn, "museums open", guild=ONE, limit=5)) == 1


async def test_a_search_gives_those_with_all_words_best_first_else_those_with_any(store: Store) -> None:
    source = await a_source(store, CATALOGUE)
    texts = {
        "body": ("Weather", "Rain falls on the harbour, and the old museum is wet. " + "Nothing else happens. " * 20),
        "title": ("Harbour museum", "It opens."),
        "other": ("Elections", "A museum of votes."),
    }
    for name, (headline, body) in texts.items():
        await saved(store, an_article(name, body, headline=headline), source, name)
    async with store.read() as conn:

        async def found(typed: str, limit: int = 9) -> list[str]:
            return [one.id for one in await articles.search(conn, typed, guild=ONE, limit=limit)]

        assert await found("harbour museum") == ["title", "body"]
        assert await found("harbour museum", 1) == ["title"]
        assert await found("MUSEUMS of the harbours") == ["title", "body"]
        assert set(await found("harbour zebra")) == {"title", "body"}
        assert await found("elec") == ["other"]
        assert await found("who") == []
        assert await found("zebra") == []


async def test_a_text_of_a_megabyte_is_stored_and_found_by_its_beginning(store: Store) -> None:
    source = await a_source(store, CATALOGUE)
    body = "Harbour museum. " + " ".join(f"word{n}" for n in range(100_000)) + "x" * 3000
    await saved(store, an_article(body=body), source)
    async with store.read() as conn:
        (found,) = await articles.search(conn, "museum word77", guild=ONE, limit=9)
    assert found.body == body


async def test_sqlite_finds_whatever_is_typed_without_an_error(sqlite_store: Store) -> None:
    await told(sqlite_store, an_event())
    async with sqlite_store.read() as conn:
        for typed in _odd_texts():
            await articles.search(conn, typed, guild=ONE, limit=5)


def _odd_texts() -> list[str]:
    collected: list[str] = []

    @given(st.lists(st.text(), min_size=1, max_size=20))
    def collect(texts: list[str]) -> None:
        collected.extend(texts)

    collect()
    return collected
