"""What the server created against what was owed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from bot.errors import StoreError
from bot.model.delivery import DeliveryState
from bot.store import outbox
from bot.store.engine import Store
from tests.crash.world import Slot, slot
from tests.platforms.discordlike import Posted


@dataclass(frozen=True)
class Verdict:
    """`unlike` counts the deliveries of which the outbox does not say what the server says."""

    owed: int
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
        said = f"{self.owed} owed, {self.created} created: {len(self.lost)} lost, {len(self.doubled)} duplicated"
        said += f", {len(self.unasked)} unasked for, {self.unlike} recorded otherwise"
        return f"{said}; {self.damage or 'integrity check clean'}"


async def judge(store: Store, posted: Sequence[Posted], owed: set[Slot]) -> Verdict:
    created = Counter(map(slot, posted))
    async with store.read() as conn:
        records = await outbox.listed(conn, guild=None, limit=1_000_000)
    said = {one.id: one.receipt for one in records if one.state is DeliveryState.SENT}
    true = {str(message.request["nonce"]): str(message.id) for message in posted}
    return Verdict(
        owed=len(owed),
        created=len(posted),
        lost=sorted(owed - created.keys()),
        doubled=sorted(one for one, times in created.items() if times > 1),
        unasked=sorted(created.keys() - owed),
        unlike=len(said.items() ^ true.items()),
        damage=await _damage(store),
    )


async def _damage(store: Store) -> str | None:
    try:
        await store.check()
    except StoreError as error:
        return str(error)
    return None
