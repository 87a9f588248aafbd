"""Dateline: a news-alert bot that reads the article."""

__version__ = "0.1.0"
