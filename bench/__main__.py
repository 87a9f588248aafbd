"""Run every benchmark of this folder, or those named: `python -m bench [--write] [NAME ...]`.

`--write` puts what they print into docs/quality.md, between its two marks, where the development data is at hand.
"""

from __future__ import annotations

import importlib
import io
import sys
from contextlib import redirect_stdout
from pathlib import Path

HERE = Path(__file__).parent
REPORT = HERE.parent / "docs" / "quality.md"
LEFT_OUT = {"__main__", "fuzz", "hostile", "many"}
"""Hostile texts and the fuzz take minutes and are run by name only; `many` only makes articles for another."""
BEGIN, END = "<!-- figures: make bench -->", "<!-- end of figures -->"


class Tee(io.StringIO):
    """Keeps what is printed, and shows it too."""

    def write(self, text: str) -> int:
        sys.__stdout__.write(text)  # type: ignore[union-attr]  # there is one: this is a command
        sys.__stdout__.flush()  # type: ignore[union-attr]
        return super().write(text)


def main(arguments: list[str]) -> None:
    names = [name for name in arguments if not name.startswith("-")]
    names = names or sorted(path.stem for path in HERE.glob("*.py") if path.stem not in LEFT_OUT)
    printed = {name: run(name) for name in names}
    if "--write" in arguments and (HERE.parents[1] / "shared" / "data").is_dir():
        write(printed)


def run(name: str) -> str:
    with redirect_stdout(Tee()) as output:
        print(f"\n== {name}")
        importlib.import_module(f"bench.{name}").main()
    return output.getvalue().split("\n", 2)[2].rstrip()


def write(printed: dict[str, str]) -> None:
    before, rest = REPORT.read_text(encoding="utf-8").split(BEGIN)
    after = rest.split(END)[1]
    figures = "".join(f"\n### {name}\n\n```\n{text}\n```\n" for name, text in printed.items())
    REPORT.write_text(f"{before}{BEGIN}\n{figures}\n{END}{after}", encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
