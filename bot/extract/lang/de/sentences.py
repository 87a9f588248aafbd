"""Abbreviations and opening words of German, for telling full stops from other stops."""

from __future__ import annotations

from bot.extract.sentences import SentenceWords

NEVER_LAST = frozenset(
    """dr prof hr fr st ca bzw vgl sog bspw evtl ggf inkl zzgl nr art abs str ing dipl med phil geb gest z.b d.h u.a
    i.d v.a o.ä s.o m.e u z d i v""".split()
)
"""Stands before a name, a number or a further word: a full stop after it never ends a sentence."""

ORDINALS = frozenset(str(number) for number in range(1, 100))
"""A full stop makes a number an ordinal: "12. August", "der 3. Platz"."""

MAY_BE_LAST = ORDINALS | frozenset(
    """usw etc co mio mrd jr sen jan feb apr jun jul aug sep sept okt nov dez mo di mi do sa so a b h""".split()
)
"""A full stop after it ends a sentence only if a word follows that opens sentences."""

OPENERS = frozenset(
    """aber alle allerdings als am auch auf aus außerdem bei beide bereits bis da dabei dadurch dafür dagegen daher
    damit danach dann darauf darum das dazu dem den denn dennoch der des deshalb die dies diese dieser dieses
    doch dort drei ein eine einen einer einige er erst es für gegen gestern heute hier ich ihr ihre im in
    inzwischen ist ja jede jeder jetzt kein keine man mehr mehrere mit nach nachdem nicht noch nun nur ob
    obwohl ohne schon sein seine seit seitdem sie sieben so sollte später über um und unter viele vier von vor
    während wann war warum was weil wenn wer wie wir wird wo zu zudem zuletzt zum zur zuvor zwei zwischen""".split()
)

WORDS = SentenceWords(
    never_last=NEVER_LAST,
    before_number=frozenset({"nr", "abs", "art", "s", "kap"}),
    may_be_last=MAY_BE_LAST,
    openers=OPENERS,
    clock=frozenset(),
    after_clock=frozenset(),
    reporting=frozenset(
        """sagte sagten sagt fragte fragten erklärte erklärt betonte rief schrieb schreibt meinte antwortete forderte
        warnte kritisierte hieß""".split()
    ),
    no_case=frozenset({"iphone", "ipad", "ebay", "macos", "ios"}),
)
