"""Platform-neutral content to send. Its text is raw: each platform escapes it its own way."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Literal

from pydantic import AwareDatetime, Field

from bot.model.base import Frozen


class Text(Frozen):
    """Words, shown as they are; nothing in them is ever read as markup, a link or a mention."""

    part: Literal["text"] = "text"
    text: str
    style: Literal["plain", "strong", "quiet", "quote"] = "plain"


class Link(Frozen):
    """Words that lead to an http(s) address."""

    part: Literal["link"] = "link"
    text: str
    url: str


class Moment(Frozen):
    """A known instant; the platform shows it in each reader's own zone where it can."""

    part: Literal["moment"] = "moment"
    instant: AwareDatetime
    relative: bool = False


Part = Annotated[Text | Link | Moment, Field(discriminator="part")]
Line = tuple[Part, ...]


class Block(Frozen):
    """A titled group of lines, such as the upcoming events of an alert."""

    title: str
    lines: tuple[Line, ...]


class ActionKind(StrEnum):
    """What a button under a message does."""

    EVENTS = "events"
    QUOTES = "quotes"
    ASK = "ask"


class Action(Frozen):
    """A button; `article` is the id of the article that it is about."""

    kind: ActionKind
    article: str


class Occasion(Frozen):
    """When and where an event stands in the platform's own list of a guild's events; `place` is in words.

    `off` says that it is not to stand there any more.
    """

    starts: AwareDatetime
    ends: AwareDatetime
    place: str
    off: bool = False


class MessageKind(StrEnum):
    """Why it is sent; also its priority: answers before alerts before reminders before digests."""

    ANSWER = "answer"
    ALERT = "alert"
    REMINDER = "reminder"
    DIGEST = "digest"
    AGENDA = "agenda"
    OCCASION = "occasion"
    NOTICE = "notice"


class Message(Frozen):
    """One message.

    `headline` is its title and leads to `url` if there is one. `lines` are the text, `blocks` follow it,
    `footer` tells source and dateline. `mention_roles` are the roles that may be notified, by the guild's policy
    only: nothing that an article says can add one. With an `occasion` it is no post but an entry of the platform's own
    list of events, named by its headline.
    """

    kind: MessageKind
    headline: str
    url: str | None = None
    lines: tuple[Line, ...] = ()
    blocks: tuple[Block, ...] = ()
    footer: str | None = None
    actions: tuple[Action, ...] = ()
    mention_roles: tuple[str, ...] = ()
    occasion: Occasion | None = None


def plain(text: str, style: Literal["plain", "strong", "quiet", "quote"] = "plain") -> Line:
    """Return a line of one piece of text."""
    return (Text(text=text, style=style),)
