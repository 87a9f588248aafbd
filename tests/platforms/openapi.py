"""Checks a request against what of JSON Schema Discord's API description uses; stricter about unknown keys."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

SPEC = Path(__file__).parents[2] / ".." / "shared" / "spec" / "openapi.json"
_TYPES: dict[str, type | tuple[type, ...]] = {
    "object": dict,
    "array": list,
    "string": str,
    "boolean": bool,
    "integer": int,
    "number": (int, float),
    "null": type(None),
}


@lru_cache(maxsize=1)
def spec() -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(SPEC.read_text())
    return loaded


def problems(value: Any, schema: dict[str, Any], at: str = "$") -> list[str]:
    """Return what is wrong with the value; empty if it fits."""
    return list(_problems(value, schema, at))


def named(name: str) -> dict[str, Any]:
    found: dict[str, Any] = spec()["components"]["schemas"][name]
    return found


def _problems(value: Any, schema: dict[str, Any], at: str) -> Iterator[str]:
    if "$ref" in schema:
        yield from _problems(value, named(schema["$ref"].rsplit("/", 1)[1]), at)
        return
    for alternatives in (schema.get("oneOf"), schema.get("anyOf")):
        if alternatives:
            tried = [problems(value, one, at) for one in alternatives]
            if all(tried):
                yield from min(tried, key=len)
    types = schema.get("type")
    names = [types] if isinstance(types, str) else types or []
    if names and not any(_is(value, name) for name in names):
        yield f"{at}: {type(value).__name__} is not {types}"
        return
    yield from _bounds(value, schema, at)
    yield from _inside(value, schema, at)


def _is(value: Any, name: str) -> bool:
    if isinstance(value, bool) and name in {"integer", "number"}:
        return False
    return isinstance(value, _TYPES[name])


def _bounds(value: Any, schema: dict[str, Any], at: str) -> Iterator[str]:
    size = len(value) if isinstance(value, str | list) else None
    least = schema.get("minLength", schema.get("minItems", 0))
    most = schema.get("maxLength", schema.get("maxItems"))
    if size is not None and (size < least or (most is not None and size > most)):
        yield f"{at}: length {size} is not within {least} and {most}"
    if isinstance(value, int) and not schema.get("minimum", value) <= value <= schema.get("maximum", value):
        yield f"{at}: {value} is out of bounds"
    if "enum" in schema and value not in schema["enum"]:
        yield f"{at}: {value!r} is none of {schema['enum']}"


def _inside(value: Any, schema: dict[str, Any], at: str) -> Iterator[str]:
    if isinstance(value, list) and "items" in schema:
        for index, item in enumerate(value):
            yield from _problems(item, schema["items"], f"{at}[{index}]")
    if isinstance(value, dict) and "properties" in schema:
        yield from (f"{at}: lacks {name}" for name in schema.get("required", ()) if name not in value)
        for name, item in value.items():
            if name not in schema["properties"]:
                yield f"{at}: does not know {name}"
            else:
                yield from _problems(item, schema["properties"][name], f"{at}.{name}")
