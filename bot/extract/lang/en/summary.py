"""English words with which a sentence leans on the one before it, and words that carry no news. Data only."""

from __future__ import annotations


def _phrases(table: str) -> frozenset[str]:
    return frozenset(" ".join(phrase.split()) for phrase in table.split("|"))


PERSONAL = frozenset("""he she him his hers her they them their theirs himself herself themselves""".split())
"""Pronouns that stand for someone named before."""

POSSESSIVE = frozenset("""his her their its""".split())

NEUTER = frozenset("""it its itself""".split())

EMPTY_IT = frozenset(
    """time possible impossible clear unclear hard easy difficult important vital illegal announced revealed reported
    estimated known unknown believed understood hoped feared thought expected official agreed decided""".split()
)
"""With these and "to" or "that" behind them "it" means nothing before: "It is time to go"."""

SPEAKERS_OWN = frozenset("""i we you my our your me us""".split())
"""Pronouns that are fine inside a quotation, where they mean who speaks, and nowhere else in the news."""

POINTING = frozenset("""this that these those such""".split())

POINTING_TIMES = frozenset(
    """year month week weekend morning afternoon evening spring summer autumn fall winter season quarter century
    january february march april may june july august september october november december monday tuesday wednesday
    thursday friday saturday sunday""".split()
)
"""After "this" these name a time reckoned from the article's own day, which needs no sentence before."""

REMOVABLE = _phrases(
    """however | but | and | or | yet | still | also | moreover | furthermore | meanwhile | nevertheless |
    nonetheless | besides | indeed | in fact | in addition | additionally | for example | for instance | of course |
    as a result | consequently | accordingly | therefore | thus | hence | so | similarly | likewise | by contrast |
    in contrast | on the other hand | in other words | in short | after all | even so | all the same | that said |
    in particular | notably | overall | in turn | by comparison | what is more | on top of that | at the same time |
    separately | elsewhere | as well | plus | then again | too"""
)
"""Connectives that may go: what is left says the same by itself."""

BARE_REMOVABLE = frozenset({"but", "and", "or", "yet", "so", "plus", "however", "also", "meanwhile"})
"""Those of them that need no comma behind them."""

LEANING = _phrases(
    """then | there | here | later | earlier | afterwards | afterward | otherwise | instead | again | both | neither
    | either | each | the other | the others | the latter | the former | the same | the second | the third | the
    pair | the two | the three | the four | the duo | the trio | the next day | the following | the day before | the
    day after | a day later | hours later | days later | weeks later | months later | years later | minutes later |
    at the time | by then | since then | until then | before then | in response | in return | in reply | because of
    this | because of that | from there | from here | all of them | all of these | some of them | some of these |
    most of them | many of them | one of them | two of them | none of them | all this | all that | all three | all
    four | same here | not so | if so | how so | a similar | a further | the rest | the remainder | the remaining |
    the move | the latest | more recently | the spokesman | the spokeswoman | the spokesperson | another | others |
    other | a second | a third"""
)
"""Openings that lean on a sentence before and cannot go."""

PREPOSITIONS = frozenset(
    """about above across after against along among around as at because before behind below beneath beside besides
    between beyond by despite during except following for from given in inside into like of off on onto out over past
    since through throughout to toward towards under unlike until up upon via when while with within without asked
    although though if once whereas""".split()
)
"""What may stand before a pronoun at the front of a sentence: "With it", "After that", "Among them"."""

COMPLETIONS = frozenset(
    """of for in at to from on behind between against about who whom whose which that where with near into over under
    around by than""".split()
)
"""After "the" and a noun these tell which one is meant."""

SPANS_OF_TIME = frozenset(
    """minute hour day night week month year minutes hours days nights weeks months years""".split()
)

LATER = frozenset("""later earlier afterwards before""".split())
"""After a number of hours or days these reckon from another sentence: "Two days later"."""

THERE_VERBS = frozenset(
    """is are was were has have had will would can could may might should must seems seem remains remain exists
    appears came be ’s 's ’re 're ’ll 'll ’d 'd""".split()
)
"""After "there" these make a statement that leans on nothing."""

ROLES = frozenset(
    """person year-old actor actress agency agreement airline airport army artist assembly association athlete attack
    author authorities band bank bill blast board body boss boy building cabinet campaign candidate captain case
    chairman chairwoman chancellor charity chief child children city club coach coalition college commission
    commissioner committee company conference conglomerate contract corporation council country couple court
    crash crew crisis deal death decision defendant defendants delegation department developer director
    disaster dispute district document driver duo earthquake economist editor election event executive
    explosion factory family father figure figures film firefighter firm fire flight footballer founder
    franchise fund game girl giant governor group guest hospital incident index injury institution
    investigation investigators journalist judge jury killing lady law lawyer leader leaders league letter
    magazine maker man manager manufacturer match mayor measure measures medic meeting member merger
    minister ministry mission monarch mother move movie musician nation network newspaper officer official
    officials offer operation operator opposition order organisation organization outbreak outfit owner pair
    panel parliament party patient pilot plan plane plans player policeman policy politician pope premier
    president presenter priest prince princess prisoner producer professor programme program project
    proposal proposals prosecutor protest province quake queen raid ratio regime region regulator report
    researcher researchers resolution restaurant result results retailer reporter rider robbery route ruling
    sale school scientist scientists secretary senator series service ship shooting shop show side singer
    site soldier song spokesman spokeswoman spokesperson squad star state statement station store storm
    striker study suspect suspects talks team teenager test town trader tribunal treaty trial trio troops
    tsunami twins union unit university vehicle verdict vessel veteran victim victims victory village vote
    website winner witness woman women worker workers writer""".split()
)
"""Nouns that with "the" and nothing more mean one that was told of before."""

SUPPOSED = frozenset({"would", "could", "might"})
"""Verbs of what is not, or not yet, so."""

PERSON_NOUNS = frozenset(
    """man woman boy girl teenager student president minister chancellor premier leader captain coach singer actor
    actress driver pilot soldier officer judge doctor teacher mother father son daughter sister brother wife husband
    widow player striker keeper winger manager chairman chairwoman chief boss executive director founder owner
    spokesman spokeswoman spokesperson official author writer scientist researcher candidate senator mayor governor
    king queen prince princess pope priest bishop patient victim suspect witness farmer worker fan person child baby
    passenger pensioner lawyer prosecutor defendant musician artist designer architect engineer analyst economist
    men women people boys girls children parents students officials leaders ministers players fans workers officers
    scientists researchers police investigators protesters residents families voters members critics experts analysts
    customers users passengers soldiers troops rebels farmers doctors nurses teachers firms companies banks countries
    states nations teams clubs authorities prosecutors lawyers astronomers engineers firefighters visitors""".split()
)
"""Whom a pronoun later in the same sentence can mean."""

BOILERPLATE = _phrases(
    """click here | read more: | sign up for our | subscribe to our | follow us on | all rights reserved | © |
    share this | image caption | getty images | photo: | photograph: | file photo | terms of use | editing by |
    reporting by | additional reporting | see also: | related: | watch: | listen: | editor's note | editor’s note |
    this article was | download the app | here's what | here’s what | here's a look | here’s a look |
    can be found here | live coverage | live updates | live blog | please read | follow along | stay up to date |
    for the latest | check back for | newsletter | sign up for | this story has been updated | this is a developing |
    what to know about | what you need to know | full transcript | here's how | here’s how"""
)
"""Marks of what is no news: notices, invitations, credits."""

PLAIN = frozenset(
    """a about after again against all also although among an and any are as at be because been before being between
    both but by can could did do does down during each for from had has have he her here him his how i if in into is it
    its just last like many may might more most much must my new no nor not now of off on once one only or other our out
    over own per said same say says she should since so some still such than that the their them then there these they
    this those through to told too two under until up upon us very was we were what when where which while who whom
    whose why will with would year years you your mr mrs ms dr according added including""".split()
)
"""Words that tell nothing of what a sentence is about."""
