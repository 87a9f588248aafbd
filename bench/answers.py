"""Answers: quiz questions over news: `python -m bench answers`. Finding sentences and latency: `bench/retrieval.py`.

`python -m bench.answers --fit ranking`, then `--fit confidence`, print the numbers of `bot/answer/weights.py` anew:
the second is fitted to what the first finds, so put those in before. Ranking is fitted on every eighth question of
SQuAD and all of the quiz, confidence on the quiz and every fourth question of SQuAD 2.0; beside what is reached with
them stands what is reached with a confidence fitted without the questions that are measured.
"""

from __future__ import annotations

import importlib.util
import json
import math
import random
import sys
from collections.abc import Sequence
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from bot.answer import abstain, passages, proven, weights
from bot.answer.rank import FEATURES, Ranked
from bot.answer.reader import Looked, Reader
from bot.answer.wording import unsupported
from bot.extract.article import read_article
from bot.model.answer import Answer
from bot.model.article import Article, RawArticle

SHARED = Path(__file__).parents[1] / ".." / "shared"
AT = date(2026, 11, 23)
"""The day on which the questions are asked; the quiz's own days are not given to the engine."""
ENCYCLOPAEDIA = date(2016, 6, 1)
FOLDS = 3
SEED = 1

Row = tuple[tuple[float, ...], bool]
"""The features of a candidate, and whether it is right."""


class Question(NamedTuple):
    """A question with its right answers; `article` and `sentences` say where it is told, if that is known."""

    text: str
    answers: tuple[str, ...]
    article: str = ""
    sentences: frozenset[int] = frozenset()


def main() -> None:
    """Print what is reached."""
    if not (SHARED / "data" / "newsqa_dev.json").exists():
        print("answers: skipped, ../shared/data is not here")
        return
    print("quiz over 1,217 news articles; to reach: evidence 38, 52; answered 36; misled 28; abstained 85")
    print(f"  fitted on it:     {quiz()}")
    print(f"  {wording()}")
    for line in held_out():
        print(f"  {line}")
    for line in calibration():
        print(f"  {line}")


# --- data ---------------------------------------------------------------------------------------------------------


def data(name: str) -> Any:
    """Return a development set."""
    return json.loads((SHARED / "data" / f"{name}.json").read_text(encoding="utf-8"))


@cache
def scorer() -> Any:
    """Return `../shared/tools/eval_answers.py`."""
    spec = importlib.util.spec_from_file_location("eval_answers", SHARED / "tools" / "eval_answers.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@cache
def news() -> Reader:
    """Return the articles of the quiz."""
    docs = data("newsqa_dev")["docs"]
    raw = [RawArticle(id=d["id"], body=d["text"], headline=d["headline"], published=d["published"]) for d in docs]
    return Reader(read_article(one, AT) for one in raw)


@cache
def quiz_questions() -> tuple[list[Question], list[Question]]:
    """Return the questions that the articles answer, and those that they do not."""
    gold = data("newsqa_dev")
    told = [Question(q["question"], (q["answer"],)) for q in gold["questions"] if q["answerable"]]
    untold = [Question(q["question"], ()) for q in gold["unanswerable"]]
    untold += [Question(q["question"], ()) for q in gold["questions"] if not q["answerable"]]
    return told, untold


@cache
def squad(name: str) -> tuple[Reader, list[Question]]:
    """Return a SQuAD set as articles, its paragraphs joined, and its questions; impossible ones have no answers."""
    articles, questions = [], []
    for n, one in enumerate(data(name)):
        body = "\n\n".join(p["context"] for p in one["paragraphs"])
        raw = RawArticle(id=str(n), body=body, headline=one["title"].replace("_", " "), published=ENCYCLOPAEDIA)
        articles.append(read_article(raw, AT))
        start = 0
        for paragraph in one["paragraphs"]:
            end = start + len(paragraph["context"])
            questions += [_question(q, articles[-1], start, end) for q in paragraph["qas"]]
            start = end + 2
    return Reader(articles), questions


def _question(given: dict[str, Any], article: Article, start: int, end: int) -> Question:
    answers = () if given["is_impossible"] else tuple(dict.fromkeys(given["answers"]))
    inside = ((n, s) for n, s in enumerate(article.sentences) if start <= s.start < end)
    telling = frozenset(n for n, s in inside if any(a in article.body[s.start : s.end] for a in answers))
    return Question(given["question"], answers, article.id, telling)


def asked(reader: Reader, question: Question) -> tuple[Looked, list[Ranked]]:
    """Return what the index says to a question, and the sentences that fit it."""
    looked = reader.look(question.text, AT)
    return looked, reader.ranked(looked)


# --- what is reached ----------------------------------------------------------------------------------------------


def quiz() -> dict[str, float]:
    """Return what the quiz's scorer says."""
    gold = data("newsqa_dev")
    given = [_as_scored(q["id"], answer) for q, answer in _answers()]
    result: dict[str, float] = scorer().score(gold, given)[0]
    return result


def wording() -> str:
    """Return how many of the answers of the quiz say a word that neither evidence, records nor fixed phrases hold."""
    articles = {article.id: article for article in news().articles()}
    given = [answer for _, answer in _answers() if not answer.abstained]
    loose = sum(bool(unsupported(answer, articles)) for answer in given)
    return f"answers of the quiz with a word that nothing supports: {loose} of {len(given)}"


@cache
def _answers() -> list[tuple[dict[str, Any], Answer]]:
    """Return each question of the quiz with what is answered."""
    gold = data("newsqa_dev")
    return [(q, news().ask(q["question"], AT)) for q in gold["questions"] + gold["unanswerable"]]


def _as_scored(question: str, answer: Answer) -> dict[str, Any]:
    evidence = [{"text": e.text, "article": e.article} for e in answer.evidence]
    return {"id": question, "answer": answer.answer, "abstained": answer.abstained, "evidence": evidence}


def held_out() -> list[str]:
    """Return the quiz by folds, each with a calibration fitted without it, for three thresholds."""
    told, untold = quiz_questions()
    rows = [calibration_rows(news(), told), calibration_rows(news(), untold)]
    other = calibration_rows(squad("squad2_dev")[0], squad("squad2_dev")[1][::4])
    lines = []
    for threshold in (weights.THRESHOLD * 0.8, weights.THRESHOLD, weights.THRESHOLD * 1.25):
        right = wrong = kept = 0
        for fold in range(FOLDS):
            train = [r for part in rows for n, r in enumerate(part) if n % FOLDS != fold]
            fitted = logistic(train, other)
            for n, (values, is_right) in enumerate(rows[0]):
                given = n % FOLDS == fold and probability(fitted, values) >= threshold
                right += given and is_right
                wrong += given and not is_right
            kept += sum(probability(fitted, v) < threshold for n, (v, _) in enumerate(rows[1]) if n % FOLDS == fold)
        shares = [100 * x / len(part) for x, part in ((right, rows[0]), (wrong, rows[0]), (kept, rows[1]))]
        told_as = "answered {:.1f}, misled {:.1f}, abstained {:.1f}".format(*shares)
        lines.append(f"held out, by sentences alone, threshold {threshold:.2f}: {told_as}")
    return lines


def calibration() -> list[str]:
    """Return, for steps of confidence, how many of the answers given from sentences were right."""
    told, untold = quiz_questions()
    rows = calibration_rows(news(), told) + calibration_rows(news(), untold)
    rows += calibration_rows(squad("squad2_dev")[0], squad("squad2_dev")[1][::8])
    lines = []
    for low, high in ((0.0, 0.1), (0.1, 0.2), (0.2, 0.3), (0.3, 0.45), (0.45, 0.6), (0.6, 1.01)):
        inside = [right for values, right in rows if low <= abstain.probability(values) < high]
        if inside:
            told_as = f"{100 * sum(inside) / len(inside):.0f} % right of {len(inside)}"
            lines.append(f"confidence {low:.2f} to {min(high, 1):.2f}: {told_as}")
    return lines


# --- fitting ------------------------------------------------------------------------------------------------------


def ranking_rows(reader: Reader, questions: Sequence[Question]) -> list[list[Row]]:
    """Return the candidates of each question that has a right one and a wrong one among them."""
    found = []
    for question in questions:
        rows = [(r.features, _tells(question, r)) for r in asked(reader, question)[1]]
        if any(right for _, right in rows) and not all(right for _, right in rows):
            found.append(rows)
    return found


def _tells(question: Question, ranked: Ranked) -> bool:
    if question.sentences:
        return ranked.hit.article == question.article and ranked.hit.sentence in question.sentences
    short = len(ranked.sentence.text.split()) <= 60
    return short and any(scorer().has(ranked.sentence.text, a) for a in question.answers)


def calibration_rows(reader: Reader, questions: Sequence[Question]) -> list[Row]:
    """Return the features of what would be answered from sentences, and whether that would be right."""
    found = []
    for question in questions:
        looked, ranked = asked(reader, question)
        if not ranked:
            continue
        query, weighed = looked.query, looked.weighed
        choice, _ = proven.choose(query, weighed, ranked, AT)
        said = passages.found(query, choice, ranked, 0.5).text
        texts = (choice.ranked.sentence.text, said)
        right = any(scorer().has(text, answer) for text in texts for answer in question.answers)
        found.append((abstain.features(query, weighed, choice, ranked), right))
    return found


QUIZ_WEIGHT = 3.0
"""What a question of the quiz counts against one of SQuAD when ranking is fitted: they are fewer, and are news."""


def softmax(groups: Sequence[tuple[float, list[Row]]], epochs: int = 8, rate: float = 0.05) -> list[float]:
    """Return the weights that make the right candidates of each group likely, by stochastic gradient."""
    found = [0.0] * len(FEATURES)
    order, chance = list(groups), random.Random(SEED)
    for epoch in range(epochs):
        chance.shuffle(order)
        for weight, rows in order:
            scores = [sum(w * v for w, v in zip(found, values, strict=True)) for values, _ in rows]
            powers = [math.exp(s - max(scores)) for s in scores]
            whole, right = sum(powers), sum(p for p, (_, is_right) in zip(powers, rows, strict=True) if is_right)
            for power, (values, is_right) in zip(powers, rows, strict=True):
                step = weight * rate / (1 + epoch) * ((power / right if is_right else 0.0) - power / whole)
                if abs(step) > 1e-6:
                    found = [w + step * v for w, v in zip(found, values, strict=True)]
    return found


OTHER_WEIGHT = 0.05
"""What a question of SQuAD 2.0 counts against one of the quiz when confidence is fitted."""


def logistic(
    rows: Sequence[Row], other: Sequence[Row] = (), epochs: int = 40, rate: float = 0.05, shrink: float = 2e-4
) -> list[float]:
    """Return the weights of a logistic regression, by stochastic gradient with a little shrinkage."""
    given = [(1.0, r) for r in rows] + [(OTHER_WEIGHT, r) for r in other]
    found = [0.0] * len(abstain.FEATURES)
    chance = random.Random(SEED)
    for epoch in range(epochs):
        chance.shuffle(given)
        pace = rate / (1 + epoch * 0.2)
        for weight, (values, right) in given:
            step = weight * (right - probability(found, values)) * pace
            found = [w + step * v - pace * shrink * w for w, v in zip(found, values, strict=True)]
            found = [max(0.0, w * sign) * sign if sign else w for w, sign in zip(found, abstain.SIGNS, strict=True)]
    return found


def probability(fitted: Sequence[float], values: Sequence[float]) -> float:
    """Return what the regression says."""
    total = sum(w * v for w, v in zip(fitted, values, strict=True))
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))


FIXED = {"differs": 0.0}
"""Features that ranking does not use: they only say whether an answer may be given."""


def fit(what: str) -> None:
    """Print weights anew: those of "ranking", or those of "confidence"."""
    told, untold = quiz_questions()
    if what == "ranking":
        reader, questions = squad("squad_dev")
        groups = [(1.0, rows) for rows in ranking_rows(reader, [q for q in questions if q.sentences][::8])]
        groups += [(QUIZ_WEIGHT, rows) for rows in ranking_rows(news(), told)]
        fitted = [FIXED.get(name, w) for name, w in zip(FEATURES, softmax(groups), strict=True)]
        print(f"RANK = {[round(w, 2) for w in fitted]}")
        return
    other_reader, others = squad("squad2_dev")
    rows = calibration_rows(news(), told) + calibration_rows(news(), untold)
    calibrated = logistic(rows, calibration_rows(other_reader, others[::4]))
    print(f"CALIBRATION = {[round(w, 2) for w in calibrated]}")


if __name__ == "__main__":
    fit(sys.argv[-1]) if "--fit" in sys.argv else main()
