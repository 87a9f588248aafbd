"""Questions that set two things side by side: each as the events tell of it. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from bot.answer.compose import Found
from bot.answer.names import stems
from bot.answer.on_events import Told, candidates, dated, names_of
from bot.answer.query import Query
from bot.answer.verdict import NOTHING, Verdict, newest
from bot.model.article import Article

_SIDES = (
    re.compile(r"\bcompare (?P<one>.+?) (?:and|with) (?P<other>.+)", re.IGNORECASE),
    re.compile(r"\bcompare (?P<one>.+?) to (?P<other>.+)", re.IGNORECASE),
    re.compile(r"\bdifferences? between (?P<one>.+?) and (?P<other>.+)", re.IGNORECASE),
    re.compile(
        r"^(?:what about |how does )?(?P<one>.+?) (?:versus|vs\.?|compared (?:to|with)) (?P<other>.+)", re.IGNORECASE
    ),
)
_YEAR = re.compile(r"(?:19|20)\d\d")
_SHARED = re.compile(r"^(?P<what>.+?) (?:of|in|on|at|over) (?P<own>\S+)$", re.IGNORECASE)


def sides(question: str) -> tuple[str, str] | None:
    """Return the two things compared: "the eclipses of 2026 and 2027" are the eclipse of either year."""
    match = next((m for pattern in _SIDES if (m := pattern.search(question.rstrip(" ?!.")))), None)
    if match is None:
        return None
    one, other = match["one"].strip(), match["other"].strip()
    shared = _SHARED.match(one)
    if shared and len(other.split()) == 1:
        other = f"{shared['what']} {other}"
    return one, other


def compare(query: Query, articles: Sequence[Article], on: date) -> Verdict:
    """Answer with what the articles tell of either; of one alone is a near miss."""
    asked = sides(query.question)
    if asked is None:
        return NOTHING
    found = [told for side in asked if (told := _best(side, articles))]
    if not found:
        return NOTHING
    text = "; ".join(dated(told, on) for told in found)
    proof = tuple((told.article, told.place) for told in found)
    if len(found) < len(asked) or found[0].event.id == found[1].event.id:
        return Verdict(near=Found(f"The articles do not tell of both. They do tell of this: {text}.", proof[:1], 0.2))
    return Verdict(found=Found(text, proof, 0.7))


def _best(side: str, articles: Sequence[Article]) -> Told | None:
    """Return the event that a side names best: in its year if it names one, by most of its other words."""
    years = set(_YEAR.findall(side))
    wanted = set(stems(side)) - years
    rated = []
    for article, event in candidates(articles):
        held = len(wanted & (names_of(article, event) | set(stems(article.headline))))
        if held and (not years or str(event.when.earliest.year) in years):
            early = -event.evidence[0].start  # what an article is about it tells first
            rated.append((held, early, newest(article), Told.of(article, event)))
    return max(rated, key=lambda r: r[:3])[3] if rated else None
