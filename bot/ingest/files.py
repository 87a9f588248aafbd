"""Articles from files and from a watched folder."""

from __future__ import annotations

import asyncio
from datetime import datetime
from pathlib import Path

from pydantic import ValidationError

from bot.errors import FetchError, FrontMatterError, InputError, TooLargeError, UnreadableFileError
from bot.ingest.front_matter import split_front_matter
from bot.ingest.text import MAX_ARTICLE_BYTES, clean, decode, unify_line_ends
from bot.model.article import RawArticle
from bot.model.source import Entry, Poll, SourceForPoll

SUFFIXES = (".md", ".txt")
MAX_FOLDER_FILES = 10_000


def read_article_text(data: bytes, subject: str) -> RawArticle:
    """Return the article in `data`, plain text or Markdown with front matter. Raises InputError."""
    fields, text = split_front_matter(unify_line_ends(decode(data, subject)), subject)
    try:
        return RawArticle(body=clean(text, subject), **fields)
    except ValidationError as error:
        first = error.errors(include_input=False, include_url=False)[0]
        raise FrontMatterError(subject, str(first["loc"][0]), f"is wrong: {first['msg']}.") from None


def read_file(path: Path) -> RawArticle:
    """Return the article in a file. Raises InputError with a sentence that says what to do."""
    try:
        size = path.stat().st_size
        if path.is_file() and size > MAX_ARTICLE_BYTES:
            raise TooLargeError(str(path), size, MAX_ARTICLE_BYTES)
        data = path.read_bytes()
    except OSError as error:
        raise UnreadableFileError(str(path), error.strerror or type(error).__name__) from None
    return read_article_text(data, str(path))


def article_files(folder: Path) -> list[Path]:
    """Return the article files directly in a folder and in its folders, in order of name; hidden ones left out."""
    found = (p for p in folder.rglob("*") if p.suffix.lower() in SUFFIXES and p.is_file())
    shown = (p for p in found if not any(part.startswith(".") for part in p.relative_to(folder).parts))
    return sorted(shown)[:MAX_FOLDER_FILES]


class FolderSource:
    """A folder whose files are articles; a file that cannot be read never hides the others."""

    async def poll(self, source: SourceForPoll, now: datetime) -> Poll:  # noqa: ARG002  # the port tells the time
        """Read every article file of the folder at `source.address`. Raises FetchError if there is no such folder."""
        return await asyncio.to_thread(_read_folder, Path(source.address))


def _read_folder(folder: Path) -> Poll:
    if not folder.is_dir():
        raise FetchError(str(folder), "is not a folder. Create it, or set another watch_folder.")
    entries, unread = [], []
    for path in article_files(folder):
        try:
            entries.append(Entry(identity=str(path.relative_to(folder)), article=read_file(path)))
        except InputError as error:
            unread.append(str(error))
    return Poll(entries=tuple(entries), problems=tuple(unread))
