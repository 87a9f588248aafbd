"""The words that attribute speech in English; tables by how they take what is said."""

from __future__ import annotations

from typing import Final

_SAY: Final = """
    say tell add ask write reply answer respond note explain argue insist continue conclude declare state announce
    claim warn admit acknowledge recall joke quip shout yell cry tweet post suggest stress emphasize emphasise
    observe remark comment confirm deny report reveal predict promise vow pledge urge boast complain lament concede
    assert allege maintain contend caution counter retort exclaim muse testify reiterate repeat agree disclose
    mention estimate indicate believe think hope fear expect propose recommend advise inform assure remind gripe
    opine proclaim whisper murmur mutter scream chant interject blast blurt elaborate clarify marvel gush vent crow
    scoff snap deadpan intone bemoan decry affirm swear demand plead fume sigh laugh wonder protest email message
    caption profess recount relate""".split()
"""Take what is said as their object: "she said ...", "..., he added"."""

_CALL: Final = """
    call describe label dub brand denounce slam criticize criticise mock praise hail deride condemn dismiss
    characterize characterise accuse thank tout cite quote pitch portray ridicule bash rip attack blame applaud
    welcome express refer talk speak defend salute depict compare lambast lambaste laud castigate rail rebuke
    challenge liken read sing apologize apologise discuss outline put reference highlight question address promote
    use raise want need plan try show give make take see hear feel consider regard view deem cast paint frame rate
    rank""".split()
"""Take a quoted part after another object: "called it '...'", "referred to ...". Weaker than the former."""

_IRREGULAR: Final = {
    "say": ("says", "said", "saying"),
    "tell": ("tells", "told", "telling"),
    "write": ("writes", "wrote", "written", "writing"),
    "think": ("thinks", "thought", "thinking"),
    "speak": ("speaks", "spoke", "speaking"),
    "read": ("reads", "reading"),
    "sing": ("sings", "sang", "singing"),
    "rip": ("rips", "ripped", "ripping"),
    "admit": ("admits", "admitted", "admitting"),
    "quip": ("quips", "quipped", "quipping"),
    "snap": ("snaps", "snapped", "snapping"),
    "refer": ("refers", "referred", "referring"),
    "slam": ("slams", "slammed", "slamming"),
    "swear": ("swears", "swore", "swearing"),
    "put": ("puts", "putting"),
    "give": ("gives", "gave", "giving"),
    "make": ("makes", "made", "making"),
    "take": ("takes", "took", "taking"),
    "see": ("sees", "saw", "seeing"),
    "hear": ("hears", "heard", "hearing"),
    "feel": ("feels", "felt", "feeling"),
    "show": ("shows", "showed", "showing"),
    "cast": ("casts", "casting"),
    "plan": ("plans", "planned", "planning"),
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


def _all_forms(verbs: str) -> frozenset[str]:
    return frozenset(form for verb in verbs.split() for form in _forms(verb))


SAYING: Final = frozenset(form for verb in _SAY for form in _forms(verb))
CALLING: Final = frozenset(form for verb in _CALL for form in _forms(verb)) - SAYING
CUES: Final = SAYING | CALLING
PARTICIPLES: Final = frozenset(word for word in CUES if word.endswith("ing"))

REPORTING: Final = _all_forms(
    """say tell add note explain argue insist declare state announce claim warn admit acknowledge stress emphasize
    emphasise confirm report reveal predict promise vow pledge concede assert allege maintain contend caution
    testify reiterate suggest write estimate indicate"""
)
"""Report speech without quotation marks: "the spokesman said that talks would go on"."""

UNDERTAKING: Final = _all_forms("promise pledge vow threaten swear")
"""With "to" and a verb: "promised to cut fares"."""

URGING: Final = _all_forms("urge call")
"""With whom or what is wanted: "called for a ban", "urged members to vote"."""

NOUNS_TOO: Final = frozenset(
    """tweet tweets report reports claim claims comment comments answer answers reply replies note notes estimate
    estimates attack attacks praise blame talk talks quote quotes call calls demand demands post posts promise
    promises pledge pledges hope hopes fear fears state states vow vows question questions remark remarks charge
    charges challenge challenges joke jokes cry cries shout shouts thanks counter welcome rebuke laugh laughs
    message messages email emails reference references address addresses pitch highlight highlights use view views
    rate rates rank ranks plan plans show shows need needs protest protests cast read label brand feeling hearing
    meaning caption captions suspect crow frame snap announced-plans""".split()
)
"""Verbs only where a subject stands right before them."""

AUXILIARIES: Final = frozenset(
    """has had have having been being is was are were be 's 'd 've 'll 're would will could can may might should must
    did does do""".split()
)

ADVERBS: Final = AUXILIARIES | frozenset(
    """also later then now once again still even just only never always often recently earlier previously first simply
    reportedly not n't 't already both all himself herself itself themselves further soon today yesterday Monday Tuesday
    Wednesday Thursday Friday Saturday Sunday instead too repeatedly famously since long quickly""".split()
)
"""Stand between a subject and its cue."""

PRONOUNS: Final = frozenset("he she they it I we He She They It We who".split())
RELATIVES: Final = frozenset({"who", "which", "that"})
DETERMINERS: Final = frozenset(
    """the a an his her their its this that these those some many several most one two three four five another each
    every any no other both my our few""".split()
)
PREPOSITIONS: Final = frozenset("of for at in from with on to by near inside outside against within among".split())
BOUNDARIES: Final = frozenset(
    """, . ; : ? ! ( ) [ ] “ ” " — – -- ― - … that which who whom whose when while as because if where but and or so
    after before since until although though whether what how why than then""".split()
) | {"\n", "``", "''", "«", "»", "„"}
SPEAKING_THINGS: Final = frozenset(
    """statement letter report study complaint email e-mail ad advertisement website article poll survey memo document
    documents filing lawsuit post message tweet press newspaper magazine paper book bill law resolution note text
    release court police government ministry company agency administration campaign party committee commission
    council board group bank firm office department team station network site page headline sign signs banner
    banners caption transcript affidavit indictment ruling opinion order verdict program host narrator editorial
    column story source sources officials authorities analysts experts critics supporters opponents lawmakers
    prosecutors investigators researchers scientists doctors economists traders investors voters residents witnesses
    protesters demonstrators activists people others reporters journalists lawyers aides advisers advisors members
    leaders ministers senators republicans democrats spokesmen insiders observers neighbors neighbours friends
    relatives parents students teachers crowd audience man woman boy girl men women child children caller user users
    staff judge jury panel embassy businessman senator announcer narrator questioner moderator interviewer spot clip
    piece brief op-ed union guide chorus demonstrators marchers rioters passengers customers clients patients
    parishioners fans""".split()
)
"""Nouns that can be the subject of speech beside those of people's roles."""
