"""The words by which a language says whether a date lies ahead or behind: what its table of directions holds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property


@dataclass(frozen=True)
class Cues:
    """A language's words of direction, in small letters; what each set means is said in its tables.

    The sets with a default are left empty by a language that does not need them.
    """

    modals: frozenset[str]
    be: frozenset[str]
    present_be: frozenset[str]
    past_be: frozenset[str]
    past_auxiliaries: frozenset[str]
    perfect: frozenset[str]
    ahead: frozenset[str]
    ahead_with_infinitive: frozenset[str]
    ahead_after_past: frozenset[str]
    past_verbs: frozenset[str]
    not_past: frozenset[str]
    determiners: frozenset[str]
    ahead_after_be: frozenset[str]
    moved: frozenset[str]
    moved_to: frozenset[str]
    at_prepositions: frozenset[str]
    earliest: frozenset[tuple[str, ...]]
    weak_ahead: frozenset[str]
    weak_back: frozenset[str]
    prepositions: frozenset[str]
    openers: frozenset[str]
    past_modals: frozenset[str]
    negations: frozenset[str]
    nouns: frozenset[str]
    nouns_after: frozenset[str]
    plural_verbs: frozenset[str]
    no_plural_after: frozenset[str]
    been: str
    possessives: tuple[str, ...]
    superlatives: frozenset[str]
    superlative_ending: str
    past_ending: str
    infinitive: str
    up_to: frozenset[str]
    subordinators: frozenset[str] = frozenset()
    sure_modals: frozenset[str] = frozenset()
    bare_past: frozenset[str] = frozenset()
    copulas: frozenset[str] = frozenset()
    progressive: frozenset[str] = frozenset()
    pairs: frozenset[tuple[str, str]] = frozenset()
    measures: frozenset[str] = frozenset()
    verbs_after: Mapping[str, frozenset[str]] = field(default_factory=dict)
    no_plan_with: Mapping[str, frozenset[str]] = field(default_factory=dict)
    conditions: frozenset[str] = frozenset()
    granted: frozenset[str] = frozenset()
    by: frozenset[str] = frozenset()
    done: frozenset[str] = frozenset()
    always_back: frozenset[str] = frozenset()
    compared: frozenset[tuple[str, str]] = frozenset()
    announcing: frozenset[str] = frozenset()
    sources: frozenset[str] = frozenset()
    joints: frozenset[str] = frozenset()
    when: frozenset[str] = frozenset()
    towards: frozenset[str] = frozenset()
    calling_off: frozenset[str] = frozenset()
    agenda: frozenset[str] = frozenset()
    relatives: frozenset[str] = frozenset()
    formerly: frozenset[str] = frozenset()
    never_came: tuple[str, ...] = ()
    plans: frozenset[str] = frozenset()
    moving_from: str = ""
    likewise: str = ""

    @cached_property
    def moved_anew(self) -> frozenset[str]:
        """What moves a plan and does not only tell it."""
        return self.moved - self.plans

    @cached_property
    def governors(self) -> frozenset[str]:
        """All words that may point somewhere by themselves; others may only by their ending or before an infinitive."""
        back = self.past_auxiliaries | self.past_modals | self.perfect | self.past_verbs
        ahead = self.modals | self.ahead | self.plural_verbs | self.ahead_after_be | self.moved
        seconds = frozenset(second for _, second in self.pairs)
        return back | ahead | self.progressive | self.granted | self.bare_past | seconds
