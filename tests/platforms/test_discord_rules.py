"""When a server is posted to, set by its admins in a simulated Discord, and what comes of it."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from bot.model.article import RawArticle
from bot.store import audit, guilds
from tests.platforms.stage import Stage, ask_for

pytestmark = pytest.mark.e2e

QUAKE = RawArticle(
    headline="Earthquake off the coast",
    source="The Springfield Record",
    published=date(2026, 2, 9),
    body="SPRINGFIELD, Feb. 9 - An earthquake shook the coast on Monday, the port authority said.",
)
FAIR = RawArticle(
    headline="Fair opens with a parade",
    source="The Springfield Record",
    published=date(2026, 2, 9),
    body="SPRINGFIELD, Feb. 9 - The spring fair opened on Monday with a parade through the old town.",
)


def ny(day: int, hour: int, minute: int = 0) -> datetime:
    """An instant of February 2026 by the clock of New York, where the server is."""
    return datetime(2026, 2, day, hour + 5, minute, tzinfo=UTC) if hour < 19 else datetime(
        2026, 2, day, hour, minute, tzinfo=UTC) + timedelta(hours=5)  # fmt: skip


async def test_digest_says_when_the_next_three_come(on: Stage) -> None:
    seen = await ask_for(on, "digest", on.admin, when="mon, thu 07:30 and 18:00")
    assert seen.ephemeral
    assert "Digests come Mondays and Thursdays at 07:30 and 18:00 (America/New_York)." in seen.text
    assert "Monday, February 9, 2026, 07:30; Monday, February 9, 2026, 18:00; Thursday, February 12, 2026" in seen.text
    assert "Next by the clock: a digest, Monday, February 9, 2026, 07:30" in seen.text
    off = await ask_for(on, "digest", on.admin, when="off")
    assert "No digests are posted by the clock" in off.text
    async with on.app.store.read() as conn:
        entries = await audit.listed(conn, guild=on.key, limit=2)
    assert [entry.action for entry in entries] == ["digest.set", "digest.set"]


@pytest.mark.parametrize(
    ("command", "options", "told"),
    [
        ("digest", {"when": "*/5 * * * *"}, "at most once an hour"),
        ("digest", {"when": "FREQ=SECONDLY"}, "give FREQ=DAILY"),
        ("digest", {"when": "soon"}, "Write it like"),
        ("quiet", {"hours": "at night"}, "Write them like"),
        ("pause", {"until": "2020-01-01"}, "is past"),
        ("pause", {"until": "whenever"}, "Write it like"),
        ("resume", {}, "Nothing is paused here"),
        ("topic add", {"name": "x", "words": " , "}, "No words were given"),
        ("topic remove", {"name": "nothing"}, "There is no topic “nothing” here"),
    ],
)
async def test_what_cannot_be_is_answered_with_a_sentence_and_changes_nothing(
    on: Stage, command: str, options: dict[str, Any], told: str
) -> None:
    async with on.app.store.read() as conn:
        before = await guilds.get(conn, on.key)
    seen = await ask_for(on, command, on.admin, **options)
    assert told in seen.text
    assert seen.ephemeral
    async with on.app.store.read() as conn:
        assert await guilds.get(conn, on.key) == before


async def test_the_night_is_quiet_but_for_what_is_urgent_and_ends_with_one_digest(on: Stage) -> None:
    seen = await ask_for(on, "quiet", on.admin, hours="10pm-7am")
    assert "It is quiet daily 22:00-07:00 (America/New_York)." in seen.text
    kept = await ask_for(on, "topic add", on.admin, name="Quakes", words="earthquake, tsunami, JMA", urgent=True)
    assert "Quakes: earthquake, tsunami, JMA — urgent" in kept.text
    await on.move_to(ny(9, 23))
    await on.take_in(FAIR)
    assert on.posts() == []
    await on.take_in(QUAKE)
    (urgent,) = on.posts()
    assert urgent.embeds[0].title == QUAKE.headline
    assert "Urgent here: its opening speaks of “earthquake” (topic Quakes)." in (urgent.embeds[0].description or "")
    view = await ask_for(on, "settings view", on.admin)
    assert "One thing waits to be told together. Next by the clock: a digest of what is held" in view.text
    await on.move_to(ny(10, 7))
    _, digest = on.posts()
    assert digest.embeds[0].title == "Meanwhile · Tuesday, February 10, 2026"
    assert "Fair opens with a parade" in (digest.embeds[0].description or "")
    assert "Earthquake" not in (digest.embeds[0].description or "")


async def test_topics_are_listed_offered_and_removed(on: Stage) -> None:
    assert "There are no topics" in (await ask_for(on, "topic list", on.admin)).text
    await ask_for(on, "topic add", on.admin, name="Quakes", words="earthquake")
    await ask_for(on, "topic add", on.admin, name="quakes", words="tsunami")
    listed = await ask_for(on, "topic list", on.admin)
    assert listed.text == "quakes: tsunami"
    assert await on.admin.autocomplete(on.channel, "topic remove", "name", "QUA") == [
        {"name": "quakes", "value": "quakes"}
    ]
    assert "There are no topics" in (await ask_for(on, "topic remove", on.admin, name="QUAKES")).text


async def test_a_pause_posts_nothing_and_resuming_tells_what_came(on: Stage) -> None:
    seen = await ask_for(on, "pause", on.admin)
    assert "Nothing is posted until an admin resumes." in seen.text
    await on.take_in(FAIR)
    await on.take_in(QUAKE)
    await on.move_to(ny(11, 12))
    assert on.posts() == []
    assert "**Paused:** until an admin resumes" in (await ask_for(on, "settings view", on.admin)).text
    assert "Posting goes on." in (await ask_for(on, "resume", on.admin)).text
    await on.app.settle()
    (digest,) = on.posts()
    for headline in (FAIR.headline, QUAKE.headline):
        assert (headline or "") in (digest.embeds[0].description or "")


async def test_a_pause_ends_by_itself(on: Stage) -> None:
    seen = await ask_for(on, "pause", on.admin, until="tomorrow at 9")
    assert "Nothing is posted until Tuesday, February 10, 2026, 09:00." in seen.text
    await on.take_in(FAIR)
    await on.move_to(ny(10, 8, 59))
    assert on.posts() == []
    await on.move_to(ny(10, 9))
    assert len(on.posts()) == 1


async def test_a_limit_turns_the_rest_into_a_digest(on: Stage) -> None:
    seen = await ask_for(on, "limit", on.admin, posts=1)
    assert "at most one post an hour" in seen.text
    await on.take_in(QUAKE)
    await on.take_in(FAIR)
    assert len(on.posts()) == 1
    await on.move_to(on.clock.now() + timedelta(hours=1))
    assert len(on.posts()) == 2
    assert "no limit" in (await ask_for(on, "limit", on.admin, posts=0)).text


async def test_examples_are_offered_while_typing(on: Stage) -> None:
    offered = await on.admin.autocomplete(on.channel, "digest", "when", "")
    assert {"name": "weekdays at 8", "value": "weekdays at 8"} in offered
    typed = await on.admin.autocomplete(on.channel, "digest", "when", "weekd")
    assert [one["value"] for one in typed] == ["weekd", "weekdays at 8", "weekdays at 8 and 18"]
    assert await on.admin.autocomplete(on.channel, "quiet", "hours", "22")
    assert await on.admin.autocomplete(on.channel, "pause", "until", "2 h")
