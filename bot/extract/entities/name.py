"""The one name under which an entity is shown."""

from __future__ import annotations

import re

from bot.extract.entities.lexicon import ORG_SUFFIX
from bot.extract.entities.page import Page, fold
from bot.extract.entities.resolve import Named, is_initial
from bot.model.article import EntityKind

_MARKED = re.compile(r"([“\"‘']) ([^“”\"‘’']*?) ([”\"’'])")
"""A nickname between its marks, each with a space beside it."""


def canonical(page: Page, named: Named) -> str:
    """Return the fullest form that the article tells, without titles, initials and "Inc"; a country's own name."""
    if named.kind is EntityKind.PERSON:
        return _person(page, named)
    if named.name is not None:
        return named.name
    return _fullest(page, named)


def _person(page: Page, named: Named) -> str:
    """Return the form told most among the full ones; one with a middle initial only if none is without."""
    forms = {form: count for form, count in named.forms.items() if not _shouted(page, form)} or dict(named.forms)
    full = {f: c for f, c in forms.items() if len(f.split()) > 1} or forms
    plain = {f: c for f, c in full.items() if not _has_initial(f)} or full
    best = max(plain, key=lambda form: (plain[form], len(form)))
    return _shown(best if not _shouted(page, best) else " ".join(map(fold, best.split())))


def _has_initial(form: str) -> bool:
    return any(is_initial(word, leads=index == 0) for index, word in enumerate(form.split()))


def _shouted(page: Page, form: str) -> bool:
    """Tell whether a form is in capitals that are not its own: "TRUMP", not "IAEA"."""
    return form.isupper() and max(map(len, form.split())) > 3 and form not in page.lexicon.phrases


def _fullest(page: Page, named: Named) -> str:
    forms = {form: count for form, count in named.forms.items() if not _shouted(page, form)} or dict(named.forms)
    bare = {_without_suffix(page, form): count for form, count in forms.items()}
    best = max(bare, key=lambda form: (len(form.split()), bare[form], len(form)))
    if named.kind is EntityKind.PLACE and _shouted(page, best):
        known = named.pieces[0].known
        best = known.name if known is not None else " ".join(map(fold, best.split()))
    return _shown(best)


def _without_suffix(page: Page, form: str) -> str:
    words = form.split()
    while (
        len(words) > 1
        and page.lexicon.classes.get(words[-1], 0) & ORG_SUFFIX
        and words[-1] not in {"Group", "Holdings"}
    ):
        words.pop()
    return " ".join(words)


def _shown(form: str) -> str:
    """Return tokens joined as they are written: "Moody 's" as "Moody's", 'Al " Ace " Ray' as 'Al "Ace" Ray'."""
    return _MARKED.sub(r"\1\2\3", form.replace(" 's", "'s").replace(" 't", "'t"))
