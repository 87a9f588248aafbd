"""The words that attribute speech, written for English; one table, by how they take what is said."""

from __future__ import annotations

from typing import Final

SAY: Final = """say tell add ask write reply answer respond note explain argue insist continue conclude declare state
announce claim warn admit acknowledge recall joke quip shout yell cry tweet post suggest stress emphasize emphasise
observe remark comment confirm deny report reveal predict promise vow pledge urge boast complain lament concede assert
allege maintain contend caution counter retort exclaim muse testify reiterate repeat agree disclose mention estimate
indicate signal believe think hope fear expect propose recommend advise inform assure remind estimate reason gripe
opine proclaim whisper murmur mutter scream chant interject blast blurt elaborate clarify summarize marvel gush vent
crow scoff snap deadpan intone bemoan decry""".split()
"""Take what is said as their object: "she said ...", "..., he added"."""

CALL: Final = """call describe label dub brand denounce slam blast criticize criticise mock praise hail deride condemn
dismiss characterize characterise accuse thank tout cite quote pitch portray ridicule bash rip attack blame applaud
welcome express refer talk speak demand defend salute depict compare lambast lambaste laud castigate rail rebuke
challenge liken contradict decry urge invoke read sing apologize apologise discuss detail outline present""".split()
"""Take a quoted part after another object: "called it '...'", "referred to ...". Weaker than SAY."""

_IRREGULAR: Final = {
    "say": ("says", "said", "saying"),
    "tell": ("tells", "told", "telling"),
    "write": ("writes", "wrote", "written", "writing"),
    "think": ("thinks", "thought", "thinking"),
    "speak": ("speaks", "spoke", "speaking"),
    "read": ("reads", "read", "reading"),
    "sing": ("sings", "sang", "singing"),
    "rip": ("rips", "ripped", "ripping"),
    "admit": ("admits", "admitted", "admitting"),
    "quip": ("quips", "quipped", "quipping"),
    "crow": ("crows", "crowed", "crowing"),
    "snap": ("snaps", "snapped", "snapping"),
    "refer": ("refers", "referred", "referring"),
    "dub": ("dubs", "dubbed", "dubbing"),
    "slam": ("slams", "slammed", "slamming"),
    "blurt": ("blurts", "blurted", "blurting"),
}


def _forms(verb: str) -> tuple[str, ...]:
    """Return the inflected forms of an English verb, itself included."""
    if verb in _IRREGULAR:
        return (verb, *_IRREGULAR[verb])
    if verb.endswith("e"):
        return (verb, verb + "s", verb + "d", verb[:-1] + "ing")
    if verb.endswith("y") and verb[-2] not in "aeiou":
        return (verb, verb[:-1] + "ies", verb[:-1] + "ied", verb + "ing")
    ending = "es" if verb.endswith(("s", "sh", "ch", "x")) else "s"
    return (verb, verb + ending, verb + "ed", verb + "ing")


SAYING: Final = frozenset(form for verb in SAY for form in _forms(verb))
CALLING: Final = frozenset(form for verb in CALL for form in _forms(verb)) - SAYING
CUES: Final = SAYING | CALLING
PARTICIPLES: Final = frozenset(w for w in CUES if w.endswith("ing"))
BARE: Final = frozenset(SAY) | frozenset(CALL)
REPORTING: Final = frozenset(
    f
    for v in """say tell add note explain argue insist declare state announce claim warn admit acknowledge stress
    emphasize emphasise confirm deny report reveal predict promise vow pledge concede assert allege maintain contend
    caution testify reiterate suggest write estimate indicate""".split()
    for f in _forms(v)
)
"""Report speech without quotation marks: "the spokesman said that talks would go on"."""

ADVERBS: Final = frozenset(
    """also later then now once again still even just only never always often recently earlier previously first simply
    reportedly has had have having been being is was are were be 's 'd 've would will could can may might should must
    did does do not n't 't to already both all himself herself itself themselves further soon today yesterday Monday
    Tuesday Wednesday Thursday Friday Saturday Sunday instead too repeatedly famously""".split()
)
PRONOUNS: Final = frozenset("he she they it I we He She They It We who".split())
DETERMINERS: Final = frozenset(
    """the a an his her their its this that these those some many several most one two three four five another each every
    The A An His Her Their Its This That These Those Some Many Several Most One Two Three Four Five Another my our My
    Our no any other Other""".split()
)
BOUNDARIES: Final = frozenset(
    """, . ; : ? ! ( ) [ ] “ ” " — – -- … that which who whom when while as because if where but and or so after before since until
    although though whether what how why than then But And As While When After Before If Because Although Though""".split()
) | {"\n", "``", "''", "«", "»", "„"}
PREPOSITIONS: Final = frozenset("of for at in from with on to by near inside outside against within".split())
