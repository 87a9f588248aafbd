"""A hundred figures in sentences of our own, read by hand before any rule was written.

How to read a figure:

- The span holds the number with its sign, its scale and its unit ("$1.2 billion", "22 tonnes", "two-thirds"), neither
  the words of comparison nor what is counted.
- The unit is an ISO 4217 code for money, "percent" or "percentage points", the full plural name of a measure
  ("kilometres"), "years" for ages, "times" for multiples; None where things are counted. A rate keeps its "per".
- What is counted is the noun with its adjectives, without its article; with its complement where the noun alone says
  little ("stake in the shipyard", "seats in the chamber"); for a measure, what is measured.
- An age is a figure (unit "years", counting "age of" its bearer), since "How old is she?" asks for one.
- The larger of a part and its whole is marked "of". The ends of a range are "at least" and "at most". A threshold
  is "at least", a cap "at most". Almost and nearly are "about". "Hundreds" is more than 100.
- Ordinals, numbers in names and in time expressions, telephone numbers and the like are no figures.
"""

from __future__ import annotations

from typing import NamedTuple


class Gold(NamedTuple):
    """One figure as a careful reader tells it."""

    text: str
    value: float
    unit: str | None
    counts: str | None
    comparison: str


EXACTLY, ABOUT, AT_LEAST, AT_MOST = "exactly", "about", "at least", "at most"
MORE_THAN, LESS_THAN, OF = "more than", "less than", "of"

GOLD: tuple[tuple[str, tuple[Gold, ...]], ...] = (
    (
        "The council approved 14 new bus routes for the northern suburbs.",
        (Gold("14", 14, None, "new bus routes", EXACTLY),),
    ),
    (
        "More than 2,300 volunteers cleaned the beaches after the spill.",
        (Gold("2,300", 2300, None, "volunteers", MORE_THAN),),
    ),
    (
        "The retailer will shut 45 stores and cut about 1,200 jobs.",
        (Gold("45", 45, None, "stores", EXACTLY), Gold("1,200", 1200, None, "jobs", ABOUT)),
    ),
    ("Unemployment fell to 4.2% on the islands.", (Gold("4.2%", 4.2, "percent", "Unemployment", EXACTLY),)),
    ("Exports rose by nearly 8 percent.", (Gold("8 percent", 8, "percent", "Exports", ABOUT),)),
    ("Two-thirds of the farmers voted against the levy.", (Gold("Two-thirds", 2 / 3, None, "farmers", EXACTLY),)),
    ("A quarter of all households have no car.", (Gold("A quarter", 0.25, None, "all households", EXACTLY),)),
    (
        "The airline ordered a dozen turboprops from the Brazilian maker.",
        (Gold("a dozen", 12, None, "turboprops", EXACTLY),),
    ),
    ("The bridge will cost $1.2 billion.", (Gold("$1.2 billion", 1.2e9, "USD", "bridge", EXACTLY),)),
    ("She sold the cottage for £3m.", (Gold("£3m", 3e6, "GBP", "cottage", EXACTLY),)),
    ("The fund holds assets of €450 million.", (Gold("€450 million", 4.5e8, "EUR", "assets", EXACTLY),)),
    ("The lender set aside ¥90bn for bad loans.", (Gold("¥90bn", 9e10, "JPY", "bad loans", EXACTLY),)),
    (
        "Between 200 and 250 guests are expected at the manor.",
        (Gold("200", 200, None, "guests", AT_LEAST), Gold("250", 250, None, "guests", AT_MOST)),
    ),
    (
        "The herd numbers 30 to 40 animals.",
        (Gold("30", 30, None, "animals", AT_LEAST), Gold("40", 40, None, "animals", AT_MOST)),
    ),
    (
        "At least 17 people were hurt when the stand collapsed.",
        (Gold("17", 17, None, "people", AT_LEAST),),
    ),
    ("Up to 500 soldiers will join the exercise.", (Gold("500", 500, None, "soldiers", AT_MOST),)),
    ("Fewer than 60 of the birds survive in the wild.", (Gold("60", 60, None, "birds", LESS_THAN),)),
    ("No more than 8,000 tickets were printed.", (Gold("8,000", 8000, None, "tickets", AT_MOST),)),
    (
        "Twelve of the 27 member states backed the plan.",
        (Gold("Twelve", 12, None, "member states", EXACTLY), Gold("27", 27, None, "member states", OF)),
    ),
    (
        "Her party took 61 of 120 seats in the chamber.",
        (Gold("61", 61, None, "seats in the chamber", EXACTLY), Gold("120", 120, None, "seats in the chamber", OF)),
    ),
    (
        "A motion needs 80 votes in the 120-seat chamber.",
        (
            Gold("80", 80, None, "votes in the 120-seat chamber", AT_LEAST),
            Gold("120", 120, None, "seats of the chamber", OF),
        ),
    ),
    ("The committee has nine members.", (Gold("nine", 9, None, "members", EXACTLY),)),
    (
        "The pipeline runs 340 kilometres through the desert.",
        (Gold("340 kilometres", 340, "kilometres", "pipeline", EXACTLY),),
    ),
    ("The lorry carried 22 tonnes of wheat.", (Gold("22 tonnes", 22, "tonnes", "wheat", EXACTLY),)),
    (
        "A 6.1-magnitude earthquake shook the islands.",
        (Gold("6.1-magnitude", 6.1, "magnitude", "earthquake", EXACTLY),),
    ),
    ("The quake had a magnitude of 5.8.", (Gold("5.8", 5.8, "magnitude", "quake", EXACTLY),)),
    (
        "Temperatures reached 41C in the valley.",
        (Gold("41C", 41, "degrees Celsius", "Temperatures", EXACTLY),),
    ),
    ("The ship is 190 metres long.", (Gold("190 metres", 190, "metres", "ship", EXACTLY),)),
    (
        "Wind gusts of 120 km/h tore off roofs.",
        (Gold("120 km/h", 120, "kilometres per hour", "Wind gusts", EXACTLY),),
    ),
    (
        "Maria Lindqvist, 47, will lead the agency.",
        (Gold("47", 47, "years", "age of Maria Lindqvist", EXACTLY),),
    ),
    (
        "A 19-year-old student found the coin.",
        (Gold("19-year-old", 19, "years", "age of the student", EXACTLY),),
    ),
    ("He died at the age of 88.", (Gold("88", 88, "years", "age", EXACTLY),)),
    (
        "The survey asked 1,004 adults; 52 percent favoured the reform and 31 percent opposed it.",
        (
            Gold("1,004", 1004, None, "adults", EXACTLY),
            Gold("52 percent", 52, "percent", "adults", EXACTLY),
            Gold("31 percent", 31, "percent", "adults", EXACTLY),
        ),
    ),
    ("Shares in the brewer lost 3.5%.", (Gold("3.5%", 3.5, "percent", "Shares in the brewer", EXACTLY),)),
    ("The index closed 212 points lower.", (Gold("212 points", 212, "points", "index", EXACTLY),)),
    (
        "The company posted a loss of $75 million, or 40 cents per share.",
        (
            Gold("$75 million", 7.5e7, "USD", "loss", EXACTLY),
            Gold("40 cents per share", 0.4, "USD per share", "loss", EXACTLY),
        ),
    ),
    (
        "Rents went up from $900 to $1,150.",
        (Gold("$900", 900, "USD", "Rents", EXACTLY), Gold("$1,150", 1150, "USD", "Rents", EXACTLY)),
    ),
    ("Hundreds of passengers were stranded.", (Gold("Hundreds", 100, None, "passengers", MORE_THAN),)),
    (
        "Tens of thousands of fans lined the streets.",
        (Gold("Tens of thousands", 10000, None, "fans", MORE_THAN),),
    ),
    (
        "Some 3.5 million people live along the river.",
        (Gold("3.5 million", 3.5e6, None, "people", ABOUT),),
    ),
    ("Half of the harvest was lost.", (Gold("Half", 0.5, None, "harvest", EXACTLY),)),
    (
        "The tower has 62 floors and can house 1,800 people.",
        (Gold("62", 62, None, "floors", EXACTLY), Gold("1,800", 1800, None, "people", EXACTLY)),
    ),
    (
        "One person was killed and three others were injured.",
        (Gold("One", 1, None, "person", EXACTLY), Gold("three", 3, None, "others", EXACTLY)),
    ),
    ("The virus killed one in five cattle.", (Gold("one in five", 0.2, None, "cattle", EXACTLY),)),
    (
        "Nine out of ten pupils passed.",
        (Gold("Nine", 9, None, "pupils", EXACTLY), Gold("ten", 10, None, "pupils", OF)),
    ),
    (
        "Turnout was 68.4%, up 2.1 percentage points.",
        (
            Gold("68.4%", 68.4, "percent", "Turnout", EXACTLY),
            Gold("2.1 percentage points", 2.1, "percentage points", "Turnout", EXACTLY),
        ),
    ),
    ("The minister promised 5,000 more nurses.", (Gold("5,000", 5000, None, "more nurses", EXACTLY),)),
    (
        "The firm employs 310,000 people in 40 countries.",
        (Gold("310,000", 310000, None, "people", EXACTLY), Gold("40", 40, None, "countries", EXACTLY)),
    ),
    ("The film grossed $88.5 million.", (Gold("$88.5 million", 8.85e7, "USD", "film", EXACTLY),)),
    ("They agreed on a 15% tariff on steel.", (Gold("15%", 15, "percent", "tariff on steel", EXACTLY),)),
    (
        "A grant of A$600 million will pay for the railway.",
        (Gold("A$600 million", 6e8, "AUD", "grant", EXACTLY),),
    ),
    (
        "The bank paid a fine of 250 million Swiss francs.",
        (Gold("250 million Swiss francs", 2.5e8, "CHF", "fine", EXACTLY),),
    ),
    ("Rebels hold around four fifths of the province.", (Gold("four fifths", 0.8, None, "province", ABOUT),)),
    (
        "Three and a half million homes lost power.",
        (Gold("Three and a half million", 3.5e6, None, "homes", EXACTLY),),
    ),
    (
        "A choir of one hundred and twenty singers toured the coast.",
        (Gold("one hundred and twenty", 120, None, "singers", EXACTLY),),
    ),
    ("Police seized 2.5kg of cocaine.", (Gold("2.5kg", 2.5, "kilograms", "cocaine", EXACTLY),)),
    ("The reactor will produce 1,600 megawatts.", (Gold("1,600 megawatts", 1600, "megawatts", "reactor", EXACTLY),)),
    ("It was the team's fifth title since the merger.", ()),
    (
        "A Boeing 747 with 212 passengers on board landed safely.",
        (Gold("212", 212, None, "passengers", EXACTLY),),
    ),
    ("Ministers of the G20 met in Room 12.", ()),
    ("The Formula 1 season has 24 races.", (Gold("24", 24, None, "races", EXACTLY),)),
    ("Call 555-0134 or 020 7946 0018 for details.", ()),
    ("The S&P 500 gained 1.1 percent.", (Gold("1.1 percent", 1.1, "percent", "S&P 500", EXACTLY),)),
    (
        "The bill passed by 214 votes to 190.",
        (Gold("214", 214, None, "votes", EXACTLY), Gold("190", 190, None, "votes", EXACTLY)),
    ),
    ("A crowd of 80,000 filled the stadium.", (Gold("80,000", 80000, None, "crowd", EXACTLY),)),
    ("The population grew to 9.3 million.", (Gold("9.3 million", 9.3e6, None, "population", EXACTLY),)),
    ("Around 1 in 8 children is affected.", (Gold("1 in 8", 0.125, None, "children", ABOUT),)),
    ("The hall takes as many as 650 listeners.", (Gold("650", 650, None, "listeners", AT_MOST),)),
    ("Lawmakers set a cap of 40 students.", (Gold("40", 40, None, "students", AT_MOST),)),
    ("A squad needs a minimum of 18 players.", (Gold("18", 18, None, "players", AT_LEAST),)),
    (
        "Workers are owed a minimum wage of €13.90.",
        (Gold("€13.90", 13.9, "EUR", "minimum wage", EXACTLY),),
    ),
    (
        "Five million euros in grants went to the museum.",
        (Gold("Five million euros", 5e6, "EUR", "grants", EXACTLY),),
    ),
    ("The bakery sells 900 loaves on market days.", (Gold("900", 900, None, "loaves", EXACTLY),)),
    ("Ten thousand demonstrators marched through Lyon.", (Gold("Ten thousand", 1e4, None, "demonstrators", EXACTLY),)),
    (
        "Aid ships brought 4,000 tonnes of rice and 600 tonnes of beans.",
        (
            Gold("4,000 tonnes", 4000, "tonnes", "rice", EXACTLY),
            Gold("600 tonnes", 600, "tonnes", "beans", EXACTLY),
        ),
    ),
    (
        "Only three-quarters of the delegates came.",
        (Gold("three-quarters", 0.75, None, "delegates", EXACTLY),),
    ),
    (
        "The group bought a 12.5 percent stake in the shipyard.",
        (Gold("12.5 percent", 12.5, "percent", "stake in the shipyard", EXACTLY),),
    ),
    ("The 15-member panel disagreed.", (Gold("15", 15, None, "members of the panel", EXACTLY),)),
    ("The index slid below 9,000.", (Gold("9,000", 9000, None, "index", LESS_THAN),)),
    (
        "Annual profit climbed to 64 million pounds.",
        (Gold("64 million pounds", 6.4e7, "GBP", "Annual profit", EXACTLY),),
    ),
    (
        "The donor gave over half a million dollars.",
        (Gold("half a million dollars", 5e5, "USD", None, MORE_THAN),),
    ),
    (
        "Some 20-25 boats were damaged.",
        (Gold("20", 20, None, "boats", AT_LEAST), Gold("25", 25, None, "boats", AT_MOST)),
    ),
    ("The new trains are three times faster.", (Gold("three times", 3, "times", "new trains", EXACTLY),)),
    (
        "The town lost 3,700 jobs at the mill and 400 in the docks.",
        (Gold("3,700", 3700, None, "jobs", EXACTLY), Gold("400", 400, None, "jobs", EXACTLY)),
    ),
)

HELD_OUT: tuple[tuple[str, tuple[Gold, ...]], ...] = (
    (
        "The port handled 8.4 million containers, 3 percent fewer than in the boom years.",
        (
            Gold("8.4 million", 8.4e6, None, "containers", EXACTLY),
            Gold("3 percent", 3, "percent", "containers", EXACTLY),
        ),
    ),
    ("Rescuers pulled 26 survivors from the rubble.", (Gold("26", 26, None, "survivors", EXACTLY),)),
    ("At least six hikers are missing in the gorge.", (Gold("six", 6, None, "hikers", AT_LEAST),)),
    (
        "The drug maker will pay $345 million to settle the claims.",
        (Gold("$345 million", 3.45e8, "USD", None, EXACTLY),),
    ),
    (
        "Inflation slowed to 2.8 percent from 3.1 percent.",
        (
            Gold("2.8 percent", 2.8, "percent", "Inflation", EXACTLY),
            Gold("3.1 percent", 3.1, "percent", "Inflation", EXACTLY),
        ),
    ),
    ("More than half the seats stayed empty.", (Gold("half", 0.5, None, "seats", MORE_THAN),)),
    ("Roughly three in ten pupils walk to school.", (Gold("three in ten", 0.3, None, "pupils", ABOUT),)),
    (
        "The party holds 88 of the 150 seats in parliament.",
        (
            Gold("88", 88, None, "seats in parliament", EXACTLY),
            Gold("150", 150, None, "seats in parliament", OF),
        ),
    ),
    ("The bank cut its forecast to 1.5 percent.", (Gold("1.5 percent", 1.5, "percent", "forecast", EXACTLY),)),
    (
        "A 12-metre whale was washed ashore near the lighthouse.",
        (Gold("12-metre", 12, "metres", "whale", EXACTLY),),
    ),
    ("The village has fewer than 400 inhabitants.", (Gold("400", 400, None, "inhabitants", LESS_THAN),)),
    (
        "Twenty-two players and a referee walked off.",
        (Gold("Twenty-two", 22, None, "players", EXACTLY),),
    ),
    ("The mine produces 900 tonnes of copper ore.", (Gold("900 tonnes", 900, "tonnes", "copper ore", EXACTLY),)),
    (
        "Tickets cost between €25 and €140.",
        (Gold("€25", 25, "EUR", "Tickets", AT_LEAST), Gold("€140", 140, "EUR", "Tickets", AT_MOST)),
    ),
    (
        "The senate approved the treaty by 71 votes to 24.",
        (Gold("71", 71, None, "votes", EXACTLY), Gold("24", 24, None, "votes", EXACTLY)),
    ),
    (
        "Nine people, two of them children, were rescued.",
        (Gold("Nine", 9, None, "people", EXACTLY), Gold("two", 2, None, "children", EXACTLY)),
    ),
    (
        "The company, which employs 4,200 people, is based in Turku.",
        (Gold("4,200", 4200, None, "people", EXACTLY),),
    ),
    ("Joseph Adeyemi, 33, won the marathon.", (Gold("33", 33, "years", "age of Joseph Adeyemi", EXACTLY),)),
    (
        "The dam is 143 metres high and holds 2 billion cubic metres of water.",
        (
            Gold("143 metres", 143, "metres", "dam", EXACTLY),
            Gold("2 billion cubic metres", 2e9, "cubic metres", "water", EXACTLY),
        ),
    ),
    ("The deal values the start-up at £780m.", (Gold("£780m", 7.8e8, "GBP", "start-up", EXACTLY),)),
    (
        "Some 45,000 households were left without power.",
        (Gold("45,000", 45000, None, "households", ABOUT),),
    ),
    ("The fire destroyed a third of the forest.", (Gold("a third", 1 / 3, None, "forest", EXACTLY),)),
    ("Police arrested 14 in the raid.", (Gold("14", 14, None, "arrested", EXACTLY),)),
    (
        "The new line will carry 30,000 passengers an hour.",
        (Gold("30,000", 30000, None, "passengers", EXACTLY),),
    ),
    (
        "The jury of seven women and five men found him guilty.",
        (Gold("seven", 7, None, "women", EXACTLY), Gold("five", 5, None, "men", EXACTLY)),
    ),
    (
        "Sales of electric cars jumped 28%, while those of diesels sank by almost a fifth.",
        (Gold("28%", 28, "percent", "Sales of electric cars", EXACTLY), Gold("a fifth", 0.2, None, "diesels", ABOUT)),
    ),
    (
        "Lawmakers voted 54-41 against the bill.",
        (Gold("54", 54, None, None, EXACTLY), Gold("41", 41, None, None, EXACTLY)),
    ),
    ("The quake, measuring 6.4, hit the coast.", (Gold("6.4", 6.4, None, "quake", EXACTLY),)),
    ("The fine could reach up to 10 million euros.", (Gold("10 million euros", 1e7, "EUR", "fine", AT_MOST),)),
    (
        "He owns 17 vintage cars and one boat.",
        (Gold("17", 17, None, "vintage cars", EXACTLY), Gold("one", 1, None, "boat", EXACTLY)),
    ),
    (
        "The union wants a pay rise of 6 percent for its 90,000 members.",
        (Gold("6 percent", 6, "percent", "pay rise", EXACTLY), Gold("90,000", 90000, None, "members", EXACTLY)),
    ),
    (
        "The Boeing 787 carried 248 passengers and 11 crew.",
        (Gold("248", 248, None, "passengers", EXACTLY), Gold("11", 11, None, "crew", EXACTLY)),
    ),
    ("The treaty needs the approval of 60 states.", (Gold("60", 60, None, "states", EXACTLY),)),
    (
        "The winner gets a prize of 11 million Swedish kronor.",
        (Gold("11 million Swedish kronor", 1.1e7, "SEK", "prize", EXACTLY),),
    ),
    (
        "The lake lies 2,300 feet above the sea.",
        (Gold("2,300 feet", 2300, "feet", "lake", EXACTLY),),
    ),
    ("Thousands marched through the capital.", (Gold("Thousands", 1000, None, None, MORE_THAN),)),
    (
        "Only one of the 12 jurors disagreed.",
        (Gold("12", 12, None, "jurors", EXACTLY),),
    ),
    ("She scored twice and made three assists.", (Gold("three", 3, None, "assists", EXACTLY),)),
    ("The budget deficit widened to 4 per cent of output.", (Gold("4 per cent", 4, "percent", "output", EXACTLY),)),
    ("Shares of the carmaker closed at $212.40.", (Gold("$212.40", 212.4, "USD", "Shares of the carmaker", EXACTLY),)),
    ("Two hundred and fifty workers lost their jobs.", (Gold("Two hundred and fifty", 250, None, "workers", EXACTLY),)),
    ("The temperature fell below minus 20 degrees.", (Gold("20 degrees", -20, "degrees", "temperature", LESS_THAN),)),
)
"""Forty more sentences, written when the rules stood, to see what they reach on what they were not made for."""
