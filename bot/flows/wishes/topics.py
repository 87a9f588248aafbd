"""Topics as people write them: words and names, with commas between."""

from __future__ import annotations

import re

from pydantic import ValidationError

from bot.errors import PolicyError
from bot.model.policy import MAX_TERMS, Topic

_LONGEST = 80
_HINT = "Write words and names with commas between, for example: earthquake, tsunami, Bank of Japan."
_LETTER = re.compile(r"[^\W\d_]|\d")


def topic(name: str, terms: str, *, urgent: bool = False) -> Topic:
    """Read a topic; what holds a capital letter is an entity's name, everything else words. Raises PolicyError."""
    given = [" ".join(term.split()) for term in re.split(r"[,;\n]", terms)]
    wanted = dict.fromkeys(term for term in given if term)
    for term in wanted:
        if len(term) > _LONGEST or not _LETTER.search(term):
            raise PolicyError(f"“{term[:40]}” cannot be looked for. {_HINT}")
    if not wanted:
        raise PolicyError(f"No words were given. {_HINT}")
    if len(wanted) > MAX_TERMS:
        raise PolicyError(f"{len(wanted)} words and names are too many: give at most {MAX_TERMS}.")
    try:
        return Topic(
            name=" ".join(name.split()),
            words=tuple(term for term in wanted if term == term.lower()),
            entities=tuple(term for term in wanted if term != term.lower()),
            urgent=urgent,
        )
    except ValidationError:
        raise PolicyError("A topic's name has 1 to 50 characters.") from None
