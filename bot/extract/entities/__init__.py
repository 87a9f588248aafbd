"""People, organisations and places of an article, each under one name with all its mentions."""

from __future__ import annotations

from collections import defaultdict

from bot.extract.entities.classify import classify
from bot.extract.entities.lexicon import Lexicon, lexicon
from bot.extract.entities.spot import Piece, Spotter
from bot.extract.text import Text
from bot.extract.tokens import tokenise
from bot.model.article import Dateline, Entity, EntityKind, Mention, MentionForm

__all__ = ["read_entities"]


def read_entities(text: Text, dateline: Dateline | None) -> tuple[Entity, ...]:
    """Return the people, organisations, places and other named things of `text`, in the order in which they appear."""
    tokens = tokenise(text.body, text.paragraphs)
    spotter = Spotter(tokens, frozenset(s.start for s in text.sentences), lexicon())
    pieces = [p for p in classify(spotter, spotter.pieces()) if p.kind is not EntityKind.OTHER]
    groups: dict[tuple[EntityKind, str], list[Piece]] = defaultdict(list)
    for piece in pieces:
        key = " ".join(tokens.words[piece.first : piece.last])
        if piece.kind is EntityKind.PERSON:
            key = _person_key(key, [k[1] for k in groups if k[0] is EntityKind.PERSON])
        elif piece.known is not None:
            key = piece.known.name
        assert piece.kind is not None
        groups[piece.kind, key].append(piece)
    return tuple(_entity(text.body, spotter, kind, key, found) for (kind, key), found in groups.items())


def _person_key(name: str, names: list[str]) -> str:
    for other in reversed(names):
        if other == name or other.endswith(" " + name):
            return other
    return name


def _entity(body: str, spotter: Spotter, kind: EntityKind, name: str, pieces: list[Piece]) -> Entity:
    mentions = []
    for piece in pieces:
        start, end = spotter.starts[piece.first], spotter.ends[piece.last - 1]
        mentions.append(Mention(start=start, end=end, text=body[start:end], form=MentionForm.NAME))
    aliases = tuple(dict.fromkeys(m.text for m in mentions if m.text != name))
    return Entity(name=name, kind=kind, aliases=aliases, mentions=tuple(mentions))
