"""What admins are told of the bot's own trouble."""

from __future__ import annotations

from bot.model.message import Message, MessageKind, plain


def not_delivered(message: Message, channel: str, reason: str) -> Message:
    """Return the notice that a message could not be posted, or that nobody can say whether it was."""
    return Message(
        kind=MessageKind.NOTICE,
        headline="A message may be missing",
        lines=(
            plain(f"“{message.headline}” was meant for the channel {channel}."),
            plain(reason),
            plain("An admin can choose a channel again with /setup; posting to it begins anew then.", "quiet"),
        ),
    )
