"""Datelines in the forms that agencies and papers use; all places and sentences are our own."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.extract.dateline import read_dateline
from bot.extract.text import Text

FORMS = [
    ("OSLO, March 5 (Reuters) - The board met.", "OSLO, March 5 (Reuters) -", "Oslo"),
    ("OSLO (AP) — The board met.", "OSLO (AP) —", "Oslo"),
    ("OSLO (AP)_ The board met.", "OSLO (AP)_", "Oslo"),
    ("Oslo, February 9: The board met.", "Oslo, February 9:", "Oslo"),
    ("OSLO — The board met.", "OSLO —", "Oslo"),
    ("OSLO -- The board met.", "OSLO --", "Oslo"),
    ("OSLO - The board met.", "OSLO -", "Oslo"),
    ("OSLO – The board met.", "OSLO –", "Oslo"),
    ("Oslo — The board met.", "Oslo —", "Oslo"),
    ("Bergen, 12 March 2026 — The board met.", "Bergen, 12 March 2026 —", "Bergen"),
    ("BERGEN, Norway (AP) _\n\nThe board met.", "BERGEN, Norway (AP) _", "Bergen, Norway"),
    ("ALBANY, N.Y., Sept. 26 (UPI) — The board met.", "ALBANY, N.Y., Sept. 26 (UPI) —", "Albany, N.Y."),
    ("MOJAVE, Calif. — The board met.", "MOJAVE, Calif. —", "Mojave, Calif."),
    ("WASHINGTON, D.C. — The board met.", "WASHINGTON, D.C. —", "Washington, D.C."),
    ("OSLO , Dec 7 ( Reuters ) - The board met .", "OSLO , Dec 7 ( Reuters ) -", "Oslo"),
    ("OSLO / BERGEN ( Reuters ) - The board met .", "OSLO / BERGEN ( Reuters ) -", "Oslo / Bergen"),
    ("OSLO/BERGEN (Reuters) - The board met.", "OSLO/BERGEN (Reuters) -", "Oslo/Bergen"),
    ("OSLO, Feb 9 (Xinhua) -- The board met.", "OSLO, Feb 9 (Xinhua) --", "Oslo"),
    ("MOSCOW. Feb 9 (Interfax) - The board met.", "MOSCOW. Feb 9 (Interfax) -", "Moscow"),
    ("Cairo – 9 February 2026: The board met.", "Cairo – 9 February 2026:", "Cairo"),
    ("Seoul, Feb. 9 (Yonhap) -- The board met.", "Seoul, Feb. 9 (Yonhap) --", "Seoul"),
    ("TOKYO, Feb. 9, 2026 (Kyodo) - The board met.", "TOKYO, Feb. 9, 2026 (Kyodo) -", "Tokyo"),
    ("Geneva/New York, 3 March 2026 – The board met.", "Geneva/New York, 3 March 2026 –", "Geneva/New York"),
    ("VIENNA, Austria, Thursday, March 5 (NP) — The board met.", "VIENNA, Austria, Thursday, March 5 (NP) —",
     "Vienna, Austria"),
    ("Oslo, Monday 5 March: The board met.", "Oslo, Monday 5 March:", "Oslo"),
    ("Oslo, Mon., March 5: The board met.", "Oslo, Mon., March 5:", "Oslo"),
    ("São Paulo, 5 March 2026 (AFP) – The board met.", "São Paulo, 5 March 2026 (AFP) –", "São Paulo"),
    ("OSLO (March 5, 2026) – The board met.", "OSLO (March 5, 2026) –", "Oslo"),
    ("OSLO, 5 MARCH — The board met.", "OSLO, 5 MARCH —", "Oslo"),
    ("OSLO, 2026-03-05 — The board met.", "OSLO, 2026-03-05 —", "Oslo"),
    ("Leeds [UK], February 9 (ANI): The board met.", "Leeds [UK], February 9 (ANI):", "Leeds [UK]"),
    ("New Delhi, Feb 9: The board met.", "New Delhi, Feb 9:", "New Delhi"),
    ("UNITED NATIONS (AP) _ The board met.", "UNITED NATIONS (AP) _", "United Nations"),
    ("ST. LOUIS (AP) — The board met.", "ST. LOUIS (AP) —", "St. Louis"),
    ("DAR ES SALAAM, Tanzania (AP) _ The board met.", "DAR ES SALAAM, Tanzania (AP) _", "Dar es Salaam, Tanzania"),
    ("RIO DE JANEIRO — The board met.", "RIO DE JANEIRO —", "Rio de Janeiro"),
    ("THE HAGUE, Netherlands (AP) — The board met.", "THE HAGUE, Netherlands (AP) —", "The Hague, Netherlands"),
    ("Hong Kong CNN —\n\nThe board met.", "Hong Kong CNN —", "Hong Kong"),
    ("New York CNN Business —\n\nThe board met.", "New York CNN Business —", "New York"),
    ("OSLO — “We wait,” the board said.", "OSLO —", "Oslo"),
    ("Pier closed\nBy Lena Brook\nOSLO, Norway (NP) — The board met.", "OSLO, Norway (NP) —", "Oslo, Norway"),
    ("FILE PHOTO: A pier, March 5, 2026. NP/X\nOSLO (NP) - The board met.", "OSLO (NP) -", "Oslo"),
    ("March 7, 2025, 8:01 a.m. ET\n\nOSLO – The board met.", "OSLO –", "Oslo"),
    ("OSLO, March 5, 2026 /NPNewswire/ -- The board met.", "OSLO, March 5, 2026 /NPNewswire/ --", "Oslo"),
    ("OSLO--(NP WIRE)--The board met.", "OSLO--(NP WIRE)--", "Oslo"),
    ("OSLO, March 5. /NP/. The board met.", "OSLO, March 5. /NP/.", "Oslo"),
    ("NEW DELHI, March 5 (NP) The board met.", "NEW DELHI, March 5 (NP)", "New Delhi"),
    ("CORTINA D'AMPEZZO, Italy — The board met.", "CORTINA D'AMPEZZO, Italy —", "Cortina D'Ampezzo, Italy"),
]  # fmt: skip


@pytest.mark.parametrize(("body", "words", "place"), FORMS, ids=[f[1] for f in FORMS])
def test_the_dateline_is_read_with_its_place(body: str, words: str, place: str) -> None:
    found = read_dateline(Text.of(body))
    assert found is not None
    assert (found.text, found.place) == (words, place)
    assert body[found.start : found.end] == words


@pytest.mark.parametrize(("body", "words", "place"), FORMS, ids=[f[1] for f in FORMS])
def test_no_sentence_holds_the_dateline(body: str, words: str, place: str) -> None:
    text = Text.of(body)
    last = body[text.sentences[-1].start : text.sentences[-1].end]
    assert last[0] in "T“"
    assert words not in last


NONE = [
    "The board met in Oslo.",
    "On Monday, March 5 — the day it rained — the board met.",
    "Brook — who chairs the board — left.",
    "BREAKING — The board met.",
    "UPDATE 1 - The board met.",
    "Date: Sunday, March 5, 2026",
    "Updated March 5, 2026: The board met.",
    "Posted March 5 — The board met.",
    "Music (Original Score): The board met.",
    "Sen. Brook (R-Ohio) — The board met.",
    "March 5, 2026 — The board met.",
    "(NP) - The board met.",
    "March 5 (NP) - The board met.",
    "CNN —\n\nThe board met.",
    "WHY THE BOARD MET IN OSLO AND WHAT IT MEANS — The board met.",
    "By Lena Brook, March 5",
    "Law – Wednesday, March 18\n\nPeace – Friday, March 20",
    "",
]


@pytest.mark.parametrize("body", NONE)
def test_other_words_before_a_dash_are_no_dateline(body: str) -> None:
    assert read_dateline(Text.of(body)) is None


@pytest.mark.parametrize("body", ["(NP) - The board met.", "March 5 (NP) - The board met.", "CNN —\n\nThe board met."])
def test_an_agency_without_a_place_is_no_part_of_the_first_sentence(body: str) -> None:
    text = Text.of(body)
    assert [body[s.start : s.end] for s in text.sentences] == ["The board met."]


def test_a_heading_in_capitals_after_the_first_paragraph_is_no_dateline() -> None:
    body = "The board met in the old hall and " + "talked at length and " * 12 + "left.\nOPEN QUESTIONS — The pier."
    assert read_dateline(Text.of(body)) is None


PIECES = ["OSLO", "Oslo", ", ", "March 5", "(NP)", " — ", " - ", ": ", "\n", "The board met.", " ", "(", "2026", "“"]


@given(st.lists(st.sampled_from(PIECES), max_size=12).map("".join) | st.text(max_size=120))
def test_a_dateline_stands_where_it_says(body: str) -> None:
    found = read_dateline(Text.of(body))
    if found is not None:
        assert body[found.start : found.end] == found.text
        assert found.place
