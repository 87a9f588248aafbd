"""Words made inert for Discord: whatever an article says, it is shown and does nothing.

Discord reads markdown, links, invites, mentions, emoji and timestamps out of text. A backslash before a punctuation
mark shows the mark itself and ends whatever it might have begun (Discord's client, markdown rule "escape"), so
everything that can begin something is escaped, and nothing else: push notifications show the raw text.
"""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import quote, urlsplit, urlunsplit

_ALWAYS = re.compile(r"[\\*_~|`<>\[\]]")
_COLON = re.compile(r":(?!\s)(?!(?<=\d:)\d)")
"""Begins an emoji, ends a scheme. Not escaped before a space and within a clock time, where it begins nothing."""

_INVITE = re.compile(r"(\.(?:gg|com|me|io|li|new))/", re.IGNORECASE)
_LINE_START = re.compile(r"^(?P<mark>[#+-]|\d{1,9}(?=[.)]))")
_PING = re.compile(r"@(?=everyone|here|silent|$)", re.IGNORECASE)
_INVISIBLE = re.compile("[\u202a-\u202e\u2066-\u2069\u00ad\ufeff\u115f\u1160\u3164\uffa0\u2800]")
"""Marks that turn the direction of the text round beyond its end, and blanks that Discord trims or shows as nothing."""

_LONE_SURROGATE = re.compile("[\ud800-\udfff]")
_BLANK_RUN = re.compile("[\\s\x00-\x1f\x7f-\x9f]+")
_EXTENDS = {"Mn", "Me", "Mc", "Cf", "Sk"}
"""Unicode categories of characters that belong to the one before: a cut must not fall before them."""

BLANK = "\u200b"
"""What is shown where Discord demands text and there is none."""

_URL_LIMIT = 2048
"""Discord's API description, RichEmbed.url: maxLength."""


def clean(text: str) -> str:
    """Return the text on one line, without control characters, lone surrogates and marks that turn it round."""
    text = _LONE_SURROGATE.sub("\N{REPLACEMENT CHARACTER}", text)
    return _BLANK_RUN.sub(" ", _INVISIBLE.sub("", text)).strip()


def escape(text: str, *, at_line_start: bool = True) -> str:
    """Return cleaned text so that Discord shows it as it is.

    Nothing in it is markdown, a link, an invite, a mention, an emoji, a command or a timestamp any more.
    """
    text = _ALWAYS.sub(r"\\\g<0>", text)
    text = _COLON.sub(r"\\:", text)
    text = _INVITE.sub(r"\1\\/", text)
    text = _PING.sub("@" + BLANK, text)
    return _LINE_START.sub(_escape_line_start, text) if at_line_start else text


def _escape_line_start(found: re.Match[str]) -> str:
    """Escape what begins a heading, small print or a list; of a number, the full stop that makes it an item."""
    mark = found["mark"]
    return f"{mark}\\" if mark.isdigit() else f"\\{mark}"


def units(text: str) -> int:
    """Return the length as Discord may count it: in UTF-16 code units, never less than in characters."""
    return len(text) + sum(1 for char in text if ord(char) > 0xFFFF)


def address(url: str | None) -> str | None:
    """Return an http(s) address that can stand in a link and that Discord accepts, or None if it is none."""
    if not url or _BLANK_RUN.search(url) or _LONE_SURROGATE.search(url):
        return None
    try:
        parts = urlsplit(url)
        host = (parts.hostname or "").encode("idna").decode()
        port = f":{parts.port}" if parts.port else ""
    except ValueError:  # also what the codec raises for a name that cannot be
        return None
    if parts.scheme not in {"http", "https"} or not _HOST.fullmatch(host) or "@" in parts.netloc:
        return None
    rest = urlunsplit(("", "", parts.path, parts.query, parts.fragment))
    safe = f"{parts.scheme}://{host}{port}{quote(rest, safe=_SAFE_IN_URL)}"
    return safe if len(safe) <= _URL_LIMIT else None


_HOST = re.compile(r"[a-z0-9-]+(\.[a-z0-9-]+)+", re.IGNORECASE)
_SAFE_IN_URL = "%/:?#@!$&'+,;=~-._"
"""RFC 3986 without what could end a link in markdown: brackets, parentheses, asterisks."""


def shorten(text: str, fits: int) -> str:
    """Return the text in at most `fits` UTF-16 units, cut after a sentence or a word, with an ellipsis."""
    if units(text) <= fits:
        return text
    if fits < 1:
        return ""
    room = _prefix(text, fits - 2)
    for boundary, ending in ((_SENTENCE_END, " …"), (_WORD_END, "…")):
        ends = [found.end() for found in boundary.finditer(room)]
        if ends and ends[-1] >= len(room) * _KEEP:
            return room[: ends[-1]] + ending
    return _whole_characters(text, len(room)) + "…"


_SENTENCE_END = re.compile(r"[.!?][\"”’)\]]*(?= )")
_WORD_END = re.compile(r"\S(?= )")
_KEEP = 0.5
"""A cut after a sentence or a word may cost at most half of the room."""


def _prefix(text: str, room: int) -> str:
    used = 0
    for index, char in enumerate(text):
        used += units(char)
        if used > room:
            return text[:index]
    return text


def _whole_characters(text: str, end: int) -> str:
    """Return `text[:end]`, ended earlier rather than between a letter and what belongs to it."""
    cut = end
    while cut > 0 and cut < len(text) and _joins(text[cut - 1], text[cut]):
        cut -= 1
    return text[: cut or end]


def _joins(before: str, after: str) -> bool:
    return after == "\u200d" or before == "\u200d" or unicodedata.category(after) in _EXTENDS
