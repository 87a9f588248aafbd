from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.extract.article import read_article
from bot.extract.events.build import EVIDENCE_LENGTH
from bot.extract.events.recurrence import first_after
from bot.model.article import Article, RawArticle
from bot.model.event import Event, EventStatus
from tests.extract.event_cases import CASES

DAY = date(2026, 2, 9)


def read(body: str, day: date = DAY) -> Article:
    return read_article(RawArticle(id="a", body=body, published=day), day)


def only(body: str) -> Event:
    events = read(body).events
    assert len(events) == 1, [e.title for e in events]
    return events[0]


@pytest.mark.parametrize(
    ("text", "participants", "place"),
    [
        ("Angela Merkel will visit Japan on March 3.", ("Angela Merkel",), "Japan"),
        (
            "Angela Merkel will meet Emmanuel Macron in Berlin on March 3.",
            ("Angela Merkel", "Emmanuel Macron"),
            "Berlin",
        ),
        ("Emmanuel Macron's planned visit to China in April is no secret.", ("Emmanuel Macron",), "China"),
        ("Joe Biden will host Emmanuel Macron at the White House on March 3.", ("Emmanuel Macron",), "White House"),
        ("Angela Merkel said that she would visit Kenya on May 4.", ("Angela Merkel",), "Kenya"),
    ],
)
def test_who_takes_part_and_where_is_told(text: str, participants: tuple[str, ...], place: str) -> None:
    event = only(text)
    assert event.participants[: len(participants)] == participants
    assert event.place == place


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("The airline will not resume flights until May 4.", "Airline will resume flights"),
        ("The rocket will not launch before March 3.", "Rocket will launch"),
        ("The vote will not be postponed beyond March 4.", "Vote"),
        ("Eva Lind will not be attending the debate on March 4.", "Eva Lind will not be attending the debate"),
        ("The pool will not open on May 4 as planned, but on May 6.", "Pool will open"),
        ("The two ministers will meet in Oslo on March 3.", "Two ministers will meet in Oslo"),
        ("On May 2, the museum will reopen.", "Museum will reopen"),
        ("Angela Merkel's planned May 4 visit to Kenya was announced.", "Angela Merkel’s visit to Kenya"),
        ("The dividend is payable on March 16.", "Dividend is payable"),
        ("The deadline for bids is March 31.", "Deadline for bids"),
        ("The singer will perform in Rome on July 3.", "Singer will perform in Rome"),
        ("The film gala – due to take place on March 27 – will have a host.", "Film gala due to take place"),
        ("The chairman will step down at the end of June.", "Chairman will step down"),
        ("The bank said it will release its figures on March 3.", "Bank will release its figures"),
        ("The Hawks tour of South Africa begins on May 4.", "Hawks tour of South Africa begins"),
        (
            "Angela Merkel is to meet her Chilean counterpart on May 4.",
            "Angela Merkel is to meet her Chilean counterpart",
        ),
        ("The match on May 4 will be played on May 11 instead.", "Match will be played instead"),
        ("The ministers will not meet on May 4 but on May 6.", "Ministers will meet"),
        ("The rent of 90 euros, payable May 4, is low.", "Rent of 90 euros payable"),
        ("iPhone sales begin on March 3.", "iPhone sales begin"),
        ("The mayor is to be sworn in on March 4.", "Mayor is to be sworn in"),
        ("The meteor shower peaks on the night of March 4.", "Meteor shower peaks"),
        ("The debate over her death will reopen on March 4.", "Debate over her death"),
        ("The permit will be restored only after an inspection, now set for May 4.", "Inspection"),
        ("The storm is the sixth of the season, which ends on May 4.", "Season ends"),
        ("Ann Lee ordered 140,000 people to leave by May 4.", "140,000 people to leave"),
        ("A second walkout, of 72 hours, was planned for March 4.", "Second walkout"),
        ("The deadline to join the register is March 4.", "Deadline to join the register"),
        ("The employers have until March 4 to appeal.", "Employers to appeal"),
        (
            "Dock workers at the largest port of the country will walk off the job on March 4 after talks collapsed.",
            "Dock workers at the largest port of the country will walk off",
        ),
        ("Police closed the road and it will reopen on March 4.", "Road will reopen"),
        ("Judge Maria Lopez sentenced him, and he must report to prison by March 4.", "He must report to prison"),
        (
            "Senior officials at the rail ministry are poised to begin reviewing the fares of all ferries on March 3.",
            "Senior officials at the rail ministry to begin reviewing the fares",
        ),
    ],
)
def test_the_title_says_who_does_what(text: str, title: str) -> None:
    assert only(text).title.replace("'", "’") == title


def test_a_visit_told_in_several_places_is_one_event_with_all_its_evidence() -> None:
    body = (
        "Angela Merkel confirmed her upcoming visit to the White House.\n"
        "She is looking forward to visiting the White House this spring, she said.\n"
        "The president said that he would welcome Merkel to the White House on March 19.\n"
        "Merkel's upcoming visit to Washington will precede Emmanuel Macron's planned April visit to Kenya.\n"
        "The visit comes after long talks."
    )
    first, second = read(body).upcoming(DAY)
    assert (first.when.value, first.place, len(first.evidence)) == ("2026-03-19", "White House", 5)
    assert "March 19" in first.evidence[0].text
    assert (second.when.value, second.participants, second.place) == ("2026-04", ("Emmanuel Macron",), "Kenya")
    assert [(r.kind, r.event) for r in second.relations] == [("after", first.id)]
    assert [(r.kind, r.event) for r in first.relations] == [("before", second.id)]


def test_two_visits_of_one_person_to_two_countries_stay_two() -> None:
    events = read("Angela Merkel will visit Kenya on May 4. Angela Merkel will visit Japan on June 8.").events
    assert [(e.when.value, e.place) for e in events] == [("2026-05-04", "Kenya"), ("2026-06-08", "Japan")]


def test_a_clock_time_with_its_zone_gives_the_instant() -> None:
    event = only("The launch will take place at 8 p.m. EST on March 3.")
    assert event.when.instant is not None
    assert event.when.instant.astimezone(UTC) == datetime(2026, 3, 4, 1, 0, tzinfo=UTC)


def test_a_clock_time_of_a_part_does_not_move_the_event() -> None:
    body = "A total solar eclipse will cross the island on March 3. The full shadow will begin at 5:48 p.m. GMT."
    assert only(body).when.value == "2026-03-03"


def test_a_stretch_is_one_event_from_its_first_to_its_last_day() -> None:
    event = only("The fair will be held from March 18 to March 22.")
    assert (event.when.earliest, event.when.latest) == (date(2026, 3, 18), date(2026, 3, 22))


def test_what_will_recur_carries_its_rule_and_its_first_day() -> None:
    event = only("The market will be held every first Monday of the month.")
    assert (event.when.value, event.recurrence) == ("2026-03-02", "FREQ=MONTHLY;BYDAY=1MO")


@pytest.mark.parametrize(
    ("rule", "first"),
    [
        ("FREQ=WEEKLY;BYDAY=MO", date(2026, 2, 16)),
        ("FREQ=WEEKLY;BYDAY=SA,SU", date(2026, 2, 14)),
        ("FREQ=MONTHLY;BYDAY=-1FR", date(2026, 2, 27)),
        ("FREQ=YEARLY;BYMONTH=5;BYMONTHDAY=1", date(2026, 5, 1)),
        ("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29", date(2028, 2, 29)),
        ("FREQ=MONTHLY", None),
        ("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", None),
    ],
)
def test_the_first_day_of_a_rule_is_the_next_one(rule: str, first: date | None) -> None:
    assert first_after(rule, DAY) == first


def test_an_event_keeps_its_id_when_its_date_moves() -> None:
    before = only("Angela Merkel will visit Kenya on May 4.")
    after = only("Angela Merkel will visit Kenya on May 11.")
    assert before.id == after.id


def test_the_first_evidence_holds_the_word_that_names_the_event() -> None:
    body = "The talks go on. The summit in Ottawa will be held on June 9. The summit is the first of its kind."
    assert "summit" in only(body).evidence[0].text


def test_evidence_of_a_very_long_sentence_is_cut_around_the_event() -> None:
    body = (
        "It is said, "
        + "and often so, " * 20
        + "that the ministers will meet on March 3, "
        + "as ever, " * 20
        + "here."
    )
    (evidence,) = only(body).evidence
    assert len(evidence.text) <= EVIDENCE_LENGTH
    assert "meet on March 3" in evidence.text


def test_what_could_happen_is_marked_as_uncertain() -> None:
    assert only("The rocket could lift off on February 28.").uncertain
    assert not only("The rocket will lift off on February 28.").uncertain


def test_a_cancelled_event_is_not_upcoming() -> None:
    article = read("The March 2 meeting was called off.")
    assert [e.status for e in article.events] == [EventStatus.CANCELLED]
    assert article.upcoming(DAY) == ()


@pytest.mark.parametrize("text", [text for text, _ in CASES if text])
def test_every_event_keeps_the_promises_of_its_model(text: str) -> None:
    article = read(text)
    words = {w.lower() for w in text.replace("'", "’").split()}
    for event in article.events:
        assert 1 <= len(event.title.split()) <= 12
        assert event.when.earliest <= event.when.latest
        assert all(w.lower() in " ".join(words) for w in event.title.replace("'", "’").split())
        for evidence in event.evidence:
            assert len(evidence.text) <= EVIDENCE_LENGTH
            assert article.sentence_at(evidence).covers(evidence)


PIECES = st.sampled_from(
    """The summit visit will meet on March 3 May Friday next week, by said that who was cancelled until postponed to
    — . ( ) “ ” be held plans Merkel 's her it 8 p.m. EST from and or not before is due 2027 every Monday ? ! ; <b>
    """.split()
)


@settings(max_examples=150, deadline=None)
@given(st.lists(PIECES, max_size=60).map(" ".join))
def test_no_order_of_words_makes_reading_fail(body: str) -> None:
    once = read(body)
    assert once == read(body)
    assert len({e.id for e in once.events}) == len(once.events)
    known = {e.id for e in once.events}
    assert all(r.event in known for e in once.events for r in e.relations)


def test_what_shares_the_verb_of_another_event_has_a_name_of_its_own() -> None:
    article = read("The first pair will be launched on March 3, and the second pair on March 7.")
    assert [event.title for event in article.events] == ["First pair will be launched", "Second pair"]


def test_a_second_verb_has_the_subject_of_the_first() -> None:
    article = read("The tour kicks off in Lisbon on March 3 and ends in Oslo on March 7.")
    assert [event.title for event in article.events] == ["Tour kicks off in Lisbon", "Tour ends in Oslo"]


def test_the_doer_of_the_second_verb_is_not_looked_for_in_an_aside() -> None:
    article = read("The board scrapped the dividend, which was due on March 3, and will decide on the rest in May.")
    assert [event.title for event in article.events][-1] == "Board will decide on the rest"
    article = read("The firm will hold an open day in Rome on March 3 and publish its results on March 7.")
    assert [event.title for event in article.events][-1] == "Firm will publish its results"


def test_two_halves_of_a_plan_have_titles_of_their_own() -> None:
    article = read("Construction is scheduled to begin in May and to be finished by August.")
    titles = [event.title for event in article.events]
    assert titles == ["Construction is scheduled to begin", "Construction to be finished"]
