"""Markup to plain text: paragraphs apart, nothing that was not text."""

from __future__ import annotations

import re

from lxml import etree, html

_BLOCKS = frozenset(
    (
        "address article aside blockquote dd div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 "
        "header hr li main nav ol p pre section table td th tr ul"
    ).split()
)
_SILENT = frozenset("script style template noscript iframe object svg math head title".split())
_UNSEEN = frozenset({"noscript", "template"})
_UNSEEN_STYLE = re.compile(r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse))", re.IGNORECASE)
_SPACES = re.compile(r"[ \t\n\r\f\v\u00a0]+")
_GAPS = re.compile(r" *\n *")
_MANY = re.compile(r"\n{3,}")


def html_text(fragment: str) -> str:
    """Return the text of an HTML fragment; blocks become paragraphs, `br` a line end. Never raises on bad markup."""
    if not fragment.strip():
        return ""
    try:
        root = html.fragment_fromstring(fragment.replace("\0", ""), create_parent="div")
    except (etree.ParserError, ValueError):
        return ""
    pieces: list[str] = []
    _collect(root, pieces)
    return _MANY.sub("\n\n", _GAPS.sub("\n", "".join(pieces))).strip()


def is_hidden(element: html.HtmlElement) -> bool:
    """Tell whether a reader of the page is not shown what is in the element; style sheets are not looked at."""
    return (
        element.tag in _UNSEEN
        or "hidden" in element.attrib
        or element.get("aria-hidden", "").strip().lower() == "true"
        or _UNSEEN_STYLE.search(element.get("style", "")) is not None
    )


def _collect(root: html.HtmlElement, pieces: list[str]) -> None:
    """Walk without recursion: a hostile document nests deeper than Python does."""
    skipping: html.HtmlElement | None = None
    for event, element in etree.iterwalk(root, events=("start", "end", "comment", "pi")):
        if event in {"comment", "pi"}:
            if skipping is None:
                pieces.append(_folded(element.tail))
            continue
        name = element.tag if isinstance(element.tag, str) else ""
        if event == "start":
            if skipping is None and element is not root and (name in _SILENT or is_hidden(element)):
                skipping = element
            elif skipping is None:
                pieces.append(_mark(name) + _folded(element.text))
        else:
            if skipping is element:
                skipping = None
            if skipping is None and element is not root:
                pieces.append(("\n\n" if name in _BLOCKS else "") + _folded(element.tail))


def _mark(name: str) -> str:
    if name == "br":
        return "\n"
    return "\n\n" if name in _BLOCKS else ""


def _folded(text: str | None) -> str:
    return _SPACES.sub(" ", text) if text else ""
