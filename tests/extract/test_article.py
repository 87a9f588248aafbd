from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.extract.article import NO_HEADLINE, content_hash, read_article
from bot.model.article import Article, RawArticle

DAY = date(2026, 2, 9)

BODY = (
    "By Jane Doe\n\n"
    "OSLO, Feb. 6 — The two ministers will meet in Bergen on March 3, Norway said on Thursday, Feb. 5.\n\n"
    "“We are ready,” Prime Minister Ada Lunde said. About 300 people work on the plan."
)


def read(body: str, **told: object) -> Article:
    return read_article(RawArticle.model_validate({"body": body, "published": DAY, **told}), DAY)


def test_all_parts_of_an_article_are_put_together() -> None:
    article = read(BODY, published=None)
    assert article.byline == "Jane Doe"
    assert article.dateline is not None
    assert (article.dateline.place, article.dateline.date) == ("Oslo", date(2026, 2, 6))
    assert (article.published, article.published_inferred) == (date(2026, 2, 6), True)
    assert article.published_note
    assert article.headline_inferred
    assert [e.when.value for e in article.upcoming(DAY)] == ["2026-03-03"]
    assert any(q.text.startswith("We are ready") for q in article.quotes)
    assert any(f.value == 300 for f in article.figures)
    assert article.summary.short


def test_what_the_source_tells_is_kept() -> None:
    told = datetime(2026, 2, 8, 7, 30, tzinfo=UTC)
    article = read(
        BODY, id="x1", headline="Ministers meet", byline="The desk", url="https://a.example/1", published=told
    )
    assert (article.id, article.headline, article.byline) == ("x1", "Ministers meet", "The desk")
    assert (article.url, article.published) == ("https://a.example/1", told)
    assert not article.headline_inferred
    assert not article.published_inferred


def test_a_text_without_any_date_is_given_none() -> None:
    article = read("The two ministers want to meet.", published=None)
    assert article.published is None
    assert not article.published_inferred
    assert article.events == ()


def test_a_stamp_is_neither_the_time_of_an_event_nor_the_headline() -> None:
    article = read("14:05 The two ministers will meet in Bergen.\n14:20 BST - The council will vote on March 3.")
    assert article.headline == "The two ministers will meet in Bergen"
    assert [e.when.value for e in article.events] == ["2026-03-03"]


def test_the_headline_of_a_long_lede_is_cut_after_a_word_and_marked() -> None:
    article = read("The two ministers, " + "who are old friends, " * 10 + "want to meet.")
    assert article.headline.endswith("…")
    assert len(article.headline) <= 90
    assert article.body.startswith(article.headline[:-1])


@pytest.mark.parametrize("body", ["", "   \n ", "…"])
def test_a_text_without_a_word_is_untitled_and_empty(body: str) -> None:
    article = read(body)
    assert article.headline == NO_HEADLINE
    assert article.events == ()


def test_an_id_is_made_of_the_url_or_else_of_the_text() -> None:
    url = "https://a.example/1"
    assert read("One.", url=url).id == read("Two.", url=url).id
    assert read("One.").id != read("Two.").id
    assert read("One.").id == read("One.").id


def test_how_a_text_is_wrapped_does_not_change_its_hash() -> None:
    assert content_hash(RawArticle(body="One two.\n\nThree.")) == content_hash(RawArticle(body=" One  two. Three.\n"))
    assert content_hash(RawArticle(body="One two.")) != content_hash(RawArticle(body="One two.", headline="Three"))


def test_more_white_space_at_the_ends_changes_nothing_but_offsets() -> None:
    plain, spaced = read(BODY), read(f"\n\n{BODY}\n  \n")
    assert [t.value for t in plain.time_expressions] == [t.value for t in spaced.time_expressions]
    assert [(e.title, e.when, e.status) for e in plain.events] == [(e.title, e.when, e.status) for e in spaced.events]
    assert [q.text for q in plain.quotes] == [q.text for q in spaced.quotes]


NAUGHTY = [
    "\u202eright to left on March 3\u202c will meet",
    "zero\u200bwidth Fri\u200bday will meet",
    "“" * 300 + " March 3 ",
    "<p>The summit will be held on <b>March 3</b>.</p>",
    "February 30 and 2026-13-45 will be held on 31/31/2026",
    "9" * 500,
    "THE SUMMIT WILL BE HELD ON MARCH 3",
    "\ud83d\ude00 will meet on March 3".encode("utf-16", "surrogatepass").decode("utf-16"),
    "İstanbul'da March 3 will ŉ ß ǆ meet",
    "\x00\x01 March 3 \x1f",
]


@pytest.mark.parametrize("body", NAUGHTY, ids=range(len(NAUGHTY)))
def test_naughty_text_is_read_without_a_failure(body: str) -> None:
    assert read(body) == read(body)


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=300))
def test_no_text_makes_reading_fail_and_the_same_text_gives_the_same_article(body: str) -> None:
    article = read(body)
    assert article == read(body)
    assert Article.model_validate_json(article.model_dump_json()) == article
