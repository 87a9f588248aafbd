"""What was asked last is remembered for minutes, by conversation."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from bot.flows import conversations
from bot.flows.conversations import LIFE, Conversations

NOW = datetime(2026, 2, 10, 12, tzinfo=UTC)


def test_the_last_question_of_a_conversation_is_known_and_no_other() -> None:
    talks = Conversations()
    talks.keep("1:2", "When is it?", NOW)
    talks.keep("1:2", "Where is it?", NOW)
    assert talks.last("1:2", NOW + LIFE) == "Where is it?"
    assert talks.last("1:3", NOW) is None


def test_a_question_is_forgotten_in_time() -> None:
    talks = Conversations()
    talks.keep("1:2", "When is it?", NOW)
    assert talks.last("1:2", NOW + LIFE + timedelta(seconds=1)) is None


def test_the_conversation_that_was_silent_longest_makes_room() -> None:
    talks = Conversations()
    for n in range(conversations.MOST + 1):
        talks.keep(str(n), "When is it?", NOW)
    assert talks.last("0", NOW) is None
    assert talks.last("1", NOW) == "When is it?"
