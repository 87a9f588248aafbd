"""Which language a text is in, by its commonest words."""

from __future__ import annotations

import re
from collections.abc import Mapping

from bot.extract.lang import KNOWN

LOOK_AT = 4000
"""So many characters tell the language; a text that changes it later is read as it begins."""

MARGIN = 2
"""Another language than English is told by so many different words, and so many times the English ones."""

_ENGLISH = frozenset(
    """the of and to a is that for on with said at by from it as he she has have be this are were not but will its
    they their who been had would""".split()
)
_COMMON: Mapping[str, frozenset[str]] = {
    "de": frozenset(
        """und das dem ist nicht für mit auf ein eine einen einem einer im zum zur sich wird werden wurde wurden auch
        aus bei nach dass sind vom über sagte sollen soll hatte haben der am""".split()
    ),
}
"""Words that only this language has among the commonest: "die" is English as well, "den" Dutch."""

_WORD = re.compile(r"[^\W\d_]+")


def tell(body: str, given: str | None = None) -> str:
    """Return the code of the tables that `body` is read with: the language given, else the one that its words show.

    `given` counts by its first two letters ("de-AT"). A text in a language without tables is read as English.
    """
    if given:
        code = given[:2].lower()
        return code if code in KNOWN else "en"
    words = [w.lower() for w in _WORD.findall(body, 0, LOOK_AT)]
    english = sum(w in _ENGLISH for w in words)
    for code, common in _COMMON.items():
        found = [w for w in words if w in common]
        if len(set(found)) >= MARGIN and len(found) > MARGIN * english:
            return code
    return "en"
