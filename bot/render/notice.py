"""What admins are told of the bot's own trouble."""

from __future__ import annotations

from bot.model.message import Message, MessageKind, plain


def not_delivered(message: Message, channel: str, reason: str) -> Message:
    """Return the notice that a message could not be posted, or that nobody can say whether it was."""
    where, mend = f"the channel {channel}", "choose a channel again with /setup; posting to it begins anew then."
    if message.occasion is not None:
        where, mend = "this server's list of events", "have events listed again with /setup event_list:True."
    return Message(
        kind=MessageKind.NOTICE,
        headline="A message may be missing" if message.occasion is None else "An event may be missing",
        lines=(
            plain(f"“{message.headline}” was meant for {where}."),
            plain(reason),
            plain(f"An admin can {mend}", "quiet"),
        ),
    )
