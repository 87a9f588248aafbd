"""Names and quotations of any text at all: never an exception, every span exact, time in proportion to length."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.extract.dateline import read_dateline
from bot.extract.entities import read_entities
from bot.extract.quotes import read_quotes
from bot.extract.text import Text
from bot.extract.tokens import BREAK, tokenise
from bot.model.article import Entity, Quote

PIECES = st.sampled_from(
    """“ ” " ' ’ ‘ « » `` '' ( ) , . : ; ? ! … — - – \n \n\n said says told according to that who she he her his it they
    Ann Lee Lee, Ann Bob Ray's Oslo Norway's US U.S. the The president President Prime Minister of and & for EU (EU)
    Acme Corp Bank Ministry spokesman adding saying called ACME O'Neil de la al-Din 3rd 44 , , 12 R-Ohio -led New York
    Mr. Dr Mrs \u200b \u202e ﬁ İ ẞ 北京 東京 \x00 <b> &amp; @x #Y http://a.B/C 100,000 $ £ no. No. Inc. St.""".split(
        " "
    )
)
SOUP = st.lists(PIECES, max_size=60).map(" ".join)
GLUED = st.lists(PIECES, max_size=60).map("".join)


def read(body: str) -> tuple[tuple[Entity, ...], tuple[Quote, ...]]:
    text = Text.of(body)
    entities = read_entities(text, read_dateline(text))
    return entities, read_quotes(text, entities)


@given(st.one_of(st.text(max_size=300), SOUP, GLUED))
def test_any_text_is_read_and_every_span_is_exact(body: str) -> None:
    entities, quotes = read(body)
    for entity in entities:
        assert entity.name
        assert entity.name not in entity.aliases
        assert [m.start for m in entity.mentions] == sorted(m.start for m in entity.mentions)
        for mention in entity.mentions:
            assert body[mention.start : mention.end] == mention.text
    for quote in quotes:
        assert body[quote.start : quote.end] == quote.text
        assert (quote.speaker is None) == (quote.speaker_start is None) == (quote.speaker_end is None)
        if quote.speaker_start is not None and quote.speaker_end is not None:
            assert 0 <= quote.speaker_start < quote.speaker_end <= len(body)


@given(st.one_of(st.text(max_size=300), SOUP, GLUED))
def test_no_two_mentions_overlap(body: str) -> None:
    spans = sorted((m.start, m.end) for e in read(body)[0] for m in e.mentions)
    assert all(first[1] <= second[0] for first, second in pairwise(spans))


@given(st.one_of(st.text(max_size=300), SOUP, GLUED))
def test_tokens_are_the_words_of_the_body_in_order(body: str) -> None:
    text = Text.of(body)
    tokens = tokenise(text.body, text.paragraphs)
    end = 0
    for word, start, stop in zip(tokens.words, tokens.starts, tokens.ends, strict=True):
        assert start >= end or word == BREAK
        assert word == BREAK or word == body[start:stop].replace("’", "'") or word == "’"
        end = max(end, stop)


@given(SOUP)
def test_reading_twice_gives_the_same(body: str) -> None:
    assert read(body) == read(body)


HOSTILE = {
    "ten thousand quotation marks": '"' * 10_000,
    "ten thousand opening marks": "“" * 10_000,
    "marks and words by turns": '"yes we can" he said ' * 4_000,
    "nested marks": "“‘" * 5_000 + "x" + "’”" * 5_000,
    "a long text without a full stop": "Ann Lee met Bob Ray and " * 8_000,
    "a hundred thousand digits": "1" * 100_000,
    "capitals only": "WE WILL NOT LET THEM " * 5_000,
    "one run of capitals": "Alpha Beta Gamma " * 6_000,
    "names that differ": " ".join(f"John Smith{chr(97 + i % 26)}{chr(97 + i // 26 % 26)} met" for i in range(8_000)),
    "cues only": "said saying adding according to " * 4_000,
    "offices only": "the president said the prime minister said " * 3_000,
    "of and of": "Department of " * 8_000,
    "particles": "Juan de la " * 8_000,
    "apostrophes": "'" * 50_000,
    "stops": "U.S." * 20_000,
    "hyphens": "Ab-" * 20_000,
    "right to left and nothing": "\u202e\u200b\u200fאבג" * 5_000,
    "left-over markup": "<p class='x'>&nbsp;</p>" * 4_000,
}


@pytest.mark.parametrize("body", HOSTILE.values(), ids=HOSTILE.keys())
def test_a_hostile_text_is_read_to_its_end(body: str) -> None:
    entities, quotes = read(body)
    assert all(body[m.start : m.end] == m.text for e in entities for m in e.mentions)
    assert all(body[q.start : q.end] == q.text for q in quotes)
