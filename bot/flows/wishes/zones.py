"""Time zones as people write them."""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from difflib import SequenceMatcher, get_close_matches

from bot.errors import UnknownZoneError
from bot.model.policy import known_zones

_ABBREVIATIONS: dict[str, tuple[str, ...]] = {
    "et": ("America/New_York",),
    "edt": ("America/New_York",),
    "ct": ("America/Chicago",),
    "cst": ("America/Chicago", "Asia/Shanghai"),
    "cdt": ("America/Chicago",),
    "mt": ("America/Denver",),
    "mdt": ("America/Denver",),
    "pt": ("America/Los_Angeles",),
    "pst": ("America/Los_Angeles",),
    "pdt": ("America/Los_Angeles",),
    "bst": ("Europe/London",),
    "cest": ("Europe/Berlin",),
    "eest": ("Europe/Athens",),
    "msk": ("Europe/Moscow",),
    "ist": ("Asia/Kolkata", "Europe/Dublin"),
    "jst": ("Asia/Tokyo",),
    "kst": ("Asia/Seoul",),
    "aest": ("Australia/Sydney",),
    "aedt": ("Australia/Sydney",),
}
"""What people write for a zone although it names an offset, or several; offered, never chosen for them."""

_NO_PLACE = frozenset({"Factory", "localtime"})
"""In the database for machines: whatever this one is set to, and not set at all."""

_COMMON = (
    "UTC", "America/New_York", "America/Chicago", "America/Denver", "America/Los_Angeles", "America/Sao_Paulo",
    "Europe/London", "Europe/Berlin", "Europe/Paris", "Europe/Madrid", "Europe/Rome", "Europe/Athens",
    "Europe/Istanbul", "Africa/Lagos", "Africa/Nairobi", "Africa/Johannesburg", "Asia/Dubai", "Asia/Kolkata",
    "Asia/Singapore", "Asia/Shanghai", "Asia/Seoul", "Asia/Tokyo", "Australia/Sydney", "Pacific/Auckland",
)  # fmt: skip
"""Offered before anything is typed: populous zones, west to east."""


def zone(text: str) -> str:
    """Read the name of a time zone, in any case, also by its city alone where that is the only one.

    Raises UnknownZoneError with the nearest names.
    """
    key = _key(text)
    for name in _zones():
        if _key(name) == key:
            return name
    cities = [name for name in _places() if _city(name) == key]
    if len(cities) == 1:
        return cities[0]
    raise UnknownZoneError(text.strip(), tuple(cities[:3]) or nearest_zones(text, limit=3))


def nearest_zones(text: str, limit: int = 25) -> tuple[str, ...]:
    """Return the names of zones that come closest to what was typed so far, best first."""
    key = _key(text)
    if not key:
        return _COMMON[:limit]
    offered = [*_ABBREVIATIONS.get(key, ()), *_by_beginning(key), *_by_likeness(key)]
    return tuple(dict.fromkeys(offered))[:limit]


def _by_beginning(key: str) -> list[str]:
    """Zones whose city or name begins with it, then those that hold it."""
    ranked = []
    for name in _zones():
        city, whole = _city(name), _key(name)
        rank = 0 if city.startswith(key) else 1 if whole.startswith(key) else 2 if key in whole else None
        if rank is not None:
            ranked.append((rank, name not in _COMMON, "/" not in name, whole, name))
    return [name for *_, name in sorted(ranked)]


def _by_likeness(key: str) -> list[str]:
    """Zones that are spelled nearly like it, by city or in full."""
    by_key: dict[str, str] = {}
    for name in _places():
        by_key.setdefault(_city(name), name)
    whole = {_key(name): name for name in _places()}
    alike = [(by_key[k], k) for k in get_close_matches(key.rsplit("/", 1)[-1], by_key, n=5, cutoff=0.7)]
    alike += [(whole[k], k) for k in get_close_matches(key, whole, n=5, cutoff=0.7)]
    return [name for name, found in sorted(alike, key=lambda pair: -_likeness(key, pair[1]))]


def _likeness(key: str, found: str) -> float:
    return max(SequenceMatcher(None, key, found).ratio(), SequenceMatcher(None, key.rsplit("/", 1)[-1], found).ratio())


def _zones() -> Set[str]:
    return known_zones() - _NO_PLACE


def _places() -> Sequence[str]:
    """Names of the form Region/City in a fixed order, without Etc/… (signs reversed: nobody wants those)."""
    return sorted(name for name in _zones() if "/" in name and not name.startswith(("Etc/", "SystemV/")))


def _key(text: str) -> str:
    return re.sub(r"[\s_-]+", "_", text.strip().casefold())


def _city(name: str) -> str:
    return _key(name).rsplit("/", 1)[-1]
