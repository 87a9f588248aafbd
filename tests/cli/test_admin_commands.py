"""`dateline admin`: what the slash commands change, from the command line."""

from __future__ import annotations

import asyncio
import io
import json
from datetime import time
from pathlib import Path
from textwrap import indent

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.cli import main
from bot.cli.admin import _CHANGES
from bot.cli.options import SETTINGS
from bot.clock import SystemClock
from bot.decide import quiet
from bot.flows import document_text, documents
from bot.flows.admin import PolicyChange
from bot.model.policy import Policy, Topic
from bot.model.recurrence import Cron, Rule, Weekly
from bot.store import audit
from bot.store.engine import Store
from tests.conftest import NOW
from tests.decide.test_holds import hours
from tests.decide.test_recurrence import quarters

GUILD = "discord:81384788765712384"


@pytest.fixture
def dateline(sqlite_url: str) -> object:
    def run(*arguments: str) -> int:
        return main(["admin", *arguments, "--database", sqlite_url])

    return run


def said(capsys: pytest.CaptureFixture[str]) -> str:
    return capsys.readouterr().out


@pytest.mark.parametrize(
    ("key", "value", "told"),
    [
        ("channel", "42", "channel: 42"),
        ("zone", "tokyo", "zone: Asia/Tokyo"),
        ("lead_times", "2 weeks, 3h, morning", "lead_times: 14d, 3h, morning"),
        ("reminder_time", "7.30", "reminder_time: 07:30"),
        ("digests", "mon, thu 07:30 and 18:00", "Digests come Mondays and Thursdays at 07:30 and 18:00 (UTC)."),
        ("digests", "0 8 1 * *", "Digests come 0 8 1 * * (UTC)."),
        ("quiet", "22-7", "It is quiet daily 22:00-07:00 (UTC)."),
        ("posts_per_hour", "5", "at most 5 posts an hour"),
        ("pause", "2 hours", "Nothing is posted until"),
        ("alerts", "off", "alerts: False"),
        ("reminders", "no", "reminders: False"),
        ("agenda", "on", "agenda: True"),
        ("topic", "Quakes: earthquake, JMA", "Quakes: earthquake, JMA"),
        ("urgent_topic", "Quakes: earthquake", "Quakes: earthquake — urgent"),
    ],
)
def test_each_setting_is_changed_as_in_chat_and_said_back(
    dateline: object, capsys: pytest.CaptureFixture[str], key: str, value: str, told: str
) -> None:
    assert dateline("set", GUILD, key, value) == 0  # type: ignore[operator]
    assert told in said(capsys)


def test_all_that_a_policy_has_can_be_set_and_stands_in_the_document() -> None:
    assert set(SETTINGS) == set(_CHANGES)
    assert set(PolicyChange.model_fields) <= set(SETTINGS)
    assert set(documents.PolicyDocument.model_fields) == set(Policy.model_fields)


@pytest.mark.parametrize(
    ("text", "field", "value"),
    [
        ("reminder_time: 10:30", "reminder_time", time(10, 30)),
        ("reminder_time: 9:30", "reminder_time", time(9, 30)),
        ("reminder_time: 09:30", "reminder_time", time(9, 30)),
        ("alerts: no", "alerts", False),
        ("channel: null", "channel", None),
        ("reminder_time: 8", "reminder_time", time(8)),
        ("digests: [8, 18:15]", "digests", (Weekly(times=(time(8),)), Weekly(times=(time(18, 15),)))),
        ("digests: off", "digests", ()),
        ("quiet: off", "quiet", ()),
        ("lead_times: off", "lead_times", ()),
        ("channel: 81384788765712384", "channel", "81384788765712384"),
    ],
)
def test_what_yaml_makes_more_of_is_read_as_it_was_written(text: str, field: str, value: object) -> None:
    read = documents.read(document_text.parse(f"policy: {{{text}}}").policy, NOW)
    assert getattr(read, field) == value


@pytest.mark.parametrize(
    ("key", "value", "told"),
    [
        ("digests", "* * * * *", "at most once an hour"),
        ("digests", "DTSTART:00010101T000000 FREQ=DAILY;INTERVAL=7", "a rule begins in 1900 or later"),
        ("zone", "Tokio", "Did you mean Asia/Tokyo"),
        ("pause", "off", "Nothing is paused"),
        ("posts_per_hour", "many", "no number of posts"),
        ("posts_per_hour", "61", "at most 60"),
        ("alerts", "perhaps", "neither on nor off"),
        ("topic", "earthquake", "Write a topic as"),
        ("no_topic", "Quakes", "There is no topic"),
        ("channel", "#news", "no channel's id"),
    ],
)
def test_what_cannot_be_set_fails_with_one_sentence(
    dateline: object, capsys: pytest.CaptureFixture[str], key: str, value: str, told: str
) -> None:
    assert dateline("set", GUILD, key, value) == 1  # type: ignore[operator]
    captured = capsys.readouterr()
    assert told in captured.err
    assert len(captured.err.strip().splitlines()) == 1
    assert captured.out == ""


def test_what_was_exported_is_imported_into_another_guild_and_is_the_same(
    dateline: object, capsys: pytest.CaptureFixture[str], tmp_path: Path, sqlite_url: str
) -> None:
    run = dateline
    for key, value in {
        "channel": "42", "zone": "Europe/Berlin", "digests": "weekdays at 8; weekends at 10", "quiet": "22-7",
        "urgent_topic": "Quakes: earthquake, JMA", "posts_per_hour": "4", "pause": "2 days",
    }.items():  # fmt: skip
        assert run("set", GUILD, key, value) == 0  # type: ignore[operator]
    file = tmp_path / "server.yaml"
    assert run("export", GUILD, str(file)) == 0  # type: ignore[operator]
    written = yaml.safe_load(file.read_text(encoding="utf-8"))
    assert written["policy"]["digests"] == ["weekdays at 08:00", "weekends at 10:00"]
    assert written["policy"]["topics"] == [{"name": "Quakes", "words": ["earthquake", "JMA"], "urgent": True}]
    file.write_text(
        file.read_text(encoding="utf-8").replace("sources: []", "sources:\n- address: https://harbour.example/feed"),
        encoding="utf-8",
    )
    assert run("import", "discord:7", str(file)) == 0  # type: ignore[operator]
    capsys.readouterr()
    assert run("show", "7", "--json") == 0  # type: ignore[operator]
    shown = json.loads(said(capsys))
    assert shown["policy"] == written["policy"]
    assert shown["sources"] == [{"address": "https://harbour.example/feed", "title": ""}]
    assert run("show", "7") == 0  # type: ignore[operator]
    told = said(capsys)
    assert "Digest: weekdays at 08:00; weekends at 10:00" in told
    assert "Paused: until" in told
    assert asyncio.run(actions(sqlite_url, "discord:7")) == [("operator", "policy.import")]


async def actions(url: str, guild: str) -> list[tuple[str, str]]:
    async with Store.open(url) as store, store.read() as conn:
        return [(entry.actor, entry.action) for entry in await audit.listed(conn, guild=guild, limit=10)]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("policy: {zone: Nowhere}", "no time zone called"),
        ("policy: {digests: [soon]}", "cannot be read here"),
        ("policy: {digests: [[8]]}", "policy.digests.0"),
        ("policy: {digests: ['8', '8:30']}", "at most once an hour"),
        ("policy: {colour: red}", "policy.colour"),
        ("policy: {topics: [{name: a, words: [x]}, {name: A, words: [y]}]}", "Two topics have one name"),
        ("policy: {posts_per_hour: 1000}", "policy.posts_per_hour: Write a number from 1 to 60"),
        ("policy: {posts_per_hour: few}", "policy.posts_per_hour: Write a whole number"),
        ("policy: {reminder_time: 9:75}", "policy.reminder_time: “9:75” is no time of day"),
        ("policy: {quiet: [22, 7]}", "policy.quiet: Write one text"),
        ("policy: {alerts: perhaps}", "policy.alerts: Write true or false"),
        ("policy: {digests: 8:00}", "policy.digests: Write a list"),
        ("policy: {colour: red}", "There is no such field here. There are channel, zone"),
        ("policy: {pause: {since: yesterday}}", "policy.pause.since: Write an instant"),
        ("policy: {topics: [{name: a}]}", "policy.topics.0.words: It is missing"),
        (
            "policy: {topics: [" + ", ".join(f"{{name: t{n}, words: [w]}}" for n in range(26)) + "]}",
            "may have 25 topics",
        ),
        ("policy: {zone: UTC}\npolicy: {zone: Asia/Tokyo}", "line 2: “policy” stands here a second time"),
        ("policy:\n  quiet: off\n  zone: UTC\n  quiet: 22-7", "line 4: “quiet” stands here a second time"),
        ("sources: [https://harbour.example/feed]", "sources.0: Write fields, such as “- address: https://"),
        ("dateline: 2", "dateline"),
        ("- a\n- b", "the document: Write fields"),
        ("? [a]\n: b", "no YAML document"),
        ("a: [", "is no YAML document"),
        ("!!python/object/apply:os.system ['true']", "is no YAML document"),
        ("[" * 3000, "no YAML document"),
        ("sources: [" + ", ".join(f"{{address: 'https://x.example/{n}'}}" for n in range(26)) + "]", "26"),
    ],
)
def test_a_document_that_cannot_be_read_changes_nothing_and_says_where(
    dateline: object, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, text: str, told: str
) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(text.encode())))
    assert dateline("import", GUILD, "-") == 1  # type: ignore[operator]
    assert told in capsys.readouterr().err
    assert dateline("show", GUILD, "--json") == 0  # type: ignore[operator]
    assert json.loads(said(capsys))["policy"] == documents.PolicyDocument().model_dump(mode="json")


words = st.text(st.characters(categories=("Ll", "Lu", "Nd")), min_size=1, max_size=12)
topics = st.builds(
    lambda name, terms, urgent: Topic(
        name=name,
        words=tuple(dict.fromkeys(one for one in terms if one == one.lower())),
        entities=tuple(dict.fromkeys(one for one in terms if one != one.lower())),
        urgent=urgent,
    ),
    words,
    st.lists(words, min_size=1, max_size=4),
    st.booleans(),
)
weekly = st.builds(
    lambda days, at: Weekly(weekdays=tuple(days), times=tuple(quarter.replace(minute=0) for quarter in at)),
    st.sets(st.integers(0, 6), min_size=1),
    st.sets(quarters, min_size=1, max_size=4),
)
rules = st.sampled_from([
    Cron(expression="0 8 1,15 * *"),
    Rule(rule="FREQ=MONTHLY;BYDAY=-1FR;BYHOUR=17;BYMINUTE=0", start=NOW.date()),
])  # fmt: skip
policies = st.builds(
    lambda digests, quiet, several, cap, zone: Policy(
        zone=zone,
        digests=tuple(digests),
        quiet=quiet,
        topics=tuple(sorted({one.name.casefold(): one for one in several}.values(), key=lambda t: t.name.casefold())),
        posts_per_hour=cap,
    ),
    st.lists(weekly | rules, max_size=1),
    st.lists(hours, max_size=1).map(tuple).filter(quiet.leaves_room),
    st.lists(topics, max_size=3),
    st.none() | st.integers(1, 60),
    st.sampled_from(("UTC", "Europe/Berlin", "Asia/Kathmandu")),
)


@settings(max_examples=60)
@given(policies)
def test_any_policy_is_the_same_after_it_was_written_down_and_read(policy: Policy) -> None:
    document = documents.written(policy)
    text = yaml.safe_dump(document.model_dump(mode="json"), allow_unicode=True)
    again = document_text.parse("policy:\n" + indent(text, "  "))
    assert documents.read(again.policy, NOW) == policy


def test_a_guild_that_the_bot_has_not_met_is_said_to_be_so(
    dateline: object, capsys: pytest.CaptureFixture[str]
) -> None:
    assert dateline("set", GUILD, "channel", "42") == 0  # type: ignore[operator]
    assert f"has not met {GUILD} yet" in capsys.readouterr().err
    assert dateline("show", GUILD) == 0  # type: ignore[operator]
    assert capsys.readouterr().err == ""


def test_an_export_replaces_a_file_only_when_told_to(
    dateline: object, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    file = tmp_path / "server.yaml"
    file.write_text("mine", encoding="utf-8")
    assert dateline("export", GUILD, str(file)) == 1  # type: ignore[operator]
    assert "--overwrite" in capsys.readouterr().err
    assert file.read_text(encoding="utf-8") == "mine"
    assert dateline("export", GUILD, str(file), "--overwrite") == 0  # type: ignore[operator]
    assert GUILD in file.read_text(encoding="utf-8")
    assert dateline("export", GUILD, str(tmp_path / "none" / "server.yaml")) == 1  # type: ignore[operator]
    assert "cannot be written" in capsys.readouterr().err


@pytest.mark.parametrize("guild", ["", "here", "slack:1", "discord:x"])
@pytest.mark.parametrize("command", [["events"], ["deliveries"], ["deliveries", "why", "an article"]])
def test_what_is_no_guild_is_refused_and_not_taken_for_one_without_amendments(
    command: list[str], guild: str, capsys: pytest.CaptureFixture[str], sqlite_url: str
) -> None:
    assert main([*command, "--guild", guild, "--database", sqlite_url]) == 2
    assert "is no guild. Write its id" in capsys.readouterr().err


def test_words_that_are_no_utf8_are_wrong_usage(capsys: pytest.CaptureFixture[str], sqlite_url: str) -> None:
    with pytest.raises(SystemExit):
        main(["admin", "dismiss", GUILD, "\udcff", "--database", sqlite_url])
    assert "it is not UTF-8" in capsys.readouterr().err


def test_an_event_is_dismissed_amended_and_restored_and_the_calendar_follows(
    dateline: object, capsys: pytest.CaptureFixture[str], sqlite_url: str, tmp_path: Path
) -> None:
    year = SystemClock().now().year + 2  # these commands go by the day that it is
    story = tmp_path / "bridge.md"
    head = "---\nheadline: Bridge\npublished: 2026-02-09\n---\n"
    story.write_text(f"{head}The city council will vote on the old bridge on March 19, {year}.\n")
    everywhere = ["--database", sqlite_url]
    assert main(["ingest", str(story), "--at", "2026-02-09", *everywhere]) == 0
    said(capsys)

    def listed() -> list[tuple[str, bool, str]]:
        assert main(["events", "--upcoming", "--guild", GUILD, "--at", "2026-02-09", "--json", *everywhere]) == 0
        return [(one["when"]["value"], one["amended"], one["id"]) for one in json.loads(said(capsys))]

    ((day, _, event),) = listed()
    assert day == f"{year}-03-19"
    assert dateline("amend", GUILD, event, f"{year + 20}-03-19 15:00") == 1  # type: ignore[operator]
    assert "more than ten years ahead" in capsys.readouterr().err
    assert dateline("amend", GUILD, event, f"{year}-03-21") == 0  # type: ignore[operator]
    assert f"March 19, {year}." in said(capsys)
    assert listed() == [(f"{year}-03-21", True, event)]
    assert main(["events", "--ics", "--guild", GUILD, "--at", "2026-02-09", *everywhere]) == 0
    assert f"DTSTART;VALUE=DATE:{year}0321" in said(capsys)
    assert main(["events", "--ics", "--guild", GUILD.removeprefix("discord:"), "--at", "2026-02-09", *everywhere]) == 0
    assert f"DTSTART;VALUE=DATE:{year}0321" in said(capsys)
    assert main(["events", "--ics", "--at", "2026-02-09", *everywhere]) == 0
    assert f"DTSTART;VALUE=DATE:{year}0319" in said(capsys)
    assert dateline("dismiss", GUILD, event) == 0  # type: ignore[operator]
    assert "Dismissed: " in said(capsys)
    assert listed() == []
    assert dateline("show", GUILD) == 0  # type: ignore[operator]
    assert f"dismissed ({event})" in said(capsys)
    assert dateline("restore", GUILD, event) == 0  # type: ignore[operator]
    said(capsys)
    assert listed() == [(f"{year}-03-19", False, event)]
