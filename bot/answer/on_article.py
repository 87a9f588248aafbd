"""Questions about the article itself: its date, source, city, author, headline, gist. Pure."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from bot.answer import compose
from bot.answer.compose import Found
from bot.answer.names import stems
from bot.answer.query import ArticleSlot, Query
from bot.answer.verdict import NOTHING, Verdict, newest
from bot.model.article import Article
from bot.model.base import Range, day_of


def of_article(query: Query, articles: Sequence[Article], on: date) -> Verdict:
    """Answer about the article itself: the newest as of the day `on`, or the one whose headline the question names."""
    if query.of_article is None or not articles:
        return NOTHING
    wanted = {t.stem for t in query.terms}
    articles = [a for a in articles if newest(a) <= on.toordinal()] or articles
    article = max(articles, key=lambda a: (len(wanted & set(stems(a.headline))), newest(a)))
    text, place = _ARTICLE_SLOTS[query.of_article](article)
    lede = place or (article.sentences[0] if article.sentences else Range(start=0, end=len(article.body)))
    if text is None:
        return Verdict(near=Found("The article does not tell.", ((article, lede),), 0.9))
    return Verdict(found=Found(text, ((article, lede),), 0.9))


def about(query: Query, articles: Sequence[Article], on: date) -> Verdict:
    """Answer what happened: the shortest summary of the newest article, or of the one that the question names."""
    return of_article(query.model_copy(update={"of_article": ArticleSlot.SUMMARY}), articles, on)


def _article_date(article: Article) -> tuple[str | None, Range | None]:
    place = Range(start=article.dateline.start, end=article.dateline.end) if article.dateline else None
    if article.published is None and article.dateline and article.dateline.date:
        return compose.day(day_of(article.dateline.date)), place
    return (compose.day(day_of(article.published)) if article.published else None), place


def _article_city(article: Article) -> tuple[str | None, Range | None]:
    if article.dateline is None:
        return None, None
    return article.dateline.place, Range(start=article.dateline.start, end=article.dateline.end)


_ARTICLE_SLOTS: dict[ArticleSlot, Callable[[Article], tuple[str | None, Range | None]]] = {
    ArticleSlot.DATE: _article_date,
    ArticleSlot.CITY: _article_city,
    ArticleSlot.SOURCE: lambda a: (a.source or a.url, None),
    ArticleSlot.AUTHOR: lambda a: (a.byline, None),
    ArticleSlot.HEADLINE: lambda a: (a.headline, None),
    ArticleSlot.SUMMARY: lambda a: (" ".join(s.text for s in a.summary.short) or a.headline, None),
}
