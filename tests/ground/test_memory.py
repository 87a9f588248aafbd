from __future__ import annotations

import gc
import weakref
from collections.abc import Iterator

import pytest

from bot import memory


@pytest.fixture(autouse=True)
def _thaw_afterwards() -> Iterator[None]:
    threshold = gc.get_threshold()
    yield
    gc.set_threshold(*threshold)
    gc.unfreeze()


class Ring:
    def __init__(self) -> None:
        self.me = self


def test_what_is_there_is_passed_over_and_what_comes_later_is_not() -> None:
    there = Ring()
    memory.settle()
    assert gc.get_freeze_count() > 0
    assert not any(one is there for one in gc.get_objects())
    later = weakref.ref(Ring())
    gc.collect()
    assert later() is None


def test_garbage_is_not_kept() -> None:
    garbage = weakref.ref(Ring())
    memory.settle()
    assert garbage() is None


def test_what_a_question_makes_is_not_gone_through_while_it_is_answered() -> None:
    memory.settle()
    assert gc.get_threshold()[0] == memory.MADE
