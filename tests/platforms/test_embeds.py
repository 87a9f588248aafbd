"""Whatever an article says: within Discord's limits, and inert."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime

import discord
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.model.message import Block, Line, Link, Message, MessageKind, Moment, Text, plain
from bot.platforms.discord import embeds, markup

NAUGHTY = (
    "@everyone", "@here", "<@123456789012345678>", "<@!1>", "<@&42>", "<#7>", "</ask:99>", "<:evil:1>", "<a:evil:1>",
    "<t:1700000000:R>", "<id:customize>", "[click](https://evil.example)", "https://evil.example/x", "HTTP://EVIL.EXAMPLE",
    "discord.gg/abc", "https://discord.com/invite/abc", "steam://run/1", "mailto:a@b.example", "tel:+123", ":smile:",
    "**bold**", "__under__", "*i*", "_i_", "~~gone~~", "||spoiler||", "`code`", "```\nblock\n```", "# heading",
    "-# small", "- item", "* item", "+ item", "1. item", "7) item", "> quote", ">>> all", "\\*", "\\", "\\\\[",
    "8:00", "](", "](https://evil.example)", "\u202eevil", "\ud800", "\x00", "\u200b",
    "👩‍👩‍👧‍👦" * 9, "e\u0301" * 9, "😀" * 30,
    "word " * 40, "x" * 300, "*" * 300, "\n\n\n", "",
)  # fmt: skip

naughty = st.lists(st.one_of(st.sampled_from(NAUGHTY), st.text(max_size=60)), max_size=12).map(" ".join)
urls = st.one_of(
    st.none(),
    st.sampled_from(
        [
            "https://news.example/a",
            "http://news.example/(b)?c=[d]*",
            "javascript:alert(1)",
            "https://a@b.example",
            "//x",
        ]
    ),
    st.text(max_size=40),
)
texts = st.builds(Text, text=naughty, style=st.sampled_from(["plain", "strong", "quiet", "quote"]))
moments = st.builds(
    Moment,
    instant=st.datetimes(datetime(1990, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC)),  # noqa: DTZ001  # bounds
    relative=st.booleans(),
)
links = st.builds(Link, text=naughty, url=urls.map(str))
lines = st.lists(st.one_of(texts, links, moments), min_size=1, max_size=4).map(
    lambda parts: tuple(one for part in parts for one in (part, Text(text=" · ")))
)
messages = st.builds(
    Message,
    kind=st.sampled_from(MessageKind),
    headline=naughty,
    url=urls,
    lines=st.lists(lines, max_size=12).map(tuple),
    blocks=st.lists(st.builds(Block, title=naughty, lines=st.lists(lines, max_size=8).map(tuple)), max_size=30).map(
        tuple
    ),
    footer=st.none() | naughty,
    mention_roles=st.lists(st.sampled_from(["42", "43", "@everyone", "x"]), max_size=3).map(tuple),
)

OURS = re.compile(r"<t:-?\d+:[FR]>|\[(?:[^\[\]]|\\.)*\]\(https?://[^\s()\[\]*<>]+\)|\*\*(?:\\.|[^\\*])+\*\*(?!\*)")
"""What the renderer itself may write: timestamps, masked links and bold; their words are looked at on their own."""

EFFECTS = {
    "mark": re.compile(r"[*_~|`<>\[\]]"),
    "emoji": re.compile(r":[\w~+-]+:"),
    "link": re.compile(r"(?:https?|steam)://[^\s<]+|(?:mailto|tel):\S", re.IGNORECASE),
    "invite": re.compile(r"(?:discord\.gg|discord(?:app)?\.com/invite)/\w", re.IGNORECASE),
    "ping": re.compile(r"@(?:everyone|here)"),
}
AT_LINE_START = re.compile(r"(?:#{1,3} |-# |[-*+] |\d+[.)] |>{1,3} )")


def effects(text: str) -> list[str]:
    """Read Discord's markdown as its client does: an escape first, else the first rule that matches."""
    found = []
    for raw in text.split("\n"):
        line = re.sub(r"^(?:> |-# )", "", raw)  # a line's own opening, written by the renderer
        found += [f"line start: {line[:20]}"] if AT_LINE_START.match(line) else []
        found += effects_within(line)
    return found


def effects_within(line: str) -> list[str]:
    found, place = [], 0
    while place < len(line):
        if line[place] == "\\" and line[place + 1 : place + 2] and not line[place + 1].isalnum():
            place += 2
        elif ours := OURS.match(line, place):
            found += effects_within(_inside(ours[0]))
            place = ours.end()
        else:
            found += [f"{name}: {line[place:][:30]}" for name, rule in EFFECTS.items() if rule.match(line, place)]
            place += 1
    return found


def _inside(ours: str) -> str:
    if ours.startswith("<t:"):
        return ""
    return ours[2:-2] if ours.startswith("**") else ours[1 : ours.rindex("](")]


def within_limits(embed: discord.Embed) -> None:
    limits = embeds.LIMITS
    values = [embed.title or "", embed.description or "", embed.footer.text or ""]
    for text, limit in zip(values, (limits.headline, limits.text, limits.footer), strict=True):
        assert markup.units(text) <= limit
    assert len(embed.fields) <= limits.blocks
    for field in embed.fields:
        assert 0 < markup.units(field.name or "") <= limits.block_title
        assert 0 < markup.units(field.value or "") <= limits.block_text
        values += [field.name or "", field.value or ""]
    assert sum(map(markup.units, values)) <= limits.total
    assert embed.title


@settings(max_examples=100, deadline=None)
@given(messages)
def test_any_message_is_within_the_limits_and_inert_as_an_embed(message: Message) -> None:
    embed = embeds.embed(message, mark="k3f9x2")
    within_limits(embed)
    for text in (embed.title, embed.description, *(f.name for f in embed.fields), *(f.value for f in embed.fields)):
        assert effects(text or "") == []
    assert (embed.footer.text or "").endswith("#k3f9x2")
    json.dumps(embed.to_dict(), ensure_ascii=False).encode()


@settings(max_examples=100, deadline=None)
@given(messages)
def test_any_message_is_within_the_limits_and_inert_as_content(message: Message) -> None:
    content = embeds.content(message, mark="k3f9x2")
    opening = embeds.mentions(message)
    assert content.startswith(opening)
    assert markup.units(content) <= embeds.CONTENT_LIMIT
    assert content.endswith("#k3f9x2")
    assert effects(content[len(opening) :].lstrip("\n")) == []


@settings(max_examples=300, deadline=None)
@given(naughty, st.integers(0, 200))
def test_shortened_text_is_a_beginning_of_the_text(text: str, fits: int) -> None:
    short = markup.shorten(text, fits)
    assert markup.units(short) <= max(fits, 0)
    if short != text:
        assert text.startswith(short.removesuffix("…").rstrip())


@pytest.mark.parametrize("words", NAUGHTY)
def test_every_naughty_string_alone_is_inert(words: str) -> None:
    assert effects(markup.escape(markup.clean(words))) == []


@pytest.mark.parametrize(
    ("url", "address"),
    [
        ("https://news.example/a", "https://news.example/a"),
        ("https://news.example/a(b)", "https://news.example/a%28b%29"),
        ("https://münchen.example/ü", "https://xn--mnchen-3ya.example/%C3%BC"),
        ("https://news.example:8443/a?b=c#d", "https://news.example:8443/a?b=c#d"),
        ("javascript:alert(1)", None),
        ("data:text/html,x", None),
        ("https://user@news.example/", None),
        ("https://news.example/a b", None),
        ("https://localhost/", None),
        ("https://[::1", None),
        ("https://news.example:99999/", None),
        ("https://news.example/" + "x" * 3000, None),
        (None, None),
    ],
)
def test_only_web_addresses_become_links(url: str | None, address: str | None) -> None:
    assert markup.address(url) == address


def message(*lines: Line, **others: object) -> Message:
    return Message.model_validate({"kind": "alert", "headline": "A headline", "lines": lines, **others})


def test_a_long_paragraph_is_cut_after_a_sentence() -> None:
    sentence = "The council meets on Thursday to talk about the bridge. "
    description = embeds.embed(message(plain(sentence * 200))).description
    assert description is not None
    assert description.endswith("bridge. …")
    assert len(description) > 4000


def test_lines_that_do_not_fit_are_left_out_with_an_ellipsis() -> None:
    block = Block(title="Upcoming", lines=tuple(plain(f"Event number {n} of many") for n in range(100)))
    value = embeds.embed(message(blocks=(block,))).fields[0].value
    assert value is not None
    assert value.endswith("…")
    assert len(value) <= 1024


def test_a_moment_is_a_timestamp_and_never_cut() -> None:
    moment = Moment(instant=datetime(2026, 8, 12, 17, 46, tzinfo=UTC))
    shown = embeds.text([(Text(text="x" * 90), moment)], 100)
    assert "<t" not in shown
    assert embeds.text([(moment,)], 100) == "<t:1786556760:F>"


def test_quotes_and_small_print_are_shown_as_such() -> None:
    shown = embeds.text([plain("“We will see,” she said.", "quote"), plain("and 3 more", "quiet")], 500)
    assert shown == "> “We will see,” she said.\n-# and 3 more"


def test_an_embed_has_no_small_print_whose_marks_might_show() -> None:
    quiet = plain("and 3 more", "quiet")
    made = embeds.embed(
        Message(kind=MessageKind.ANSWER, headline="A", lines=(quiet,), blocks=(Block(title="B", lines=(quiet,)),))
    )
    assert made.description == made.fields[0].value == "and 3 more"


def test_only_the_policys_roles_are_mentioned() -> None:
    made = message(plain("<@&666>"), mention_roles=("42", "@everyone"))
    assert embeds.mentions(made) == "<@&42>"
    assert embeds.roles(made) == ("42",)
