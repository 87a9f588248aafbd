"""A summary in the article's own sentences: at most one, three and six."""

from bot.extract.summary.check import check
from bot.extract.summary.choose import summarise

__all__ = ["check", "summarise"]
