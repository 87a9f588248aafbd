"""Whether a phrase names somebody who can do something: a person, a body, a role, but no "second term". Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.answer.describe import ROLE_NOUNS
from bot.answer.tables import GROUPS, PERSONS
from bot.answer.words import Token, stem

_NOUNS = frozenset(
    stem(noun)
    for noun in (
        f"{PERSONS} {GROUPS} {ROLE_NOUNS} people public police army navy council committee court jury senate congress "
        "parliament cabinet crew family couple pair duo trio group gang crowd staff board panel ministry authority "
        "commission church nurse priest monk student pupil tenant resident voter citizen victim refugee patient child "
        "baby boy girl friend relative aunt uncle cousin widow side squad troop force rebel opposition coalition "
        "administration who others two three plaintiff defendant thief spy chef pilot hero rival ally critic guard "
        "recruit suspect head boss laboratory lab studio institute foundation charity museum hospital bureau service "
        "office workshop factory shipyard"
    ).split()
)
_AGENT = re.compile(r"\w{2,}(?:er|or|ist|man|men|woman|women|ian|eer|folk|people)s?", re.IGNORECASE)
_NO_AGENTS = frozenset(
    stem(noun)
    for noun in (
        "offer number water power order letter paper matter winter summer river tower computer center chapter quarter "
        "border disorder dinner weather murder corner cover charter counter shelter theater measure error mirror floor "
        "door color favor honor labor motor sector factor vector harbor humor tumor rumor terror horror fever temper "
        "laser layer leather plaster poster register semester silver thunder trailer transfer cancer chamber character "
        "cluster copper corridor danger disaster drawer encounter filter finger flower folder fiber hammer header "
        "helicopter hunger ladder meter monitor newspaper other over pepper powder printer reactor server shoulder "
        "shower slaughter spider sweater timer tractor tremor trigger butter beer deer career barrier anger answer "
        "banner layover makeover takeover turnover remainder wonder october november december september list twist "
        "mist wrist waist feast east west checklist playlist"
    ).split()
)
"""Nouns that end like those for people and name things."""


def may_act(words: Sequence[Token]) -> bool:
    """Tell whether the head of a phrase names somebody: it has a name at its end, or a noun for people or bodies."""
    low = [word.text.lower() for word in words]
    end = next((i for i, word in enumerate(low) if i and word in _LEADS), len(words))
    head = words[end - 1] if end else None
    if head is None:
        return False
    if head.text[0].isupper() or head.stem in _NOUNS:
        return True
    return head.stem not in _NO_AGENTS and _AGENT.fullmatch(head.text) is not None


_LEADS = frozenset("of in from at with for on who which that by to under over near".split())
"""Words behind which the head of a phrase is past."""


def without_score(words: Sequence[Token]) -> Sequence[Token]:
    """Return a phrase without the bare numbers at its end: whom "Roe United 2-1" was won against."""
    end = len(words)
    while end > 1 and words[end - 1].text[0].isdigit():
        end -= 1
    return words[:end]
