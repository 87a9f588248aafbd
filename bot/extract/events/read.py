"""From sentences to events.

for each sentence with a date in it:
    find the word that the date belongs to (`govern`), and whether it is announced, hoped for, called off (`standing`)
    name who takes part, where, and what to call it (`naming`)
gather what is told of one happening (`gather`, `matching`)
add what the text says of those happenings without a date (`recall`)
make events of them, with their evidence and relations (`build`)
"""

from __future__ import annotations

from bot.extract.events.build import build
from bot.extract.events.gather import draft
from bot.extract.events.page import Page
from bot.extract.events.recall import recall
from bot.extract.events.tell import told_in
from bot.extract.text import Text
from bot.extract.times import Reference
from bot.model.article import Entity, Quote
from bot.model.event import Event
from bot.model.time import TimeExpression


def read_events(  # noqa: PLR0917  # the rooms' common signature, in the order in which the parts are read
    text: Text,
    times: tuple[TimeExpression, ...],
    entities: tuple[Entity, ...],
    quotes: tuple[Quote, ...],  # noqa: ARG001  # part of that signature; what is told in quotation marks counts alike
    reference: Reference,
    article_id: str,
) -> tuple[Event, ...]:
    """Return the dated events of the text, each once with all its evidence, in the order in which they are first told.

    Events to come (scheduled, tentative, rescheduled, cancelled) and, of the kinds that questions are asked of, past
    ones. `times` and `entities` are those read from the same text.
    """
    page = Page(text, times, entities)
    told = [one for sentence in page.dated() for one in told_in(page, sentence, reference.day)]
    drafts = draft(told, entities)
    recall(page, drafts)
    return build(text.body, drafts, entities, article_id)
