"""Sources: where articles come from, and what is known of each."""

from __future__ import annotations

from datetime import timedelta
from enum import StrEnum

from pydantic import AwareDatetime, Field

from bot.model.article import RawArticle
from bot.model.base import Frozen

CATALOGUE = "catalogue"
"""Owner of the sources that the operator offers to every guild."""

MIN_INTERVAL = timedelta(minutes=5)
MAX_INTERVAL = timedelta(hours=24)


class SourceKind(StrEnum):
    """A file that was given by hand, a folder that is watched, a feed or a page that is polled."""

    FILE = "file"
    FOLDER = "folder"
    FEED = "feed"
    PAGE = "page"


class Withheld(StrEnum):
    """Why an article that came was posted nowhere, whoever wanted it."""

    BACKLOG = "backlog"
    FLOOD = "flood"
    BY_HAND = "by hand"


class NewSource(Frozen):
    """A source that is to be added. `owner` is CATALOGUE or `platform:guild`."""

    kind: SourceKind
    address: str
    title: str = ""
    owner: str = CATALOGUE
    interval: timedelta = timedelta(minutes=15)


class SourceForPoll(Frozen):
    """What a poll needs to know. `primed` says that the first fetch is done, whose backlog is not posted."""

    id: str
    kind: SourceKind
    address: str
    title: str
    owner: str
    interval: timedelta
    etag: str | None = None
    last_modified: str | None = None
    failures: int = 0
    primed: bool = False


class SourceRecord(SourceForPoll):
    """A source as it stands, for people who look."""

    next_poll: AwareDatetime | None = None
    last_polled: AwareDatetime | None = None
    last_error: str | None = None


class Entry(Frozen):
    """One item of a source: its identity within the source, and the article it holds.

    `partial` says that there may be more of it, which cannot be had now.
    """

    identity: str
    article: RawArticle
    partial: bool = False


class Poll(Frozen):
    """What a poll brought. `unchanged` means the server said so (304) and `entries` is empty.

    `wait` is the shortest time until the next poll that the server asks for (ttl, max-age, Expires, Retry-After).
    `problems` are sentences about entries that could not be read; they never hide the others.
    """

    entries: tuple[Entry, ...] = ()
    title: str | None = None
    unchanged: bool = False
    etag: str | None = None
    last_modified: str | None = None
    wait: timedelta = Field(default=timedelta(0), ge=timedelta(0))
    problems: tuple[str, ...] = ()
