"""English words that tell which way a date points."""

from __future__ import annotations

from bot.extract.times.cues import Cues

MODALS = frozenset("will shall 'll won't shan't can't may might can could would should must gonna".split())

PAST_MODALS = frozenset("could would couldn't wouldn't".split())
"""With "not", these tell what did not happen: "could not be reached on Wednesday"."""

BE = frozenset("be being".split())

PAST_BE = frozenset("was were".split())

PAST_AUXILIARIES = PAST_BE | frozenset("had did hadn't didn't wasn't weren't".split())

PERFECT = frozenset("has have 've ’ve".split())

PRESENT_BE = frozenset("is are 's ’s am".split())

AHEAD = frozenset(
    """expected expects expect expecting scheduled planned plans plan planning due slated hopes hope hoping
    deadline deadlines upcoming forthcoming impending looming heading intends intend intended
    anticipated anticipates awaits
    awaiting pending payable expires expiring tentatively slated
    begins starts opens runs lasts continues ends closes
    meets arrives departs leaves returns resumes airs faces plays hosts votes
    kicks visits travels heads takes flies goes gathers holds turns reopens concludes commences premieres convenes
    testifies speaks elects decides unveils""".split()
)
"""What is said with these lies ahead; verbs of the present among them, since a present with a date is a plan."""

AHEAD_WITH_INFINITIVE = frozenset(
    """agreed agrees agree promised promises pledged pledges vowed vows invited urged ready set wants want
    wanted seeks seeking aims aiming likely unlikely poised asked ordered hoped decided prepares preparing
    prepared proposed ought""".split()
)
"""What follows "to" after these lies ahead; without it they are verbs like others."""

PLANS = frozenset("agreement plan plans proposal offer bid decision intention deal effort pledge promise".split())
"""What follows "to" after these nouns lies ahead."""

CALLING_OFF = frozenset("cancelled canceled postponed scrapped rescheduled cancels postpones called delayed".split())
"""Right before "Friday's show" these say that it was to come."""

AGENDA = frozenset(
    """meeting meetings report reports earnings deadline election vote decision data minutes index claims hearing
    speech conference results holiday auction final finals begins opens starts ends closes due concert game match
    funeral""".split()
)
"""In a line that begins with a weekday and a colon these make it a line of a calendar: "Tuesday: OPEC meeting"."""

AHEAD_AFTER_BE = frozenset(
    "set ready fixed timed booked pencilled penciled billed called forecast targeted likely".split()
)
"""After "is" or "was" these look ahead: "is set for Friday"."""

MOVED = frozenset(
    """rescheduled postponed delayed extended adjourned moved pushed deferred shifted booked convened put slipped
    brought set fixed timed called arranged""".split()
)
"""With "to", "for" or "until" right before a date, these say when it is to be: "called an election for May 3"."""

GRANTED = frozenset("gave given granted allowed extended suspended remanded".split())
"""What these give until a date ends ahead: "gave the owner until Thursday"."""

PROGRESSIVE = frozenset(
    """meeting holding visiting travelling traveling flying hosting playing starting beginning opening closing leaving
    launching going returning arriving moving voting staging marching retiring performing releasing coming""".split()
)
"""After "is" or "are" and with a date these are plans; "are investigating a fire on Friday" is none."""

PAIRS = frozenset((look, way) for look in "look looks looking looked".split() for way in ("forward", "ahead")) | {
    *((plural, verb) for plural in ("polls", "stations", "doors", "gates") for verb in ("open", "close")),
    *(
        (plural, verb)
        for plural in ("talks", "sales", "deliveries", "orders", "pre-orders")
        for verb in ("begin", "start")
    ),
    ("lawmakers", "return"),
    ("take", "effect"),
    *((verb, "earnings") for verb in ("report", "reports", "releases")),
}

DUE_VERBS = frozenset(
    """appear attend arrive be become begin close come decide end expire face fly give go have hear hold host land
    last launch leave make meet open play publish receive release report resume retire return run sign speak start
    take testify travel visit vote""".split()
)
"""What is "due to" do one of these lies ahead; what is shut "due to" snow does not."""

NO_PLAN_WITH = {
    "faces": frozenset("charges criticism accusations allegations questions claims calls anger pressure".split()),
    "holds": frozenset(["", "that", "up", "on", "back"]),
    "takes": frozenset("in on up over".split()),
}

DONE = frozenset(
    """managed failed forced helped went came continued began started used caused led allowed able got had returned
    moved enough ceased proved seemed appeared happened rushed refused""".split()
)
"""What these "to" do was done, or not, by the date: "managed to reach it by Friday"."""

COMPARED = frozenset((a, b) for a in ("compared", "up", "down", "unchanged") for b in ("with", "to", "from", "on"))
"""Right before a date it is a time before: "compared with October", "up from March"."""

ANNOUNCING = frozenset(
    """announced called said told agreed discussed proposed confirmed approved backed offered promised suggested
    considered issued ordered demanded invited urged predicted forecast warned negotiated spoke talked vowed wanted
    wished accepted advertised published wrote written insisted set fixed timed arranged gave put
    favored favoured""".split()
)
"""What these speak of may lie ahead: "discussed a visit in May", said in March."""

TOWARDS = frozenset("for ahead before about over until of".split())
"""After these what a verb of the past is about may lie ahead: "campaigned for elections in May"."""

BARE_PAST = frozenset("set shut hurt quit put let".split())
"""These are of the past, unless "to" or a modal stands before: "will shut on Friday"."""

EARLIEST = frozenset({("soon", "as"), ("early", "as"), ("later", "than"), ("earlier", "than"), ("ahead", "of")})
"""Right before a date: "as early as Tuesday", "no later than Friday"."""

AHEAD_AFTER_PAST = frozenset("going scheduled expected set planned slated".split())
"""After "was" these still look ahead."""

PAST_VERBS = frozenset(
    """said told met held made took went came began left won lost rose fell sold bought gave found got became saw sent
    kept ran wrote spoke paid drew grew threw flew broke chose drove ate fought brought thought taught caught
    sought led
    fed bled fled spent lent built dealt felt slept swept wept meant heard stood understood hung struck stuck swung
    stung shot lit slid hid rode shook stole wore tore bore swore froze woke sank sang rang swam sprang shrank knew
    blew forgot withdrew overthrew undertook underwent outlined occurred happened arose laid
    seen taken given gone done broken begun driven known shown thrown stolen beaten chosen fallen flown drawn grown
    hidden forgotten written spoken withdrawn been""".split()
)

NOT_PAST = frozenset(
    """united embed need needed deed heed weed reed indeed speed feed seed breed exceed proceed succeed bed red shed
    sled hundred
    unprecedented limited related based used called so-called named aged armed advanced alleged combined
    continued detailed estimated
    fixed interested involved mixed reduced retired sacred skilled supposed wicked media naked unspecified undisclosed
    unnamed unscheduled unexpected undecided unconfirmed unidentified unchanged unpaid unsigned unsold""".split()
)
"""Words in -ed that are no verbs of the past, or seldom govern a date."""

FORMERLY = frozenset("originally initially previously formerly".split())
"""A plan with one of these beside it no longer holds: "originally due on Friday", "planned initially for May"."""

PLANNED = frozenset("scheduled planned set slated due expected timed booked billed intended meant".split())
"""What a plan is told with, that may be given up."""

DETERMINERS = frozenset("""a an the this these his her its their our my your no any every some newly of with""".split())
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
    agenda=AGENDA,
    relatives=frozenset("who whose which".split()),
    formerly=FORMERLY,
    never_came=(" was to have ", " were to have "),
    plans=PLANNED,
    moving_from="from",
    likewise="as",
    moved=MOVED,
    moved_to=frozenset("to for until till from".split()),
    at_prepositions=frozenset({"on", "in", "at"}),
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
        """plan plans hope hopes starts returns visits heads plays votes hosts faces ends runs kicks opens turns takes
        deadline leaves""".split()
    ),
    plural_verbs=frozenset(
        "meet convene reconvene depart expire go gather reopen host face walk fly travel resume choose elect".split()
    ),
    no_plural_after=frozenset(
        "to not and or a an the his her their its this that did let was were be been with of for".split()
    )
    | MODALS
    | PAST_MODALS,
    nouns_after=frozenset("a an the this that its his her their our my".split()),
    been="been",
    possessives=("'s", "’s", "'", "’"),
    past_ending="ed",
    infinitive="to",
    up_to=frozenset("until till through".split()),
    sure_modals=frozenset("will shall 'll won't".split()),
    bare_past=BARE_PAST,
    copulas=frozenset("stay stays remain remains keep keeps".split()),
    progressive=PROGRESSIVE,
    pairs=PAIRS,
    measures=frozenset({"than", "as"}),
    verbs_after={"due": DUE_VERBS},
    no_plan_with=NO_PLAN_WITH,
    conditions=frozenset({"if", "unless", "once"}),
    granted=GRANTED,
    by=frozenset({"by"}),
    done=DONE,
    always_back=frozenset({"since", "follows"}),
    sources=frozenset({"according"}),
    compared=COMPARED,
    announcing=ANNOUNCING,
    calling_off=CALLING_OFF,
    towards=TOWARDS,
    joints=frozenset(["to", "through", "until", "till", "and", "or", "-", "–", "—", ", and", "into", "and possibly"]),
    when=frozenset({"when"}),
)
