"""How commands print."""

from __future__ import annotations

import json
import sys
import unicodedata
from collections.abc import Iterable, Iterator
from typing import Any, TypeVar

T = TypeVar("T")
_STEERING = {"Cc", "Cf", "Co", "Cs"}


def print_json(document: Any, *, pretty: bool = False) -> None:
    """Print one JSON document on a line of its own, or indented for people."""
    print(json.dumps(document, ensure_ascii=False, indent=2 if pretty else None), flush=True)


def shown(text: str) -> str:
    """Return text from outside for a terminal: in one line, without control characters that could steer it."""
    return "".join(c for c in " ".join(text.split()) if unicodedata.category(c) not in _STEERING)


def print_rows(rows: Iterable[tuple[str, ...]]) -> None:
    """Print rows as columns that line up; the last one may be long."""
    table = [tuple(shown(cell) for cell in row) for row in rows]
    widths = [max(len(row[i]) for row in table) for i in range(len(table[0]) - 1)] if table else []
    for row in table:
        print("  ".join([*(cell.ljust(width) for cell, width in zip(row, widths, strict=False)), row[-1]]))


def progress(items: Iterable[T], total: int, what: str) -> Iterator[T]:
    """Pass the items on and tell on stderr how far it is, where someone watches."""
    watched = sys.stderr.isatty()
    for count, item in enumerate(items, 1):
        yield item
        if watched and (count % 20 == 0 or count == total):
            print(f"\r{count:,} of {total:,} {what}", end="\n" if count == total else "", file=sys.stderr, flush=True)
    if not watched:
        print(f"{total:,} {what}", file=sys.stderr, flush=True)
