"""Bytes to text: encoding told or found, NFC, line ends as `\\n`, nothing else changed."""

from __future__ import annotations

import codecs
import unicodedata

from charset_normalizer import from_bytes

from bot.errors import EmptyArticleError, NotTextError, TooLargeError

MAX_ARTICLE_BYTES = 2 * 1024 * 1024
"""An article is a few thousand characters; ten times the longest long read still fits."""

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SAMPLE = 65_536
_MAX_CONTROL_SHARE = 0.01


def decode(data: bytes, subject: str) -> str:
    """Return the text of `data`. Raises TooLargeError, or NotTextError if it is binary or its encoding unclear."""
    if len(data) > MAX_ARTICLE_BYTES:
        raise TooLargeError(subject, len(data), MAX_ARTICLE_BYTES)
    text = _decoded(data)
    if text is None or _looks_binary(text):
        raise NotTextError(subject)
    return text


def clean(text: str, subject: str) -> str:
    """Return `text` as a body: NFC, line ends as `\\n`. Raises EmptyArticleError if it holds no letter or digit."""
    body = unicodedata.normalize("NFC", unify_line_ends(text))
    if not any(c.isalnum() for c in body):
        raise EmptyArticleError(subject)
    return body


def unify_line_ends(text: str) -> str:
    """Return `text` with every line end as `\\n`."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _decoded(data: bytes) -> str | None:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _strictly(data, encoding)
    text = _strictly(data, "utf-8")
    if text is None and b"\0" not in data:
        best = from_bytes(data[:_SAMPLE]).best()
        text = _strictly(data, best.encoding) if best else None
    return text


def _strictly(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _looks_binary(text: str) -> bool:
    sample = text[:_SAMPLE]
    controls = sum(unicodedata.category(c) in {"Cc", "Cn", "Co"} and c not in "\n\r\t\f\v" for c in sample)
    return "\0" in sample or controls > _MAX_CONTROL_SHARE * len(sample)
