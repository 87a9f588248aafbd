"""What the bot posts by itself, in a simulated Discord."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import discord
import pytest

from bot.flows import intake
from bot.model.article import RawArticle
from tests.platforms.stage import BRIDGE, HEADLINE, ZONE, Stage, ask_for, staged

pytestmark = pytest.mark.e2e


async def test_a_new_article_is_alerted_once_with_headline_link_summary_event_quote_and_buttons(on: Stage) -> None:
    await on.take_in()
    await on.take_in()
    (post,) = on.posts()
    (embed,) = post.embeds
    assert embed.title == BRIDGE.headline
    assert embed.url == BRIDGE.url
    assert "city council will vote on the old bridge on March 19" in (embed.description or "")
    fields = {field.name or "": field.value or "" for field in embed.fields}
    assert "Thursday, March 19, 2026 (in 38 days)" in fields["Upcoming"]
    assert any("We must keep its old stones" in value for value in fields.values())
    assert "The Springfield Record" in (embed.footer.text or "")
    assert labels(post) == ["Events", "Quotes", "Ask"]


async def test_reminders_come_a_week_and_a_day_before_and_on_the_morning_in_the_servers_zone(on: Stage) -> None:
    await on.take_in()
    seen: list[tuple[datetime, str]] = []
    day = datetime(2026, 3, 10, 12, tzinfo=UTC)
    while day < datetime(2026, 3, 22, tzinfo=UTC):
        before = len(on.posts())
        await on.move_to(day)
        seen += [(day.astimezone(ZONE), post.embeds[0].title or "") for post in on.posts()[before:]]
        day += timedelta(hours=1)
    assert [(at.date(), at.hour) for at, _ in seen] == [
        (date(2026, 3, 12), 9),
        (date(2026, 3, 18), 9),
        (date(2026, 3, 19), 9),
    ]
    assert [title.partition(":")[0] for _, title in seen] == ["In 7 days", "Tomorrow", "Today"]


async def test_a_daily_digest_tells_what_came(on: Stage) -> None:
    set_up = await ask_for(on, "setup", on.admin, digest_time="8am", alerts=False)
    assert "daily at 08:00" in set_up.text
    await on.take_in()
    assert on.posts() == []
    await on.move_to(datetime(2026, 2, 9, 13, 0, tzinfo=UTC))
    (digest,) = on.posts()
    assert "Digest" in (digest.embeds[0].title or "")
    assert HEADLINE in (digest.embeds[0].description or "")


async def test_a_watched_folder_posts_what_is_put_into_it_but_not_what_was_there(tmp_path: Path) -> None:
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "old.md").write_text(f"---\nheadline: An older story\n---\n\n{BRIDGE.body}", encoding="utf-8")
    async with staged(tmp_path, watch_folder=folder) as on:
        await intake.poll_due(on.app.store, on.app.sources, on.clock.now())
        (folder / "new.md").write_text(f"---\nheadline: {HEADLINE}\n---\n\n{BRIDGE.body}", encoding="utf-8")
        on.clock.set(on.clock.now() + timedelta(hours=1))
        await intake.poll_due(on.app.store, on.app.sources, on.clock.now())
        await on.app.settle()
        assert [post.embeds[0].title for post in on.posts()] == [HEADLINE]
        assert (await ask_for(on, "article latest")).text.count("story") == 1


HOSTILE = RawArticle(
    headline="@everyone <@123> [free nitro](https://evil.example) **bold** discord.gg/abc",
    source="<@&456> `source`",
    url="javascript:alert(1)",
    published=date(2026, 2, 9),
    body=(
        "# SPRINGFIELD, Feb. 9 - @here The council of <#789> will meet on March 19, said <@123456789012345678>.\n\n"
        "“[Click](https://evil.example) ||now|| @everyone,” said Mayor Ada Long. <t:1:R> ```code``` </ask:1>\n\n"
        "> The meeting of the *council* on March 19 is at https://evil.example/x, ~~free~~ for @everyone."
    ),
)


async def test_nothing_that_an_article_says_can_mention_link_or_change_how_it_looks(on: Stage) -> None:
    await on.take_in(HOSTILE)
    (post,) = on.posts()
    (body,) = on.sent("POST", f"/channels/{on.channel.id}/messages")
    assert body["allowed_mentions"]["parse"] == []
    assert not body["allowed_mentions"].get("users")
    assert not body["allowed_mentions"].get("roles")
    assert post.embeds[0].url is None
    assert mentioned(post) == []
    for text in shown(post):
        for markup in ("@everyone", "@here", "<@", "<#", "<t:", "](http", "```", "**bold", "||"):
            assert markup not in text.replace("\\" + markup[0], "")


async def test_replies_about_a_hostile_article_are_as_harmless(on: Stage) -> None:
    article = await on.take_in(HOSTILE)
    uses: tuple[tuple[str, dict[str, Any]], ...] = (
        ("ask", {"question": "When does @everyone meet <@123> **now**?"}),
        ("article search", {"words": "council @everyone"}),
        ("article show", {"article": article}),
        ("events upcoming", {}),
    )
    for command, options in uses:
        assert mentioned((await ask_for(on, command, **options)).message) == []
    for body in on.sent("POST", "/callback"):
        if body["type"] == 4:
            assert body["data"]["allowed_mentions"]["parse"] == []


def labels(message: discord.Message) -> list[str]:
    rows = [row for row in message.components if isinstance(row, discord.ActionRow)]
    return [item.label or "" for row in rows for item in row.children if isinstance(item, discord.Button)]


def shown(message: discord.Message) -> list[str]:
    embed = message.embeds[0]
    return [message.content, embed.title or "", embed.description or "", *(f.value or "" for f in embed.fields)]


def mentioned(message: discord.Message) -> list[object]:
    return [*message.mentions, *message.role_mentions, *(["everyone"] if message.mention_everyone else [])]
