"""Message → embed, or plain content where embeds are not allowed; always within Discord's limits, always inert.

Cuts fall into raw words, which are escaped afterwards: no cut can fall into an escape, a link or a timestamp.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

import discord

from bot.model.message import Block, Line, Link, Message, MessageKind, Moment, Part, Text
from bot.platforms.discord.markup import BLANK, address, clean, escape, shorten, units
from bot.ports import Limits

LIMITS = Limits(headline=256, text=4096, block_title=256, block_text=1024, blocks=25, footer=2048, total=6000)
"""Discord's API description (RichEmbed, RichEmbedField, RichEmbedFooter) and its documentation of embed limits: 6,000
over title, description, field names and values, footer and author. Counted here in UTF-16 units, which is never less
than in characters, whichever of the two the server counts."""

CONTENT_LIMIT = 2000
"""Discord API documentation, "Create Message": content has up to 2,000 characters."""

_FOOTER_SHARE = 300
"""A source's name and a dateline; more would be no footer, and would take room from the text."""

_COLOURS = {
    MessageKind.ANSWER: 0x5865F2,
    MessageKind.ALERT: 0xC0392B,
    MessageKind.REMINDER: 0xE5A50A,
    MessageKind.DIGEST: 0x2C7A7B,
    MessageKind.AGENDA: 0x2C7A7B,
    MessageKind.OCCASION: 0x2C7A7B,
    MessageKind.NOTICE: 0x747F8D,
}


@dataclass
class _Room:
    """What is left of the total."""

    left: int

    def take(self, text: str) -> str:
        self.left -= units(text)
        return text


def embed(message: Message, mark: str | None = None) -> discord.Embed:
    """Return the message as an embed. `mark` ends the footer and lets the message be found in the history."""
    room = _Room(LIMITS.total)
    made = discord.Embed(
        title=room.take(words(message.headline, LIMITS.headline)),
        url=address(message.url),
        colour=_COLOURS[message.kind],
    )
    footer = room.take(_footer(message.footer, mark))
    if footer:
        made.set_footer(text=footer)
    made.description = room.take(text(aloud(message.lines), min(LIMITS.text, room.left))) or None
    for block in message.blocks[: LIMITS.blocks]:
        if not _add_field(made, block, room):
            break
    return made


def content(message: Message, mark: str | None = None) -> str:
    """Return the message as plain content, for channels that show no embeds."""
    opening = mentions(message)
    footer = _footer(message.footer, mark)
    ending = f"\n-# {escape(footer)}" if footer else ""
    link = address(message.url)
    lines: list[Line] = [(Text(text=message.headline, style="strong"),)]
    if link:
        lines.append((Link(text="Read the article", url=link),))
    lines += message.lines
    for block in message.blocks:
        lines += [(Text(text=block.title, style="strong"),), *block.lines]
    body = text(lines, CONTENT_LIMIT - units(opening) - units(ending) - 1)
    return (f"{opening}\n{body}" if opening else body) + ending


def mentions(message: Message) -> str:
    """Return the markup that notifies the roles of the guild's policy, or nothing."""
    return " ".join(f"<@&{role}>" for role in roles(message))


def roles(message: Message) -> tuple[str, ...]:
    """Return the ids of the roles that may be notified."""
    return tuple(role for role in message.mention_roles if role.isascii() and role.isdigit())[:_MAX_ROLES]


_MAX_ROLES = 10
"""More at once is a server to itself; it also keeps the content far from its limit."""


def words(raw: str, limit: int) -> str:
    """Return raw words escaped and within the limit; a blank where there are none."""
    return _fit(Text(text=raw), limit, at_line_start=True).text or BLANK


def text(lines: Iterable[Line], limit: int) -> str:
    """Return the lines within the limit: as many as fit, the last one cut, with an ellipsis where some are left out."""
    shown: list[str] = []
    left = limit
    for line in lines:
        left -= 1 if shown else 0
        made = _line(line, left)
        if made is None:
            return _ellipsed(shown, limit)
        if made:
            shown.append(made)
            left -= units(made)
    return "\n".join(shown)


def aloud(lines: Iterable[Line]) -> Iterator[Line]:
    """Return the lines without small print, which is markup of a message's content; in an embed its marks may show."""
    for line in lines:
        yield tuple(
            part.model_copy(update={"style": "plain"}) if isinstance(part, Text) and part.style == "quiet" else part
            for part in line
        )


def _ellipsed(shown: list[str], limit: int) -> str:
    made = "\n".join(shown)
    if made.endswith("…"):
        return made
    return f"{made}\n…" if units(made) + 2 <= limit else made


def _add_field(made: discord.Embed, block: Block, room: _Room) -> bool:
    """Add the block as a field, cut to what is left; tell whether there was room for it."""
    name = words(block.title, min(LIMITS.block_title, room.left))
    value = text(aloud(block.lines), min(LIMITS.block_text, room.left - units(name))) or BLANK
    if units(name) + units(value) > room.left or units(name) + _LEAST_FIELD > room.left:
        return False
    made.add_field(name=room.take(name), value=room.take(value), inline=False)
    return True


_LEAST_FIELD = 40
"""A field with less room than this would show a scrap."""


def _footer(footer: str | None, mark: str | None) -> str:
    """Return the footer, which Discord shows as it is, without any markup."""
    ending = f"#{mark}" if mark else ""
    told = shorten(clean(footer or ""), _FOOTER_SHARE)
    return " · ".join(part for part in (told, ending) if part)


def _line(line: Line, limit: int) -> str | None:
    """Return the line within the limit, cut in the part that does not fit; None if nothing of it fits."""
    opening = _opening(line)
    made = opening
    for part in line:
        piece = _fit(part, limit - units(made), at_line_start=made.strip() == opening.strip())
        made += piece.text
        if piece.cut:
            return _cut_off(made.rstrip(), opening, limit)
    return made.rstrip() if made.strip() != opening.strip() else ""


def _cut_off(made: str, opening: str, limit: int) -> str | None:
    """Return a line that was cut, with its ellipsis, or None if nothing but its opening is left."""
    if made.strip() == opening.strip():
        return None
    return made if "…" in made[-3:] or units(made) >= limit else f"{made}…"


def _opening(line: Line) -> str:
    """Return how a line begins that is a quotation or small print as a whole."""
    styles = {part.style if isinstance(part, Text) else "plain" for part in line}
    return {"quote": "> ", "quiet": "-# "}.get(next(iter(styles)), "") if len(styles) == 1 else ""


@dataclass(frozen=True)
class _Piece:
    """A part as it fitted; `cut` says that some of it did not."""

    text: str
    cut: bool


def _fit(part: Part, limit: int, *, at_line_start: bool) -> _Piece:
    """Return the part within the limit. Only words can be cut; anything else is there or not."""
    whole = _whole(part, at_line_start=at_line_start)
    if units(whole) <= limit:
        return _Piece(whole, cut=False)
    if isinstance(part, Moment):
        return _Piece("", cut=True)
    low, high = 0, max(min(len(part.text), limit), 0)
    while low < high:  # the longest cut whose escaped form fits
        middle = (low + high + 1) // 2
        if units(_whole(_cut(part, middle), at_line_start=at_line_start)) <= limit:
            low = middle
        else:
            high = middle - 1
    return _Piece(_whole(_cut(part, low), at_line_start=at_line_start) if low > _SCRAP else "", cut=True)


_SCRAP = 2
"""A cut that leaves fewer letters says nothing."""


def _cut(part: Text | Link, length: int) -> Text | Link:
    return part.model_copy(update={"text": shorten(clean(part.text), length)})


def _whole(part: Part, *, at_line_start: bool) -> str:
    match part:
        case Moment():
            return timestamp(part.instant, relative=part.relative)
        case Link():
            return _linked(part, at_line_start=at_line_start)
        case Text():
            return _styled(part, at_line_start=at_line_start)


def _linked(part: Link, *, at_line_start: bool) -> str:
    target = address(part.url)
    if target is None:
        return escape(clean(part.text), at_line_start=at_line_start)
    shown = escape(clean(part.text).translate(_ROUND), at_line_start=False)
    return f"[{shown}]({target})" if shown else ""


_ROUND = str.maketrans("[]", "()")
"""Discord's link rule counts square brackets even where they are escaped."""


def _styled(part: Text, *, at_line_start: bool) -> str:
    before = " " if part.text[:1].isspace() and not at_line_start else ""
    after = " " if part.text[-1:].isspace() else ""
    shown = escape(clean(part.text), at_line_start=at_line_start)
    if not shown:
        return before
    return f"{before}**{shown}**{after}" if part.style == "strong" else f"{before}{shown}{after}"


def timestamp(instant: datetime, *, relative: bool = False) -> str:
    """Return Discord's markup for an instant, shown in each reader's own zone (API reference, "Timestamp Styles")."""
    return f"<t:{int(instant.timestamp())}:{'R' if relative else 'F'}>"
