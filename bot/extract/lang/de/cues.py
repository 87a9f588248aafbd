"""German words that tell which way a date points; participles and subordinate verbs stand after it."""

from __future__ import annotations

from bot.extract.times.cues import Cues

MODALS = frozenset(
    """wird werden werde will wollen soll sollen sollte sollten kann können darf dürfen muss müssen möchte möchten
    dürfte dürften könnte könnten würde würden""".split()
)

AHEAD = frozenset(
    """plant planen geplant geplante geplanten erwartet angesetzt vorgesehen anberaumt terminiert angekündigt
    angekündigte angekündigten bevorstehenden bevorstehende fällig beginnt beginnen startet starten endet enden eröffnet
    öffnet öffnen schließt tagt tagen trifft treffen reist reisen kommt kommen stimmt wählt wählen spielt spielen
    findet finden läuft steht stehen geht folgt hofft hoffen beabsichtigt frühestens spätestens voraussichtlich
    verschoben vertagt tritt treten feiert feiern lädt kehrt empfängt""".split()
)
"""What is said with these lies ahead; verbs of the present among them, since a present with a date is a plan."""

PAST_VERBS = frozenset(
    """sagte sagten teilte teilten erklärte erklärten berichtete berichteten meldete meldeten betonte forderte forderten
    kritisierte warnte äußerte gab gaben ging gingen kam kamen nahm nahmen fand fanden stand standen traf trafen
    begann begannen endete endeten startete starteten reiste reisten gewann gewannen verlor verloren starb starben
    fiel fielen stieg stiegen sank sanken lag lagen hielt hielten ließ ließen sah sahen schrieb schrieben sprach
    sprachen trat traten unterzeichnete beschloss beschlossen stimmte stimmten verkündete eröffnete eröffneten schloss
    schlossen besuchte besuchten erreichte erreichten brach brachen blieb blieben wuchs wuchsen zog zogen machte
    machten wollte wollten konnte konnten musste mussten durfte durften tagte tagten feierte feierten kaufte
    verkaufte baute bauten zahlte zahlten ereignete worden gewesen gesagt mitgeteilt erklärt berichtet gegangen
    gekommen gefunden gestorben gefallen gestiegen gesunken getroffen begonnen gewonnen unterzeichnet beschlossen
    veröffentlicht gestartet gereist abgereist eingetroffen zurückgetreten festgenommen verhaftet getötet verletzt
    gewählt gebaut entstanden""".split()
)

SUBORDINATORS = frozenset("dass ob weil wenn wonach sobald nachdem bevor damit sodass".split())
"""They open a clause whose verb stands at its end: what stands before them does not govern."""

DETERMINERS = frozenset(
    """der die das den dem des ein eine einen einem einer eines sein seine seinen ihr ihre ihren dieser diese dieses
    kein keine""".split()
)

PREPOSITIONS = frozenset("am im in um an ab von vom bis zum zur vor nach seit gegen für auf den der dem".split())

GERMAN = Cues(
    modals=MODALS,
    be=frozenset({"sein"}),
    present_be=frozenset({"ist", "sind"}),
    past_be=frozenset({"war", "waren"}),
    past_auxiliaries=frozenset("war waren hatte hatten wurde wurden".split()),
    perfect=frozenset("hat haben habe".split()),
    ahead=AHEAD,
    ahead_with_infinitive=frozenset("versprach versprachen versprochen bereit".split()),
    ahead_after_past=frozenset({"für"}),
    past_verbs=PAST_VERBS,
    not_past=frozenset(),
    determiners=DETERMINERS,
    ahead_after_be=frozenset({"für"}),
    moved=frozenset("verlegte verlegten verschob verschoben vertagte vertagten".split()),
    moved_to=frozenset({"auf", "den"}),
    at_prepositions=frozenset({"am", "im"}),
    earliest=frozenset(),
    weak_ahead=frozenset("bis ab vor".split()),
    weak_back=frozenset("seit nach".split()),
    prepositions=PREPOSITIONS,
    openers=frozenset("und aber oder denn sondern während".split()) | SUBORDINATORS,
    past_modals=frozenset(),
    negations=frozenset("nicht nie niemand kein keine".split()),
    nouns=frozenset("treffen reisen".split()),
    nouns_after=DETERMINERS | frozenset("beim zum vom im".split()),
    plural_verbs=frozenset(),
    no_plural_after=frozenset(),
    been="gewesen",
    possessives=(),
    superlatives=frozenset("letzte letzten einzige einzigen meisten".split()),
    superlative_ending="sten",
    past_ending="\0",
    infinitive="zu",
    up_to=frozenset("bis ab vor".split()),
    subordinators=SUBORDINATORS,
    joints=frozenset(["bis", "und", "oder", "-", "–"]),
)
"""No ending tells a verb of the past: nouns and numerals end in "-te" as well, so the table has every form."""
