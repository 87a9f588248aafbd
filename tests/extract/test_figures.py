"""Figures: every row is a sentence of our own with what a careful reader takes from it."""

from __future__ import annotations

import itertools
from datetime import date
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.extract.figures import read_figures
from bot.extract.lang.en.figures import UNITS
from bot.extract.text import Text
from bot.model.article import Comparison, Figure
from bot.model.time import Precision, TimeExpression, TimeType
from tests.extract.figures_gold import GOLD, HELD_OUT, Gold


class Row(NamedTuple):
    sentence: str
    found: tuple[tuple[str, float, str | None], ...]


def read(sentence: str, *times: str) -> tuple[Figure, ...]:
    return read_figures(Text.of(sentence), tuple(expression(sentence, t) for t in times))


def expression(sentence: str, words: str) -> TimeExpression:
    start = sentence.index(words)
    return TimeExpression(
        start=start,
        end=start + len(words),
        text=words,
        type=TimeType.DATE,
        value="2026",
        precision=Precision.YEAR,
        earliest=date(2026, 1, 1),
        latest=date(2026, 12, 31),
    )


def as_gold(figure: Figure) -> Gold:
    counts = figure.counts.lower() if figure.counts else None
    return Gold(figure.text, round(figure.value, 6), figure.unit, counts, figure.comparison.value)


def lowered(gold: Gold) -> Gold:
    return gold._replace(value=round(gold.value, 6), counts=gold.counts.lower() if gold.counts else None)


@pytest.mark.parametrize(("sentence", "expected"), GOLD, ids=lambda x: x if isinstance(x, str) else "")
def test_a_figure_is_read_as_a_careful_reader_tells_it(sentence: str, expected: tuple[Gold, ...]) -> None:
    assert [as_gold(f) for f in read(sentence)] == [lowered(g) for g in expected]


def test_the_gold_has_a_hundred_figures() -> None:
    assert sum(len(figures) for _, figures in GOLD) == 100


def test_sentences_that_the_rules_were_not_made_for_are_read_well_too() -> None:
    right = sum(len({as_gold(f) for f in read(s)} & {lowered(g) for g in gold}) for s, gold in HELD_OUT)
    assert right >= 0.9 * sum(len(gold) for _, gold in HELD_OUT)


NUMBERS = (
    Row("It cost US$ 4.5 million.", (("US$ 4.5 million", 4.5e6, "USD"),)),
    Row("They paid 30m euros.", (("30m euros", 3e7, "EUR"),)),
    Row("They paid €2 bn and $3 m for it.", (("€2 bn", 2e9, "EUR"), ("$3 m", 3e6, "USD"))),
    Row("The wall is 3 m wide.", (("3 m", 3, "metres"),)),
    Row("The prize is EUR 2,500.", (("EUR 2,500", 2500, "EUR"),)),
    Row("The prize is 2,500 EUR.", (("2,500 EUR", 2500, "EUR"),)),
    Row("A ticket is 80 pence.", (("80 pence", 0.8, "GBP"),)),
    Row("He won the 100m race.", (("100m", 100, "metres"),)),
    Row("It reached 12m homes.", (("12m", 1.2e7, None),)),
    Row("She ran 2½ miles.", (("2½ miles", 2.5, "miles"),)),
    Row("They ate ¾ of the cake.", (("¾", 0.75, None),)),
    Row("Twenty-five boats sank.", (("Twenty-five", 25, None),)),
    Row("Four hundred and seven people came.", (("Four hundred and seven", 407, None),)),
    Row("Half a dozen eggs broke.", (("Half a dozen", 6, None),)),
    Row("Two and a half tonnes fell.", (("Two and a half tonnes", 2.5, "tonnes"),)),
    Row("Dozens of cars burned.", (("Dozens", 12, None),)),
    Row("Hundreds of thousands of users left.", (("Hundreds of thousands", 1e5, None),)),
    Row("Two in five voters stayed at home.", (("Two in five", 0.4, None),)),
    Row("Rates rose 25 basis points.", (("25 basis points", 25, "basis points"),)),
    Row("It was −12°C in Oslo.", (("−12°C", -12, "degrees Celsius"),)),
    Row("The farm covers 3.2 sq km.", (("3.2 sq km", 3.2, "square kilometres"),)),
    Row("It weighs 3 kg.", (("3 kg", 3, "kilograms"),)),
    Row("The town has 1\u00a0250\u00a0000 books.", (("1\u00a0250\u00a0000", 1_250_000, None),)),
    Row("About 3 per cent left.", (("3 per cent", 3, "percent"),)),
    Row("They need three to four million doses.", (("three", 3e6, None), ("four million", 4e6, None))),
    Row("A fund of $2-3 billion is planned.", (("$2", 2e9, "USD"), ("3 billion", 3e9, "USD"))),
    Row("Rovers won 3-1.", (("3", 3, None), ("1", 1, None))),
    Row("The loan bears $4 a share.", (("$4 a share", 4, "USD per share"),)),
    Row("One woman spoke.", (("One", 1, None),)),
    Row("One of every nine voters stayed.", (("One of every nine", 1 / 9, None),)),
    Row("The error is plus or minus 4 percentage points.", (("4 percentage points", 4, "percentage points"),)),
    Row("It drew a $24-a-share offer.", (("$24-a-share", 24, "USD per share"),)),
    Row("It cost 80 million French francs.", (("80 million French francs", 8e7, "FRF"),)),
    Row("The 150-million-euro budget grew.", (("150-million-euro", 1.5e8, "EUR"),)),
    Row("The 1.5-million-strong crowd left.", (("1.5-million", 1.5e6, None),)),
    Row("Men aged 16 to 24 may join.", (("16", 16, "years"), ("24", 24, "years"))),
)


@pytest.mark.parametrize("row", NUMBERS, ids=lambda row: row.sentence)
def test_numbers_are_read_with_their_scale_and_unit(row: Row) -> None:
    found = read(row.sentence)
    assert [(f.text, f.unit) for f in found] == [(text, unit) for text, _, unit in row.found]
    assert [f.value for f in found] == pytest.approx([value for _, value, _ in row.found])


@pytest.mark.parametrize(
    ("sentence", "figure"),
    [
        ("They lost three players to injury in a 118-97 defeat.", "118"),
        ("They lost three players to injury in a 118-97 defeat.", "97"),
    ],
)
def test_a_tally_counts_nothing_of_what_was_counted_before(sentence: str, figure: str) -> None:
    assert next(f for f in read(sentence) if f.text == figure).counts is None


def test_nobodys_age_is_counted_in_points() -> None:
    points = read("Berg, who is 24, made it at last, with 11.2 points in all.")[1]
    assert (points.text, points.counts) == ("11.2 points", None)


NO_FIGURES = (
    "Nobody saw flight 370 land.",
    "The F-16 and the A380 were on show.",
    "She lives at No. 10 and works in room 4.",
    "The 21st edition and the third round are over.",
    "Article 9 stays as it is, said the Group of Seven.",
    "He reads Apollo 11 stories on an iPhone 15.",
    "Version 2.0.1 is out, see www.example.org/2026/12.",
    "One of them left, and no one came back.",
    "It began at 16:08 and ended at 9.30pm.",
    "Dial 0800 123 4567 or +49 30 1234567.",
    "The year was 1987.",
    "Six Nations rugby is back; Three Mile Island is not.",
    "They met for three hours and two long days.",
    "He worked there for 15-plus years.",
    "The third quarter was quiet, the second half was not.",
    "A third party helped.",
    "He came first and left second.",
    "Their 15th child is two years younger than the 14th.",
    "9999999999999999999999999 is too much.",
    "The three stayed at home.",
    "The two countries signed it.",
    "The shop stands at 117 Harbour Street.",
    "Text the word YES to 85130 now.",
    "It is number two in the charts, for 18-rated games.",
    "At one point nobody spoke; they are in the round of 16.",
)


@pytest.mark.parametrize("sentence", NO_FIGURES)
def test_a_number_that_counts_nothing_is_no_figure(sentence: str) -> None:
    assert read(sentence) == ()


COMPARISONS = (
    ("At least 40 boats sank.", Comparison.AT_LEAST),
    ("No fewer than 40 boats sank.", Comparison.AT_LEAST),
    ("The fleet has 40 boats or more.", Comparison.AT_LEAST),
    ("The fleet has 40+ boats.", Comparison.AT_LEAST),
    ("The law requires 40 votes.", Comparison.AT_LEAST),
    ("They fell short of the 40 needed to win.", Comparison.AT_LEAST),
    ("Up to 40 boats sank.", Comparison.AT_MOST),
    ("Not more than 40 boats sank.", Comparison.AT_MOST),
    ("The risk is as high as 40 percent.", Comparison.AT_MOST),
    ("Over 40 boats sank.", Comparison.MORE_THAN),
    ("The bill exceeded $40.", Comparison.MORE_THAN),
    ("Less than 40 percent voted.", Comparison.LESS_THAN),
    ("Just under 40 boats sank.", Comparison.LESS_THAN),
    ("Nearly 40 boats sank.", Comparison.ABOUT),
    ("An estimated 40 boats sank.", Comparison.ABOUT),
    ("The trip takes 40 miles or so.", Comparison.ABOUT),
    ("Some 40-plus boats sank.", Comparison.AT_LEAST),
    ("Exactly 40 boats sank.", Comparison.EXACTLY),
    ("Only 40 boats sank.", Comparison.EXACTLY),
)


@pytest.mark.parametrize(("sentence", "comparison"), COMPARISONS)
def test_the_words_beside_a_number_say_how_it_compares(sentence: str, comparison: Comparison) -> None:
    assert [f.comparison for f in read(sentence)] == [comparison]


COUNTS = (
    ("The storm killed 12 in the valley.", "killed"),
    ("In all 12 were injured.", "injured"),
    ("The chip maker took a 45% cut in orders.", "cut"),
    ("The Nordic index, which fell 2%, recovered.", "Nordic index"),
    ("The Nordic index, however, fell 2%.", "Nordic index"),
    ("The US sent five Boeing 737s.", "Boeing 737s"),
    ("He leads three US agencies.", "US agencies"),
    ("A tower of 40 metres will be built.", "tower"),
    ("Two-thirds of those polled agreed.", "those polled"),
    ("He gave $5 million for the library.", "library"),
    ("She hit 22 home runs.", "home runs"),
    ("The bank cut its forecast to 1.5 percent.", "forecast"),
    ("The bank cut its main rate by a notch to 3.75 percent.", "main rate"),
    ("Many were killed and 30 hurt.", "hurt"),
    ("Many died and 30 were injured.", "injured"),
    ("The 34-year-old Finn Aalto won.", "age of Finn Aalto"),
    ("He was 84.", "age"),
    ("The quake killed at least 14.", "killed"),
)


@pytest.mark.parametrize(("sentence", "counts"), COUNTS)
def test_what_is_counted_comes_from_the_words_around(sentence: str, counts: str | None) -> None:
    assert [f.counts for f in read(sentence)] == [counts]


def test_what_is_said_of_one_number_is_not_said_of_the_one_before() -> None:
    figures = read("The quake, of magnitude 6.8, killed at least 14 and hurt more than 200.")
    assert [(f.value, f.counts, f.comparison) for f in figures] == [
        (6.8, None, Comparison.EXACTLY),
        (14, "killed", Comparison.AT_LEAST),
        (200, "hurt", Comparison.MORE_THAN),
    ]


def test_a_threshold_is_no_count_of_what_was_won() -> None:
    sentence = "The bloc holds a two-thirds majority: the mark is at least 310 seats in the 465-member lower house."
    fraction, threshold, total = read(sentence)
    assert (fraction.counts, fraction.comparison) == ("majority", Comparison.AT_LEAST)
    assert (threshold.counts, threshold.comparison) == ("seats in the 465-member lower house", Comparison.AT_LEAST)
    assert (total.counts, total.comparison) == ("members of the lower house", Comparison.OF)


def test_numbers_inside_time_expressions_are_left_out() -> None:
    assert read("In 2026 the club sold 14 boats.", "2026")[0].text == "14"
    assert read("Twelve months later it sold none.", "Twelve months") == ()


def test_an_age_is_a_figure_even_where_a_time_expression_covers_it() -> None:
    (age,) = read("A 19-year-old sailor won.", "19-year-old")
    assert (age.value, age.unit, age.counts) == (19, "years", "age of the sailor")


def test_a_rate_may_end_in_a_time_expression() -> None:
    (rent,) = read("Rents rose to $900 a month.", "a month")
    assert (rent.text, rent.unit) == ("$900 a month", "USD per month")


def test_a_number_seen_in_a_name_is_a_name_wherever_it_stands() -> None:
    assert read("Boeing 737 jets are safe. The 737 was grounded.") == ()


@pytest.mark.parametrize("form", sorted(f for f in UNITS if f.isascii() and f.replace(" ", "").isalpha()))
def test_every_unit_of_the_table_is_read_behind_a_number(form: str) -> None:
    found = [f for f in read(f"It came to 7.5 {form} then.") if f.value == 7.5]
    assert [f.unit for f in found] == [UNITS[form]]


PIECES = st.sampled_from(
    [
        "7",
        "1,200",
        "$",
        "£3m",
        "two-thirds",
        "half",
        "a dozen",
        "one",
        "in",
        "of",
        "hundreds",
        " ",
        "-",
        ".",
        "%",
        "percent",
        "members",
        "from",
        "to",
        "Boeing",
        "aged",
        ",",
        "“",
        "”",
        "\n",
        "½",
        "\u00a0",
        "٣",
        "million",
        "and a half",
    ]
)


@given(st.one_of(st.text(max_size=200), st.lists(PIECES, max_size=40).map(" ".join), st.lists(PIECES).map("".join)))
def test_any_text_gives_exact_spans_in_order(body: str) -> None:
    figures = read_figures(Text.of(body), ())
    assert all(body[f.start : f.end] == f.text for f in figures)
    assert all(a.end <= b.start for a, b in itertools.pairwise(figures))
    assert all(abs(f.value) < float("inf") for f in figures)


@given(st.lists(st.sampled_from([s for s, _ in GOLD]), min_size=1, max_size=6))
def test_what_is_read_of_a_paragraph_does_not_depend_on_its_neighbours(sentences: list[str]) -> None:
    together = [f.text for f in read_figures(Text.of("\n\n".join(sentences)), ())]
    assert together == [f.text for s in sentences for f in read(s)]
