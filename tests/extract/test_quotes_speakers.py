"""Quotations: every row is a text of our own with the words, the speaker and the form that a careful reader finds."""

from __future__ import annotations

from typing import NamedTuple

import pytest

from bot.extract.entities import read_entities
from bot.extract.quotes import read_quotes
from bot.extract.text import Text
from bot.model.article import Quote, QuoteForm

D, M, R = QuoteForm.DIRECT, QuoteForm.MIXED, QuoteForm.INDIRECT


class Row(NamedTuple):
    body: str
    quotes: tuple[tuple[QuoteForm, str | None, str], ...]
    """Form, speaker, and the first words of each quotation."""


def read(body: str) -> tuple[Quote, ...]:
    text = Text.of(body)
    return read_quotes(text, read_entities(text, None))


# fmt: off
CUES = [
    Row("“Nobody was told,” Rahim Noori said.", ((D, "Rahim Noori", "Nobody was told"),)),
    Row("“Nobody was told,” said Rahim Noori.", ((D, "Rahim Noori", "Nobody was told"),)),
    Row("Rahim Noori said: “Nobody was told.”", ((D, "Rahim Noori", "Nobody was told"),)),
    Row("Rahim Noori said, “Nobody was told.”", ((D, "Rahim Noori", "Nobody was told"),)),
    Row("Chief executive Ana Ruiz told investors: “Demand is strong. We are hiring.”",
        ((D, "Ana Ruiz", "Demand is strong. We are hiring."),)),
    Row("“Nobody was told,” Rahim Noori, the union's secretary, said on Friday.", ((D, "Rahim Noori", "Nobody"),)),
    Row("“Nobody was told,” said Rahim Noori, the union's secretary.", ((D, "Rahim Noori", "Nobody"),)),
    Row("Asked whether he would resign, Prime Minister Karl Jensen replied: “Not today, not tomorrow.”",
        ((D, "Karl Jensen", "Not today"),)),
    Row("President Joao Mendes tweeted: “We will win the cup!”", ((D, "Joao Mendes", "We will win"),)),
    Row("Senator Ruth Cole (D-Ohio) said: “The bill is dead.”", ((D, "Ruth Cole", "The bill is dead."),)),
    Row("Turning to Europe, Chancellor Eva Lang said: “We will not wait.”", ((D, "Eva Lang", "We will not wait."),)),
    Row("“No comment,” the agency said in an email.", ((D, "agency", "No comment,"),)),
    Row("“Prices will double,” analysts at Nordbank wrote in a note.", ((D, "analysts at Nordbank", "Prices"),)),
    Row("“The talks are over,” a senior official, who would not give a name, said.",
        ((D, "senior official", "The talks are over,"),)),
    Row("“Soon, very soon,” answered the president, Ilya Orlov.", ((D, "Ilya Orlov", "Soon, very soon,"),)),
    Row("“Will it rain today?” asked a reporter.", ((D, "reporter", "Will it rain today?"),)),
    Row("“We are lost,” one walker shouted.", ((D, "one walker", "We are lost,"),)),
    Row("“It was a mess,” as Ann Lee put it.", ((D, "Ann Lee", "It was a mess,"),)),
    Row("“It cost us everything.” ― Ann Lee", ((D, "Ann Lee", "It cost us everything."),)),
    Row("“We start with a wall,” said city engineer Paul Okoye.", ((D, "Paul Okoye", "We start"),)),
    Row("Paul Okoye explained:\n“First we build the road.”", ((D, "Paul Okoye", "First we build"),)),
    Row("The new rules “make no sense” for farmers, Ann Lee said.", ((M, "Ann Lee", "make no sense"),)),
    Row("In a text to friends, Ann Lee wrote “I am done here”.", ((D, "Ann Lee", "I am done here"),)),
    Row("“I asked him, ‘Why did you leave us?’” Maria Lopez recalled.", ((D, "Maria Lopez", "I asked him, ‘Why"),)),
    Row("Bob Ray, who told Ann Lee “never mind the rain”, smiled.", ((M, "Bob Ray", "never mind the rain"),)),
    Row("A guard told Ann Lee to leave. “I paid for this seat,” she said.", ((D, "Ann Lee", "I paid"),)),
    Row("“We can't wait,” said Ann Lee and left.", ((D, "Ann Lee", "We can't wait,"),)),
    Row("Ann Lee, 41, and in tears, said: “They took the house.”", ((D, "Ann Lee", "They took the house."),)),
    Row("“They took the house,” she said. Ann Lee wept.", ((D, "she", "They took the house,"),)),
]

GOING_ON = [
    Row("“We are nearly there,” said Ana Silva. “Two more weeks.”",
        ((D, "Ana Silva", "We are nearly"), (D, "Ana Silva", "Two more weeks."))),
    Row("“It was,” Anna Berg said, “the worst night of my life.”",
        ((D, "Anna Berg", "It was,"), (D, "Anna Berg", "the worst night"))),
    Row("“We start in May,” Anna Berg said.\n“Then we stop in June.”",
        ((D, "Anna Berg", "We start"), (D, "Anna Berg", "Then we stop"))),
    Row("“First we build the road.\n\n“Then we build the town,” said Paul Okoye.",
        ((D, "Paul Okoye", "First we build the road."), (D, "Paul Okoye", "Then we build the town,"))),
    Row("Paul Okoye said: “First we build the road.\n\n“Then we build the town.\n\n“Then we rest.”",
        ((D, "Paul Okoye", "First"), (D, "Paul Okoye", "Then we build"), (D, "Paul Okoye", "Then we rest."))),
    Row("“Will you sign the treaty?” asked Ann Lee. “Soon, very soon,” answered Bob Ray. “I have the pen.”",
        ((D, "Ann Lee", "Will you"), (D, "Bob Ray", "Soon"), (D, "Bob Ray", "I have the pen."))),
    Row("Rosa Diaz shook her head. “They lied to all of us.”", ((D, "Rosa Diaz", "They lied"),)),
    Row("Talks may fail, Ann Lee said. “We have no plan for that day.”",
        ((R, "Ann Lee", "Talks may fail"), (D, "Ann Lee", "We have no plan"))),
]

PRONOUNS = [
    Row("Ivan Petrov met Maria Sokolova. “I trust her,” he said.", ((D, "Ivan Petrov", "I trust her,"),)),
    Row("Ivan Petrov met Maria Sokolova. “I trust him,” she said.", ((D, "Maria Sokolova", "I trust him,"),)),
    Row("Ms Cole said her brother, Mark Cole, was innocent. “He was at home,” she said.",
        ((R, "Cole", "her brother, Mark Cole, was innocent"), (D, "Cole", "He was at home,"))),
    Row("The driver wept. “I lost it all,” the driver said. “I will go home,” he added.",
        ((D, "driver", "I lost it all,"), (D, "driver", "I will go home,"))),
    Row("Prime Minister Ann Lee flew home. “I won,” the prime minister said.", ((D, "Ann Lee", "I won,"),)),
]

MIXED = [
    Row("Tim Orr said the harbour “was never this full”.", ((M, "Tim Orr", "was never this full"),)),
    Row("According to Priya Nair, the shop “never made a profit”.", ((M, "Priya Nair", "never made a profit"),)),
    Row("Ann Lee promised “no new taxes” before the vote, adding that “spending will fall”.",
        ((M, "Ann Lee", "no new taxes"), (M, "Ann Lee", "spending will fall"))),
    Row("The judge called the plan “a reckless gamble with public money”.", ((M, "judge", "a reckless gamble"),)),
    Row("Her lawyer, Simon Weiss, described the ruling as “a slap in the face”.", ((M, "Simon Weiss", "a slap"),)),
    Row("Describing the match as “a rather strange evening”, Ann Lee laughed.", ((M, "Ann Lee", "a rather strange"),)),
    Row("A port aide described the crane as “a giant toy”, adding that it “was never this full”, "
        "according to the Harbour Times.", ((M, "port aide", "a giant toy"), (M, "port aide", "was never this"))),
    Row("Kim Park said he had “never met” the banker, according to court papers.", ((M, "Kim Park", "never met"),)),
    Row("Police said the man, 34, had been “acting strangely all day”.", ((M, "Police", "acting strangely"),)),
    Row("The letter, signed by Omar Haddad, says the firm “owes us three months of wages”.",
        ((M, "letter", "owes us three months"),)),
    Row("A report by Oxfam said the camps were “unfit for human beings”.",
        ((M, "report by Oxfam", "unfit for human beings"),)),
]

MARKS = [
    Row('"Nobody was told," Rahim Noori said.', ((D, "Rahim Noori", "Nobody was told,"),)),
    Row("«Nobody was told», said Rahim Noori.", ((D, "Rahim Noori", "Nobody was told"),)),
    Row("„Nobody was told“, said Rahim Noori.", ((D, "Rahim Noori", "Nobody was told"),)),
    Row("‘Nobody was told,’ said Rahim Noori.", ((D, "Rahim Noori", "Nobody was told,"),)),
    Row("'Nobody was told,' said Rahim Noori.", ((D, "Rahim Noori", "Nobody was told,"),)),
    Row("「Nobody was told」, said Rahim Noori.", ((D, "Rahim Noori", "Nobody was told"),)),
    Row("‹Nobody was told›, said Rahim Noori.", ((D, "Rahim Noori", "Nobody was told"),)),
    Row("``Nobody was told,'' said Rahim Noori.", ((D, "Rahim Noori", "Nobody was told,"),)),
    Row("''Nobody was told,'' said Rahim Noori.", ((D, "Rahim Noori", "Nobody was told,"),)),
    Row("`` Nobody was told , '' Rahim Noori said .", ((D, "Rahim Noori", "Nobody was told ,"),)),
    Row("“Nobody was ‘told’ anything,” Rahim Noori said.", ((D, "Rahim Noori", "Nobody was ‘told’ anything,"),)),
    Row("\"Nobody was told, said Rahim Noori.", ((D, "Rahim Noori", "Nobody was told,"),)),
    Row("Rahim Noori said: “Nobody was told.", ((D, "Rahim Noori", "Nobody was told."),)),
    Row('Ann Lee said: "We saw it first. "Then nobody came." The hall was empty. "It was cold," she said.',
        ((D, "Ann Lee", "We saw it first."), (D, "Ann Lee", "Then nobody came."), (D, "Ann Lee", "It was cold,"))),
    Row("“We saw it first. “Then nobody came,” Ann Lee said.",
        ((D, "Ann Lee", "We saw it first."), (D, "Ann Lee", "Then nobody came,"))),
    Row("The boys' coats and the girls' hats cost 5' and 6\" more.", ()),
    Row("It’s the teachers’ union’s day off, isn’t it?", ()),
]

INDIRECT = [
    Row("The spokesman said that talks would go on.", ((R, "spokesman", "talks would go on"),)),
    Row("Talks would go on until midnight, a spokesman for the ministry said.",
        ((R, "spokesman for the ministry", "Talks would go on until midnight"),)),
    Row("Lena Braun, who leads the inquiry, said the files had been burned.",
        ((R, "Lena Braun", "the files had been burned"),)),
    Row("The company said it would close two plants. It added that 300 jobs would go.",
        ((R, "company", "it would close two plants"), (R, "company", "300 jobs would go"))),
    Row("Officials warned that the dam could fail.", ((R, "Officials", "the dam could fail"),)),
    Row("Ann Lee told reporters on Monday that the bridge would open in June.",
        ((R, "Ann Lee", "the bridge would open in June"),)),
    Row("According to Ann Lee, the bridge will open in June.", ((R, "Ann Lee", "the bridge will open in June"),)),
    Row("The bridge will open in June, according to Ann Lee.", ((R, "Ann Lee", "The bridge will open in June"),)),
    Row("Ann Lee said the bridge would open, adding that cars would pay nothing.",
        ((R, "Ann Lee", "the bridge would open"), (R, "Ann Lee", "cars would pay nothing"))),
    Row("Weddings are held on the North Terrace, said Rosa Diaz, the park's deputy chief of commercial services.",
        ((R, "Rosa Diaz", "Weddings are held on the North Terrace"),)),
    Row("Ann Lee said on Friday she would not run again.", ((R, "Ann Lee", "she would not run again"),)),
]

NOBODY = [
    Row("The so-called “smart border” cost millions.", ()),
    Row("He read “The Long Road Home” on the train.", ()),
    Row('The prize went to "The Long Road Home," a film about miners.', ()),
    Row("“We need rain” was painted on the wall of the town hall.", ((D, None, "We need rain"),)),
    Row("Ann Lee said so. She said nothing more.", ()),
    Row("The report on the state of the claims was long.", ()),
    Row("Her claim and his answer were noted.", ()),
]
# fmt: on

ROWS = CUES + GOING_ON + PRONOUNS + MIXED + MARKS + INDIRECT + NOBODY


@pytest.mark.parametrize("row", ROWS, ids=[row.body[:60] for row in ROWS])
def test_these_words_are_said_by(row: Row) -> None:
    found = read(row.body)
    assert [(q.form, q.speaker) for q in found] == [(form, speaker) for form, speaker, _ in row.quotes]
    for quote, (_, _, words) in zip(found, row.quotes, strict=True):
        assert quote.text.startswith(words)


def test_a_quote_tells_where_its_speaker_stands_and_which_word_says_so() -> None:
    body = "“Nobody was told,” Rahim Noori, the union's secretary, said on Friday."
    (quote,) = read(body)
    assert body[quote.start : quote.end] == "Nobody was told,"
    assert quote.speaker_start is not None
    assert body[quote.speaker_start : quote.speaker_end] == "Rahim Noori"
    assert quote.cue == "said"


def test_a_source_is_cited_as_according_to() -> None:
    (quote,) = read("According to Priya Nair, the shop “never made a profit”.")
    assert quote.cue == "according to"


def test_a_relative_pronoun_is_the_surface_of_its_antecedent() -> None:
    body = "They asked Ann Lee, who said “it is far too late”."
    (quote,) = read(body)
    assert (quote.speaker, body[quote.speaker_start : quote.speaker_end]) == ("Ann Lee", "who")


def test_speakers_are_called_what_the_entities_are_called() -> None:
    body = "US President Harold Dunn flew in. “I am glad,” Dunn said. “Very glad,” the president said. “I am,” he said."
    text = Text.of(body)
    names = {e.name for e in read_entities(text, None)}
    assert {q.speaker for q in read(body)} == {"Harold Dunn"} <= names


@pytest.mark.parametrize(
    ("text", "words", "speaker"),
    [
        (
            "The museum, Ann Lee said, celebrated several of her heroes.",
            "celebrated several of her heroes",
            "Ann Lee",
        ),
        ("The fleet has grown to 80 ships, according to the Harbour Board.", "The fleet has grown to 80 ships", None),
        ("Experts on trade and farm finance said the new test could change that.", "the new test could", "Experts"),
        ("Ann Lee said officials are in possession of a film that shows the blast.", "officials are in", "Ann Lee"),
        ("Ann Lee has said about 20 people want the seat.", "about 20 people want the seat", "Ann Lee"),
        ("Ann Lee promised to cut fares by half, but nobody believed her.", "to cut fares by half", "Ann Lee"),
        ("Ann Lee called for a ban on cars in the old town.", "a ban on cars in the old town", "Ann Lee"),
        ("Ann Lee urged the members to vote for the plan.", "the members to vote for the plan", "Ann Lee"),
        ("Ann Lee said that the plant would not close.", "the plant would not close", "Ann Lee"),
        ("Ann Lee said reports that the plant would close were wrong.", "reports that the plant would", "Ann Lee"),
        ("Ann Lee said the plan was ready and urged the members to read it.", "the plan was ready", "Ann Lee"),
    ],
)
def test_reported_speech_is_found_in_its_many_forms(text: str, words: str, speaker: str | None) -> None:
    found = [q for q in read(text) if q.form is QuoteForm.INDIRECT]
    assert found[0].text.startswith(words)
    assert speaker is None or found[0].speaker == speaker


@pytest.mark.parametrize(
    "text",
    [
        "What Ann Lee says her plan would do is not clear.",
        "Japan promised to pay for the bridge.",
        "Ann Lee called her mother on the phone.",
        "In May Ann Lee had denied reports that the supplier was to be replaced.",
        "Ann Lee denied that the supplier was to be replaced.",
        "Ann Lee denied saying that the plant would close.",
        "Ann Lee denies having said that the plant would close.",
        "Ann Lee did not, as the paper wrote, say that the plant would close.",
        "Ann Lee was misquoted as saying that the plant would close.",
        "Had Ann Lee said that the plant would close, the workers would have struck.",
        "Ann Lee will say on Friday that the plant will close.",
        "According to a false report, Ann Lee said the plant would close.",
        "A fake video shows Ann Lee saying that the plant will close.",
        "Ann Lee did not say that the plant would close.",
        "Ann Lee has not confirmed that the plant would close.",
        "Ann Lee never claimed that the plant would close.",
        "It is not known whether Ann Lee said the plant would close.",
        "Nobody at the ministry said that the plant would close.",
        "If Ann Lee says that the plant will close, the workers will strike.",
    ],
)
def test_what_reports_nothing_is_no_quotation(text: str) -> None:
    assert not [q for q in read(text) if q.form is QuoteForm.INDIRECT]
