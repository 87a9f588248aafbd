"""What a sentence only supposes: conditions, what would follow from them, what nobody does, what a story tells."""

from __future__ import annotations

from bot.extract.events.groups import Group
from bot.extract.events.sentence import COMMA, DET, NAME, NOUN, PRON, QUOTE, Sentence

_CONDITIONS = frozenset({"if", "unless", "provided"})
_INVERTED = frozenset({"should", "were", "had"})
_NOBODY = frozenset({"nobody", "no-one", "none"})
_STORIES = frozenset("novel film series book story play movie drama sitcom thriller comic episode musical".split())
_RELATIVES = frozenset({"which", "that", "who", "whose"})
_UNTIL = frozenset({"until", "till", "before"})
_MEANT = frozenset({"intend", "plan", "aim", "propose", "seek", "want"})


def is_conditional(sentence: Sentence) -> bool:
    """Tell whether something is said on a condition: "if a deal is reached", "should he lose, there will be"."""
    return not _CONDITIONS.isdisjoint(sentence.words) or _opens_with_condition(sentence)


def _opens_with_condition(sentence: Sentence) -> bool:
    """ "Should he be convicted, …": a verb before its subject opens the sentence, and a comma ends the condition."""
    first = next((at for at in range(len(sentence)) if sentence.tags[at] != QUOTE), len(sentence))
    inverted = sentence.word(first) in _INVERTED and sentence.tag(first + 1) in {DET, NAME, NOUN, PRON}
    return inverted and COMMA in sentence.tags and not sentence.words[-2:].count("?")


def is_supposed(sentence: Sentence, group: Group | None, before: str) -> bool:
    """Tell what the sentence does not say to come; `before` is the word before the date."""
    if group is None:
        return False
    would = any(sentence.words[at] == "would" for at in range(group.first, group.last))
    if would and _opens_with_condition(sentence):
        return True
    return _nobody_does(sentence, group, before) or _is_not_meant(group) or _is_told(sentence, group)


def _nobody_does(sentence: Sentence, group: Group, before: str) -> bool:
    """ "Nobody should expect", not "nobody will be paid until Friday"."""
    nobody = sentence.word(group.first - 1) in _NOBODY or sentence.words[max(0, group.first - 2) : group.first] == [
        "no",
        "one",
    ]
    return nobody and before not in _UNTIL


def _is_not_meant(group: Group) -> bool:
    """ "Does not intend to hold": what was never planned is not called off either."""
    return group.negated and not group.passive and len(group.lemmas) > 1 and group.lemmas[0] in _MEANT


def _is_told(sentence: Sentence, group: Group) -> bool:
    """ "In the novel, the war begins": what is told in a story, in the present, after the words that say so."""
    if group.form != "r":
        return False
    for at in range(1, group.first):
        if sentence.words[at] not in _STORIES or sentence.tag(at + 1) != COMMA:
            continue
        inside = "in" in sentence.words[max(0, at - 4) : at]
        if inside and sentence.word(at + 2) not in _RELATIVES:
            return True
    return False
