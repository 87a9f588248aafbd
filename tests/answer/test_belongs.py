"""A piece of a sentence answers only if it belongs to what is asked, not to something else that is told beside it."""

from __future__ import annotations

from datetime import date

import pytest

from bot.answer.reader import answer
from bot.extract.article import read_article
from bot.model.article import RawArticle
from tests.answer.asked import AT, ask


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("The two states signed a treaty last summer, after Norway had closed its ports.", "When did Norway close it?"),
        ("Sweden and Norway both play on June 12, in Bergen and in Lund.", "When does Denmark play Norway?"),
        ("Anton Berg called on Petra Lind to apologise to Karl Moe for accusing him of theft.", "Who did Moe accuse?"),
        ("The offer, which Halden's two directors have rejected, ends soon.", "Who is Halden that rejected the offer?"),
        ("Nora Field drove away from Ashford in her van on Tuesday.", "Where did Nora Field drive?"),
        ("Lea Holm meets Queen Ida in Oslo on Friday.", "Who is Lea Holm meeting in Denmark?"),
        ("Eight of the 12 crews in third place go on to the next race.", "How many places are open?"),
        (
            "More than 30,000 people voted on the shortlist of the Orchid Club.",
            "How many votes did the Orchid Club get?",
        ),
        ("The cup will be decided in Bergen on July 19, when the last race ends.", "When does the cup start?"),
        ("The wind could hit Bergen on Friday.", "When did the wind hit Bergen?"),
        ("Eight crews go through to the last race, which starts on June 28.", "When do the crews row?"),
        ("In 1984, two otters visited the zoo in Leeds.", "How many otters will the zoo in Leeds get?"),
        ("Rules called for Nora Field to be taken to the clinic in Ashford.", "Where was Nora Field taken?"),
        ("A gale becomes a storm at 50 knots.", "At what speed does a storm become a hurricane?"),
        ("Petra Lind thanked Anton Berg on Sunday.", "Who thanked whom on Sunday?"),
        ("The council of Halden meets on May 9.", "When is the June meeting of the council of Halden?"),
        ("The council will vote on the bridge on May 19, Mayor Ada Long said.", "Who will the council vote on?"),
        ("Two otters came to the zoo in Leeds in 1984.", "How many otters will come to the zoo in Leeds?"),
        (
            "Anton Berg told his friends on the Orchid network that he would welcome Petra Lind.",
            "Which network does Petra Lind use?",
        ),
        ("The Harbour Dictionary chose the word “glimmer”.", "Which word did the Dictionary of Moss choose?"),
        ("The bears met mayor Ada Long in Halden, home of a zoo.", "Who runs the zoo?"),
        ("Officials requested that the minister would attend the fair on May 13.", "When does the minister attend it?"),
        ("The mayor asked that the minister would attend the fair.", "Will the minister attend the fair?"),
        ("The lake is 140 miles across and 20 miles long.", "How deep is the lake?"),
        ("The U.S. made a deal with Norway on Monday.", "Which country made a deal with the US?"),
        ("The dictionary chose the word “glimmer” on Monday.", "Which word?"),
        ("Norway won two fewer medals than Sweden.", "How many medals did Norway win?"),
        ("The two governments struck a deal in Lund last summer.", "Who was struck in Lund last summer?"),
        ("Petra Lind was elected on May 3.", "When was Petra Lind elected governor?"),
        ("The jury met in Leeds and the Orchid Club gave a gala.", "Which prize did the Orchid Club give?"),
    ],
)
def test_what_is_told_of_something_else_is_not_answered(text: str, question: str) -> None:
    assert ask(text, question).abstained


@pytest.mark.parametrize(
    ("text", "question", "told"),
    [
        ("Maren Olsen was born in Tromso and raised in Bergen.", "Where was Maren Olsen raised?", "Bergen"),
        ("Maren Olsen was born in Tromso and raised in Bergen.", "where was maren olsen born", "Tromso"),
        ("The ferry will reach Arica, call at Iquique and leave Chile by way of Visviri.",
         "Where does the ferry leave Chile?",
         "Visviri"),
        ("The vote gave the Harbour Party a two-thirds majority in the Assembly.", "What majority has the party?",
         "two-thirds majority"),
        ("Some 200 dockers marched on Sunday, burning Serbian flags.", "Which flags did they burn?", "Serbian"),
        ("The dictionary chose the word “glimmer” on Monday.", "Which word did the dictionary choose?", "glimmer"),
        ("For the first time 48 crews take part, 16 more than in Bergen.", "How many more crews than in Bergen?", "16"),
        ("The fair is spread over 16 towns. Norway has 11 of them, Sweden three and Denmark two.",
         "How many towns does Sweden have?", "three"),
        ("Arendal can expect 108 seconds of darkness.", "how many seconds of darkness in arendal", "108 seconds"),
        ("The bank left its rate between 4.25% and 4.5% on Wednesday.", "Which rate did the bank set?",
         "between 4.25% and 4.5%"),
        ("Oslo and Bergen in Norway and Lund in Sweden lie in its way.", "Which towns in Norway lie in its way?",
         "Oslo and Bergen"),
        ("The races will be rowed in the Bergen area on July 14 and in Molde on July 15.", "Where are the races rowed?",
         "Bergen and Molde"),
        ("Eighty percent of the shares are owned by Halden Bank.", "Who owns 80 percent of the shares?", "Halden Bank"),
        ("The match is decided at Arendal Stadium on May 19.", "Which stadium hosts the match?", "Arendal Stadium"),
        ("“THE OLD STONES MUST STAY WHERE THEY ARE!” Anton Berg wrote on Monday.",
         "Who wrote “THE OLD STONES MUST STAY WHERE THEY ARE!”?", "Anton Berg"),
        ("Anton Berg, a dentist from Molde, won the race.", "What is Anton Berg's profession?", "dentist"),
        ("The lake is 140 miles across and 20 miles long.", "How wide is the lake?", "140 miles"),
        ("The lake is 140 miles across and 20 miles long.", "How long is the lake?", "20 miles"),
        ("Halden Bank will pay a dividend of NOK 3.50 a share.", "What dividend will Halden Bank pay?", "NOK 3.50"),
        ("Of the 300 members 200 voted for the plan.", "How many members voted?", "200"),
        ("The fair opens on Christmas Day.", "When does the fair open?", "December 25"),
        ("A fire in Halden killed 30 people, police said.", "How many people died in the fire in Halden?", "30 people"),
        ("The bridge opens on May 9, when Queen Ida visits Halden.", "When does Queen Ida visit Halden?", "May 9"),
    ],
)  # fmt: skip
def test_what_belongs_to_what_is_asked_answers(text: str, question: str, told: str) -> None:
    reply = ask(text, question)
    assert not reply.abstained
    assert told in reply.answer


def test_of_two_articles_that_say_it_as_plainly_the_newer_one_answers() -> None:
    told = (("A fire in Halden killed 30 people, police said.", 2), ("The fire in Halden has killed 41 people.", 4))
    articles = [
        read_article(RawArticle(id=str(day), headline="Fire in Halden", body=text, published=date(2026, 5, day)), AT)
        for text, day in told
    ]
    for order in (articles, articles[::-1]):
        assert answer("How many people died in the fire in Halden?", order, AT).answer == "41 people"
