"""Articles that questions were answered from lately, as they were read: questions follow the news."""

from __future__ import annotations

import threading

from bot.model.article import Article
from bot.model.unchecked import unchecked


class Lately:
    """Keeps the `most` articles read last, some 100 kB each. Safe to use from several threads."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._lock = threading.Lock()
        self._kept: dict[str, tuple[str, Article]] = {}

    def article(self, key: str, record: str) -> Article:
        """Return the article of this id, read from its record unless the same record was read lately."""
        with self._lock:
            known = self._kept.pop(key, None)
        found = known[1] if known and known[0] == record else unchecked(Article, record)
        with self._lock:
            self._kept[key] = (record, found)
            while len(self._kept) > self._most:
                del self._kept[next(iter(self._kept))]
        return found
