"""English words that tell which way a date points."""

from __future__ import annotations

from bot.extract.times.direction import Cues

MODALS = frozenset("will shall 'll won't shan't can't may might can could would should must gonna".split())

PAST_MODALS = frozenset("could would couldn't wouldn't".split())
"""With "not", these tell what did not happen: "could not be reached on Wednesday"."""

BE = frozenset("be being".split())

PAST_BE = frozenset("was were".split())

PAST_AUXILIARIES = PAST_BE | frozenset("had did hadn't didn't wasn't weren't".split())

PERFECT = frozenset("has have having 've ’ve".split())

PRESENT_BE = frozenset("is are 's ’s am".split())

AHEAD = frozenset(
    """expected expects expect expecting scheduled planned plans plan planning due slated hopes hope hoping
    deadline deadlines upcoming forthcoming impending looming heading intends intend intended
    anticipated anticipates awaits
    awaiting pending payable expires expiring looking looks forward tentatively slated
    begins starts opens runs lasts continues ends closes
    meets arrives departs leaves returns resumes airs faces plays hosts votes
    kicks visits travels heads takes""".split()
)
"""What is said with these lies ahead; verbs of the present among them, since a present with a date is a plan."""

AHEAD_WITH_INFINITIVE = frozenset(
    """agreed agrees agree promised promises pledged pledges vowed vows invited urged ready set going able wants want
    wanted seeks seeking aims aiming likely unlikely poised asked ordered hoped decided prepares preparing
    prepared proposed ought""".split()
)
"""What follows "to" after these lies ahead; without it they are verbs like others."""

PLANS = frozenset("agreement plan plans proposal offer bid decision intention deal effort pledge promise".split())
"""What follows "to" after these nouns lies ahead."""

AHEAD_AFTER_BE = frozenset("set ready fixed timed booked pencilled penciled billed called".split())
"""After "is" or "was" these look ahead: "is set for Friday"."""

MOVED = frozenset(
    "rescheduled postponed delayed adjourned moved pushed deferred extended shifted booked convened".split()
)
"""With "to", "for" or "until" and a date, these say when it is to be."""

EARLIEST = frozenset({("soon", "as"), ("early", "as"), ("later", "than"), ("ahead", "of")})
"""Right before a date: "as early as Tuesday", "no later than Friday"."""

AHEAD_AFTER_PAST = frozenset("due going scheduled expected set planned slated supposed".split())
"""After "was" these still look ahead."""

PAST_VERBS = frozenset(
    """said told met held made took went came began left won lost rose fell sold bought gave found got became saw sent
    kept ran wrote spoke paid drew grew threw flew broke chose drove ate fought brought thought taught caught
    sought led
    fed bled fled spent lent built dealt felt slept swept wept meant heard stood understood hung struck stuck swung
    stung shot lit slid hid rode shook stole wore tore bore swore froze woke sank sang rang swam sprang shrank knew
    blew forgot hurt cost set shut withdrew overthrew undertook underwent outlined occurred happened arose laid
    quit""".split()
)

NOT_PAST = frozenset(
    """united embed need needed indeed speed feed seed breed exceed proceed succeed bed red shed sled hundred
    unprecedented limited related based used called so-called named aged armed advanced alleged combined
    continued detailed estimated
    fixed interested involved mixed reduced retired sacred skilled supposed wicked media naked""".split()
)
"""Words in -ed that are no verbs of the past, or seldom govern a date."""

DETERMINERS = frozenset(
    """a an the this these those his her its their our my your no any every some newly of with""".split()
)
"""A participle right after one of these describes a thing and governs nothing ("a planned sale")."""

WEAK_AHEAD = frozenset("until till by before ahead starting beginning effective from through next".split())
"""Right before a date, these point ahead where no verb decides."""

WEAK_BACK = frozenset("since after following last".split())

PREPOSITIONS = frozenset("on in into at by from until before after during late early the of".split())

OPENERS = frozenset("and but or that when where while as if because although though".split())
"""After these a clause begins."""

ENGLISH = Cues(
    modals=MODALS,
    be=BE,
    present_be=PRESENT_BE,
    past_be=PAST_BE,
    past_auxiliaries=PAST_AUXILIARIES,
    perfect=PERFECT,
    ahead=AHEAD,
    ahead_with_infinitive=AHEAD_WITH_INFINITIVE | PLANS,
    ahead_after_past=AHEAD_AFTER_PAST,
    past_verbs=PAST_VERBS,
    not_past=NOT_PAST,
    determiners=DETERMINERS,
    ahead_after_be=AHEAD_AFTER_BE,
    moved=MOVED,
    moved_to=frozenset("to for until till".split()),
    at_prepositions=frozenset({"on", "in"}),
    earliest=EARLIEST,
    weak_ahead=WEAK_AHEAD,
    weak_back=WEAK_BACK,
    prepositions=PREPOSITIONS,
    openers=OPENERS,
    superlatives=frozenset("first only most least best worst last time once biggest".split()),
    superlative_ending="est",
    past_modals=PAST_MODALS,
    negations=frozenset("not never neither nor nobody none no".split()),
    nouns=frozenset(
        "plan plans hope hopes starts returns visits heads plays votes hosts faces ends runs kicks looks opens".split()
    ),
    plural_verbs=frozenset("meet convene reconvene depart expire".split()),
    no_plural_after=frozenset("to not and or a an the his her their its this that did".split()) | MODALS | PAST_MODALS,
    nouns_after=frozenset("a an the this that its his her their our my".split()),
    been="been",
    possessives=("'s", "’s", "'", "’"),
    past_ending="ed",
    infinitive="to",
)
