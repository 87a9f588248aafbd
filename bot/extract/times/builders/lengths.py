"""How long."""

from __future__ import annotations

from bot.extract.times.meaning import Length, Meaning, Unit
from bot.extract.times.patterns import Builder, Found
from bot.extract.times.values import TIME_UNITS, length_value


def length(found: Found) -> Meaning | None:
    """A duration: count, unit; half adds one half, halfof is one half."""
    unit: Unit = found.get("unit")
    amount = found.get("count") or found.get("couple")
    if found.has("halfof"):
        return Length(_half_of(unit))
    if found.has("half") and amount is not None:
        return Length(_and_a_half(amount, unit))
    return Length(length_value(amount, unit))


def year(_found: Found) -> Meaning | None:
    """The year that ended on a date."""
    return Length(length_value(1, Unit.YEAR))


def length_one(found: Found) -> Meaning | None:
    """One of a unit: unit."""
    return Length(length_value(1, found.get("unit")))


def length_couple(found: Found) -> Meaning | None:
    """A couple of a unit: unit."""
    return Length(length_value(2, found.get("unit")))


def length_hundred(found: Found) -> Meaning | None:
    """A hundred or a thousand of a unit: unit, many."""
    return Length(length_value(found.get("many"), found.get("unit")))


def length_unknown(found: Found) -> Meaning | None:
    """So many of a unit that no one number says it: unit."""
    return Length(length_value(None, found.get("unit")))


def half_hour(_found: Found) -> Meaning | None:
    """A half-hour."""
    return Length("PT30M")


def length_mixed(found: Found) -> Meaning | None:
    """Five and a fraction: count, one, two, unit."""
    if (found.get("one"), found.get("two")) != (1, 2):
        return None
    return Length(_and_a_half(found.get("count"), found.get("unit")))


def _half_of(unit: Unit) -> str:
    exact = {Unit.HOUR: "PT30M", Unit.YEAR: "P6M", Unit.DECADE: "P5Y", Unit.CENTURY: "P50Y", Unit.MINUTE: "PT30S"}
    return exact.get(unit, length_value(0.5, unit))


def _and_a_half(amount: float, unit: Unit) -> str:
    finer = {Unit.HOUR: "30M", Unit.MINUTE: "30S"}.get(unit)
    return f"PT{amount:g}{TIME_UNITS[unit]}{finer}" if finer else length_value(amount + 0.5, unit)


def fixed_length(value: str) -> Builder:
    """A fixed duration."""

    def build(_found: Found) -> Meaning | None:
        return Length(value)

    return build
