"""Sentences in our own words; a bar stands where one ends and the next begins."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.extract.sentences import split
from bot.extract.text import Text

PLAIN = """
The council met at noon.| It adjourned at four.
Rain fell all night.| By dawn the river had risen.| Nobody was hurt.
Who will pay for it?| Nobody knows.
What a night!| The crowd sang until one.
Was it worth it?!| The coach thinks so.
They waited ... and waited.| Then the lights went out.
He paused...| The room fell silent.
The price was 4.50 euros.| A year ago it was 3.20.
Version 2.1 is out.| Version 3 follows in May.
It covers 1,200.5 square miles.| Most of it is forest.
The firm, founded in 1990, has grown.| It now employs 400.
She came first; he came last.| Both were pleased.
The menu: soup, bread, cheese.| The bill: nothing.
Sales rose 3.5 percent.| Profit fell.
No one came.| No one called.
"""

TITLES = """
Mr. Okafor thanked Mrs. Lind.| Dr. Amari agreed.
Gen. Ruiz met Lt. Col. Adeyemi on the bridge.| They shook hands.
Sen. Holt and Rep. Lamb wrote to Gov. Park.| She has not replied.
Prof. Nakamura lectured at St. Olaf.| The hall was full.
The Rev. Amos Bell will preside.| Msgr. Tull will assist.
Capt. Vega and Sgt. Moss were decorated.| Pvt. Hale was not.
Ms. Brandt sued Messrs. Cole and Finch.| The case is pending.
Amb. Sousa returned to Lisbon.| Her deputy stayed.
The Hon. Lee Marsh took the oath.| His family watched.
Supt. Dale said the road was open.| It was not.
"""

INITIALS = """
J. K. Mbeki wrote the book.| It sold well.
George T. Wills owns the yard.| He bought it in May.
The prize went to A. B. Chandra.| She teaches in Pune.
W. E. B. Carter spoke last.| The hall rose.
He chose plan B.| The others chose plan A.
Samuel L. Boone sings.| His sister dances.
It was signed by R. Ferreira.| The ink was still wet.
"""

COUNTRIES = """
The U.S. Senate voted on it.| The House did not.
He moved to the U.S. in 1999.| His brother stayed.
She lives in the U.S.| She was born in Peru.
Troops left the U.S.| The others stayed behind.
The U.N. Security Council met.| It took no vote.
The E.U. and the U.K. signed.| Talks took a year.
Offices in Washington, D.C. will close.| Those in Boston stay.
He was flown from Buffalo, N.Y. to Albany.| The flight took an hour.
The U.S. economy grew.| So did that of the U.K. and Japan.
A U.S.-led force arrived.| It left within a week.
"""

COMPANIES = """
Delmar Inc. said it would appeal.| The court set a date.
Delmar Inc. Chairman Paul Roe resigned.| He gave no reason.
He worked for Ashby Ltd. and for Crane Co. before that.| Both are gone.
The buyer is Norsk Holdings plc.| The seller was not named.
Shares of Tyrell Corp. fell 4 percent.| Those of Weyland Bros. rose.
Kline Corp.| It was the second such sale.
She heads Brandt & Co.| In May it went public.
Yahoo! Inc. was mentioned twice.| Nobody laughed.
"""

CLOCKS = """
Doors open at 7 p.m.| The show starts at eight.
The vote is due at 9 a.m. Tuesday in the capital.| It may be delayed.
At 6 a.m. EST the gates opened.| Thousands were waiting.
It ended at 11:30 p.m.| Police cleared the square.
The call came at 4 a.m. local time.| Nobody answered.
Trading closed at 4 p.m. on Friday.| It reopens on Monday.
"""

NUMBERS = """
No. 10 Downing Street was dark.| The garden gate was open.
He wears No. 7.| She wears No. 9.
See p. 12 and pp. 30-41.| The rest is padding.
The answer was no.| Nobody pressed him.
Art. 5 was invoked.| Art. 6 was not.
It happened on Jan. 3 in Leeds.| By Feb. 4 it was forgotten.
The deadline is Dec. 31.| After that, fees apply.
It fell in Sept.| The rest of the year was dry.
The score was 3-1.| The return match is on Sunday.
The file has 30 MB.| Ours has 40.
About 5 p.c. of it is sand.| The rest is clay.
In 2025.| In 2026.
"""

QUOTES = """
“We will not move,” she said.| The crowd cheered.
“We will not move.”| She left the stage.
She said, “We will not move.”| The crowd cheered.
“Are you ready?” he asked.| They were.
“Are you ready?” the minister asked.| They were not.
“Never!” cried the mayor.| The hall went quiet.
“Is it over?” Lena Brook said on Monday.| Nobody replied.
"It is done," he said.| "It is done."
"It is done."| He sat down.
``It is done,'' he said.| ``We can go.''
``It is done.''| The lights went out.
He called it “a start.”| Others called it a joke.
‘We are tired,’ she said.| ‘We want to go home.’
She asked: “Why now?”| He shrugged.
“Yes.”| “No.”| “Maybe.”
«C'est la vie,» he said.| She smiled.
The sign read “Keep out!”| He went in.
(It rained all day.)| The match was called off.
The law (it dates from 1901.) still holds.| Few know it.
He said it was “over.”| Then he left.
“It began in the U.S.” he said.| It did.
"""

LATIN = """
Bring bread, cheese, etc. and a rug.| We bring the wine.
Some metals, e.g. copper, are dear.| Others, i.e. iron, are not.
The case is Roe v. Marsh.| It was heard in May.
The case of Lowe vs. Crane is old.| It was never closed.
He paid approx. 400 euros.| She paid more.
Fig. 3 shows the bridge.| Fig. 4 shows the river.
A. Lopez et al. disagree.| Their paper is out.
Visit example.org for more.| The page is free.
Write to info@example.org.| They answer within a day.
The U.S.S. Marlow sank.| Its crew was saved.
"""

NAMES = """
iPhone sales rose.| iPad sales fell.
The maker of the phone was late.| iPhones came in May.
eBay closed its office.| eBay did not say why.
She met him in St. Petersburg.| He was on his way to Mt. Elbrus.
He played for F.C. Porto.| They won.
They live in Ft. Worth.| Their parents live in Pt. Arthur.
Martin Luther Hale Jr. was there.| So was his aunt.
Sammy Cole Sr. owned the shop.| His son runs it.
The degree is a Ph.D. in law.| It took him six years.
"""

PLACES = """
He grew up in Tulsa, Okla. and moved to Mobile, Ala. in 1980.| He never went back.
The plant is in Gary, Ind.| The workers are on strike.
The river at Pasco, Wash. rose again.| Roads were closed.
They met in Augusta, Ga.| After lunch they signed.
"""

ODD = """
A sentence without an end
All is well
One.| Two.| Three.
Well . . . perhaps.
WHAT NOW?| NOTHING.
He left!!!| She stayed???| They wept.
The end.
Stop.| Stop.| Stop.
Hmm.| Yes.
"""

FOREIGN_STOPS = """
会议结束了。|没有人说话。
終わった！|静かだった。
"""

MORE = """
The minister, 61, resigned on Monday.| Her successor is 44.
They want peace.| But not at any price.
He is the No. 2 in the party.| Nobody is No. 1.
Only Gov. Lisa Tran voted no.| Everyone else voted yes.
In Lt. Shaw's view it was luck.| In mine it was not.
He retired as Maj. Gen. in 2004.| He died in 2010.
The bill, H.R. 40, was tabled.| It may return.
Her show runs on B.B.C. Radio at noon.| It is repeated at ten.
The band R.E.M. played.| It was loud.
Temperatures reached 41.3 degrees.| Hospitals filled up.
The Dow fell 2.4 pct.| Tokyo fell 3.1 pct.
It weighs 3 lb. and costs 5 dollars.| It is blue.
From Jan. to Mar. it snowed.| In Apr. it thawed.
She won on Sat. and again on Sun. in Oslo.| She rests until Tue.
They closed at 5 p.m. GMT.| They open at 8 a.m. GMT.
The vote is at 10 a.m.| The count follows.
The train leaves at 6 p.m. on weekdays.| It is seldom late.
The prize is 5 million euros.| It is paid in May.
Mr. and Mrs. J. P. Doyle came.| They left early.
He quoted Gen. 1:1.| They listened.
Ask for Ms. Q.| She knows.
The U.S. and Mexico signed.| Canada will sign later.
U.S. stocks fell.| European ones rose.
The ambassador of the U.K.| He said nothing.
The “U.S. model” failed.| They tried another.
It costs $3.99.| It used to cost $2.
He said 'No.'| She said 'Yes.'
Did he say “no”?| He did.
He asked, “Why?” and left.| She stayed.
“Go!” she yelled.| “Now!”
“Stop,” he said.| “Please stop.”| Nobody did.
“When will it end?” Maria Gallo, a nurse, asked.| Nobody could say.
The end (for now).| More on Monday.
He left [sic].| She stayed.
They cheered: “More!”| He bowed.
A deal, at last?| Perhaps.
It is 9.30.| The bus is late.
Was it 1.5 or 2.5?| It was 2.
The case no. is 17.| It is old.
Nos. 3 and 4 are empty.| No. 5 is taken.
Room 4.| Floor 2.
She was born in St. Louis, Mo. and raised in Reno, Nev. by an aunt.| She moved in 1970.
The chair, Dr. O'Neill, agreed.| So did D'Souza.
Mayor-elect Tim Park Jr. won.| He takes office in January.
The group Save Our Seas Inc. sued.| It lost.
Their motto: “Do it.”| Ours: “Don't.”
He has one rule: never lie.| He broke it.
The firm (Delmar Inc.) closed.| Its rival did not.
The law of Dec. 4, 1991, is void.| A new one is due.
Police say that at approx. 4 p.m. a car stopped.| Two men got out.
The pupils of Mt. Hope High sang.| Their parents wept.
It rained.| Then it poured.| Then the dam broke.
"""

TABLES = [
    MORE, PLAIN, TITLES, INITIALS, COUNTRIES, COMPANIES, CLOCKS, NUMBERS, QUOTES, LATIN, NAMES, PLACES, ODD,
    FOREIGN_STOPS,
]  # fmt: skip
CASES = [line for table in TABLES for line in table.strip().splitlines()]


def sentences(body: str) -> list[str]:
    return [body[s.start : s.end] for s in split(body)]


@pytest.mark.parametrize("case", CASES)
def test_a_sentence_ends_where_the_bar_stands(case: str) -> None:
    body = case.replace("|", "")
    expected = [part.strip() for part in case.split("|")]
    assert sentences(body) == expected


def test_paragraphs_are_hard_breaks_even_without_a_full_stop() -> None:
    assert sentences("Rain in the north\n\nRain fell all day.\nIt was cold.") == [
        "Rain in the north",
        "Rain fell all day.",
        "It was cold.",
    ]


def test_a_headline_without_a_full_stop_is_a_sentence_of_its_own() -> None:
    assert sentences("Bridge to close\nThe old bridge will close.") == ["Bridge to close", "The old bridge will close."]


WRAPPED = """The harbour board met on Monday to
decide whether the old ferry should
run for another year. It said that
the boat was safe, but that the
pier was not.

A second meeting is planned. The date
has not been set."""


def test_wrapped_lines_do_not_break_a_sentence() -> None:
    assert sentences(WRAPPED) == [
        "The harbour board met on Monday to\ndecide whether the old ferry should\nrun for another year.",
        "It said that\nthe boat was safe, but that the\npier was not.",
        "A second meeting is planned.",
        "The date\nhas not been set.",
    ]


def test_a_blank_line_breaks_wrapped_text_too() -> None:
    assert len(Text.of(WRAPPED).paragraphs) == 2


def test_lines_that_are_whole_paragraphs_are_not_taken_for_wrapped_ones() -> None:
    body = "The ferry stops.\nthe pier is closed\nThe board meets in May.\nIt votes in June."
    assert len(sentences(body)) == 4


BULLETS = """What changes in spring:
- The ferry runs twice a day
- The pier is closed
• Tickets cost more
1. Adults pay six euros
2. Children pay three"""


def test_every_bullet_is_a_sentence() -> None:
    assert sentences(BULLETS) == BULLETS.splitlines()


def test_the_number_of_a_list_item_stays_with_it() -> None:
    assert sentences("1. Adults pay six. Children pay three.") == ["1. Adults pay six.", "Children pay three."]


def test_token_spaced_text_is_split_at_its_stops() -> None:
    body = "The board met on Monday . It said : `` We wait . '' The pier , it said , is closed ."
    assert sentences(body) == [
        "The board met on Monday .",
        "It said : `` We wait . ''",
        "The pier , it said , is closed .",
    ]


def test_token_spaced_text_on_one_line_breaks_at_runs_of_spaces() -> None:
    body = "FILE PHOTO : A pier , a boat .  OSLO ( Nordpress ) - The board met , it said .  It waits ."
    assert sentences(body) == ["FILE PHOTO : A pier , a boat .", "The board met , it said .", "It waits ."]


def test_the_stamps_of_a_live_blog_stand_alone() -> None:
    assert sentences("14:05 GMT\nThe vote begins.\n14:20 GMT\nIt is over.") == [
        "14:05 GMT",
        "The vote begins.",
        "14:20 GMT",
        "It is over.",
    ]


def test_the_first_sentence_begins_after_the_dateline() -> None:
    assert sentences("OSLO, March 5 (Nordpress) — The board met. It waits.") == ["The board met.", "It waits."]


def test_a_dateline_in_a_line_of_its_own_is_no_sentence() -> None:
    assert sentences("Board meets\n\nOSLO, Norway (NP) _\n\nThe board met.") == ["Board meets", "The board met."]


def test_an_empty_text_has_no_sentences() -> None:
    assert sentences("") == sentences(" \n\t\n") == []


def test_a_text_of_stops_is_one_piece() -> None:
    assert len(sentences("." * 1000)) == 1


TEXTS = st.text(alphabet=st.sampled_from(list("aA.!?…'\"“”‘’() \n\u00a0\u200b1,-—_:MrU.SIt")), max_size=200)


@given(TEXTS | st.text(max_size=200))
def test_sentences_are_in_order_apart_and_trimmed(body: str) -> None:
    end = 0
    for sentence in split(body):
        words = body[sentence.start : sentence.end]
        assert end <= sentence.start
        assert words == words.strip()
        end = sentence.end


@given(TEXTS)
def test_no_word_is_lost_between_sentences(body: str) -> None:
    """What stands between sentences is white space, the dateline before the first, or stamps."""
    rest, done = [], 0
    found = split(body)
    for sentence in found:
        rest.append(body[done : sentence.start])
        done = sentence.end
    gaps = [gap for gap in [*rest, body[done:]] if gap.strip()]
    assert len([gap for gap in gaps if ":" not in gap]) <= 1


@given(TEXTS)
def test_no_sentence_crosses_a_paragraph(body: str) -> None:
    text = Text.of(body)
    assert all(any(p.covers(s) for p in text.paragraphs) for s in text.sentences)


@given(TEXTS, st.integers(min_value=0, max_value=200))
def test_the_sentence_at_an_offset_is_the_one_that_holds_it(body: str, offset: int) -> None:
    text = Text.of(body)
    holding = [s for s in text.sentences if s.start <= offset < s.end]
    assert text.sentence_at(offset) == (holding[0] if holding else None)


@given(st.lists(st.sampled_from(["The board met.", "It waits.", "Nobody knows why."]), min_size=1, max_size=8))
def test_more_white_space_between_sentences_changes_nothing(parts: list[str]) -> None:
    assert sentences(" ".join(parts)) == sentences("   ".join(parts)) == parts


@pytest.mark.parametrize(
    "stamp", ["14:05", "14:05 BST", "2:05 pm", "2.05pm", "14.05 GMT:", "• 14:05 –", "[14:05]", "(14:05 UTC)", "09:15 |"]
)
def test_a_stamp_is_no_part_of_its_sentence(stamp: str) -> None:
    body = f"The gale is easing.\n{stamp} Ferries stay in port. Trains run."
    assert sentences(body) == ["The gale is easing.", "Ferries stay in port.", "Trains run."]


@pytest.mark.parametrize(
    "line",
    [
        "14:05 to 16:00 Doors open.",
        "14:05 train services are shut.",
        "10:00 Monday: The council meets.",
        "3:10 May 4 is the day of the final.",
        "10:30 Opening speech",
        "2.05 Methods are told here.",
        "14:05.",
    ],
)
def test_a_time_that_the_line_needs_stays_in_it(line: str) -> None:
    assert sentences(line) == [line]


def test_a_german_stamp_is_no_part_of_its_sentence() -> None:
    body = "14.05 Uhr: Die Brücke ist gesperrt."
    assert [body[s.start : s.end] for s in split(body, "de")] == ["Die Brücke ist gesperrt."]
