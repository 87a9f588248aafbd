"""The demo as a visitor sees it, in a real browser."""

from __future__ import annotations

import asyncio
import io
import re
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from playwright.async_api import Page, ViewportSize, async_playwright, expect

from bot.demo import run_demo

BROWSER = next(
    (found for name in ("chromium", "chromium-browser", "google-chrome") if (found := shutil.which(name))), None
)
FLAGS = [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip

pytestmark = [
    pytest.mark.e2e,
    pytest.mark.skipif(BROWSER is None, reason="no Chromium is installed to show the demo in"),
]

START = datetime(2026, 2, 9, 12, tzinfo=UTC)
PATIENCE = 60_000
"""Milliseconds: a shared machine is slow now and then, and no test asserts on wall time."""
SIZE: ViewportSize = {"width": 1200, "height": 900}


class Printed(io.StringIO):
    """What the demo prints, and the address in it."""

    def __init__(self) -> None:
        super().__init__()
        self.url: asyncio.Future[str] = asyncio.get_running_loop().create_future()

    def write(self, text: str) -> int:
        found = re.search(r"http://127\.0\.0\.1:\d+/#\S+", text)
        if found and not self.url.done():
            self.url.set_result(found[0])
        return super().write(text)


@asynccontextmanager
async def visitor() -> AsyncIterator[Page]:
    """Start the demo and open its page."""
    printed = Printed()
    demo = asyncio.create_task(run_demo(START, out=printed))
    first: set[asyncio.Future[Any]] = {demo, printed.url}
    await asyncio.wait(first, return_when=asyncio.FIRST_COMPLETED)
    if demo.done():
        demo.result()
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=BROWSER, args=FLAGS)
        page = await browser.new_page(viewport=SIZE)
        page.set_default_timeout(PATIENCE)
        await page.goto(await printed.url)
        yield page
        await page.get_by_text("More", exact=True).first.click()
        await page.get_by_role("button", name="End preview session").click()
        await browser.close()
    await demo


async def test_a_visitor_sees_the_alert_asks_presses_buttons_and_jumps_to_the_next_reminders(tmp_path: Path) -> None:
    expect.set_options(timeout=PATIENCE)
    async with visitor() as page:
        said = page.locator("#channel-timeline")
        await expect(said).to_contain_text("Takaichi thanks Trump and confirms White House visit")
        await expect(said).to_contain_text("Thursday, March 19, 2026 (in 38 days)")
        await expect(said).to_contain_text("Demo clock: Monday, February 9, 2026, 07:00")
        await page.screenshot(path=tmp_path / "1-alert.png")

        await use(page, "/ask", "When does Takaichi visit the White House?")
        await expect(said).to_contain_text("ben used /ask")
        await expect(said.locator("article").filter(has_text="When does Takaichi visit").last).to_contain_text(
            "March 19"
        )
        await latest(page)
        await page.screenshot(path=tmp_path / "2-answer.png")

        await said.get_by_role("button", name="Quotes").last.click()
        await expect(said).to_contain_text("The potential of our Alliance is limitless.")
        await latest(page)
        await page.screenshot(path=tmp_path / "3-quotes.png")

        await press(page, "Next reminder")
        await expect(said).to_contain_text("Demo clock: Sunday, March 1, 2026, 09:00")
        await press(page, "Next reminder")
        await expect(said).to_contain_text("In 7 days:")
        await expect(said).to_contain_text("Demo clock: Thursday, March 12, 2026, 09:00")
        await latest(page)
        await page.screenshot(path=tmp_path / "4-reminder.png")

        await press(page, "+1 week")
        await expect(said).to_contain_text("Today:")
        await latest(page)
        await page.screenshot(path=tmp_path / "5-today.png")

        await page.get_by_label("Viewing as").select_option(label="ada")
        await use(page, "/settings view")
        await expect(said).to_contain_text("Settings · The newsroom")
        await latest(page)
        await page.screenshot(path=tmp_path / "6-settings.png")


async def press(page: Page, label: str) -> None:
    """Press a button of the clock. A press while the page is republished is lost; a person would press again."""
    clock = page.locator("#channel-timeline article").filter(has_text="Demo clock").last
    told = re.search(r"Demo clock: [^\n]+", await clock.inner_text())
    assert told is not None
    for _ in range(5):
        await clock.get_by_role("button", name=label).click()
        try:
            await expect(clock).not_to_contain_text(told[0], timeout=10_000)
        except AssertionError:
            continue
        return
    raise AssertionError(f"the clock did not heed {label}")


async def use(page: Page, command: str, value: str = "") -> None:
    """Type a slash command into the message box, and its option."""
    box = page.locator("#channel-composer-input")
    await box.click()
    await box.press_sequentially(command)
    await page.get_by_role("option").filter(has_text=command).first.wait_for()
    await page.keyboard.press("Enter")
    if value:
        await page.get_by_text("question", exact=True).first.wait_for()
        await page.keyboard.type(value, delay=10)
    await page.keyboard.press("Enter")


async def latest(page: Page) -> None:
    """Wait until the clock stands below what was posted, and go there."""
    await expect(page.locator("#channel-timeline article.channel-message").last).to_contain_text("Demo clock")
    jump = page.get_by_role("button", name=re.compile("jump to latest"))
    if await jump.is_visible():
        await jump.click()
    await page.wait_for_timeout(300)  # until it is drawn
