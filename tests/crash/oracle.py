"""What the server created against what was owed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from bot.errors import StoreError
from bot.model.delivery import DeliveryRecord, DeliveryState
from bot.store import outbox
from bot.store.engine import Store
from tests.crash.world import Slot, slot
from tests.platforms.discordlike import Discordlike


@dataclass(frozen=True)
class Verdict:
    """`listed` are the events of those owed; `unlike` counts where the outbox does not say what the server says."""

    owed: int
    listed: int
    created: int
    lost: Sequence[Slot]
    doubled: Sequence[Slot]
    unasked: Sequence[Slot]
    unlike: int
    damage: str | None

    @property
    def clean(self) -> bool:
        return not (self.lost or self.doubled or self.unasked or self.unlike or self.damage)

    def __str__(self) -> str:
        said = f"{self.owed} owed ({self.listed} of them events to be listed), {self.created} created: "
        said += f"{len(self.lost)} lost, {len(self.doubled)} duplicated"
        said += f", {len(self.unasked)} unasked for, {self.unlike} recorded otherwise"
        return f"{said}; {self.damage or 'integrity check clean'}"


async def judge(store: Store, server: Discordlike, owed: set[Slot], listed: set[Slot]) -> Verdict:
    """Compare messages, and entries of lists of events, which are known by the mark in their description."""
    posted, entries = server.ours(), server.events.created
    created = Counter(map(slot, posted)) + Counter((entry["guild_id"], entry["name"]) for entry in entries)
    owed = owed | listed
    async with store.read() as conn:
        records = await outbox.listed(conn, guild=None, limit=1_000_000)
    said = {_name(one): one.receipt for one in records if one.state is DeliveryState.SENT}
    true = {str(message.request["nonce"]): str(message.id) for message in posted}
    true |= {entry["description"].rpartition("#")[2][:8]: entry["id"] for entry in entries}
    return Verdict(
        owed=len(owed),
        listed=len(listed),
        created=created.total(),
        lost=sorted(owed - created.keys()),
        doubled=sorted(one for one, times in created.items() if times > 1),
        unasked=sorted(created.keys() - owed),
        unlike=len(said.items() ^ true.items()),
        damage=await _damage(store),
    )


def _name(one: DeliveryRecord) -> str:
    return one.id if one.message.occasion is None else one.id[-8:]


async def _damage(store: Store) -> str | None:
    try:
        await store.check()
    except StoreError as error:
        return str(error)
    return None
