"""A summary in the article's own sentences: at most one, three and six."""

from bot.extract.summary.choose import summarise

__all__ = ["summarise"]
