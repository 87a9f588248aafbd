"""What records have to say to a question. Pure data."""

from __future__ import annotations

from typing import NamedTuple

from bot.answer.compose import Found
from bot.answer.rank import told_on
from bot.model.article import Article

MAX_LIST = 8
"""Events or quotes in one answer: what a reader takes in at a glance."""


class Verdict(NamedTuple):
    """What records have to say: an answer, or the reason why there is none; neither if they know nothing of it."""

    found: Found | None = None
    near: Found | None = None


NOTHING = Verdict()


def newest(article: Article) -> int:
    """Return a number that is greater for an article written later."""
    return told_on(article)
