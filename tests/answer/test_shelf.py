"""The index's file: what is kept over restarts, merges, damage and several writers."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from bot.answer import segments
from bot.answer.segments import FAN
from bot.answer.shelf import Shelf
from bot.answer.sketch import Filed, filed, packed, unpacked
from bot.errors import IndexDamagedError
from tests.answer.made_articles import made, visit


def article(n: int, *owners: str, state: str = "1") -> Filed:
    text = f"The ferry number {n} sails to Bergen on Monday."
    return filed(made(text, "Ferries", key=f"a{n}"), state, frozenset(owners or {"mine"}))


def held(shelf: Shelf, key: str, owners: tuple[str, ...] | None = None) -> int:
    """In how many articles that may be seen the key stands."""
    with shelf.reading() as conn:
        found = segments.postings(conn, [key]).get(key)
        return int(shelf.seen(conn, owners).slots[found.slots].sum()) if found else 0


def test_a_sketch_comes_back_as_it_was_written() -> None:
    sketch = filed(visit()).sketch
    again = unpacked(packed(sketch))
    assert [np.asarray(part).tolist() for part in again] == [np.asarray(part).tolist() for part in sketch]


def test_an_article_without_sentences_has_an_empty_sketch() -> None:
    empty = filed(made("x", "A headline").model_copy(update={"sentences": ()})).sketch
    assert len(unpacked(packed(empty)).lengths) == 0


def test_the_state_of_an_article_is_that_of_its_last_version() -> None:
    shelf = Shelf()
    shelf.update([article(1, state="1")])
    shelf.update([article(1, state="2")])
    assert (shelf.state("a1"), shelf.state("a2")) == ("2", None)


def test_merging_loses_no_article_and_no_word(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path / "index")
    for n in range(FAN * FAN + 3):
        shelf.update([article(n)])
    assert len(shelf) == held(shelf, "w:bergen") == FAN * FAN + 3
    assert [held(shelf, f"w:{n}") for n in range(FAN * FAN + 3)] == [1] * (FAN * FAN + 3)
    with shelf.reading() as conn:
        assert conn.execute("SELECT count(*) FROM segment").fetchone()[0] < FAN
    shelf.close()


def test_what_was_filed_is_there_after_a_restart(tmp_path: Path) -> None:
    first = Shelf(tmp_path / "index")
    first.update([article(1), article(2)], mark="7")
    first.close()
    again = Shelf(tmp_path / "index")
    assert (again.mark, len(again), held(again, "w:bergen")) == ("7", 2, 2)
    again.close()


def test_a_file_that_is_no_index_is_made_anew(tmp_path: Path) -> None:
    (tmp_path / "index").write_bytes(b"this is no database" * 500)
    shelf = Shelf(tmp_path / "index")
    assert (shelf.mark, len(shelf)) == ("", 0)
    shelf.close()


def test_a_file_that_is_damaged_further_in_says_so_and_can_be_made_anew(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path / "index")
    shelf.update([article(n) for n in range(50)], mark="7")
    shelf.close()
    data = bytearray((tmp_path / "index").read_bytes())
    data[8192:] = b"\xff" * (len(data) - 8192)
    (tmp_path / "index").write_bytes(bytes(data))
    shelf = Shelf(tmp_path / "index")
    with pytest.raises(IndexDamagedError):
        len(shelf)
    shelf.renew()
    assert (shelf.mark, len(shelf)) == ("", 0)
    shelf.close()


def test_of_two_that_write_after_the_same_mark_one_is_turned_away(tmp_path: Path) -> None:
    one, other = Shelf(tmp_path / "index"), Shelf(tmp_path / "index")
    assert one.update([article(1)], mark="1")
    assert not other.update([article(1), article(2)], mark="2")
    assert other.update([article(2)], mark="2", after="1")
    assert len(one) == len(other) == held(one, "w:bergen") == 2
    one.close()
    other.close()


def test_a_reader_sees_what_another_process_filed_and_dropped(tmp_path: Path) -> None:
    one, other = Shelf(tmp_path / "index"), Shelf(tmp_path / "index")
    one.update([article(1), article(2)])
    assert held(other, "w:bergen") == 2
    one.update([], ["a1"])
    assert (held(other, "w:bergen"), held(other, "w:1")) == (1, 0)
    one.clear()
    assert held(other, "w:bergen") == 0
    one.update([article(3)])
    assert held(other, "w:bergen") == 1
    one.close()
    other.close()


def test_an_article_that_more_guilds_tell_is_filed_once() -> None:
    shelf = Shelf()
    shelf.update([article(1, "one")])
    for n in range(20):
        shelf.update([article(1, *(f"guild {i}" for i in range(n)), "one")])
    with shelf.reading() as conn:
        assert conn.execute("SELECT max(slot) FROM document").fetchone()[0] == 1
    assert held(shelf, "w:bergen", ("guild 18",)) == held(shelf, "w:bergen") == 1
    assert held(shelf, "w:bergen", ("guild 19",)) == 0


def test_a_guild_that_tells_it_no_longer_sees_it_no_longer() -> None:
    shelf = Shelf()
    shelf.update([article(1, "one", "two")])
    shelf.update([article(1, "two")])
    assert (held(shelf, "w:bergen", ("one",)), held(shelf, "w:bergen", ("two",))) == (0, 1)


def test_an_index_of_more_old_versions_than_articles_is_made_anew() -> None:
    shelf = Shelf()
    many = [article(n) for n in range(600)]
    for state in ("1", "2", "3"):
        shelf.update([one._replace(state=state) for one in many], mark="m", after=shelf.mark)
    assert (shelf.mark, len(shelf)) == ("", 0)
    shelf.update([article(1)])
    assert held(shelf, "w:bergen") == 1
