"""What questions ask for, as tables of patterns, each with an example that is a test. Pure data.

Patterns are over the question in lower-case words, each time in it written WINDOW (`understand`); the first that fits
tells.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from bot.answer.query import ArticleSlot, Slot
from bot.answer.tables import GROUPS, PERSONS, PLACES
from bot.model.answer import AnswerKind


class Kind(NamedTuple):
    """A pattern, what it asks, what fills the gap, and a question that it is for."""

    pattern: re.Pattern[str]
    kind: AnswerKind
    slot: Slot
    example: str


class OfArticle(NamedTuple):
    """A pattern, what of the article itself it asks for, and a question that it is for."""

    pattern: re.Pattern[str]
    slot: ArticleSlot
    example: str


def _any(words: str) -> str:
    plurals = {"country": "countr(?:y|ies)", "city": "cit(?:y|ies)", "county": "count(?:y|ies)"}
    return "(?:" + "|".join(plurals.get(word, f"{word}s?") for word in words.split()) + ")"


_BE = r"(?:is|are|was|were)"
_TIME_NOUN = r"(?:day|date|month|year|time|week|decade|century|season|weekday)"
_SORT = r"(?:(?!(?:is|are|was|were|did|does|do|has|have|had|will|would|can|could)\b)\w+ ){0,2}?"
"""Words between "which" and the noun asked for: "which South American country", but not "which drug did the mayor"."""
_SAY = (
    r"(?:say|says|said|saying|tell|told|write|wrote|written|post|posted|tweet|tweeted|announce|announced|claim|claimed|"
    r"call|called|describe|described|comment|commented|think|respond|react|reply|argue|warn|state|stated|declare|"
    r"declared|promise|promised)"
)
_HAPPENS = (
    r"(?:happen|happens|happening|happened|scheduled|planned|on|due|going on|takes place|take place|taking place|held)"
)
_ROWS: tuple[tuple[AnswerKind, Slot, str, str], ...] = (
    # --- what is next
    (
        AnswerKind.NEXT,
        Slot.THING,
        r"^(?:what|whats)(?: is| are| s)? (?:coming )?(?:next|up next|coming up|upcoming|ahead)\b",
        "what's next",
    ),
    (
        AnswerKind.NEXT,
        Slot.THING,
        (
            r"\b(?:upcoming|next|coming|scheduled|planned|future) (?:events?|dates?|happenings?)\b"
            r"|^(?:list|show|name|give)(?: me)?(?: all)?(?: the)? (?:events?|dates?|happenings)\b"
            r"|^(?:which|what) (?:events?|dates?) (?:are there|are|is there|take place|happen)\b"
        ),
        "Which upcoming events are there?",
    ),
    (
        AnswerKind.NEXT,
        Slot.THING,
        (
            r"^what(?: is| will)? (?:happens?|happening|going on|scheduled|planned|coming)(?: be)? next\b"
            r"|^what (?:comes|happens) (?:next|after this|now)\b"
        ),
        "What happens next?",
    ),
    (
        AnswerKind.NEXT,
        Slot.TIME,
        (
            rf"^(?:what|anything|what all|is anything|is there anything)(?: {_BE}| will| s)? ?"
            rf"(?:\w+ ){{0,2}}?{_HAPPENS}"
            r"(?: (?:in|at) (?:\w+ ){1,3}?)?(?: ?(?:on|in|during|this|next|at))? *WINDOW"
        ),
        "What happens in April?",
    ),
    (
        AnswerKind.NEXT,
        Slot.TIME,
        rf"^what {_BE} (?:on |in |happening )?WINDOW",
        "What is on March 19?",
    ),
    (
        AnswerKind.COMPARE,
        Slot.THING,
        r"^(?:please )?compare\b|\bdifferences? between\b|\b(?:versus|vs)\b",
        "Compare the fair of 2025 and 2026",
    ),
    # --- when
    (
        AnswerKind.WHEN,
        Slot.TIME,
        (
            rf"\bwhat time\b|^(?:by |since |until )?when"
            rf"|\bwhen (?:{_BE}|did|does|do|will|would|can|has|have|s)\b|\bwhen$"
            rf"|\b(?:what|which) {_TIME_NOUN}\b|\bhow soon\b|^date of\b|\bdate$|\bwhat {_BE} the (?:\w+ )?date\b"
        ),
        "On which day does the fair open?",
    ),
    # --- how many, how much
    (
        AnswerKind.HOW_MANY,
        Slot.SHARE,
        (
            r"\bhow (?:many|much)\b.*\bpercent(?:age)?\b"
            r"|\b(?:what|which) (?:percent|percentage|share|proportion|fraction)\b"
        ),
        "What percentage of members voted?",
    ),
    (AnswerKind.HOW_MANY, Slot.MEASURE, r"\bhow much\b", "How much does it weigh?"),
    (AnswerKind.HOW_MANY, Slot.MONEY, r"^what (?:do|does|did|will|would) .*\bcost$", "What does a ticket cost?"),
    (AnswerKind.HOW_MANY, Slot.SPAN, r"\bhow (?:long|often)\b", "How long did the speech last?"),
    (AnswerKind.HOW_MANY, Slot.AGE, r"\bhow old\b|\b(?:at )?what age\b", "How old is the mayor?"),
    (
        AnswerKind.HOW_MANY,
        Slot.MEASURE,
        (
            r"\bhow (?:tall|far|big|large|high|deep|fast|heavy|wide|hot|cold|strong|thick|loud|powerful)\b"
            r"|\b(?:what|which) (?:was the |is the )?"
            r"(?:magnitude|speed|height|depth|weight|length|width|distance|temperature)\b"
        ),
        "How fast did the train go?",
    ),
    (
        AnswerKind.HOW_MANY,
        Slot.NUMBER,
        (
            rf"\bhow many\b|\b(?:what|which) (?:{_BE} )?(?:the )?(?:\w+ ){{0,2}}"
            r"(?:number|amount|total|population|size|score)\b"
            r"|^number of\b"
        ),
        "How many seats are there?",
    ),
    # --- why
    (
        AnswerKind.WHY,
        Slot.REASON,
        (
            rf"\bwhy\b|\b(?:what|which) {_BE} the (?:\w+ )?(?:reason|cause|purpose|motive)\b|\bhow come\b"
            r"|\bwhat (?:caused|causes|led to|made)\b|^what for\b|\bfor what reason\b"
        ),
        "Why was the match put off?",
    ),
    # --- what did someone say
    (
        AnswerKind.SAID,
        Slot.WORDS,
        (
            rf"^(?:what|how) (?:did|does|do|has|have|had|{_BE})\b.*\b{_SAY}\b"
            r"|^what .*\b(?:said|says|say|wrote|told|thinks)\b"
            r"|^quotes?\b|\bwhat are .* words\b|\bwords of\b"
        ),
        "What did the mayor say about the bridge?",
    ),
    # --- where, who, which
    (
        AnswerKind.WHERE,
        Slot.PLACE,
        rf"\bwhere\b|\b(?:what|which|whose) {_SORT}{_any(PLACES)}\b",
        "In which city is the court?",
    ),
    (AnswerKind.WHO, Slot.PERSON, r"\b(?:who|whom|whose|whos)\b", "Who won the race?"),
    (
        AnswerKind.WHICH,
        Slot.PERSON,
        rf"\b(?:which|what) {_SORT}{_any(PERSONS + ' ' + GROUPS)}\b",
        "Which company built it?",
    ),
    # --- the rest
    (
        AnswerKind.ABOUT,
        Slot.THING,
        (
            r"^what (?:is|s) (?:this|the|it)?(?: ?(?:article|story|news|report|piece))? ?(?:all )?about$"
            r"|^(?:summari[sz]e|summary|tl ?dr|sum up)\b|^what happened$"
            r"|^what (?:is|was) the (?:article|story|news) about\b"
        ),
        "What is it about?",
    ),
    (AnswerKind.LIST, Slot.THING, rf"^(?:list|name|give)\b|^what {_BE} (?:some|all)\b", "Name the winners."),
    (AnswerKind.WHICH, Slot.THING, r"\bwhich\b", "Which drug is recalled?"),
    (
        AnswerKind.YES_NO,
        Slot.TRUTH,
        rf"^(?:{_BE}|did|does|do|will|would|has|have|had|can|could|should)\b",
        "Did the bridge close?",
    ),
    (AnswerKind.OTHER, Slot.THING, r"\bhow\b|\bwhat\b", "What did the club rename?"),
)
KINDS = tuple(Kind(re.compile(pattern), kind, slot, example) for kind, slot, pattern, example in _ROWS)

_IT = r"(?:this|the|that|your|last|latest)? ?(?:\w+ )?(?:article|story|report|piece|news item|news story|item|text)"
_ARTICLE_ROWS: tuple[tuple[ArticleSlot, str, str], ...] = (
    (
        ArticleSlot.DATE,
        (
            rf"^when {_BE} {_IT}(?: \w+| (?:about|on|of) .+)?"
            r" (?:published|written|filed|posted|from|dated|released|out|issued)"
        ),
        "When was this article published?",
    ),
    (
        ArticleSlot.DATE,
        (
            rf"^(?:what|which) (?:is |was )?(?:the )?(?:date|day)(?: of| was| is)? {_IT}\b"
            rf"|^(?:how old is|what date is) {_IT}"
            r"|^publi(?:cation|shing) date\b|^what is the (?:publication date|date of publication|dateline date)"
        ),
        "What is the date of the article?",
    ),
    (
        ArticleSlot.CITY,
        (
            rf"^(?:from )?(?:where|(?:in )?(?:which|what) (?:city|place)) (?:was|is|does|did) {_IT}"
            r"|^what is the dateline|\bdateline (?:city|place)|^(?:which|what) city (?:is|was) (?:in )?the dateline"
        ),
        "Where was the story filed?",
    ),
    (
        ArticleSlot.SOURCE,
        (
            rf"^(?:who|what|which)(?: \w+)? {_BE} (?:the )?(?:source|publisher|outlet)s?(?: of| for)? {_IT}"
            rf"|^(?:who|which \w+|what \w+) (?:published|ran|released|reported) {_IT}|^what (?:is|was) the source$"
            rf"|^source of {_IT}"
        ),
        "What is the source of this article?",
    ),
    (
        ArticleSlot.AUTHOR,
        (
            rf"^who (?:wrote|is the author of|authored|reported) {_IT}|^(?:author|byline) of {_IT}|^who is the author\b"
            r"|^whose byline"
        ),
        "Who wrote this article?",
    ),
    (
        ArticleSlot.HEADLINE,
        rf"^what (?:is|was) the (?:headline|title)\b|^headline of {_IT}|^what is {_IT} (?:called|titled)",
        "What is the headline?",
    ),
    (
        ArticleSlot.SUMMARY,
        rf"^what (?:is|was) {_IT} (?:all )?about|^summari[sz]e {_IT}|^what does {_IT} say$",
        "What is this article about?",
    ),
)
OF_ARTICLE = tuple(OfArticle(re.compile(pattern), slot, example) for slot, pattern, example in _ARTICLE_ROWS)

MEASURES = tuple(
    (name, re.compile(pattern))
    for name, pattern in (
        ("speed", r"\bhow fast\b|\bspeed\b"),
        ("strength", r"\bmagnitude\b|\bhow (?:strong|powerful)\b"),
        (
            "length",
            r"\bwhat (?:height|depth|length|width|distance)\b|\bhow (?:tall|far|high|deep|wide|thick|big|large)\b",
        ),
        ("heat", r"\bwhat temperature\b|\bhow (?:hot|cold)\b"),
        ("weight", r"\bhow heavy\b|\bhow much .*\bweigh|\bwhat weight\b"),
        (
            "money",
            (
                r"^how much (?:is|are|was|were) (?:the|a|an|his|her|its) \w+(?: in \w+)?$|\bhow much\b(?! of\b).*\b"
                r"(?:cost|costs|paid|pay|pays|worth|money|price|spend|spent|earn|earned|raise|raised|"
                r"sell|sold|fine|fined|owe|donate|donated|sue|sued|charge|buy|bought|salary)\b"
            ),
        ),
    )
)
"""Which sort of unit would answer (`query.Query.measure`)."""
