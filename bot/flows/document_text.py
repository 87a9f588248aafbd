"""The YAML of a guild's document: what is written stays as it was written, and what is wrong is said in a sentence.

YAML 1.1 makes numbers, truths and dates of what people write in a document (`9:30` is 570 to it, `off` is false); here
every scalar stays text, but for an empty one and `null`, and the fields say what they are.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import Any

import yaml
from pydantic import BaseModel, ValidationError

from bot.errors import PolicyError
from bot.flows.documents import GuildDocument, PauseDocument, PolicyDocument, SourceDocument, TopicDocument

_FORMS: dict[tuple[str, ...], type[BaseModel]] = {
    (): GuildDocument,
    ("policy",): PolicyDocument,
    ("policy", "topics"): TopicDocument,
    ("policy", "pause"): PauseDocument,
    ("sources",): SourceDocument,
}
_EXAMPLES = {
    ("policy",): "“zone: Europe/Berlin”",
    ("policy", "topics"): "“- name: Quakes” and below it “  words: [earthquake, tsunami]”",
    ("policy", "pause"): "“since: 2026-03-01T14:00:00Z”",
    ("sources",): "“- address: https://harbour.example/feed”",
}
_INSTANT = "Write an instant with its zone, such as 2026-03-01T14:00:00Z."
_WRITE = {
    "missing": "It is missing.",
    "string_type": "Write one text, no list and no fields.",
    "int_parsing": "Write a whole number, or leave it out.",
    "int_type": "Write a whole number, or leave it out.",
    "bool_parsing": "Write true or false.",
    "bool_type": "Write true or false.",
    "tuple_type": "Write a list: a line “- …” for each.",
    "literal_error": "Write 1: that is the form of document that this version reads.",
    "datetime_from_date_parsing": _INSTANT,
    "datetime_parsing": _INSTANT,
    "datetime_type": _INSTANT,
    "timezone_aware": _INSTANT,
}


class _Loader(yaml.SafeLoader):
    """Leaves scalars text and refuses a key that stands twice."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:
        seen = set()
        for key in (key for key, _ in node.value if isinstance(key, yaml.ScalarNode)):
            if key.value in seen:
                raise PolicyError(
                    f"line {key.start_mark.line + 1}: “{str(key.value)[:40]}” stands here a second time. "
                    "Leave one of the two."
                )
            seen.add(key.value)
        return super().construct_mapping(node, deep)


_Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag == "tag:yaml.org,2002:null"]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def parse(text: str) -> GuildDocument:
    """Read a document. Raises PolicyError with the place that is wrong and what to write there."""
    try:
        given = yaml.load(text, Loader=_Loader)  # noqa: S506  # a SafeLoader, which makes no objects
    except (yaml.YAMLError, RecursionError) as error:
        raise PolicyError(f"It is no YAML document: {' '.join(str(error).split())[:200]}") from None
    try:
        return GuildDocument.model_validate(given)
    except ValidationError as error:
        raise PolicyError(_sentence(error)) from None


def _sentence(error: ValidationError) -> str:
    first = error.errors(include_url=False)[0]
    place = tuple(first["loc"])
    return f"{'.'.join(map(str, place)) or 'the document'}: {_advice(str(first['type']), place, first)}"


def _advice(kind: str, place: tuple[int | str, ...], error: Mapping[str, Any]) -> str:
    names = tuple(part for part in place if isinstance(part, str))
    if kind == "extra_forbidden":
        form = _FORMS.get(names[:-1], GuildDocument)
        return f"There is no such field here. There are {', '.join(form.model_fields)}."
    if kind in {"model_type", "model_attributes_type"}:
        return f"Write fields, such as {_EXAMPLES.get(names, '“policy:” and below it “  zone: Europe/Berlin”')}."
    return _WRITE.get(kind) or f"It cannot be read ({error['msg']})."
