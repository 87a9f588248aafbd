"""German days, datelines and sentences, read from tables; all sentences are our own.

The day of the texts is Tuesday, 10 March 2026, unless a test says otherwise.
"""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.extract.article import read_article
from bot.extract.dateline import read_dateline
from bot.extract.lang import language
from bot.extract.lang.de.patterns import JOINS, PATTERNS
from bot.extract.lang.tell import tell
from bot.extract.text import Text
from bot.extract.times import Reference, find_reference, read_times
from bot.extract.times.patterns import Pattern
from bot.model.article import RawArticle

DAY = date(2026, 3, 10)
ROWS = [*PATTERNS, *JOINS]

READINGS = [
    # dates in full and in figures
    ("Die Brücke öffnet am 12. August 2026 in Bremen.", "12. August 2026=2026-08-12"),
    ("Die Brücke öffnet am 12.8.2026 in Bremen.", "12.8.2026=2026-08-12"),
    ("Die Brücke öffnet am 12.08.2026 in Bremen.", "12.08.2026=2026-08-12"),
    ("Die Brücke öffnet am 12.08.26 in Bremen.", "12.08.26=2026-08-12"),
    ("Die Brücke öffnet am 2026-08-12 in Bremen.", "2026-08-12=2026-08-12"),
    ("Die Frist endet am 12.8. in Bremen.", "12.8.=2026-08-12"),
    ("Die Brücke öffnet am Mittwoch, 12. August, in Bremen.", "Mittwoch, 12. August=2026-08-12"),
    ("Die Brücke öffnet am Mittwoch, dem 12. August 2026, neu.", "Mittwoch, dem 12. August 2026=2026-08-12"),
    ("Termin: Mi., 12. August 2026, Rathaus.", "Mi., 12. August 2026=2026-08-12"),
    ("Termin: Mittwoch, 12.8.2026, im Rathaus.", "Mittwoch, 12.8.2026=2026-08-12"),
    ("Der Park öffnet am 3. Mai für alle.", "3. Mai=2026-05-03"),
    ("Der Park öffnet am ersten Mai für alle.", "ersten Mai=2026-05-01"),
    ("Der Park öffnet am 1. Jänner 2027 in Graz.", "1. Jänner 2027=2027-01-01"),
    ("Die Schau läuft ab 5. Okt. 2026 in Kassel.", "5. Okt. 2026=2026-10-05"),
    ("Der Vertrag wurde am 3. Oktober 1990 gültig.", "3. Oktober 1990=1990-10-03"),
    ("Das Werk wurde im Mai 1998 gegründet.", "Mai 1998=1998-05"),
    # years that are not told
    ("Der Rat wird am 20. Dezember neu gewählt.", "20. Dezember=2026-12-20"),
    ("Der Rat wurde am 20. Dezember neu gewählt.", "20. Dezember=2025-12-20"),
    ("Sie starb am 2. November in Ulm.", "2. November=2025-11-02"),
    ("Die Messe soll am 2. November beginnen.", "2. November=2026-11-02"),
    ("Er sagte, dass die Messe am 2. November beginnen wird.", "2. November=2026-11-02"),
    ("Am 15. Januar trat das Gesetz in Kraft.", "15. Januar=2026-01-15"),
    ("Am 15. Januar wird das Gesetz in Kraft treten.", "15. Januar=2027-01-15"),
    ("Das Treffen ist für den 9. Oktober geplant.", "9. Oktober=2026-10-09"),
    # impossible dates and numbers that are none
    ("Das Fest ist am 31. Februar geplant.", ""),
    ("Das Fest ist am 31. Februar 2026 geplant.", ""),
    ("Das Fest ist am 30.02.2026 geplant.", ""),
    ("Das Fest ist am 12.13.2026 geplant.", ""),
    ("Das Fest war am 29. Februar 2025 geplant.", ""),
    ("Der Umsatz stieg um 3.5 Prozent.", ""),
    ("Der Umsatz stieg um 3,5 Prozent.", ""),
    ("Ihr Team liegt auf dem 1. Platz.", ""),
    ("Das Tor fiel in der 3. Liga.", ""),
    ("Rund 2000 Menschen kamen in den Hafen.", ""),
    ("Der Preis stieg auf 1.200 Euro.", ""),
    ("Die Bank zahlt bis 2030 Euro aus.", ""),
    ("Das Abkommen gilt ab Version 2.10 der Software.", ""),
    # weekdays
    ("Sie sagte am Montag in Bonn nichts.", "Montag=2026-03-09"),
    ("Am Montag sagte sie in Bonn nichts.", "Montag=2026-03-09"),
    ("Der Kanzler wird am Freitag nach Paris reisen.", "Freitag=2026-03-13"),
    ("Am Freitag will die Partei entscheiden.", "Freitag=2026-03-13"),
    ("Die Gewerkschaft plant am Donnerstag einen Streik.", "Donnerstag=2026-03-12"),
    ("Die Wahl ist für Sonntag geplant.", "Sonntag=2026-03-15"),
    ("Die Wahl war für Sonntag angesetzt.", "Sonntag=2026-03-15"),
    ("Das Haus war am Sonntag geschlossen.", "Sonntag=2026-03-08"),
    ("Die Behörde hatte am Freitag gewarnt.", "Freitag=2026-03-06"),
    ("Er hat am Samstag in Köln gesprochen.", "Samstag=2026-03-07"),
    ("Er hat am Sonnabend in Köln gesprochen.", "Sonnabend=2026-03-07"),
    ("Die Firma teilte mit, dass sie am Freitag schließen wird.", "Freitag=2026-03-13"),
    ("Am kommenden Montag tagt der Rat.", "kommenden Montag=2026-03-16"),
    ("Am nächsten Mittwoch tagt der Rat.", "nächsten Mittwoch=2026-03-11"),
    ("Am vergangenen Dienstag tagte der Rat.", "vergangenen Dienstag=2026-03-03"),
    ("Am letzten Sonntag tagte der Rat.", "letzten Sonntag=2026-03-08"),
    ("An diesem Freitag tagt der Rat.", "diesem Freitag=2026-03-13"),
    ("Am Montagabend brach Feuer aus.", "Montagabend=2026-03-09TEV"),
    ("Am Montag nächster Woche tagt der Rat.", "Montag nächster Woche=2026-03-16"),
    # today and around it
    ("Der Rat tagt heute in Mainz.", "heute=2026-03-10"),
    ("Der Rat tagte gestern in Mainz.", "gestern=2026-03-09"),
    ("Der Rat tagt morgen in Mainz.", "morgen=2026-03-11"),
    ("Der Rat tagt übermorgen in Mainz.", "übermorgen=2026-03-12"),
    ("Der Rat tagte vorgestern in Mainz.", "vorgestern=2026-03-08"),
    ("Der Rat tagt heute Abend in Mainz.", "heute Abend=2026-03-10TEV"),
    ("Der Rat tagt morgen früh in Mainz.", "morgen früh=2026-03-11TMO"),
    ("Der Rat tagte gestern Nachmittag in Mainz.", "gestern Nachmittag=2026-03-09TAF"),
    ("Der Rat tagt heute Morgen in Mainz.", "heute Morgen=2026-03-10TMO"),
    ("Morgen tagt der Rat in Mainz.", "Morgen=2026-03-11"),
    ("Guten Morgen, liebe Leute.", ""),
    # weeks, months, years
    ("Der Rat tagt diese Woche in Mainz.", "diese Woche=2026-W11"),
    ("Der Rat tagt nächste Woche in Mainz.", "nächste Woche=2026-W12"),
    ("Der Rat tagte vorige Woche in Mainz.", "vorige Woche=2026-W10"),
    ("Im kommenden Monat tagt der Rat.", "kommenden Monat=2026-04"),
    ("Im vergangenen Monat tagte der Rat.", "vergangenen Monat=2026-02"),
    ("Der Rat tagt nächstes Jahr in Mainz.", "nächstes Jahr=2027"),
    ("Im vorigen Jahr tagte der Rat.", "vorigen Jahr=2025"),
    ("In diesem Jahr tagt der Rat nicht.", "diesem Jahr=2026"),
    ("Der Umsatz lag unter dem im Vorjahr.", "Vorjahr=2025"),
    ("Am Wochenende wird es regnen.", "Wochenende=2026-W11-WE"),
    ("Am kommenden Wochenende wird es regnen.", "kommenden Wochenende=2026-W11-WE"),
    ("Das Lager soll Ende der Woche leer sein.", "Ende der Woche=2026-W11"),
    ("Das Lager soll Ende des Jahres leer sein.", "Ende des Jahres=2026"),
    ("Das Lager soll bis Jahresende leer sein.", "Jahresende=2026"),
    # months, seasons, quarters
    ("Der Rat wird Mitte März tagen.", "Mitte März=2026-03"),
    ("Der Rat wird Anfang Mai tagen.", "Anfang Mai=2026-05"),
    ("Der Rat wird Ende August tagen.", "Ende August=2026-08"),
    ("Der Rat wird Ende Juni 2027 tagen.", "Ende Juni 2027=2027-06"),
    ("Der Rat soll im November tagen.", "November=2026-11"),
    ("Der Rat tagte im November in Mainz.", "November=2025-11"),
    ("Im Oktober nächsten Jahres tagt der Rat.", "Oktober nächsten Jahres=2027-10"),
    ("Im Frühjahr soll der Bau beginnen.", "Frühjahr=2026-SP"),
    ("Im Sommer soll der Bau beginnen.", "Sommer=2026-SU"),
    ("Im Herbst 2027 soll der Bau beginnen.", "Herbst 2027=2027-FA"),
    ("Im kommenden Winter soll der Bau ruhen.", "kommenden Winter=2026-WI"),
    ("Im Winter ruhte der Bau.", "Winter=2025-WI"),
    ("Im vergangenen Sommer begann der Bau.", "vergangenen Sommer=2025-SU"),
    ("Im ersten Quartal stieg der Umsatz.", "ersten Quartal=2026-Q1"),
    ("Im 3. Quartal 2025 stieg der Umsatz.", "3. Quartal 2025=2025-Q3"),
    ("Im zweiten Halbjahr 2025 stieg der Umsatz.", "zweiten Halbjahr 2025=2025-H2"),
    ("In den 1980er Jahren stieg der Umsatz.", "1980er Jahren=198"),
    ("Die Burg stammt aus dem 19. Jahrhundert.", "19. Jahrhundert=18"),
    ("Herr Herbst und Frau Winter kamen.", ""),
    ("Ernst August kam nach Celle.", ""),
    # years
    ("Sie leitet das Amt seit 2019.", "2019=2019"),
    ("Im Jahr 2031 soll die Bahn fahren.", "2031=2031"),
    ("Die Bahn soll ab 2031 fahren.", "2031=2031"),
    ("Der Vertrag gilt von 2019 bis 2023 weiter.", "2019 bis 2023=2019/2023"),
    # times of day
    ("Das Spiel beginnt am Freitag um 20 Uhr.", "Freitag um 20 Uhr=2026-03-13T20:00"),
    ("Das Spiel beginnt am 12. August 2026 um 20.15 Uhr.", "12. August 2026 um 20.15 Uhr=2026-08-12T20:15"),
    ("Das Spiel beginnt heute um 20:15 Uhr (MEZ).", "heute um 20:15 Uhr (MEZ)=2026-03-10T20:15"),
    ("Das Spiel beginnt heute Abend um 8 Uhr.", "heute Abend um 8 Uhr=2026-03-10T20:00"),
    ("Das Spiel beginnt um 20 Uhr am Freitag.", "20 Uhr am Freitag=2026-03-13T20:00"),
    ("Das Spiel beginnt am 3. Mai, 18 Uhr.", "3. Mai, 18 Uhr=2026-05-03T18:00"),
    # ranges
    ("Die Schau läuft vom 11. Juni bis 19. Juli.", "11. Juni bis 19. Juli=2026-06-11/2026-07-19"),
    ("Die Schau läuft vom 11. Juni bis zum 19. Juli 2027.", "11. Juni bis zum 19. Juli 2027=2027-06-11/2027-07-19"),
    ("Die Schau läuft vom 11. bis 19. Juni.", "11. bis 19. Juni=2026-06-11/2026-06-19"),
    ("Die Schau läuft vom 11.-19. Juni 2026.", "11.-19. Juni 2026=2026-06-11/2026-06-19"),
    ("Die Schau läuft zwischen dem 11. Juni und dem 19. Juli.",
     "zwischen dem 11. Juni und dem 19. Juli=2026-06-11/2026-07-19"),
    ("Die Schau läuft von Juni bis August.", "Juni bis August=2026-06/2026-08"),
    ("Die Messe läuft von Freitag bis Sonntag.", "von Freitag bis Sonntag=2026-03-13/2026-03-15"),
    ("Die Schau läuft vom 12.8.2026 bis 15.8.2026.", "12.8.2026 bis 15.8.2026=2026-08-12/2026-08-15"),
    # how often, how long, how far away
    ("Der Rat tagt jeden Montag in Mainz.", "jeden Montag=XXXX-WXX-1"),
    ("Der Rat tagt montags in Mainz.", "montags=XXXX-WXX-1"),
    ("Der Rat tagt alle zwei Wochen in Mainz.", "alle zwei Wochen=P2W"),
    ("Der Rat tagt jedes Jahr in Mainz.", "jedes Jahr=P1Y"),
    ("Der Rat tagt täglich in Mainz.", "täglich=P1D"),
    ("Der Umbau beginnt in drei Tagen.", "in drei Tagen=2026-03-13"),
    ("Der Umbau beginnt in einer Woche.", "in einer Woche=2026-03-17"),
    ("In zwei Jahren wird der Umbau beginnen.", "In zwei Jahren=2028"),
    ("Vor zwei Wochen begann der Umbau.", "Vor zwei Wochen=2026-W09"),
    ("Vor drei Tagen begann der Umbau.", "Vor drei Tagen=2026-03-07"),
    ("Vor einem Jahr begann der Umbau.", "Vor einem Jahr=2025"),
    ("Der Umbau dauert zwei Stunden.", "zwei Stunden=PT2H"),
    ("Der Umbau dauerte einundzwanzig Tage.", "einundzwanzig Tage=P21D"),
    ("Der Umbau dauerte 3,5 Stunden.", ""),
    ("In den vergangenen drei Jahren ruhte der Bau.", "vergangenen drei Jahren=P3Y"),
]  # fmt: skip


def read(body: str, day: date = DAY) -> str:
    found = read_times(Text.of(body, "de"), Reference(day=day))
    return "; ".join(f"{t.text}={t.value}" for t in found)


@pytest.mark.parametrize("row", ROWS, ids=[p.notation for p in ROWS])
def test_the_example_of_a_german_pattern_is_found_as_it_is_bracketed(row: Pattern) -> None:
    before, bracket, rest = row.example.partition("[")
    phrase, _, after = rest.partition("]")
    body = before + phrase + after
    found = [body[p.start : p.end] for p in Text.of(body, "de").phrases]
    assert found == ([phrase] if bracket else [])


@pytest.mark.parametrize(("body", "expected"), READINGS, ids=[r[0] for r in READINGS])
def test_a_german_sentence_is_read_with_its_times(body: str, expected: str) -> None:
    assert read(body) == expected


def test_there_are_a_hundred_sentences_and_none_twice() -> None:
    assert len({body for body, _ in READINGS}) == len(READINGS) >= 100


ZONED = [
    ("Beginn: 12. August 2026, 20.15 Uhr MESZ.", datetime(2026, 8, 12, 18, 15, tzinfo=UTC)),
    ("Beginn: 12. August 2026, 20 Uhr (MESZ).", datetime(2026, 8, 12, 18, 0, tzinfo=UTC)),
    ("Beginn: 12. Januar 2027 um 20:15 Uhr MEZ.", datetime(2027, 1, 12, 19, 15, tzinfo=UTC)),
    ("Beginn: 12. August 2026 um 20 Uhr deutscher Zeit.", datetime(2026, 8, 12, 18, 0, tzinfo=UTC)),
    ("Beginn: 12. August 2026 um 20 Uhr GMT.", datetime(2026, 8, 12, 20, 0, tzinfo=UTC)),
]


@pytest.mark.parametrize(("body", "expected"), ZONED)
def test_a_german_hour_with_its_zone_is_an_instant(body: str, expected: datetime) -> None:
    found = read_times(Text.of(body, "de"), Reference(day=DAY))
    assert [t.instant for t in found] == [expected]


def test_every_monday_is_a_recurrence() -> None:
    found = read_times(Text.of("Der Rat tagt jeden ersten Montag im Monat.", "de"), Reference(day=DAY))
    assert [t.rule for t in found] == ["FREQ=MONTHLY;BYDAY=1MO"]


DATELINES = [
    ("BERLIN, 12. März (dpa) - Der Rat tagt.", "BERLIN, 12. März (dpa) -", "Berlin", date(2026, 3, 12)),
    ("Berlin (dpa) - Der Rat tagt.", "Berlin (dpa) -", "Berlin", None),
    ("Berlin/Bonn (dpa/lno) - Der Rat tagt.", "Berlin/Bonn (dpa/lno) -", "Berlin/Bonn", None),
    ("Wien, 3. Mai 2026 – Der Rat tagt.", "Wien, 3. Mai 2026 –", "Wien", date(2026, 5, 3)),
    ("Frankfurt am Main (Reuters) - Der Rat tagt.", "Frankfurt am Main (Reuters) -", "Frankfurt am Main", None),
    ("Bern, 3. Mai (Keystone-SDA) - Der Rat tagt.", "Bern, 3. Mai (Keystone-SDA) -", "Bern", date(2026, 5, 3)),
    ("Köln, 12.03.2026 (dpa) - Der Rat tagt.", "Köln, 12.03.2026 (dpa) -", "Köln", date(2026, 3, 12)),
]


@pytest.mark.parametrize(("body", "words", "place", "day"), DATELINES, ids=[d[1] for d in DATELINES])
def test_a_german_dateline_is_read_with_place_and_day(body: str, words: str, place: str, day: date | None) -> None:
    article = read_article(RawArticle(body=body, language="de"), day or DAY)
    assert article.dateline is not None
    assert (article.dateline.text, article.dateline.place, article.dateline.date) == (words, place, day)
    assert [body[s.start : s.end] for s in article.sentences] == ["Der Rat tagt."]


@pytest.mark.parametrize("body", ["Heute – Der Rat tagt.", "Am 3. Mai – Der Rat tagt.", "Foto (dpa) - Der Rat tagt."])
def test_other_german_words_before_a_dash_are_no_dateline(body: str) -> None:
    assert read_dateline(Text.of(body, "de")) is None


SENTENCES = [
    ("Am 12. August kommt er. Dann geht er.", 2),
    ("Viele Orte, z. B. Ulm, sind voll. Das stört.", 2),
    ("Der 3. Senat tagt. Er berät.", 2),
    ("Sie zahlt 3 Mio. Euro. Das ist viel.", 2),
    ("Dr. Lena Brok kam. Prof. Maier ging.", 2),
    ("Um 20.15 Uhr beginnt es. Um 22 Uhr endet es.", 2),
    ("Es begann 2019. Heute ist es fertig.", 2),
    ("„Kommt er?“, fragte sie. „Ja“, sagte er.", 2),
]


@pytest.mark.parametrize(("body", "count"), SENTENCES, ids=[s[0] for s in SENTENCES])
def test_no_german_sentence_ends_at_an_ordinal_or_an_abbreviation(body: str, count: int) -> None:
    assert len(Text.of(body, "de").sentences) == count


GERMAN = "Der Rat wird am 12. August über den Hafen entscheiden. Das sagte die Stadt und nannte einen Grund."
ENGLISH = "The council will decide on the harbour on August 12, the city said."


@pytest.mark.parametrize(
    ("body", "given", "code"),
    [
        (GERMAN, None, "de"),
        (ENGLISH, None, "en"),
        (GERMAN, "en", "en"),
        (ENGLISH, "de-AT", "de"),
        ("Le conseil de la ville est dans le port.", None, "en"),
        ("De raad van de stad is in het gebouw en dat is der stad.", None, "en"),
        ("", None, "en"),
        (GERMAN, "fr", "en"),
    ],
)
def test_the_language_is_the_one_given_or_the_one_that_the_words_show(body: str, given: str | None, code: str) -> None:
    assert tell(body, given) == code


def test_a_german_article_says_so_and_has_days_but_nothing_that_only_english_tables_tell() -> None:
    article = read_article(RawArticle(body=GERMAN, published=DAY), DAY)
    assert article.language == "de"
    assert [t.value for t in article.time_expressions] == ["2026-08-12"]
    assert (article.events, article.quotes, article.entities, article.figures) == ((), (), (), ())
    assert [s.text for s in article.summary.short] == [GERMAN.split(" Das ", maxsplit=1)[0]]


def test_a_missing_year_is_told_by_a_german_weekday() -> None:
    text = Text.of("BONN, 9. Februar (dpa) - Am Montag, 9. Februar, sagte der Rat nichts.", "de")
    assert find_reference(text, None, date(2029, 1, 5), read_dateline(text)).day == date(2026, 2, 9)


def test_german_tables_are_read_once_and_kept() -> None:
    assert language("de") is language("de")


PIECES = ["12.", " August", " bis", " am", " 20.15 Uhr", " (MESZ)", " 31.", " Februar", " 2026", ".", "\n", " in drei",
          " Tagen", " jeden", " Montag", " Ende", " 9999", " 12.13.14", " vor", " z. B.",
          " (dpa) - ", "Ulm"]  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=30).map("".join))
def test_any_german_text_is_read_and_every_time_is_exact(body: str) -> None:
    for time in read_times(Text.of(body, "de"), Reference(day=DAY)):
        assert body[time.start : time.end] == time.text
