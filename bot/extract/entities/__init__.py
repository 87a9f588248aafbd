"""People, organisations and places of an article, each under one name with all its mentions.

read the words and what the tables say of each
cut runs of capitals into parts, join the parts to names, decide what each name stands for
find in headlines what the rest tells
bring together what names one thing; read the roles of people
resolve descriptions and pronouns where the evidence is good
"""

from __future__ import annotations

from collections.abc import Iterable

from bot.extract.entities.classify import Classifier
from bot.extract.entities.headlines import headline_names
from bot.extract.entities.join import join
from bot.extract.entities.lexicon import lexicon
from bot.extract.entities.name import canonical
from bot.extract.entities.page import Page, Piece
from bot.extract.entities.refer import Referrer
from bot.extract.entities.resolve import Named, resolve
from bot.extract.entities.roles import Role, roles
from bot.extract.entities.spot import runs
from bot.extract.entities.teams import name_teams
from bot.extract.marks import quoted_tokens
from bot.extract.text import Text
from bot.extract.tokens import tokenise
from bot.model.article import Dateline, Entity, EntityKind, Mention, MentionForm

__all__ = ["read_entities"]


def read_entities(text: Text, dateline: Dateline | None) -> tuple[Entity, ...]:
    """Return the people, organisations, places and other named things of `text`, in the order in which they appear.

    An entity's name is the form without titles that the article tells most fully; its role is in the article's words.
    """
    page = Page(tokenise(text.body, text.paragraphs), frozenset(s.start for s in text.sentences), lexicon())
    pieces = _apart(piece for parts in runs(page) for piece in join(page, parts))
    _place_dateline(page, pieces, dateline)
    names = Classifier(page, pieces).names()
    name_teams(page, names)
    names = _apart(sorted(names + headline_names(page, names), key=lambda p: p.first))
    found = resolve(page, (p for p in names if not _is_day(p)))
    told = {id(n): roles(page, n) for n in found if n.kind is EntityKind.PERSON}
    referrer = Referrer(page, found, told, _inside(text, page))
    mentions: dict[int, list[tuple[int, int, MentionForm]]] = {
        id(n): [(p.first, p.last, MentionForm.NAME) for p in n.pieces] for n in found
    }
    for reference in referrer.references():
        mentions[id(reference.named)].append((reference.first, reference.last, reference.form))
    return tuple(_entity(text.body, page, n, told.get(id(n), []), sorted(mentions[id(n)])) for n in found)


def _apart(pieces: Iterable[Piece]) -> list[Piece]:
    """Leave out what begins within the name before it: a name may reach beyond its run ("Ministry of X and Y")."""
    kept: list[Piece] = []
    for piece in pieces:
        if not kept or piece.first >= kept[-1].last:
            kept.append(piece)
    return kept


def _place_dateline(page: Page, pieces: list[Piece], dateline: Dateline | None) -> None:
    """Take what the dateline begins with for a place, known or not: "WEXELSTEDT, Germany (Reuters) -"."""
    if dateline is None:
        return
    opened = dateline.text.find("(")
    end = dateline.start + (opened if opened >= 0 else len(dateline.text))
    for piece in pieces:
        if dateline.start <= page.starts[piece.first] < end and (piece.known is None or not piece.sure):
            piece.kind, piece.sure = EntityKind.PLACE, True


def _is_day(piece: Piece) -> bool:
    return piece.known is not None and piece.known.section == "calendar"


def _inside(text: Text, page: Page) -> bytearray:
    """Return for each token whether it stands within quotation marks."""
    inside = bytearray(len(page.words))
    for quoted in quoted_tokens(text.body, tokenise(text.body, text.paragraphs)):
        inside[quoted.first : quoted.last] = b"\1" * (quoted.last - quoted.first)
    return inside


def _entity(
    body: str, page: Page, named: Named, told: list[Role], mentions: list[tuple[int, int, MentionForm]]
) -> Entity:
    name = canonical(page, named)
    spans = [(page.starts[first], page.ends[last - 1], form) for first, last, form in mentions]
    forms = dict.fromkeys(body[start:end] for start, end, form in spans if form is MentionForm.NAME)
    return Entity(
        name=name,
        kind=named.kind,
        role=told[0].text if told else None,
        aliases=tuple(form for form in forms if form != name),
        mentions=tuple(Mention(start=s, end=e, text=body[s:e], form=form) for s, e, form in spans),
    )
