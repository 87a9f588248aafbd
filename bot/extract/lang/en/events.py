"""The words by which English tells of events: what names one, what plans it, what calls it off."""

from __future__ import annotations

from collections.abc import Mapping

from bot.model.event import EventKind as K

_NOUNS: Mapping[K, str] = {
    K.VISIT: "visit trip pilgrimage stopover stay journey homecoming",
    K.ELECTION: """election primary caucus referendum runoff run-off midterm plebiscite by-election byelection
        super-tuesday contest""",
    K.MEETING: """meeting summit talk conference convention forum gathering symposium consultation negotiation
        workshop seminar dinner lunch luncheon breakfast gala fundraiser debate session assembly reception
        town-hall conclave confab congress get-together""",
    K.TRIAL: "trial hearing arraignment sentencing verdict inquest retrial lawsuit execution deposition",
    K.RELEASE: "release publication premiere shipment",
    K.MATCH: """match game final semifinal semi-final quarterfinal quarter-final playoff play-off race bout fight
        derby kickoff tournament championship olympics paralympics opener marathon qualifier super-bowl world-cup
        grand-prix matchup games""",
    K.DEADLINE: "deadline expiry expiration maturity cutoff cut-off record-date due-date",
    K.VOTE: "vote ballot rollcall roll-call",
    K.CEREMONY: """ceremony funeral wedding inauguration coronation memorial memorial-service funeral-service
        prayer-service burial swearing-in anniversary commemoration parade celebration graduation jubilee vigil
        birthday pageant banquet feast mass""",
    K.LAUNCH: "launch rollout roll-out liftoff lift-off debut unveiling introduction spacewalk",
    K.OPENING: "opening start beginning reopening resumption inception groundbreaking onset",
    K.CLOSING: "closing closure completion end shutdown conclusion dissolution retirement",
    K.ANNOUNCEMENT: "announcement speech address decision ruling news-conference press-conference briefing testimony",
    K.PERFORMANCE: "concert show performance broadcast festival exhibition exhibit gig screening recital interview",
    K.ECLIPSE: "eclipse totality",
    K.OTHER: """strike protest march rally demonstration walkout redemption payment acquisition purchase merger
        takeover auction withdrawal deployment evacuation handover transfer renewal inspection flight mission
        departure arrival return ceasefire cease-fire truce exercise drill event birth delivery expansion landing
        offensive appointment resignation nomination confirmation redistricting transition tour rescue offering test
        cutback split sale change increase rise hike reduction cut layoff review move switch placement offer bid
        tender refund inspection appearance demolition construction surgery eviction boycott blockade turnaround
        strike repeal recall upgrade overhaul renovation fair expo regatta vaccination election-day census
        conference-call turnover succession special-event""",
}
"""Nouns that name something that happens, by kind; compounds are joined by a hyphen."""

WEAK_NOUNS = frozenset(
    """end start beginning change increase rise hike reduction cut move test sale offer bid review return show
    purchase race fight stay session contest polls polling talk address decision event exercise split drill
    transition lawsuit start onset birth interview test end ruling tour delivery closing acquisition flight payment
    split match game final bout opener gala mass feast fair exercise move""".split()
)
"""These name an event only where something else says that it is one: a plan, a verb in the future, its own date."""

_VERBS: Mapping[K, str] = {
    K.VISIT: "visit",
    K.ELECTION: "elect",
    K.MEETING: "meet convene confer huddle",
    K.TRIAL: "testify",
    K.RELEASE: "release publish ship reissue",
    K.MATCH: "play",
    K.DEADLINE: "expire lapse mature",
    K.VOTE: "vote caucus",
    K.LAUNCH: "launch introduce unveil debut premiere",
    K.OPENING: "open begin start reopen resume commence kick",
    K.CLOSING: "close end conclude finish complete terminate shut",
    K.ANNOUNCEMENT: "announce disclose",
    K.PERFORMANCE: "perform air broadcast",
}

CAMPAIGN_VERBS = frozenset("win defeat beat lose elect support".split())
CAMPAIGN_WORDS = frozenset("election elections candidate candidates nominee presidential ballot voters".split())
"""Where a text has one of these, "win in November" speaks of the election."""

ELECTORATE = frozenset("voters electorate citizens residents people states countries nation country".split())
"""Who votes in elections; of others a vote is a ballot among themselves."""

TRAVERSE = frozenset("cross reach visit tour hit sweep enter strike".split())
"""The object of these is where it happens."""

GUEST_VERBS = frozenset({"welcome", "host", "receive"})
"""Who does this has a visitor: "welcome her to the palace" tells of her visit."""

OCCUR = frozenset(
    """begin start open close end conclude finish resume reopen hold take occur happen convene schedule plan set
    expect slate host stage have continue fall commence kick be run come culminate last attend face due arrange
    organise organize stag mark conduct target forecast""".split()
)
"""Verbs that only say that the event happens which their subject or object names."""

_BASE_VERBS = """
accept accompany achieve acquire act add address adjourn adopt affect agree aim air allow announce appeal appear
    apply appoint approve argue arrange arrest arrive ask assemble assume attack attempt attend auction authorise
    authorize award back ban battle be bear become begin believe benefit bid block boost break brief bring broadcast
    build buy call campaign cancel carry cast caucus cause celebrate challenge change charge check choose claim
    clash clinch close collect come commemorate commence commission compete complete concede conclude conduct confer
    confirm consider continue contribute control convene convert cost cover create cross crown cut deal debate debut
    decide declare decline defeat defend defer delay deliver depart deploy designate destroy determine develop die
    disappear disclose discontinue discuss dismiss display dissolve distribute divest double drop earn ease elect
    eliminate emerge enact end endorse enter establish evacuate examine exceed exchange execute exhibit exit expand
    expect expel expire extend face fail fall favor feature fight file fill find finish fire fly follow force form
    gain gather generate get give go grant greet grow halt hand happen have head headline hear help hire hit hold
    hope host impose improve inaugurate include increase induct install intend interview introduce invest
    investigate invite issue join keep kick kill land last launch lay lead leave lift limit list live lose lower
    mail maintain make march mark marry mature mediate meet merge mourn move name need negotiate nominate notify
    offer open operate oppose order organise organize overhaul oversee pass pay perform phase pick plan play plead
    pledge poll portray post postpone premiere prepare present press prevent proceed produce promise propose protest
    prove provide publish pull punt purchase push put qualify quit race raise rally reach read reappear receive
    recall reconvene record recover redeem reduce refuse register reinstate reject release relinquish relocate
    remain remove rename renew reopen repay repeal replace reply report request require reschedule resign resolve
    respond restart restore resume retain retire return reunite reveal review revise rise roll rule run sack sail
    say scale schedule scrap seek select sell send sentence separate serve set settle shift ship show shut sign sit
    slash speak spearhead spend spin split sponsor spread square stage stand star start stay step stop strengthen
    strike submit succeed suffer suggest supply support suspend swap swear switch tackle take talk target teach tell
    terminate test testify think threaten total touch tour trade train transfer travel treat trigger try turn unite
    unveil update upgrade urge use vacate visit vote vow wait walk want warn watch wed weigh welcome widen win
    withdraw work worry write yield address nominate reply replay retaliate reassess reassemble reconsider relaunch
    reissue convene converge dedicate disembark dock embark graduate honor honour induct lapse liquidate mobilise
    mobilize pardon parole pray preside privatise privatize ratify rebuild refile refinance reimburse rejoin
    renounce reorganize repatriate rescind retrieve revisit revoke summon surrender undergo unfold unload unwind
    wrap redeem transition commute compensate cease collide dilute erupt evict feud harvest incorporate inspect
    intensify lobby maneuver overturn peak picket plunge pounce rebound recruit recuse occur precede predate
    coincide culminate arise slip dip narrow average jump repurchase resell climb decline triple slow expand
    contract rebound deliver tap tout refund reschedule recess embark greet hail forge finalise finalize formalise
    abandon abort annul axe collapse deny ditch forbid nix outlaw pencil prohibit refute scratch scrub shelve void
    formalize impeach indict arraign convict acquit extradite deport depose oust shrink soar spar stall surge swing
    tender tour trim tumble veto dole combine align compete slide target blast sue""".split()

_IRREGULAR = """
be:is,are,was,were,been,being,am,'s,'re become:became begin:began,begun bear:bore,born,borne beat:beaten bid:
    break:broke,broken bring:brought build:built buy:bought cast: catch:caught choose:chose,chosen come:came cost:
    cut: deal:dealt do:did,done,does draw:drew,drawn drive:drove,driven fall:fell,fallen feel:felt fight:fought
    find:found fly:flew,flown forget:forgot get:got,gotten give:gave,given go:went,gone,goes grow:grew,grown
    have:has,had,having hear:heard hit: hold:held keep:kept know:knew,known lay:laid lead:led leave:left lend:lent
    lose:lost make:made mean:meant meet:met pay:paid put: quit: read: ride:rode ring:rang,rung rise:rose,risen
    run:ran say:said see:saw,seen seek:sought sell:sold send:sent set: shake:shook,shaken shoot:shot show:shown
    shrink:shrank,shrunk shut: sing:sang,sung sink:sank,sunk sit:sat speak:spoke,spoken spend:spent spin:spun split:
    spread: spring:sprang stand:stood steal:stole,stolen stick:stuck strike:struck swear:swore,sworn sweep:swept
    swing:swung take:took,taken teach:taught tell:told think:thought throw:threw,thrown undergo:underwent,undergone
    understand:understood undo:undid wake:woke wear:wore,worn win:won forecast: broadcast: withdraw:withdrew,withdrawn
    write:wrote,written overturn: oversee:oversaw,overseen rebuild:rebuilt repay:repaid lie:lay,lying die:dying
    forbid:forbade,forbidden"""

UNCHANGED = frozenset("set beat cut put hit cost cast let split shut spread quit bid forecast broadcast".split())
"""Verbs whose past is like their infinitive."""

SAY = frozenset(
    """say tell announce report add note argue claim warn insist explain write tweet ask reply state comment recall
    predict declare confirm believe think know suggest estimate acknowledge concede admit indicate mention remark
    stress reiterate disclose reveal learn hear read quote cite testify vow pledge promise urge post respond observe
    emphasize maintain contend describe""".split()
)
"""Verbs that tell what others say; their own date is that of the saying."""

PLANNING = frozenset(
    """plan intend agree decide schedule set slate promise pledge vow prepare arrange book due prepare ready poised
    bound supposed going contract commit elect choose invite order require need have oblige resolve propel undertake
    task""".split()
)
"""Before "to" and a verb: what follows is planned."""

HOPING = frozenset(
    """expect hope want aim seek propose consider likely unlikely look try wish forecast project anticipate threaten
    offer urge ask attempt possible eager willing able push tip reckon allow favor predict believe think track goal
    bid chance proposal effort struggle enable free encourage request recommend mull weigh desire opportunity help
    stand""".split()
)
"""Before "to" and a verb: what follows is expected, wished or tried."""

PLAN_NOUNS = frozenset(
    """plan decision deal promise pledge agreement strategy intention program programme commitment vow order schedule
    arrangement obligation""".split()
)

TENTATIVE_MODALS = frozenset({"may", "might", "could", "can", "should", "would", "'d"})
FUTURE_MODALS = frozenset({"will", "shall", "'ll", "won", "must", "mustn"})

SURE_WORDS = frozenset(
    """planned scheduled upcoming forthcoming coming slated due set next impending approaching imminent arranged
    booked announced""".split()
)
UNSURE_WORDS = frozenset(
    """expected possible potential proposed likely tentative hoped-for probable prospective eventual anticipated
    hypothetical projected rumored rumoured""".split()
)
CANCEL_VERBS = frozenset("cancel scrap abandon ditch axe shelve abort suspend scratch annul scrub nix avert".split())
BARRING_VERBS = frozenset("vacate ban prohibit outlaw forbid void drop block halt".split())
"""Of an event these say in the passive that it does not come: "the hearing was vacated"; else they speak of things."""

ASIDE_PLANNED = frozenset({"planned", "scheduled", "announced", "hoped", "expected"})
"""After "as" these only recall the plan: "will not open on May 3 as planned, but on May 5"."""

ASIDE_PLANNERS = frozenset("schedule plan set slate book arrange pencil expect bill".split())
"""As participles these open an aside that says when something is planned: ", scheduled for May 3,"."""

CANCEL_WORDS = frozenset(
    "cancelled canceled scrapped abandoned aborted shelved axed suspended scrubbed averted".split()
)
POSTPONE_VERBS = frozenset("postpone delay move reschedule push defer shift extend put adjourn slip".split())
POSTPONE_WORDS = frozenset("postponed delayed rescheduled deferred".split())

PAST_PLANNERS = frozenset(
    """schedule set call plan postpone extend move delay agree approve order give announce declare authorise authorize
    reschedule defer push book arrange slate fix win grant impose allow file accept propose invite summon adjourn
    recess convene sign issue price sell put choose pick confirm""".split()
)
"""Said in the past, these can still date what is to come: "set a hearing for May 3", "was extended until Friday"."""

MOTION = frozenset(
    """go come move head travel leave arrive return fly sail depart visit meet face host play tour start open close
    begin end vote hold reopen restart address speak attend convene join take launch release turn resume celebrate
    mark run expire kick""".split()
)
"""In the present tense these tell of what is arranged: "meets on Friday", "leaves next week"."""

STATIVES = (
    SAY
    | HOPING
    | frozenset(
        """want know like love hate mean need cost own seem appear remain contain include depend belong consist feel
        show stand sit live work lie look sound cover involve concern represent become rank total average exceed
        provide offer require produce employ serve make do come fall rise mark use give keep cause carry claim say
        differ suffer affect matter face total support oppose lead stay contribute help let lack weigh bear measure
        vary earn trade hold""".split()
    )
)
"""In the present tense these tell what is, not what is arranged for a date."""

STARTS = frozenset(
    "begin start open kick commence hold take schedule set air play launch convene meet due call".split()
)
"""With a time of day these tell when the event itself begins: "the match kicks off at 8 p.m."."""

STATES = frozenset(
    """available back home there here out over open closed ready complete live present absent away abroad effective
    payable due public online named held""".split()
)
"""After "will be" these say that something happens: "will be available on Friday", not "will be poor"."""

HOLIDAY_HEADS = frozenset(
    "day week festival month night eve open cup games bowl marathon parade derby prix fair".split()
)
"""A name that ends in one of these and "is" on a date is an occasion: "Earth Day is on Wednesday"."""

MODIFIERS = frozenset(
    """preferred proposed planned scheduled expected limited united subordinated advanced combined so-called estimated
    increased reduced continued renewed related detailed registered armed organised organized anticipated hoped-for
    contested heated crowded delayed postponed cancelled canceled called-off disputed""".split()
)
"""Participles that stand before nouns as often as they are verbs: "preferred shares", "a planned visit"."""

CONTEST_VERBS = frozenset(
    """win lose skip miss boycott contest watch influence decide dominate survive affect swing sway rig predict beat
    defeat follow approach near enter dread fear""".split()
)
"""With an event as object these do not do it: who "would win the election" does not hold it."""

FORMERLY = frozenset("originally previously initially earlier formerly".split())

PREPOSITIONS = frozenset(
    """on in by at for from until till through during before after about around of to into with without within over
    under between among against toward towards near since upon across along behind beyond despite except inside
    outside off per via throughout amid amidst ahead starting beginning effective versus vs following including
    regarding as like than pending beside besides onto up down out aboard alongside""".split()
)
DETERMINERS = frozenset(
    """the a an this that these those its his her their our my your each every any some no another both all such
    either whose neither several many few most more other one two three four five six seven eight nine ten first
    second third fourth last next""".split()
)
SUBORDINATORS = frozenset(
    """that which who whom whose when where while because if although though unless whether why how as since so
    whereas once what whatever whenever wherever""".split()
)
COORDINATORS = frozenset({"and", "or", "but", "nor", "yet", "&"})
PRONOUNS = frozenset(
    """i you he she it we they me him us them himself herself itself themselves who there everyone everybody nobody
    someone anyone this these those""".split()
)
ADVERBS = frozenset(
    """not also still now then already soon later probably likely formally officially finally only just even again
    once never always often likewise instead currently reportedly widely almost nearly eventually possibly certainly
    definitely immediately shortly first together publicly jointly personally effectively tentatively initially
    originally previously actually really presumably further early late here there abroad home away back ahead
    forward twice too very well""".split()
)
BE = frozenset("is are was were be been being am 's 're 'm".split())
HAVE = frozenset("has have had having 've".split())
DO = frozenset("do does did".split())
PAST_BE = frozenset({"was", "were"})
NEGATIONS = frozenset({"not", "'t", "n't", "never", "cannot"})

ATTRIBUTIVE_STOP = frozenset(
    """results result campaign season cycle race trail poll fraud victory win loss defeat day calendar schedule
    candidate candidates turnout debacle night year night's eve returns observers monitors laws law bid push process
    delegates votes rivals ad ads coverage video transcript platform statement remarks comments""".split()
)
"""After an event's name these make another thing of it: election results, convention delegates."""

MEASURES = frozenset(
    """profit profits earnings revenue revenues sales income growth loss losses gdp inflation price prices rate
    rates margin margins output deficit surplus unemployment demand consumption exports imports production turnover
    dividend yield net charge charges cost costs share shares expenditure spending volume orders population
    emissions economy figures figure temperature temperatures stocks yields premiums per-share operating capital
    results profitability gain gains""".split()
)
MEASURE_VERBS = frozenset(
    """rise fall grow decline increase decrease drop total reach average exceed climb offset result shrink expand
    double triple slow gain lose earn post report break narrow widen remain be improve slip jump surge top hit
    dilute cut save raise boost generate produce account amount contract dip ease halve soar plunge""".split()
)
"""What figures of money and number do; said of what is to come, it is a forecast."""

TELLING_VERBS = frozenset("report post release publish announce".split())
"""With results as object and no amount these tell on which day figures come out, not what they will be."""

HABITS = frozenset("usually typically generally normally traditionally always often annually commonly average".split())
"""With a verb in the present these say what happens each time, not what is to come."""

DOUBTING = frozenset({"if", "whether", "unless"})
"""What these open is not said to happen."""

EXTREMES = frozenset({"earliest", "latest", "soonest"})
"""Of "the earliest it could begin is May 3" the verb tells what happens."""

PARTICLES = frozenset("out off up down back away over ahead".split())
"""Right after a verb these belong to it: "will step down", "walk out"."""

WITH_IN = frozenset("swear swears sworn kick kicks phase phased check log sign step usher ushered voted".split())
"""After these "in" belongs to the verb: "will be sworn in"."""

NO_HAPPENINGS = frozenset(
    """possibility chance need reason hope way doubt sign plan room risk lot number pressure evidence people time use
    question concern threat talk indication guarantee""".split()
)
"""That there will be one of these says of nothing that it happens."""

NAMED_OCCASIONS: Mapping[str, K] = {
    "awards": K.CEREMONY, "oscars": K.CEREMONY, "grammys": K.CEREMONY, "emmys": K.CEREMONY, "baftas": K.CEREMONY,
    "cup": K.MATCH, "bowl": K.MATCH, "derby": K.MATCH, "prix": K.MATCH,
}  # fmt: skip
"""As the last word of a name these are occasions: "the Golden Globe Awards on January 5"."""

AGENDA_NOUNS = frozenset(
    """report reports earnings results data index claims figures minutes holiday budget statement survey numbers list
    nominations awards finals round voting registration applications entries tickets""".split()
)
"""In a line of a calendar these name something that happens, which elsewhere they do not."""

AIRING = frozenset("air broadcast stream televise telecast livestream".split())
SHOWS = frozenset(
    "show awards award ceremony event game match broadcast telecast live programme program channel tv network".split()
)
"""What is said to be aired, where it is not named."""

FIELDS = frozenset(
    """date dates day days time times when where venue channel network tv stream location published updated posted
    modified born died since price odds line record expires valid""".split()
)
"""Before a colon and a date these are no happening, but say what the date is of."""

PREDICATES: Mapping[str, K] = {
    "payable": K.OTHER,
    "effective": K.OPENING,
    "due": K.DEADLINE,
    "record": K.DEADLINE,
    "valid": K.DEADLINE,
    "refundable": K.OTHER,
    "redeemable": K.OTHER,
    "puttable": K.OTHER,
}
"""Words that are themselves what happens on the date that follows: "payable Dec. 15", "bonds due 2011"."""

SAYS_LITTLE = frozenset(
    """first second third fourth next last final new day days week weekend month year season time place part people
    state national annual public company part round start end game games match""".split()
)
"""Words that two titles may share without telling of one happening."""

COMES_BEFORE = ("before", "precede[sd]?", "preceding", "ahead of", "prior to", "leading up to", "in the run-up to")
COMES_AFTER = ("after", "follow(?:s|ed)?", "following", "in the wake of")
"""Between two events these say which comes first; regular expressions."""

PASSED = frozenset("recent past last previous earlier former first latest failed ill-fated recently annual".split())
"""Before an event these say that another one is meant than the one to come."""

NAMED_DAYS: Mapping[str, K] = {
    "super tuesday": K.ELECTION,
    "election day": K.ELECTION,
    "inauguration day": K.CEREMONY,
}

SEATS: Mapping[str, str] = {
    "white house": "washington", "capitol": "washington", "oval office": "white house", "pentagon": "washington",
    "camp david": "united states", "kremlin": "moscow", "downing street": "london", "westminster": "london",
    "buckingham palace": "london", "elysee": "paris", "blue house": "seoul", "great hall of the people": "beijing",
    "knesset": "jerusalem", "vatican": "rome", "mar-a-lago": "florida",
}  # fmt: skip
"""Seats and the places in which they lie."""

CAPITALS: Mapping[str, str] = {
    "washington": "united states", "moscow": "russia", "london": "britain", "paris": "france", "berlin": "germany",
    "beijing": "china", "tokyo": "japan", "seoul": "south korea", "pyongyang": "north korea", "delhi": "india",
    "new delhi": "india", "islamabad": "pakistan", "kabul": "afghanistan", "tehran": "iran", "baghdad": "iraq",
    "damascus": "syria", "jerusalem": "israel", "cairo": "egypt", "riyadh": "saudi arabia", "ankara": "turkey",
    "athens": "greece", "rome": "italy", "madrid": "spain", "lisbon": "portugal", "brussels": "belgium",
    "vienna": "austria", "bern": "switzerland", "geneva": "switzerland", "warsaw": "poland", "prague": "czech republic",
    "budapest": "hungary", "kyiv": "ukraine", "kiev": "ukraine", "minsk": "belarus", "oslo": "norway",
    "stockholm": "sweden", "copenhagen": "denmark", "helsinki": "finland", "dublin": "ireland", "ottawa": "canada",
    "mexico city": "mexico", "havana": "cuba", "caracas": "venezuela", "bogota": "colombia", "lima": "peru",
    "santiago": "chile", "buenos aires": "argentina", "brasilia": "brazil", "canberra": "australia",
    "wellington": "new zealand", "jakarta": "indonesia", "manila": "philippines", "hanoi": "vietnam",
    "bangkok": "thailand", "kuala lumpur": "malaysia", "taipei": "taiwan", "nairobi": "kenya",
    "pretoria": "south africa", "abuja": "nigeria", "addis ababa": "ethiopia", "kinshasa": "congo", "doha": "qatar",
    "abu dhabi": "united arab emirates",
}  # fmt: skip


def nouns() -> dict[str, K]:
    """Return each event noun, singular and plural, with its kind."""
    found: dict[str, K] = {}
    for kind, words in _NOUNS.items():
        for word in words.split():
            for form in (word, _plural(word)):
                found.setdefault(form, kind)
    return found


def _plural(word: str) -> str:
    if word.endswith("s") and not word.endswith("ss"):
        return word + "es" if word in {"caucus", "census"} else word
    if word.endswith(("ch", "sh", "x", "ss")):
        return word + "es"
    if word.endswith("y") and word[-2] not in "aeiou":
        return word[:-1] + "ies"
    return word + "s"


def verb_kinds() -> dict[str, K]:
    """Return each verb (infinitive) that has a kind of its own."""
    return {verb: kind for kind, words in _VERBS.items() for verb in words.split()}


def verb_forms() -> dict[str, tuple[str, str]]:
    """Return each form of the known verbs with its infinitive and form: b(ase), s, d (past, participle), g (-ing)."""
    forms: dict[str, tuple[str, str]] = {}
    irregular = dict(entry.split(":") for entry in " ".join(_IRREGULAR.split()).split(" "))
    for verb in dict.fromkeys((*_BASE_VERBS, *irregular)):
        forms.setdefault(verb, (verb, "b"))
    for verb in dict.fromkeys((*_BASE_VERBS, *irregular)):
        for form in filter(None, irregular.get(verb, "").split(",")):
            forms[form] = (verb, _irregular_tag(form))
        for form, tag in _regular(verb, past=verb not in irregular):
            forms.setdefault(form, (verb, tag))
    return forms


def _irregular_tag(form: str) -> str:
    if form.endswith("ing"):
        return "g"
    return "s" if form in {"goes", "does", "has", "is", "says"} else "d"


def _regular(verb: str, *, past: bool) -> list[tuple[str, str]]:
    sibilant = verb.endswith(("s", "x", "z", "ch", "sh"))
    soft_y = verb.endswith("y") and verb[-2:-1] not in "aeiou"
    third = verb[:-1] + "ies" if soft_y else verb + ("es" if sibilant or verb.endswith("o") else "s")
    stem = verb[:-1] if verb.endswith("e") and not verb.endswith(("ee", "ye", "oe")) else verb
    doubled = verb + verb[-1] if _doubles(verb) else stem
    found = [(third, "s"), (doubled + "ing", "g")]
    if stem != doubled:
        found.append((stem + "ing", "g"))
    if past:
        found += [(verb[:-1] + "ied" if soft_y else doubled + ("d" if doubled.endswith("ee") else "ed"), "d")]
        if not soft_y:
            found.append((stem + "ed", "d"))
    return found


_STRESSED_LAST = frozenset(
    """begin commit refer defer transfer submit admit permit annul pencil cancel confer unwrap travel compel
    propel expel""".split()
)
"""Verbs of more than one syllable that double their last letter."""


def _doubles(verb: str) -> bool:
    if len(verb) < 3 or verb[-1] in "aeiouwxy" or verb[-2] not in "aeiou" or verb[-3] in "aeiou":
        return False
    return sum(c in "aeiou" for c in verb) == 1 or verb in _STRESSED_LAST
