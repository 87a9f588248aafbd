"""Sentences of our own with the events that a careful reader finds in them, read on Monday, February 9, 2026.

Each case is a text and its events as "VALUE KIND STATUS" ("forecast" after a number said to come), in the order of
the text. What is not listed must not be found.
"""

from __future__ import annotations

PLANNED = [
    ("The two ministers will meet in Oslo on March 3.", ["2026-03-03 meeting scheduled"]),
    ("Queen Maxima will visit Ghana next week.", ["2026-W08 visit scheduled"]),
    ("The museum opens on Friday.", ["2026-02-13 opening scheduled"]),
    ("The museum is to open on May 2.", ["2026-05-02 opening scheduled"]),
    ("The bridge is set to reopen in June.", ["2026-06 opening scheduled"]),
    ("The factory is due to close by the end of March.", ["2026-03 closing scheduled"]),
    ("The band is going to play in Leeds on April 18.", ["2026-04-18 match scheduled"]),
    ("The airline plans to launch flights to Lima in July.", ["2026-07 launch scheduled"]),
    ("The company said it would publish its annual report on February 26.", ["2026-02-26 release scheduled"]),
    ("Lawmakers are scheduled to vote on the bill on Thursday.", ["2026-02-12 vote scheduled"]),
    ("Parliament votes on the budget on February 17.", ["2026-02-17 vote scheduled"]),
    ("The trial begins on April 7.", ["2026-04-07 trial scheduled"]),
    ("The trial of the former mayor is to begin on April 7.", ["2026-04-07 trial scheduled"]),
    ("A hearing is scheduled for March 12.", ["2026-03-12 trial scheduled"]),
    ("The hearing, which is scheduled for March 12, will be public.", ["2026-03-12 trial scheduled"]),
    ("The summit will take place in Lisbon on May 20.", ["2026-05-20 meeting scheduled"]),
    ("The summit will be held in Lisbon on May 20.", ["2026-05-20 meeting scheduled"]),
    ("The union will hold a rally in Turin on Saturday.", ["2026-02-14 other scheduled"]),
    ("On Wednesday, the president will address the assembly.", ["2026-02-11 other scheduled"]),
    ("On March 4 the court will hear the appeal.", ["2026-03-04 other scheduled"]),
    ("Tomorrow the council will elect a new mayor.", ["2026-02-10 election scheduled"]),
    ("The permits expire on June 30.", ["2026-06-30 deadline scheduled"]),
    ("The deadline for bids is March 31.", ["2026-03-31 deadline scheduled"]),
    ("The club set March 31 as the deadline for bids.", ["2026-03-31 deadline scheduled"]),
    ("Applicants must reply by March 15.", ["2026-03-15 other scheduled"]),
    ("The new rules will take effect on September 1.", ["2026-09-01 other scheduled"]),
    ("The new tax is effective April 1.", ["2026-04-01 opening scheduled"]),
    ("The dividend is payable March 16 to holders of record February 27.",
     ["2026-03-16 other scheduled", "2026-02-27 deadline scheduled"]),
    ("The bonds are due November 1, 2031.", ["2031-11-01 deadline scheduled"]),
    ("The queen has to give a speech tomorrow.", ["2026-02-10 announcement scheduled"]),
    ("The offer was extended until March 6.", ["2026-03-06 other rescheduled"]),
    ("The board called a referendum for June 14.", ["2026-06-14 election scheduled"]),
    ("Regulators gave the bank until April 30 to respond.", ["2026-04-30 other scheduled"]),
    ("The minister agreed to meet the farmers on February 20.", ["2026-02-20 meeting scheduled"]),
    ("She said she was looking forward to opening the gallery on May 9.", ["2026-05-09 opening scheduled"]),
    ("The agency has scheduled a news conference for Thursday.", ["2026-02-12 announcement scheduled"]),
    ("He will speak in Rome on March 19, where she will receive a prize.",
     ["2026-03-19 other scheduled", "2026-03-19 other scheduled"]),
    ("A memorial service is planned for Saturday.", ["2026-02-14 ceremony scheduled"]),
    ("A memorial service is planned Saturday in Cork.", ["2026-02-14 ceremony scheduled"]),
    ("World Water Day is on March 22.", ["2026-03-22 other scheduled"]),
    ("The next round of talks starts on February 24.", ["2026-02-24 meeting scheduled"]),
    ("Voters in Chile go to the polls on June 7.", ["2026-06-07 election scheduled"]),
    ("The studio will release the film in October 2027.", ["2027-10 release scheduled"]),
    ("The probe will land on Mars in 2028.", ["2028 other scheduled"]),
    ("The company will begin selling the car next month.", ["2026-03 other scheduled"]),
    ("The airline will not resume flights until May 4.", ["2026-05-04 opening scheduled"]),
    ("Sweden meets Chile in the final on March 28.", ["2026-03-28 match scheduled"]),
    ("The festival runs from June 5 to June 8.", ["2026-06-05/2026-06-08 performance scheduled"]),
    ("The fair will be held in Basel from March 18 to March 22.", ["2026-03-18/2026-03-22 other scheduled"]),
    ("The singer will perform in Rome on July 3 and in Vienna on July 6.",
     ["2026-07-03 performance scheduled", "2026-07-06 performance scheduled"]),
]  # fmt: skip

PRESENT = [
    ("The Rovers host Leeds on Monday at 8 p.m.", ["2026-02-09T20:00 other scheduled"]),
    ("Polls close at 9 p.m. on Monday.", ["2026-02-09T21:00 other scheduled"]),
    ("Norland holds its primary on Tuesday, February 17.", ["2026-02-17 election scheduled"]),
    ("The two sides face each other on Saturday.", ["2026-02-14 other scheduled"]),
    ("Nurses at six hospitals walk out on Thursday in a dispute over pay.", ["2026-02-12 other scheduled"]),
    ("Kickoff is at 8 p.m. EST on Sunday.", ["2026-02-15T20:00 match scheduled"]),
    ("The bill gets its second reading in the upper house on March 4.", ["2026-03-04 other scheduled"]),
    ("Tickets go on sale at 9 a.m. on Friday.", ["2026-02-13T09:00 other scheduled"]),
    ("Heavy snow is forecast for the valleys on Friday.", ["2026-02-13 other tentative"]),
    ("On Friday, the judge, who was appointed in May, will rule on the appeal.", ["2026-02-13 other scheduled"]),
    ("The islanders agreed to long-awaited peace talks, now set for Sunday.", ["2026-02-15 meeting scheduled"]),
    ("There will be a street parade on March 7.", ["2026-03-07 ceremony scheduled"]),
    ("There may be some light showers next week.", ["2026-W08 other tentative"]),
    ("Norwell Motors will report third-quarter results on March 3.", ["2026-03-03 other scheduled"]),
    ("Bidders have until 5 p.m. on February 20 to hand in their offers.", ["2026-02-20T17:00 deadline scheduled"]),
    ("The gallery is closed on Saturday, February 14 and Sunday, February 15, and the concert will be held then.", []),
    ("The regatta will be held on March 7 and March 8.", ["2026-03-07/2026-03-08 other scheduled"]),
    ("The earliest the mission could start is March 6.", ["2026-03-06 other tentative"]),
    ("Liftoff is targeted for no earlier than 9:12 p.m. GMT on Sunday.", ["2026-02-15T21:12Z launch scheduled"]),
    ("A rocket will blast off no earlier than March 30.", ["2026-03-30 other scheduled"]),
    ("Showers are likely on Wednesday.", ["2026-02-11 other tentative"]),
    ("Polling stations open at 8 a.m. on Sunday.", ["2026-02-15T08:00 opening scheduled"]),
    ("Rovers travel to Porto for the first leg on Tuesday, February 24.", ["2026-02-24 other scheduled"]),
    ("Ms Adeyemi takes over as chief executive on March 1.", ["2026-03-01 other scheduled"]),
    ("The film will be available for rent from March 3.", ["2026-03-03 other scheduled"]),
    ("The Golden Reel Awards on March 15 will be short.", ["2026-03-15 ceremony scheduled"]),
    ("Snow will fall from Thursday into Friday.", ["2026-02-12/2026-02-13 other scheduled"]),
    (
        "Workers may not be laid off until March 1, when a fund for the staff expires.",
        ["2026-03-01 deadline scheduled"],
    ),
    ("The strike will begin on March 5 unless a deal is reached.", ["2026-03-05 other tentative"]),
]

CALENDARS = [
    ("March 16: Filing deadline for the city tax.", ["2026-03-16 deadline scheduled"]),
    ("• March 16 (all districts): Filing deadline", ["2026-03-16 deadline scheduled"]),
    (
        "Tuesday: central bank meeting; factory data\nWednesday: Car show begins\nThursday: jobs report",
        [
            "2026-02-10 meeting scheduled",
            "2026-02-10 release scheduled",
            "2026-02-11 performance scheduled",
            "2026-02-12 release scheduled",
        ],
    ),
    ("Monday: Police found the car.", []),
    ("Tuesday: Two dead in a fire.", []),
]

NOUNS = [
    ("He spoke of the March 19 visit.", ["2026-03-19 visit scheduled"]),
    ("Her planned May visit to Kenya drew criticism.", ["2026-05 visit scheduled"]),
    ("Turnout will decide the November election.", ["2026-11 election scheduled"]),
    ("Both parties prepare for the April 12 election in Hungary.", ["2026-04-12 election scheduled"]),
    ("The polls are close ahead of Sunday's runoff.", ["2026-02-15 election scheduled"]),
    ("The mayor hopes for calm before next week's marathon.", ["2026-W08 match scheduled"]),
    ("Traders wait for Wednesday's upcoming auction.", ["2026-02-11 other scheduled"]),
    ("They are preparing the summit in Ottawa in June.", ["2026-06 meeting scheduled"]),
    ("The June summit in Ottawa will be his first.", ["2026-06 meeting scheduled"]),
    ("He was invited to speak at the convention in August.", ["2026-08 meeting scheduled"]),
    ("Tickets for the concert on May 30 are sold out.", ["2026-05-30 performance scheduled"]),
    ("The winner of the final on July 19 gets a cup.", ["2026-07-19 match scheduled"]),
    ("The wedding of the prince in September will be small.", ["2026-09 ceremony scheduled"]),
]

TENTATIVE = [
    ("The talks are expected to resume on February 23.", ["2026-02-23 meeting tentative"]),
    ("The sale is expected in December.", ["2026-12 other tentative"]),
    ("The closing, which is expected in May, needs approval.", ["2026-05 closing tentative"]),
    ("The contract may be signed on March 5.", ["2026-03-05 other tentative"]),
    ("The rocket could lift off on February 28.", ["2026-02-28 other tentative"]),
    ("The firm hopes to complete the purchase by April 30.", ["2026-04-30 closing tentative"]),
    ("The coach is likely to return in March.", ["2026-03 other tentative"]),
    ("Ministers will probably meet on Friday.", ["2026-02-13 meeting tentative"]),
    ("The party wants to hold a primary on June 7.", ["2026-06-07 election tentative"]),
    ("A possible May visit is being discussed.", ["2026-05 visit tentative"]),
    ("The proposed March 20 strike worries commuters.", ["2026-03-20 other tentative"]),
]

OFF = [
    ("The vote will not take place on Friday.", ["2026-02-13 vote cancelled"]),
    ("Friday's vote will not take place.", ["2026-02-13 vote cancelled"]),
    ("The concert planned for Saturday was cancelled.", ["2026-02-14 performance cancelled"]),
    ("Organisers cancelled the concert planned for Saturday.", ["2026-02-14 performance cancelled"]),
    ("Both sides called off the meeting scheduled for March 2.", ["2026-03-02 meeting cancelled"]),
    ("The March 2 meeting was called off.", ["2026-03-02 meeting cancelled"]),
    ("A vote on the ferry law that was scheduled for March 2 has been called off.", ["2026-03-02 vote cancelled"]),
    ("The summit, which was due to open on March 2, will not take place.", ["2026-03-02 meeting cancelled"]),
    ("The hearing that had been set for March 2 was cancelled.", ["2026-03-02 trial cancelled"]),
    ("Thursday's vote on the ferry law has been called off.", ["2026-02-12 vote cancelled"]),
    ("The summit, which was due to open on March 2, will not be cheap.", ["2026-03-02 meeting scheduled"]),
    ("The minister scrapped a trip to Cairo planned for next week.", ["2026-W08 visit cancelled"]),
    ("The cancelled March 2 meeting would have been the third.", ["2026-03-02 meeting cancelled"]),
    ("The launch was postponed until March 10.", ["2026-03-10 launch rescheduled"]),
    ("The launch, originally due on February 20, was postponed to March 10.", ["2026-03-10 launch rescheduled"]),
    ("The match set for March 6 has been moved to March 8.", ["2026-03-08 match rescheduled"]),
    ("The hearing was rescheduled for April 9.", ["2026-04-09 trial rescheduled"]),
    ("The start of the trial was delayed from March 2 to March 23.", ["2026-03-23 trial rescheduled"]),
    ("The team pushed back the opening to June 1.", ["2026-06-01 opening rescheduled"]),
    ("The March 20 match was postponed.", ["2026-03-20 match cancelled"]),
    ("The trial, which was to begin on Monday, has been adjourned until April 9.", ["2026-04-09 trial rescheduled"]),
    ("The forum, which was due to open in March, has been pushed to May.", ["2026-05 meeting rescheduled"]),
    ("The band cancelled Friday's concert in Prague.", ["2026-02-13 performance cancelled"]),
    ("The fair, which was due to open on March 9, has been cancelled.", ["2026-03-09 other cancelled"]),
]

NONE = [
    "If she wins on November 3, the party will be glad.",
    "He was due to appear in court on Friday but failed to turn up.",
    "There is no plan to meet before the summer.",
    "The film “Next Friday” will be shown.",
    "There will be no parade this year.",
    "There is some possibility of it becoming a storm next week.",
    "It comes in the last week of July.",
    "The sides had originally scheduled a vigil for March 5.",
    "The minister would not say whether the talks will resume on March 2.",
    "The season usually starts on May 15.",
    "On average, a second storm is named on July 16.",
    "Trevor Lund will return to host the 2026 Golden Reels.",
    "Here is what you need to know before the 2026 Golden Reels.",
    "The agency had hoped to send a crew in March.",
    "The store is on Christmas Island and will grow.",
    "It was its rainiest May on record.",
    "The group could pursue a revision of the treaty.",
    "The minister met farmers in the spring and said he would help.",
    "Sales have grown since March.",
    "In the next few years the town will change.",
    "The company has been losing money for two years.",
    "They meet every Friday.",
    "Who will be at the table in March?",
    "This year's harvest was poor.",
    "So far this year prices have fallen.",
    "The bank can be reached until Friday.",
    "The minister said on Friday that he was tired.",
    "It was the song of the week.",
    "They are the leaders of tomorrow.",
    "She dropped out of the race on March 3.",
    "Some people may not vote on Friday.",
    "The tree will be felled soon.",
    "She would have resigned on Friday.",
    "In 2026 terms the sum is small.",
    "The plan won't be profitable next year.",
    'Read more <a datetime="2026-05-01">here</a>.',
    "",
]

FORECASTS = [
    ("Profit will rise 5 percent in 2027.", ["2027 other scheduled forecast"]),
    ("The bank expects revenue to fall in the third quarter of 2026.", ["2026-Q3 other tentative forecast"]),
    ("Inflation is expected to reach 3 percent by December.", ["2026-12 other tentative forecast"]),
    ("The economy should grow by 2 percent in 2027.", ["2027 other tentative forecast"]),
]

PAST = [
    ("The election was held on February 8.", ["2026-02-08 election happened"]),
    ("Sunday's election gave the party a majority.", ["2026-02-08 election happened"]),
    ("The ministers met in Oslo on February 4.", ["2026-02-04 meeting happened"]),
    ("The king visited Peru in January.", ["2026-01 visit happened"]),
    ("Lawmakers voted on the bill on Thursday.", ["2026-02-05 vote happened"]),
]

MERGED = [
    (
        "The 98th Golden Reels will be held on March 15, with the awards ceremony scheduled to begin at 7 p.m.",
        ["2026-03-15T19:00 ceremony scheduled"],
    ),
    (
        "The girl should go home by March 14. The March 14 deadline was set by a judge.",
        ["2026-03-14 deadline scheduled"],
    ),
    (
        "The 2026 island games will be the first in the city. The island games will open on March 6.",
        ["2026-03-06 match scheduled"],
    ),
    (
        "Ada Brook will host the Golden Reels on March 14. The ceremony takes place on March 14 at 7 p.m.",
        ["2026-03-14T19:00 ceremony scheduled"],
    ),
    (
        "A great storm will cross the plains on Friday. The storm will reach the coast on Friday, forecasters said.",
        ["2026-02-13 other scheduled"],
    ),
    (
        "Rovers will play City on March 14. United will play Wanderers on March 14.",
        ["2026-03-14 match scheduled", "2026-03-14 match scheduled"],
    ),
    (
        "The queen will visit Ghana in May. Her visit to Ghana begins on May 12, the palace said.",
        ["2026-05-12 visit scheduled"],
    ),
    (
        "Iran and Oman will hold talks next week. The talks will open in Muscat on February 18.",
        ["2026-02-18 meeting scheduled"],
    ),
    (
        "The summit will take place in Ottawa on June 9. The summit is a first. The upcoming summit was disputed.",
        ["2026-06-09 meeting scheduled"],
    ),
    (
        "A summit in Ottawa is planned for June 9. On Monday both sides said that the summit had been called off.",
        ["2026-06-09 meeting cancelled"],
    ),
    (
        "The primary in Nevada is on February 20. The primary in Ohio is on March 15.",
        ["2026-02-20 election scheduled", "2026-03-15 election scheduled"],
    ),
    (
        "The primary in Ohio is on March 3. Contests in Utah, Idaho and four other states will be held on March 3.",
        ["2026-03-03 election scheduled", "2026-03-03 election scheduled"],
    ),
    (
        "Turkey will vote in May. The election on May 10 is seen as close.",
        ["2026-05-10 election scheduled"],
    ),
    (
        "The match will be played on Saturday. It kicks off at 8 p.m. GMT.",
        ["2026-02-14T20:00Z match scheduled"],
    ),
    (
        "The launch was due on February 20. It has been postponed to March 10, the agency said.",
        ["2026-03-10 launch rescheduled"],
    ),
]

CASES = [
    *PLANNED, *PRESENT, *CALENDARS, *NOUNS, *TENTATIVE, *OFF, *((text, []) for text in NONE), *FORECASTS,
    *PAST, *MERGED,
]  # fmt: skip
