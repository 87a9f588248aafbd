"""Every request of a long session is one that Discord's own description of its API allows."""

from __future__ import annotations

import json
import re
from datetime import timedelta
from typing import Any

import pytest

from bot.flows import planning
from tests.platforms import openapi
from tests.platforms.stage import BRIDGE, Stage, ask_for

pytestmark = [
    pytest.mark.e2e,
    pytest.mark.skipif(not openapi.SPEC.is_file(), reason=f"Discord's API description is not at {openapi.SPEC}"),
]


async def test_all_requests_fit_the_api_description(on: Stage) -> None:
    await use_everything(on)
    checked, wrong = 0, []
    for entry in on.env.http_requests:
        if entry.json is None:
            continue
        checked += 1
        schema = body_schema(entry.method, entry.path)
        wrong += [f"{entry.method} {entry.path} {problem}" for problem in openapi.problems(known(entry.json), schema)]
    assert wrong == []
    assert checked > 20


def known(body: Any) -> Any:
    """Leave out the keys that discord.py adds and the description, which allows others, does not list."""
    body = json.loads(json.dumps(body))
    for command in body if isinstance(body, list) else ():
        assert command.pop("nsfw") is False
    message = body if isinstance(body, dict) else {}
    assert message.pop("tts", False) is False  # also in edits
    for embed in message.get("embeds") or (message.get("data") or {}).get("embeds") or ():
        assert embed.pop("flags") == 0
    return body


async def use_everything(on: Stage) -> None:
    much = {
        "headline": "A headline " * 60,
        "body": BRIDGE.body + " And so on." * 2000,
        "url": "https://record.example/2",
    }
    long = BRIDGE.model_copy(update=much)
    await on.take_in()
    article = await on.take_in(long)
    uses: tuple[tuple[str, dict[str, Any]], ...] = (
        ("help", {}),
        ("ask", {"question": "When will the council vote on the bridge?"}),
        ("ask", {"question": "Who won the 2024 election?"}),
        ("events upcoming", {}),
        ("events show", {"event": "bridge"}),
        ("article latest", {}),
        ("article search", {"words": "bridge"}),
        ("article show", {"article": article}),
        ("article show", {"article": "nothing"}),
    )
    for command, options in uses:
        await ask_for(on, command, **options)
    await on.member.autocomplete(on.channel, "article show", "article", "")
    await on.member.autocomplete(on.channel, "events show", "event", "")
    await ask_for(on, "setup", on.admin, zone="UTC", digest_time="8", lead_times="1d")
    await ask_for(on, "settings view", on.admin)
    await ask_for(on, "deliveries list", on.admin)
    await ask_for(on, "deliveries why", on.admin, article=article)
    await ask_for(on, "deliveries explain", on.admin, delivery=on.posts()[0].jump_url)
    posts = on.posts()
    await ask_for(on, "setup", on.admin, event_list=True)
    await ask_for(on, "agenda on", on.admin)
    await on.app.settle()
    changed = long.body.replace("4 million", "6 million").replace("March 19", "March 26")
    await on.take_in(long.model_copy(update={"body": changed}))
    await on.move_to(on.clock.now() + timedelta(minutes=2))
    await planning.tick(on.app.store, on.clock.now())
    await on.app.settle()
    done = [entry.method for entry in on.env.http_requests if "/scheduled-events" in entry.path]
    assert {"POST", "PATCH"} <= set(done)
    assert any(entry.method == "PATCH" and "/messages/" in entry.path for entry in on.env.http_requests)
    for post in posts:
        await on.member.click(post, label="Events")
        await on.member.click(post, label="Quotes")
        form = await on.member.click(post, label="Ask")
        await on.member.submit_modal(form, {"question": "How much will the repair cost?"})


def body_schema(method: str, path: str) -> dict[str, Any]:
    """The schema of the JSON body of a request, found by the shape of its path."""
    for template, operations in openapi.spec()["paths"].items():
        if re.fullmatch(re.sub(r"\{[^}]+\}", "[^/]+", template), path) and method.lower() in operations:
            content: dict[str, Any] = operations[method.lower()]["requestBody"]["content"]
            schema: dict[str, Any] = content["application/json"]["schema"]
            return schema
    raise AssertionError(f"Discord's API knows no {method} {path}")
