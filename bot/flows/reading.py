"""Reading an article from outside: whatever a text brings to light in us, it stays that text's own misfortune."""

from __future__ import annotations

import logging
from datetime import date

from bot.errors import DatelineError, UnexpectedTextError
from bot.extract.article import read_article
from bot.model.article import Article, RawArticle

log = logging.getLogger(__name__)


def read_guarded(raw: RawArticle, at: date, subject: str) -> Article:
    """Read an article as of the day `at`. Raises InputError, also for a fault of ours, which is logged whole.

    `subject` names the text in the error: its file, address or line.
    """
    try:
        return read_article(raw, at)
    except DatelineError:
        raise
    except Exception as error:
        log.exception("reading %s failed", subject)
        raise UnexpectedTextError(subject) from error
