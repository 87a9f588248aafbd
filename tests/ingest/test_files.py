from __future__ import annotations

import codecs
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import (
    EmptyArticleError,
    FetchError,
    FrontMatterError,
    InputError,
    NotTextError,
    TooLargeError,
    UnreadableFileError,
)
from bot.ingest.files import FolderSource, read_article_text, read_file
from bot.ingest.front_matter import split_front_matter
from bot.ingest.text import MAX_ARTICLE_BYTES, clean, decode
from bot.model.source import SourceForPoll, SourceKind

TEXT = "Zürich, 3 May: The café “Élan” opens on Friday.\n"


@pytest.mark.parametrize(
    "data",
    [
        TEXT.encode(),
        codecs.BOM_UTF8 + TEXT.encode(),
        codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"),
        codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"),
        codecs.BOM_UTF32_LE + TEXT.encode("utf-32-le"),
        (TEXT * 8).encode("cp1252"),
    ],
    ids=["utf-8", "utf-8 with mark", "utf-16 little", "utf-16 big", "utf-32", "windows-1252"],
)
def test_text_is_read_in_the_encodings_that_people_use(data: bytes) -> None:
    assert TEXT in decode(data, "a file")


@pytest.mark.parametrize(
    "data",
    [b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(range(256)) * 8, b"abc\0def", bytes(range(1, 32)) * 40],
    ids=["picture", "a zero byte", "controls"],
)
def test_what_is_not_text_is_refused_with_a_sentence(data: bytes) -> None:
    with pytest.raises(NotTextError, match="Save it as UTF-8"):
        decode(data, "a file")


@given(st.binary(max_size=400))
def test_any_bytes_are_text_or_an_input_error(data: bytes) -> None:
    with suppress(InputError):
        assert read_article_text(data, "a file").body.strip()


def test_a_body_is_changed_only_in_form_and_line_ends() -> None:
    assert clean("  Cafe\u0301\r\nopens\rnow \n", "x") == "  Café\nopens\nnow \n"


@pytest.mark.parametrize("text", ["", " \n\t", "---\nheadline: Nothing\n---\n", "…!?"])
def test_a_text_without_words_is_refused(text: str) -> None:
    with pytest.raises(EmptyArticleError, match="holds no text"):
        read_article_text(text.encode(), "a file")


def test_a_text_of_fifty_megabytes_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "large.txt"
    with path.open("wb") as file:
        file.truncate(50 * 1024 * 1024)
    with pytest.raises(TooLargeError, match=f"at most {MAX_ARTICLE_BYTES:,}"):
        read_file(path)


def test_front_matter_gives_the_articles_fields() -> None:
    fields, text = split_front_matter(
        "---\ntitle: 'The harbour: a plan'\ndate: 2026-02-09T08:00:00+09:00\nauthor: A. Writer\nlayout: x\n---\nText.",
        "x",
    )
    assert fields == {
        "headline": "The harbour: a plan",
        "published": datetime(2026, 2, 8, 23, tzinfo=UTC),
        "byline": "A. Writer",
    }
    assert text == "Text."


def test_a_day_in_front_matter_stays_a_day() -> None:
    assert read_article_text(b"---\npublished: 2026-02-09\n---\nText.", "x").published == date(2026, 2, 9)


@pytest.mark.parametrize(
    ("block", "words"),
    [
        ("published: 2026-02-30", "`published` is not a date"),
        ("date: yesterday", "`date` is not a date"),
        ("published: 2026-02-09T08:00:00", "lacks its zone"),
        ("headline: [unclosed", "is not YAML"),
        ("- a list", "is not a list of fields"),
        ("headline: " + "x" * 20_000, "Shorten it"),
    ],
)
def test_wrong_front_matter_is_explained(block: str, words: str) -> None:
    with pytest.raises(FrontMatterError, match=words):
        read_article_text(f"---\n{block}\n---\nText.".encode(), "story.md")


def test_front_matter_that_is_never_closed_is_explained() -> None:
    with pytest.raises(FrontMatterError, match="is not closed"):
        split_front_matter("---\nheadline: A fair\nThe fair opens.\n", "x")
    assert split_front_matter("---\nA rule above a text.\n", "x") == ({}, "---\nA rule above a text.\n")


def test_front_matter_that_repeats_itself_a_billion_times_stays_small() -> None:
    layers = ["a: &a [x,x,x,x,x,x,x,x,x]"]
    layers += [f"{b}: &{b} [{','.join(['*' + a] * 9)}]" for a, b in zip("abcdefgh", "bcdefghi", strict=True)]
    fields, _ = split_front_matter("---\n" + "\n".join(layers) + "\n---\nText.", "x")
    assert fields == {}


def test_a_rule_in_the_middle_of_a_text_is_no_front_matter() -> None:
    assert split_front_matter("Text.\n---\nMore.\n---\n", "x") == ({}, "Text.\n---\nMore.\n---\n")


def test_a_file_that_is_not_there_is_explained(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFileError, match="Check the path"):
        read_file(tmp_path / "none.txt")
    with pytest.raises(UnreadableFileError):
        read_file(tmp_path)


async def test_a_folder_gives_its_articles_and_tells_of_those_it_cannot_read(tmp_path: Path) -> None:
    (tmp_path / "b.txt").write_text("Second.")
    (tmp_path / "a.md").write_text("---\nheadline: First\n---\nOne.")
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "c.TXT").write_text("Third.")
    (tmp_path / "broken.txt").write_bytes(b"\0\1\2")
    (tmp_path / ".hidden.txt").write_text("Not this.")
    (tmp_path / "picture.png").write_bytes(b"\x89PNG")
    poll = await FolderSource().poll(folder(tmp_path), datetime(2026, 2, 9, tzinfo=UTC))
    assert [e.identity for e in poll.entries] == ["a.md", "b.txt", "in/c.TXT"]
    assert len(poll.problems) == 1
    assert "broken.txt" in poll.problems[0]


async def test_a_folder_that_is_not_there_is_a_fetch_error(tmp_path: Path) -> None:
    with pytest.raises(FetchError, match="is not a folder"):
        await FolderSource().poll(folder(tmp_path / "none"), datetime(2026, 2, 9, tzinfo=UTC))


def folder(path: Path) -> SourceForPoll:
    return SourceForPoll(
        id="s1",
        kind=SourceKind.FOLDER,
        address=str(path),
        title="",
        owner="catalogue",
        interval=timedelta(minutes=5),
    )
