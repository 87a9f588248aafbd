"""English words that make figures: numbers, units, comparisons, and what ends a noun phrase. Data only."""

from __future__ import annotations

from bot.model.article import Comparison

ONES = {
    word: value
    for value, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
        "seventeen eighteen nineteen".split()
    )
}
TENS = {
    word: value * 10
    for value, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), start=2)
}
SCALES = {
    "dozen": 12,
    "hundred": 100,
    "thousand": 1_000,
    "lakh": 100_000,
    "million": 1_000_000,
    "crore": 10_000_000,
    "billion": 1_000_000_000,
    "trillion": 1_000_000_000_000,
}
SCALE_LETTERS = {"k": 1e3, "m": 1e6, "mn": 1e6, "mln": 1e6, "bn": 1e9, "b": 1e9, "tn": 1e12, "trn": 1e12}
"""Short scales as written against a number: £3m, $11bn. Without a currency "m" may be metres."""

DENOMINATORS = {
    "half": 2,
    "halves": 2,
    "third": 3,
    "quarter": 4,
    "fourth": 4,
    "fifth": 5,
    "sixth": 6,
    "seventh": 7,
    "eighth": 8,
    "ninth": 9,
    "tenth": 10,
    "hundredth": 100,
}
NUMBER_WORDS = frozenset([*ONES, *TENS, *SCALES])
VULGAR = {"¼": 0.25, "½": 0.5, "¾": 0.75, "⅓": 1 / 3, "⅔": 2 / 3, "⅕": 0.2, "⅛": 0.125}

PLURALS = {"dozens": 12.0, "scores": 20.0, "hundreds": 100.0, "thousands": 1e3, "millions": 1e6, "billions": 1e9}
"""A plural of a scale says more than one of it; the value is the one, the comparison "more than"."""

CURRENCY_SIGNS = {
    "US$": "USD",
    "USD$": "USD",
    "AU$": "AUD",
    "A$": "AUD",
    "CA$": "CAD",
    "C$": "CAD",
    "NZ$": "NZD",
    "HK$": "HKD",
    "S$": "SGD",
    "R$": "BRL",
    "NT$": "TWD",
    "$": "USD",
    "£": "GBP",
    "€": "EUR",
    "¥": "JPY",
    "₹": "INR",
    "₩": "KRW",
    "₽": "RUB",
    "₺": "TRY",
    "₪": "ILS",
    "₴": "UAH",
    "₦": "NGN",
    "₱": "PHP",
}
"""Signs before the number, with their ISO 4217 codes. A bare $ or ¥ is read as the one that news mean by it."""

CURRENCY_CODES = frozenset(
    """USD EUR GBP JPY CNY INR CHF AUD CAD NZD HKD SGD SEK NOK DKK PLN CZK HUF RUB UAH TRY ZAR BRL MXN KRW""".split()
)

CURRENCY_WORDS = {
    "dollars": "USD",
    "dollar": "USD",
    "US dollars": "USD",
    "U.S. dollars": "USD",
    "American dollars": "USD",
    "Australian dollars": "AUD",
    "Canadian dollars": "CAD",
    "New Zealand dollars": "NZD",
    "Hong Kong dollars": "HKD",
    "Singapore dollars": "SGD",
    "euros": "EUR",
    "euro": "EUR",
    "pounds": "GBP",
    "pound": "GBP",
    "pounds sterling": "GBP",
    "yen": "JPY",
    "yuan": "CNY",
    "renminbi": "CNY",
    "rupees": "INR",
    "Swiss francs": "CHF",
    "Swedish kronor": "SEK",
    "kronor": "SEK",
    "Norwegian kroner": "NOK",
    "Danish kroner": "DKK",
    "rubles": "RUB",
    "roubles": "RUB",
    "zlotys": "PLN",
    "forints": "HUF",
    "hryvnia": "UAH",
    "hryvnias": "UAH",
    "shekels": "ILS",
    "rand": "ZAR",
    "reais": "BRL",
    "baht": "THB",
    "ringgit": "MYR",
    "South Korean won": "KRW",
    "won": "KRW",
    "French francs": "FRF",
    "Belgian francs": "BEF",
    "German marks": "DEM",
    "Deutsche marks": "DEM",
    "Deutschmarks": "DEM",
    "Swedish crowns": "SEK",
    "Norwegian crowns": "NOK",
    "Danish crowns": "DKK",
    "Czech crowns": "CZK",
    "Mexican pesos": "MXN",
    "Argentine pesos": "ARS",
    "Philippine pesos": "PHP",
    "Indian rupees": "INR",
    "Pakistani rupees": "PKR",
    "Turkish lira": "TRY",
    "Russian rubles": "RUB",
    "Russian roubles": "RUB",
    "Japanese yen": "JPY",
    "Chinese yuan": "CNY",
    "Israeli shekels": "ILS",
    "Brazilian reais": "BRL",
    "British pounds": "GBP",
    "Egyptian pounds": "EGP",
    "francs": "francs",
    "kroner": "kroner",
    "pesos": "pesos",
    "lira": "lira",
    "dinars": "dinars",
    "dirhams": "dirhams",
    "riyals": "riyals",
}
"""Currencies after the number; those that several countries share keep their word."""

MINOR_UNITS = {"cents": "USD", "cent": "USD", "pence": "GBP"}
"""Hundredths of a currency: 40 cents are 0.40 USD."""

_UNIT_FORMS = {
    "percent": "% percent pct",
    "percentage points": "",
    "basis points": "bp bps",
    "points": "point",
    "magnitude": "",
    "times": "",
    "kilometres": "km kms kilometre kilometer kilometers",
    "metres": "m metre meter meters",
    "centimetres": "cm centimetre centimeter centimeters",
    "millimetres": "mm millimetre millimeter millimeters",
    "miles": "mile",
    "nautical miles": "",
    "feet": "ft foot",
    "inches": "inch",
    "yards": "yard",
    "kilograms": "kg kgs kilogram kilogramme kilogrammes kilo kilos",
    "grams": "gram gramme grammes",
    "milligrams": "mg milligram",
    "tonnes": "tonne",
    "tons": "ton",
    "lb": "lbs",
    "ounces": "ounce oz",
    "litres": "litre liter liters",
    "gallons": "gallon",
    "barrels": "barrel bbl",
    "hectares": "hectare ha",
    "acres": "acre",
    "square kilometres": "km² km2",
    "square miles": "",
    "square metres": "m² m2",
    "square feet": "",
    "cubic metres": "m³ m3",
    "watts": "watt",
    "kilowatts": "kW kilowatt",
    "megawatts": "MW megawatt",
    "gigawatts": "GW gigawatt",
    "kilowatt-hours": "kWh",
    "terawatt-hours": "TWh",
    "degrees Celsius": "°C C ℃",
    "degrees Fahrenheit": "°F F ℉",
    "degrees": "degree °",
    "kilometres per hour": "km/h kph kmh",
    "miles per hour": "mph",
    "metres per second": "m/s",
    "knots": "knot",
    "kilobytes": "KB",
    "megabytes": "MB",
    "gigabytes": "GB gigabyte",
    "terabytes": "TB terabyte",
    "megapixels": "megapixel",
    "decibels": "decibel dB",
    "hertz": "Hz",
    "megahertz": "MHz",
    "gigahertz": "GHz",
    "carats": "carat",
    "light-years": "light-year",
}
UNITS = {form: unit for unit, forms in _UNIT_FORMS.items() for form in [unit, *forms.split()]} | {
    "per cent": "percent",
    "percentage point": "percentage points",
    "basis point": "basis points",
    "metric tons": "tonnes",
    "metric tonnes": "tonnes",
    "nautical mile": "nautical miles",
    "sq km": "square kilometres",
    "square kilometers": "square kilometres",
    "square kilometre": "square kilometres",
    "square mile": "square miles",
    "sq miles": "square miles",
    "square meters": "square metres",
    "square metre": "square metres",
    "sq ft": "square feet",
    "square foot": "square feet",
    "cubic meters": "cubic metres",
    "degrees C": "degrees Celsius",
    "degrees F": "degrees Fahrenheit",
    "kilometers per hour": "kilometres per hour",
    "kilometres an hour": "kilometres per hour",
    "kilometers an hour": "kilometres per hour",
    "miles an hour": "miles per hour",
}
"""Surface form of a measure to its full plural name (Bureau International des Poids et Mesures, SI brochure)."""

TIME_UNITS = frozenset(
    """second seconds sec minute minutes min hour hours hr hrs day days night nights week weeks weekend weekends
    month months year years decade decades century centuries quarters fortnight o'clock am pm a.m. p.m.""".split()
)
"""A number of these is a time, which the time expressions tell."""

_COMPARISONS = {
    Comparison.ABOUT: "about|around|some|roughly|approximately|nearly|almost|close to|circa|an estimated|estimated|"
    "or so|approx|virtually|near|getting on for|just about|somewhere around|in the region of|something like",
    Comparison.MORE_THAN: "more than|over|above|in excess of|exceeding|exceeded|exceeds|upwards of|upward of|"
    "greater than|well over|just over|topping|topped|surpassed|beyond|longer than|larger than|higher than",
    Comparison.LESS_THAN: "less than|fewer than|under|below|just under|well under|just short of|lower than|beneath|"
    "smaller than",
    Comparison.AT_LEAST: "at least|no fewer than|no less than|not less than|minimum of|threshold of|quorum of|need|"
    "needs|needed|require|requires|required|or more|plus|a minimum|or higher|or above|minimum|as low as|as little as|"
    "as few as",
    Comparison.AT_MOST: "at most|up to|as high as|as much as|as many as|no more than|not more than|maximum of|"
    "cap of|limit of|ceiling of|capped at|limited to|or fewer|or less|a maximum|maximum|or lower|or below",
    Comparison.EXACTLY: "exactly|precisely|only|just|a total of",
}
COMPARISONS = {phrase: kind for kind, phrases in _COMPARISONS.items() for phrase in phrases.split("|")}
"""Words beside a number, before it or (with "or" and "plus") after it."""

LABELS = frozenset(
    """no nos number chapter section article page pages room flight route highway channel version grade level phase
    stage type category class line row lane exit gate platform terminal runway resolution paragraph clause title
    volume vol issue season episode part model unit block lot box act round game match week day verse psalm rule
    group area district ward precinct zone pier building apartment suite floor figure table appendix amendment
    proposition measure directive code serial under-the interstate junction chapters sections articles zip phone tel
    telephone fax call dial isbn""".split()
)
"""Nouns before a bare number that make it a label, not a count: "flight 370"."""

OPENERS = frozenset(
    """a about above after all almost among an and another approximately around as at because before below besides
    between both but by despite during each even every exactly except fewer for from here his her if in including
    instead into it its just last less like more most my near nearly next no not now of on once only or other our
    out over per plus roughly she since so some still such than that the their then there these they this those
    though through to today under unlike until up upon we what when where whereas which while who with within
    without yet you estimated was were is are has had have killing injuring""".split()
)
"""Words that may be capitalised before a number without being a name (at the start of a sentence or headline)."""

STOP = frozenset(
    """about above across after against ago along also although amid among and are around as at away be because been
    before behind being below beneath beside between beyond both but by can could daily despite did do does down
    during each either else ever every except for from had has have he her here hers him his how if in inside
    instead into is it its itself later like may me might more-or-less must my near neither next no nor not now of
    off on once only onto or our out outside over own per she should since so some soon still such than that the
    their them then there they this those through throughout till to today together tomorrow tonight too toward
    towards under unless until up upon us via again altogether ahead short was we were what when where whereas
    whether which while who whom whose why will with within without would yesterday yet you your apart apiece alone
    already annually weekly monthly respectively respectably worldwide nationwide overall combined""".split()
)
"""Words that end a noun phrase."""

VERBS = frozenset(
    """am are is was were be been being has have had do does did will would can could may might shall should must
    became become becomes began begin begins bid bought bring brings brought broke build built buy buys came caught
    chose climb climbs come comes cost costs cut died drew drop drops drove fall falls fell felt fled flew found
    gain gains gave get gets give gives go goes got grew grow grows held hit hits hold holds hurt keep keeps kept
    knew know laid lay lead leave left lie live lose loses lost made make makes mean means meant meet met need needs
    numbers owns paid pay pays put ran read reach reaches remain remains rise rises rose run runs said sank sat saw
    say says see sees sell sells sent set sets shake shook shrank shut sit sits slid slide sold speak spent spoke
    stand stands stay stole stood stretch stretches struck sum swept swung take takes tell tells think thought threw
    told took total totals lies measuring weighing totalling totaling costing numbering want wants watch wear weigh
    weighs went win wins won worth wrote averages equals arose ate beat beats bent bit bled blew bound burst cast
    clung crept dealt dug fed fought forbade forgave froze hid hung lit rang rode sang shed shone shot sought sped
    sprang spread spun split stuck stung swam swore taught tore withdrew withstood woke wore exceeds measures covers
    includes represents contains employs produces carries expects agrees aims tries seen given taken known shown
    written chosen driven fallen grown thrown worn done gone begun broken drawn hidden risen stolen torn""".split()
)
"""Verbs that do not end in -ed; a word in -ed counts as one too."""

PRICE_VERBS = frozenset(
    """is are was were be been cost costs costing worth valued priced grossed fetched fetches fetch estimated
    totalled totaled totals amounted amounts averaged averages stood stands stand rose rise rises fell fall falls
    climbed dropped reached reach reaches hit hits grew grows jumped increased decreased declined doubled tripled
    soared went goes up down sells retail retails generated produced yielded exceeded exceeds closed traded ended
    opened totalling totaling remained remains""".split()
)
"""Verbs whose subject an amount of money measures; who pays, raises or loses it is not what it measures."""

ARTICLES = frozenset("""a an the its their his her our my your this that these those""".split())

IRREGULAR_PLURALS = frozenset(
    """people men women children police cattle sheep fish aircraft teeth feet mice geese media data criteria others
    troops deer salmon offspring personnel staff spacecraft helicopters firemen policemen fishermen gunmen
    businessmen lawmakers congressmen crew poultry""".split()
)

COMPLEMENTS = {
    "in": frozenset(
        "seats majority minority stake share shares interest increase rise drop fall decline growth reduction votes "
        "decrease jump slump surge".split()
    ),
    "on": frozenset("tariff tariffs tax taxes duty duties levy levies ban return".split()),
    "for": frozenset("contract contracts order orders".split()),
}
"""Nouns that say little without what follows: preposition to nouns."""

MEMBERS = frozenset(
    """member seat nation country state team party person judge room bed strong bloc panel justice council""".split()
)
"""Nouns that a hyphen ties to the number of a whole: "465-member"."""

MEASURE_VERBS = frozenset(
    """is are was were be been reached reach reaches totalled totaled totals total stood stands stand numbered
    numbers grew grow grows rose rise rises fell fall falls dropped drops drop slid slides climbed climbs climb
    averaged averages jumped sank shrank increased decreased declined hit hits closed closes closing ended ends
    finished opened amounted amounts plunged slipped dipped gained gains lost loses soared surged tumbled exceeded
    exceeds remained remains doubled tripled halved crossed crosses passed topped tops measuring numbering totalling
    totaling""".split()
)
"""Verbs whose subject a number without a noun measures: "The population grew to 9.3 million"."""

OUTCOMES = frozenset(
    """killed killing kills injured injuring wounded wounding hurt hurting arrested arresting detained detaining
    dead died missing homeless hospitalised hospitalized infected displaced displacing stranded""".split()
)
"""What became of people who are counted without a noun: "The blast killed 12"."""

SCORES = frozenset(
    """won win wins winning lost lose loses losing beat beats beating victory defeat defeated draw drew drawn tie
    tied vote voted passed margin""".split()
)
"""Words before two numbers with a hyphen that make them a tally, not a range."""

VERBAL_NOUNS = frozenset(
    """drop drops rise rises fall falls cut cuts gain gains climb hit hold run increase need work stay lead bid bids
    cost costs set stretch slide sum win wins loss pay sell leave find lie means measures runs stretches slides
    leads stays""".split()
)
"""Verbs that are nouns after an article and a measure: "a 45 percent drop"."""

REPORTING = frozenset(
    """said says say saying announced announces estimated estimates expects expected believes claims claimed added
    adds reported reports showed shows found told tells thinks thought noted warned forecast predicted predicts
    believe think suggest suggests suggested fear fears hope hopes indicate indicates indicated confirmed confirms
    revealed reveals""".split()
)
"""After these a new clause may begin without "that"."""

INNER_PLURALS = frozenset(
    """sales sports arms goods savings operations systems news securities communications""".split()
)
"""Plurals that stand inside a noun phrase; another plural there is a verb ("reports losses")."""

AFTER_MEASURE = frozenset(
    """higher lower more less long wide high tall deep away apart ahead behind north south east west older younger
    heavier lighter faster slower further farther short up down northeast northwest southeast southwest north-east
    north-west south-east south-west square above below better worse thick broad outside inside old cheaper larger
    smaller greater bigger fewer each apiece effective full short-handed higher-than compared""".split()
)
"""Words after a measure that are not what it measures: "212 points lower"."""

SELLERS = frozenset("""sold sell sells bought buy buys acquired traded leased rented auctioned""".split())
"""Verbs whose object the price that follows "for" measures."""


NAMED_NUMBERS = frozenset(
    "Zero Hedge|Three Mile|Four Seasons|Seven Sisters|Five Eyes|One Nation|Six Nations|Five Nations|Ten "
    "Commandments|Seven Network|Nine Network|Three Gorges|Two Rivers|One Direction".split("|")
)
"""Names that open with a number, where the start of a sentence hides that they are names."""

PER = frozenset(
    """share hour person head capita tonne ton barrel kilometre kilogram litre gallon unit ounce ticket student
    pupil household vote child day week month year""".split()
) | {"square metre", "square foot", "kilowatt-hour", "megawatt-hour"}
"""What a rate is counted by."""

NOT_OVER = frozenset(
    """spread spanning stretched scattered distributed divided row dispute disputes concern concerns talks control
    win victory fight worries anger fears debate clash clashes questions protests doubts argument lead advantage
    power sued charged arrested held questioned""".split()
)
"""After these "over" does not compare: "spread over 16 cities"."""

STREETS = frozenset(
    """st street ave avenue rd road blvd boulevard ln lane dr drive place square court way terrace highway
    hwy""".split()
)
"""After a number and a name these make it an address."""
