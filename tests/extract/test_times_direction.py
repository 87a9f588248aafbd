"""Which way a date points, in sentences of our own, both ways; read as of Monday, 9 February 2026."""

from __future__ import annotations

import re
from datetime import date

import pytest

from bot.extract.text import Text
from bot.extract.times import Reference, read_times

MONDAY = Reference(day=date(2026, 2, 9))

AHEAD = """
If she wins on [November 8], the party will have its first woman leader. = 2026-11-08
He will resign if the vote is lost on [Thursday]. = 2026-02-12
She would leave office if the motion passed on [Thursday]. = 2026-02-12
Unless the talks fail on [Friday], the strike ends. = 2026-02-13
Once the bill passes on [Wednesday], it goes to the upper house. = 2026-02-11
When voters go to the polls on [October 4], they face a choice of nine parties. = 2026-10-04
When the court meets on [Friday], it has four cases before it. = 2026-02-13
The trial opens [Tuesday] in Lyon. = 2026-02-10
The team flies to Lima on [Saturday]. = 2026-02-14
The fair runs until [Sunday]. = 2026-02-15
The bridge reopens in [June]. = 2026-06
Voters go to the polls on [Sunday]. = 2026-02-15
The governor goes on trial on [Thursday]. = 2026-02-12
The leaders gather in Quito on [Thursday]. = 2026-02-12
The orchestra is playing in Turin on [Friday]. = 2026-02-13
The two sides are meeting again on [Thursday]. = 2026-02-12
The vote is on [December 10]. = 2026-12-10
The hearing is in [October]. = 2026-10
The firm has until [Friday] to answer. = 2026-02-13
The firm has to answer by [Friday]. = 2026-02-13
The company must pay the fine by [March 31]. = 2026-03-31
The board asked the ministry to decide by [Friday]. = 2026-02-13
Workers gave the owner until [Thursday] to reply. = 2026-02-12
Ministers to meet in Oslo on [Thursday] = 2026-02-12
Pope to visit Nairobi in [October] = 2026-10
The dividend, which was to have been paid on [March 15], was scrapped. = 2026-03-15
Talks between the union and the city resume on [Friday]. = 2026-02-13
Evacuation orders take effect on [Wednesday]. = 2026-02-11
Voters in the islands choose a president on [Sunday]. = 2026-02-15
COURT TO RULE ON [FRIDAY] = 2026-02-13
Talks set for [Wednesday] = 2026-02-11
Summit scheduled for [December] in Lima. = 2026-12
She called an election for [May 3]. = 2026-05-03
The launch was initially scheduled for [January], but it was put off. = 2026-01
The vote, originally planned for [Sunday], was moved to [Wednesday]. = 2026-02-08 2026-02-11
The vote, originally planned for [Wednesday], was moved to [Sunday]. = 2026-02-11 2026-02-15
A rally planned for [Sunday] was canceled. = 2026-02-08
A rally planned for [Wednesday] was canceled. = 2026-02-11
The talks will be held as planned on [Friday]. = 2026-02-13
The talks, planned for [Friday], have the support of both. = 2026-02-13
By [Friday] the harbour will have reopened. = 2026-02-13
The work will have been finished by [November]. = 2026-11
He said he might go to Cairo on [Thursday]. = 2026-02-12
She told reporters the results would come on [Friday]. = 2026-02-13
The minister said that on [Friday] she would sign the order. = 2026-02-13
The dividend would be paid on an undisclosed date in [June]. = 2026-06
The rules take effect on [March 1]. = 2026-03-01
The rules are to take effect on [March 1]. = 2026-03-01
The port is set to close on [March 1]. = 2026-03-01
The port is due to close on [March 1]. = 2026-03-01
The clubs, due to meet on [Friday], have not spoken since. = 2026-02-13
The ship is expected no later than [Thursday]. = 2026-02-12
The ship could arrive as early as [Wednesday]. = 2026-02-11
The mayor plans to retire in [November]. = 2026-11
The next meeting is on [Thursday]. = 2026-02-12
The next round is [Thursday]. = 2026-02-12
A final decision is not expected before [December]. = 2026-12
The museum stays shut until [September]. = 2026-09
The ban, which takes effect in [October], covers all boats. = 2026-10
The lender extended the loan through [December]. = 2026-12
The state has extended the permit through [December]. = 2026-12
The match, which was to be played on [Saturday], is now on hold. = 2026-02-14
The commission holds a hearing on [Thursday]. = 2026-02-12
The country holds elections in [October]. = 2026-10
The singer turns 80 on [Thursday]. = 2026-02-12
The president arrives on [Wednesday] for talks. = 2026-02-11
It has been delayed until [November]. = 2026-11
The vote was put off until [Thursday]. = 2026-02-12
The vote was brought forward to [Thursday]. = 2026-02-12
The launch slipped to [October]. = 2026-10
The parade will take place on [Friday], the mayor said on [Sunday]. = 2026-02-13 2026-02-08
[Tomorrow] he speaks in Ghent, and on [Thursday] he will be in Bruges. = 2026-02-10 2026-02-12
On [Friday], the council will vote. = 2026-02-13
Prosecutors want the case to be heard in [October]. = 2026-10
The airline hopes to fly again in [October]. = 2026-10
The review should be complete by [November]. = 2026-11
The offer expires [Friday]. = 2026-02-13
It needs to be approved by parliament by [Friday]. = 2026-02-13
Traders see the board's [April 29] meeting as the likeliest time for a rate cut. = 2026-04-29
The office issued a warning of high winds through [Wednesday]. = 2026-02-11
The sky is closed from [Friday] to [1:45 p.m. Sunday]. = 2026-02-13 2026-02-15T13:45
They will play on [Thursday], [Friday] and [Saturday]. = 2026-02-12 2026-02-13 2026-02-14
Traders now see the Fed's [April 29] meeting as the likeliest time for a rate cut. = 2026-04-29
They are preparing for a visit by the king on [Thursday], when he will open the hall. = 2026-02-12
"""

BACK = """
Profit rose more than expected in [December]. = 2025-12
Shares fell less than planned on [Friday]. = 2026-02-06
The probe landed as planned on [Thursday]. = 2026-02-05
The flights were cancelled due to a storm on [Friday]. = 2026-02-06
The road was closed due to flooding on [Thursday]. = 2026-02-05
The delays were due to snow on [Thursday]. = 2026-02-05
Police are looking for a man last seen on [Friday]. = 2026-02-06
Police are investigating a shooting on [Friday]. = 2026-02-06
He faces charges over an attack on [Friday]. = 2026-02-06
The minister put forward a plan on [Friday]. = 2026-02-06
The party unveiled a new peace plan on [Friday]. = 2026-02-06
It will be the first meeting since [Friday]. = 2026-02-06
It will be the first rise since [October]. = 2025-10
Prices will be higher than in [October]. = 2025-10
Output will be lower compared with [October]. = 2025-10
The group may have left on [Friday]. = 2026-02-06
The fire might have been started on [Friday]. = 2026-02-06
Nobody could be reached on [Friday]. = 2026-02-06
The man who will lead the inquiry was named on [Friday]. = 2026-02-06
Oil has come down from [October]. = 2025-10
The company moved its offices from Turin to Milan in [November]. = 2025-11
The group changed its name in [November]. = 2025-11
Two people died in [November]. = 2025-11
She resigned in [October]. = 2025-10
In the year ended [October 31], sales rose. = 2025-10-31
The fund, founded in [November], has 40 members. = 2025-11
When the bridge fell on [Friday], two boats were below it. = 2026-02-06
When asked on [Friday], he declined to answer. = 2026-02-06
He failed to appear in court on [Friday]. = 2026-02-06
They managed to reach the summit by [Friday]. = 2026-02-06
The storm forced schools to close on [Friday]. = 2026-02-06
The storm caused schools to close by [Friday]. = 2026-02-06
The club lost to Genoa on [Saturday]. = 2026-02-07
A bus crashed on [Friday], and the driver will be charged. = 2026-02-06
On [Friday], the council voted. = 2026-02-06
[Friday]'s vote was close. = 2026-02-06
The man arrested on [Friday] will appear in court. = 2026-02-06
The book, published in [November], will be filmed. = 2025-11
A report released [Thursday] says that prices will rise. = 2026-02-05
He was shot on [Friday], when he left his house. = 2026-02-06
The plane, last heard of on [Thursday], may never be found. = 2026-02-05
He had planned to retire but was sacked on [Friday]. = 2026-02-06
The truce that began on [Friday] could end. = 2026-02-06
The body was found on [Friday]. = 2026-02-06
Those hurt on [Friday] are expected to live. = 2026-02-06
The attack on [Friday] killed four. = 2026-02-06
Ten people were taken to hospital on [Thursday]. = 2026-02-05
The deal signed on [Friday] takes effect at once. = 2026-02-06
What he said on [Friday] will be remembered. = 2026-02-06
All are expected to stay dry, according to a [Friday] forecast. = 2026-02-06
The move follows [Friday]'s offer by a bank, which holds a tenth of the firm. = 2026-02-06
In [November], a month after the twentieth anniversary of the fire that closed the old mill, a bomb went off. = 2025-11
If the board had the letters in [October], would it not have told us so? = 2025-10
On [April 1], she spoke of the part she had played. = 2025-04-01
It was about to land on the evening of [April 29] when it struck a boat. = 2025-04-29
Floods continued to threaten the town through [Friday]. = 2026-02-06
The crews were able to search with boats on [Friday]. = 2026-02-06
The owners search ships going to and from the port after a vessel in [October] sank near it. = 2025-10
The law, which was supposed to take effect [February 1], is in court. = 2026-02-01
Four people drowned [this weekend]. = 2026-W06-WE
It was the worst storm since [November]. = 2025-11
She has been in jail since [November]. = 2025-11
The firm has raised prices twice since [October]. = 2025-10
The bank has kept its rate unchanged from [November]. = 2025-11
He did not say on [Friday] whether he would run. = 2026-02-06
He said on [Friday] he would run. = 2026-02-06
Fans waited in vain on [Friday] for the band to play. = 2026-02-06
The band, formed in [October], will tour. = 2025-10
"""

CASES = [line for block in (AHEAD, BACK) for line in block.strip().splitlines()]


@pytest.mark.parametrize("case", CASES)
def test_a_date_points_the_way_that_its_words_do(case: str) -> None:
    marked, values = case.rsplit(" = ", 1)
    body = re.sub(r"[\[\]]", "", marked)
    found = [(t.text, t.value) for t in read_times(Text.of(body), MONDAY) if t.earliest is not None]
    assert found == list(zip(re.findall(r"\[(.*?)\]", marked), values.split(), strict=True))
