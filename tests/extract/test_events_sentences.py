from __future__ import annotations

from datetime import date

import pytest

from bot.extract.article import read_article
from bot.model.article import RawArticle
from bot.model.event import Event
from tests.extract.event_cases import CASES

DAY = date(2026, 2, 9)


def read(body: str) -> tuple[Event, ...]:
    return read_article(RawArticle(body=body, published=DAY), DAY).events


def line(event: Event) -> str:
    return f"{event.when.value} {event.kind} {event.status}" + (" forecast" if event.forecast else "")


@pytest.mark.parametrize(("text", "expected"), CASES, ids=[text[:70] for text, _ in CASES])
def test_a_text_gives_the_events_that_a_careful_reader_finds(text: str, expected: list[str]) -> None:
    assert [line(e) for e in read(text)] == expected
