"""Answers: quiz questions over news: `python -m bench answers`. Finding sentences and latency: `bench/retrieval.py`.

`python -m bench.answers --fit ranking`, then `--fit confidence`, print the numbers of `bot/answer/weights.py` anew:
the second is fitted to what the first finds, so put those in before. Ranking is fitted on every second question of
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

import numpy as np
from numpy.typing import NDArray

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


class Candidates(NamedTuple):
    """The sentences found for a question: the features of each and whether it is right; `article` is the question's."""

    values: NDArray[np.float64]
    right: NDArray[np.bool_]
    article: str


Weighted = Sequence[tuple[float, Candidates]]
"""What was found for questions, each with what it counts."""


def candidates(reader: Reader, questions: Sequence[Question]) -> list[Candidates]:
    """Return what was found for each of the questions that found anything."""
    found = []
    for question in questions:
        if ranked := asked(reader, question)[1]:
            right = np.array([_tells(question, r) for r in ranked])
            found.append(Candidates(np.array([r.features for r in ranked]), right, question.article))
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


QUIZ_WEIGHT = 20.0
"""What a question of the quiz counts against one of SQuAD when ranking is fitted: they are fewer, and are news."""
SHRINK = 2e-3
"""Pull of each weight to nothing, against the mean loss of a question."""
SPREAD = 0.65
"""What the weights of ranking are multiplied by once fitted: the order stays, but a sentence whose clause proves
the answer takes the place of a better ranked one sooner (`passages`). Of 0.65, 0.8 and 1, chosen on the quiz."""


def softmax(given: Weighted, steps: int = 400, rate: float = 0.1) -> NDArray[np.float64]:
    """Return the weights that make the right candidates of each question likely, by Adam over all of them at once."""
    used = [(weight, one) for weight, one in given if one.right.any() and not one.right.all()]
    values = np.concatenate([one.values for _, one in used])
    right = np.concatenate([one.right for _, one in used])
    sizes = np.array([len(one.right) for _, one in used])
    starts = np.cumsum(sizes) - sizes
    counts = np.repeat([weight for weight, _ in used], sizes) / sum(weight for weight, _ in used)
    found, mean, square = (np.zeros(values.shape[1]) for _ in range(3))
    for step in range(1, steps + 1):
        scores = values @ found
        powers = np.exp(scores - np.repeat(np.maximum.reduceat(scores, starts), sizes))
        of_all, of_right = (np.repeat(np.add.reduceat(p, starts), sizes) for p in (powers, powers * right))
        slope = values.T @ (counts * (powers / of_all - powers * right / of_right)) + SHRINK * found
        mean, square = 0.9 * mean + 0.1 * slope, 0.999 * square + 0.001 * slope**2
        pace = rate * (1 - step / (steps + 1))
        found = found - pace * (mean / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.999**step)) + 1e-9)
    return found


def shares(fitted: NDArray[np.float64], given: Sequence[Candidates]) -> NDArray[np.float64]:
    """Return how many of these have a right sentence first, in the first three, in the first five."""
    ranks = [one.right[np.argsort(-(one.values @ fitted), kind="stable")] for one in given]
    return np.array([sum(right[:n].any() for right in ranks) for n in (1, 3, 5)])


def ranking_held_out(given: Weighted, folds: Sequence[int], others: Weighted) -> str:
    """Say what weights reach on each fold of the given that were fitted on the others and on the rest of the given."""
    found = np.zeros(3)
    for fold in range(FOLDS):
        train = [one for one, of in zip(given, folds, strict=True) if of != fold]
        left_out = [one for (_, one), of in zip(given, folds, strict=True) if of == fold]
        found += shares(softmax([*train, *others]), left_out)
    return "first {:.1f}, in three {:.1f}, in five {:.1f}".format(*(100 * found / len(given)))


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
        of_squad = [(1.0, one) for one in candidates(reader, [q for q in questions if q.sentences][::2])]
        of_quiz = [(QUIZ_WEIGHT, one) for one in candidates(news(), told)]
        fitted = SPREAD * softmax([*of_squad, *of_quiz])
        print(f"RANK = {[FIXED.get(name, round(float(w), 2)) for name, w in zip(FEATURES, fitted, strict=True)]}")
        articles = sorted({one.article for _, one in of_squad})
        by_article = [articles.index(one.article) % FOLDS for _, one in of_squad]
        by_question = [n % FOLDS for n in range(len(of_quiz))]
        print(f"SQuAD, held out by articles: {ranking_held_out(of_squad, by_article, of_quiz)}")
        print(f"quiz, held out by questions: {ranking_held_out(of_quiz, by_question, of_squad)}")
        return
    other_reader, others = squad("squad2_dev")
    rows = calibration_rows(news(), told) + calibration_rows(news(), untold)
    calibrated = logistic(rows, calibration_rows(other_reader, others[::4]))
    print(f"CALIBRATION = {[round(w, 2) for w in calibrated]}")


if __name__ == "__main__":
    fit(sys.argv[-1]) if "--fit" in sys.argv else main()
