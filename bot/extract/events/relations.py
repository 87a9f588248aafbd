"""Which event comes before which, where the text says so."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise

from bot.extract.events.drafts import Draft
from bot.extract.events.mention import Told
from bot.extract.lang.en import events as en
from bot.model.event import Relation

_FARTHEST = 160
"""Characters between two mentions over which a single "before" can still join them."""

_BEFORE = re.compile(rf"\b(?:{'|'.join(en.COMES_BEFORE)})\b", re.IGNORECASE)
_AFTER = re.compile(rf"\b(?:{'|'.join(en.COMES_AFTER)})\b", re.IGNORECASE)


def relate(body: str, drafts: Sequence[Draft], ids: Sequence[str]) -> Mapping[int, tuple[Relation, ...]]:
    """Return the relations of each draft (by its number) to others, as one sentence tells them."""
    found: dict[int, dict[str, Relation]] = {}
    mentions = sorted(
        ((t, number) for number, one in enumerate(drafts) for t in one.told), key=lambda m: m[0].trigger.start
    )
    for (first, a), (second, b) in pairwise(mentions):
        kind = _between(body, first, second) if a != b and first.sentence == second.sentence else None
        if kind is None or not _possible(drafts[a], drafts[b], kind):
            continue
        other = "after" if kind == "before" else "before"
        found.setdefault(a, {})[ids[b]] = Relation(kind=kind, event=ids[b])
        found.setdefault(b, {})[ids[a]] = Relation(kind=other, event=ids[a])
    return {number: tuple(relations.values()) for number, relations in found.items()}


def _between(body: str, first: Told, second: Told) -> str | None:
    if second.trigger.start - first.trigger.end > _FARTHEST:
        return None
    words = body[first.trigger.end : second.trigger.start]
    before, after = _BEFORE.search(words), _AFTER.search(words)
    if before and after:
        return None
    return "before" if before else "after" if after else None


def _possible(one: Draft, other: Draft, kind: str) -> bool:
    """Tell whether the dates allow what the words seem to say."""
    first, second = (one, other) if kind == "before" else (other, one)
    a, b = first.dated.when, second.dated.when
    return a is not None and b is not None and a.earliest <= b.latest
