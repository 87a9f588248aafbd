"""Abbreviations and opening words of English, for telling full stops from other stops."""

from __future__ import annotations

from bot.extract.sentences import SentenceWords

NEVER_LAST = frozenset(
    """mr mrs ms messrs mmes dr prof gen maj brig col lt sgt cpl pvt capt cmdr cdr adm rev fr hon pres gov sen sens
    rep reps msgr supt insp det amb atty rt st ste mt ft pt vs v cf viz e.g i.e eg ie approx ca fig figs eq ph.d
    lt.gen lt.col maj.gen brig.gen vice.adm""".split()
)
"""Stands before a name or a number: a full stop after it never ends a sentence."""

BEFORE_NUMBER = frozenset(
    """no nos art sec ch vol pp p par para jan feb mar apr jun jul aug sep sept oct nov dec""".split()
)
"""Ends no sentence where a number follows."""

MAY_BE_LAST = frozenset(
    """inc corp co cos ltd plc llc bros jr sr esq etc al am pm dept univ assn ave blvd rd sq bldg est
    ala ariz ark calif colo conn del fla ga ill ind kan kans ky la mass md mich minn miss mo mont neb nev okla ore pa
    penn tenn tex vt va wash wis wyo alta ont que sask n.y n.j n.h n.m n.c n.d s.c s.d w.va d.c b.c r.i n.s p.r
    u.s u.k u.n e.u u.a.e u.s.a u.s.s.r uae b.a m.a m.d d.d.s b.s m.s ph.d a.d b.c bn mln cu ft in oz lb lbs min hr hrs
    jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thur thurs fri sat sun""".split()
)
"""A full stop after it ends a sentence only if a word follows that opens sentences."""

OPENERS = frozenset(
    """a after all also although among an and another any anyone as asked at because before beyond both but by critics
    despite during each earlier either even every few finally first five for four from further furthermore he
    her here his how however i if in indeed instead it its last later let like many meanwhile more moreover most much my
    neither never nevertheless next no nobody none nor nothing now of officials on once one only or other others our
    over perhaps police rather recently second separately several she shortly similarly since six so some
    sometimes soon still such ten than that the their then there therefore these they this those though three thus to
    today together tomorrow two under unlike until we what when where whereas whether which while who whose why with
    within without yes yesterday yet you your""".split()
)
"""Words that open sentences and seldom stand capitalised within one."""

CLOCK = frozenset({"a.m", "p.m"})

AFTER_CLOCK = frozenset(
    """monday tuesday wednesday thursday friday saturday sunday january february march april may june july august
    september october november december jan feb mar apr jun jul aug sept sep oct nov dec est edt et cst cdt ct mst mdt
    mt pst pdt pt gmt utc bst cet cest jst ist eastern central mountain pacific local london moscow tokyo beijing
    """.split()
)
"""What may follow "8 p.m." in the same sentence."""

REPORTING = frozenset(
    """said says say asked asks told tells added adds replied wrote writes tweeted posted declared explained shouted
    cried insisted argued warned noted recalled joked quipped wondered continued concluded""".split()
)
"""After a quotation that ends in a question or exclamation mark, these go on with its sentence."""

NO_CASE = frozenset({"ipad", "iphone", "ipod", "itunes", "ios", "ebay", "macos", "imac", "icloud"})
"""Names that begin in lower case, also at the head of a sentence."""

WORDS = SentenceWords(
    never_last=NEVER_LAST,
    before_number=BEFORE_NUMBER,
    may_be_last=MAY_BE_LAST,
    openers=OPENERS,
    clock=CLOCK,
    after_clock=AFTER_CLOCK,
    reporting=REPORTING,
    no_case=NO_CASE,
)
