"""What happens when, who takes part and where: dated events of an article, each told once with all its evidence."""

from bot.extract.events.read import read_events

__all__ = ["read_events"]
