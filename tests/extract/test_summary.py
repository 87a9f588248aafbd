"""Summaries: what a sentence leans on, what is chosen, and that the promises are kept."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.extract.entities import read_entities
from bot.extract.figures import read_figures
from bot.extract.summary import check, summarise
from bot.extract.summary.leans import Leaning
from bot.extract.summary.opening import read_opening
from bot.extract.summary.who import Named
from bot.extract.text import Text
from bot.model.article import (
    Dateline,
    Entity,
    EntityKind,
    Mention,
    MentionForm,
    Summary,
    SummarySentence,
)
from bot.model.base import Range

PRONOUN, ROLE, SEQUEL = Leaning.PRONOUN, Leaning.ROLE, Leaning.SEQUEL


def entity(body: str, name: str, *others: str, kind: EntityKind = EntityKind.PERSON) -> Entity:
    """Make an entity of every place where its name stands and of the first place of the other words that mean it."""
    mentions = [mention(m.start(), m[0], MentionForm.NAME) for m in re.finditer(re.escape(name), body)]
    for words in others:
        form = MentionForm.PRONOUN if words.lower() in {"he", "she", "her", "his", "they"} else MentionForm.DESCRIPTION
        match = re.search(rf"\b{re.escape(words)}\b", body)
        assert match
        mentions.append(mention(match.start(), words, form))
    return Entity(name=name, kind=kind, mentions=tuple(mentions))


def mention(start: int, text: str, form: MentionForm) -> Mention:
    return Mention(start=start, end=start + len(text), text=text, form=form)


def summary_of(body: str, *entities: Entity, headline: str = "", dateline: Dateline | None = None) -> Summary:
    text = Text.of(body)
    return summarise(text, headline, (), (), entities, (), read_figures(text, ()), dateline)


def told(sentences: tuple[SummarySentence, ...]) -> list[str]:
    return [s.text for s in sentences]


OPENINGS: tuple[tuple[str, Leaning | None], ...] = (
    ("The ferry Aurora sank off the coast.", None),
    ("He resigned after the vote.", PRONOUN),
    ("Her party lost the vote.", PRONOUN),
    ("It is the third such case.", PRONOUN),
    ("It was announced that the ferry sank.", None),
    ("They walked for six days.", PRONOUN),
    ("This was not expected.", SEQUEL),
    ("This spring the bridge will open.", None),
    ("Those who came late had to stand.", None),
    ("Those were the last words of the judge.", SEQUEL),
    ("Such cases are rare.", SEQUEL),
    ("The minister resigned.", ROLE),
    ("The minister for trade resigned.", None),
    ("The Norwegian minister resigned.", None),
    ("The United States won.", None),
    ("On Sunday, he said that talks would go on.", PRONOUN),
    ("In a letter she asked for patience.", PRONOUN),
    ("In his letter, Ole Hansen asked for patience.", None),
    ("Playing the match of her life, Mirza won.", None),
    ("Analysts said they were surprised.", None),
    ("With it, the club can buy a striker.", SEQUEL),
    ("After that, nobody spoke.", SEQUEL),
    ("There are few doctors in the valley.", None),
    ("There he met his brother.", SEQUEL),
    ("Both Norway and Sweden agreed.", None),
    ("Both agreed.", SEQUEL),
    ("The other was never found.", SEQUEL),
    ("The rest of Europe watched.", None),
    ("Two days later the mine was closed.", SEQUEL),
    ("The next day brought rain.", SEQUEL),
    ("We do not know why.", SEQUEL),
    ("“We do not know why,” Ole Hansen said.", None),
    ("“It was dark,” Ole Hansen said.", PRONOUN),
    ("“Nobody was hurt,” she said.", PRONOUN),
    ("“Nobody was hurt,” said the minister.", ROLE),
    ("“Nobody was hurt.”", SEQUEL),
    ("However, many ferries sank.", None),
    ("But he sank.", PRONOUN),
    ("He’s late.", PRONOUN),
    ("It's time to go.", None),
    ("We're not alone.", SEQUEL),
    ("There's no bridge.", None),
    ("Even if it rains, the match goes on.", SEQUEL),
    ("Some of his friends left.", SEQUEL),
    ("In France, it may snow.", SEQUEL),
    ("The 27-year-old left.", ROLE),
    ("Canada has 11 of them.", SEQUEL),
    ("Many towns lost half of them.", None),
)


@pytest.mark.parametrize(("sentence", "leaning"), OPENINGS, ids=lambda x: x if isinstance(x, str) else "")
def test_a_sentence_leans_on_what_its_opening_does_not_say(sentence: str, leaning: Leaning | None) -> None:
    text = Text.of(sentence)
    names = [entity(sentence, name) for name in ("Ole Hansen", "Mirza") if name in sentence]
    opening = read_opening(text, text.sentences[0], text.quoted, Named(names))
    assert (opening.leans[0].kind if opening.leans else None) == leaning


LEDE = "The painter Ilse Brandt won the Rhine Prize for a portrait of her mother."

RACE = "“Why me? Help!” Ilse Brandt said. She won the race over the pass of Furka in 40 minutes."


def test_a_pronoun_is_replaced_by_the_name_that_it_means_and_the_evidence_proves_it() -> None:
    (sentence,) = summary_of(RACE, entity(RACE, "Ilse Brandt", "She"), headline="Race over Furka").short
    assert sentence.text == "[Ilse Brandt] won the race over the pass of Furka in 40 minutes."
    assert [RACE[r.start : r.end] for r in sentence.evidence] == [RACE[34:], "Ilse Brandt"]


def test_an_owner_is_replaced_with_the_mark_that_the_article_uses() -> None:
    body = "“Why me? Help!” Ilse Brandt’s aunt said. Her horse won the race over the pass of Furka in 40 minutes."
    (sentence,) = summary_of(body, entity(body, "Ilse Brandt", "Her"), headline="Race over Furka").short
    assert sentence.text == "[Ilse Brandt’s] horse won the race over the pass of Furka in 40 minutes."


def test_a_pronoun_stays_where_the_sentence_before_tells_whom_it_means() -> None:
    body = "The painter Ilse Brandt won the race over the pass of Furka. She took 40 minutes for the 12 kilometres."
    assert told(summary_of(body, entity(body, "Ilse Brandt", "She")).medium)[1].startswith("She took")


def test_a_name_inside_a_quotation_does_not_blur_whom_a_pronoun_behind_it_means() -> None:
    body = "“Maria Roth won? No!” Ilse Brandt said. She won the race over the pass of Furka in 40 minutes."
    who = (entity(body, "Ilse Brandt", "She"), entity(body, "Maria Roth"))
    assert told(summary_of(body, *who, headline="Race over Furka").short)[0].startswith("[Ilse Brandt] won")


def test_no_name_is_put_where_another_could_be_meant() -> None:
    body = "Ilse Brandt met Maria Roth. She won 300 prizes in 14 countries, the museum of Trier said."
    who = (entity(body, "Ilse Brandt", "She"), entity(body, "Maria Roth"))
    assert "[Ilse Brandt]" not in " ".join(
        told(summary_of(body, *who, headline="300 prizes won in 14 countries").short)
    )


def test_a_connective_goes_and_the_rest_stays_as_it_is() -> None:
    body = "However, the old bridge over the river Aare will be closed for 14 weeks. The town council said so."
    assert told(summary_of(body).short) == ["The old bridge over the river Aare will be closed for 14 weeks."]


def test_a_quotation_is_never_cut() -> None:
    body = (
        "“The roof fell first. Then the walls fell too,” a firefighter said. Nobody was hurt in the fire at the mill."
    )
    assert told(summary_of(body).long) == ["Nobody was hurt in the fire at the mill."]


def test_the_dateline_is_shown_apart() -> None:
    body = "OSLO, May 3 — The ferry Aurora sank off the coast of Norway with 40 people on board."
    dateline = Dateline(start=0, end=13, text=body[:13], place="Oslo")
    assert told(summary_of(body, dateline=dateline).short) == [
        "The ferry Aurora sank off the coast of Norway with 40 people on board."
    ]


def test_a_dateline_in_the_middle_of_a_text_is_left_out_too() -> None:
    body = "The editors put three reports together on this page.\n\nOSLO — The ferry ran aground on a reef at dawn."
    assert "The ferry ran aground on a reef at dawn." in [s.text for s in summary_of(body).long]


def test_the_lede_comes_first_and_the_lengths_are_parts_of_one_another() -> None:
    body = " ".join(
        [
            LEDE,
            *(
                f"Gallery {w} of Bonn showed {n} works by Ilse Brandt."
                for w, n in zip("ABCDEFGH", range(20, 28), strict=True)
            ),
        ]
    )
    summary = summary_of(body)
    assert told(summary.short) == [LEDE]
    assert (len(summary.medium), len(summary.long)) == (3, 6)
    assert set(told(summary.short)) <= set(told(summary.medium)) <= set(told(summary.long))


@pytest.mark.parametrize(
    "sentence",
    [
        "Is the bridge safe enough for lorries?",
        "THE BRIDGE AND ITS BUILDERS",
        "- a list of all the bridges.",
        "Sign up for our letter on bridges of the north.",
        "For the latest on the bridge, please read our live coverage from the river.",
        "All photographs of the bridge can be found here on Friday.",
    ],
)
def test_what_is_no_statement_is_left_out(sentence: str) -> None:
    body = f"{LEDE}\n\n{sentence}\n\nA second prize went to the sculptor Max Ott of Mainz."
    assert sentence not in told(summary_of(body).long)


def test_a_text_without_a_sentence_that_can_stand_has_no_summary() -> None:
    assert summary_of("He did. It was. This too.") == Summary()
    assert summary_of("") == Summary()


def bad(body: str, text: str, start: int = 0, *more: Range) -> Summary:
    place = Range(start=start, end=len(body))
    return Summary(short=(SummarySentence(text=text, evidence=(place, *more)),))


CHECKS = (
    ("The ferry sank.", "The ferry Titanic sank.", "short: holds a word that the article does not"),
    ("The old ferry sank.", "The ferry sank.", "short: is not told as the article tells it"),
    ("He sank the ferry.", "He sank the ferry.", "short: opens with something told of elsewhere"),
    ("“The ferry sank. Nobody swam,” a man said.", "Nobody swam,” a man said.", "short: cuts a quotation"),
)


@pytest.mark.parametrize(("body", "sentence", "problem"), CHECKS)
def test_the_checker_sees_what_is_wrong(body: str, sentence: str, problem: str) -> None:
    start = body.index(sentence) if sentence in body else 0
    assert any(found.startswith(problem) for found in check(bad(body, sentence, start), Text.of(body)))


def test_the_checker_sees_a_name_that_nothing_proves() -> None:
    body = "She won. Ole Hansen lost."
    wrong = SummarySentence(text="[Ole] won.", evidence=(Range(start=0, end=8), Range(start=0, end=3)))
    assert any("brackets" in p for p in check(Summary(short=(wrong,)), Text.of(body)))


def test_the_checker_sees_too_many_and_the_wrong_order() -> None:
    body = "Oslo slept. Bergen danced."
    first = SummarySentence(text="Oslo slept.", evidence=(Range(start=0, end=11),))
    second = SummarySentence(text="Bergen danced.", evidence=(Range(start=12, end=26),))
    assert check(Summary(medium=(second, first)), Text.of(body)) == ["medium: is not in the order of the article"]
    assert check(Summary(short=(first,), medium=(first, second)), Text.of(body)) == []


PIECES = st.sampled_from(
    [
        "He said so.",
        "However, ",
        "“",
        "”",
        "Ole Hansen won 3 prizes in Oslo.",
        "The minister",
        "\n\n",
        " ",
        "It was late.",
        "But",
        "“We won,” she said.",
        "This",
        ". ",
        "!",
        "?",
        "On Sunday, he left the town for good.",
        "[",
        "]",
        "’s",
        "ﬁ",
        "İ",
    ]
)


@given(
    st.one_of(
        st.text(max_size=300), st.lists(PIECES, max_size=30).map(" ".join), st.lists(PIECES, max_size=30).map("".join)
    )
)
def test_any_text_gives_a_summary_that_keeps_its_promises(body: str) -> None:
    text = Text.of(body)
    entities = read_entities(text, None)
    summary = summarise(text, "", (), (), entities, (), read_figures(text, ()), None)
    assert check(summary, text, entities) == []
    words = set(re.findall(r"\w+", body))
    assert all(words.issuperset(re.findall(r"\w+", s.text)) for s in summary.long)


TREATY = "Peru and Chile signed a border treaty in Arica."

SUPPOSED = (
    "If the talks had failed, Bolivia would have recalled its consul on March 15.",
    "Had the dam burst, the water could have reached Lima within an hour.",
    "Bolivia would have recalled its consul if the talks had failed.",
    "Brazil wouldn’t have sent a single envoy, had Quito refused the offer.",
    "Unless rain falls in Lagos, farmers might lose the whole harvest.",
    "Leeds would have gone down to the second division but for a late goal.",
)

STATED = (
    "If the talks had failed, Bolivia would have recalled its consul, but Lima gave way on Monday.",
    "Officials in Lima said Bolivia would have recalled its consul if the talks had failed.",
    "If the rate falls again, Norway will sell its shares on Friday.",
    "“If Quito had refused, we would have left the bloc,” Ana Ruiz told reporters in Lima.",
    "Bolivia would have a new consul by March, Ana Ruiz said on Friday.",
    "The Senate in Quito threw out a law that would have banned bullfights if signed.",
)


@pytest.mark.parametrize("sentence", SUPPOSED)
def test_what_only_would_have_been_is_told_where_nothing_else_is_there(sentence: str) -> None:
    assert told(summary_of(f"{sentence} {TREATY}").long) == [TREATY]
    assert told(summary_of(sentence).long) == [sentence]


@pytest.mark.parametrize("sentence", STATED)
def test_a_sentence_that_also_states_something_may_be_told(sentence: str) -> None:
    assert sentence in told(summary_of(f"{sentence} {TREATY}").long)


def test_a_summary_begins_after_a_stamp() -> None:
    body = "18:40 BST - The river Wye has burst its banks at Hereford."
    assert told(summary_of(body).short) == ["The river Wye has burst its banks at Hereford."]
