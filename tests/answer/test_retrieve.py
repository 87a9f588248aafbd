"""Finding sentences: what fits best comes first, and what is not allowed does not exist."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date

import pytest

from bot.answer.families import family, opposite
from bot.answer.reader import Reader
from bot.answer.retrieve import ARTICLES, Hit, Weighed, view
from bot.answer.shelf import Shelf
from bot.answer.sketch import filed
from bot.answer.understand import understand
from bot.answer.words import porter, stem
from bot.model.article import Article
from tests.answer.made_articles import made, visit

ON = date(2026, 2, 10)
BRIDGE = (
    "The old bridge over the Aare was closed. Engineers had found cracks in two of its piers. Repairs begin in May."
)
FAIR = "The autumn fair opens its gates. Will it rain? Visitors may buy tickets for twelve crowns at the gate."


ALL = "everyone"


def index(*articles: Article, owners: Sequence[str] = ()) -> Shelf:
    found = Shelf()
    who = [*owners, *[ALL] * len(articles)]
    found.update([filed(article, owners=frozenset({owner})) for article, owner in zip(articles, who, strict=False)])
    return found


def find(where: Shelf, question: str, owners: Collection[str] | None = None) -> tuple[Weighed, list[Hit]]:
    with view(where, owners) as seen:
        return seen.find(understand(question, ON), 3)


def best(where: Shelf, question: str, owners: Collection[str] | None = None) -> list[tuple[str, int]]:
    return [(h.article, h.sentence) for h in find(where, question, owners)[1]]


TWO = (made(BRIDGE, "A bridge is closed", key="bridge"), made(FAIR, "The fair opens", key="fair"))


def test_the_sentence_with_the_rarest_words_comes_first() -> None:
    assert best(index(*TWO), "What cracks did the engineers find?")[0] == ("bridge", 1)


def test_a_word_of_the_family_finds_the_sentence_too() -> None:
    assert best(index(*TWO), "When will they start the repair?")[0] == ("bridge", 2)


def test_many_sentences_come_as_if_all_were_put_in_order_best_first() -> None:
    text = " ".join(f"Boat {n} sails to the ferry {'ferry ' * (n % 5)}pier." for n in range(40))
    with view(index(made(text, "Boats", key="boats")), None) as seen:
        question = understand("Which boat sails to the ferry pier?", ON)
        whole, few = seen.find(question, 1_000)[1], seen.find(question, 7)[1]
    assert few == sorted(whole, key=lambda h: (-h.score, h.sentence))[:7]


def test_questions_within_an_article_are_no_evidence() -> None:
    assert ("fair", 1) not in best(index(*TWO), "Will it rain at the fair?")


def test_the_best_of_very_many_articles_are_the_best_of_all() -> None:
    texts = [f"Boat {n} sails. " + "The ferry sails again today. " * (n % 37) for n in range(700)]
    many = index(*(made(text, "Boats", key=f"a{n:03}") for n, text in enumerate(texts)))
    with view(many, None) as seen:
        hits = seen.find(understand("Which ferry sails today?", ON), 2_000)[1]
    expected = sorted(range(700), key=lambda n: (-(n % 37), n))[:ARTICLES]
    assert {hit.article for hit in hits} == {f"a{n:03}" for n in expected}


def test_what_may_not_be_seen_is_neither_found_nor_counted() -> None:
    both, one = index(*TWO, owners=("hidden", "mine")), index(TWO[1])
    question = "Who found cracks in the bridge at the fair gate?"
    assert find(both, question, {"mine", "nobody"}) == find(one, question)


def test_what_may_not_be_seen_makes_no_name_known() -> None:
    both = index(visit("secret"), TWO[1], owners=("hidden", "mine"))
    with view(both, {"mine"}) as seen:
        assert seen.known({"takaichi"}) == {}
    with view(both, {"mine", "hidden"}) as seen:
        assert seen.known({"takaichi"}) == {"takaichi": True}


def test_a_newer_version_replaces_the_older() -> None:
    where = index(*TWO)
    where.update([filed(made("Nothing of the sort happened here.", "Another", key="bridge"), "2")])
    assert best(where, "What cracks did the engineers find?") == []
    assert len(where) == 2


def test_a_removed_article_is_gone() -> None:
    reader = Reader(TWO)
    reader.remove("bridge")
    assert len(reader) == 1
    assert reader.ask("What did the engineers find in the piers?", ON).abstained


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("won", "winning"),
        ("Japanese", "Japan"),
        ("U.S.", "American"),
        ("visits", "visited"),
        ("went", "goes"),
        ("Trump’s", "Trump"),
    ],
)
def test_forms_of_a_word_share_a_stem(one: str, other: str) -> None:
    assert stem(one) == stem(other)


@pytest.mark.parametrize(
    ("word", "root"),
    # The examples of M. F. Porter, "An algorithm for suffix stripping" (1980).
    [
        ("caresses", "caress"), ("ponies", "poni"), ("cats", "cat"), ("agreed", "agre"), ("plastered", "plaster"),
        ("motoring", "motor"), ("conflated", "conflat"), ("hopping", "hop"), ("filing", "file"), ("happy", "happi"),
        ("relational", "relat"), ("conditional", "condit"), ("vietnamization", "vietnam"), ("operator", "oper"),
        ("hopefulness", "hope"), ("triplicate", "triplic"), ("electrical", "electr"), ("revival", "reviv"),
        ("adjustment", "adjust"), ("adoption", "adopt"), ("probate", "probat"), ("rate", "rate"),
        ("controll", "control"),
    ],
)  # fmt: skip
def test_stems_are_porters(word: str, root: str) -> None:
    assert porter(word) == root


def test_a_family_holds_paraphrases_and_an_opposite_denies() -> None:
    assert stem("trip") in family(stem("visit"))
    assert stem("lose") in opposite(stem("win"))
    assert stem("win") not in opposite(stem("win"))
