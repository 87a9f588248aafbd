"""What an admin writes, read into values. Pure text in, typed values out; every refusal says what to write instead."""

from bot.flows.wishes.dates import event_time
from bot.flows.wishes.pauses import until
from bot.flows.wishes.recurring import all_digests, digests, quiet_hours
from bot.flows.wishes.times import OFF, lead_times, time_of_day
from bot.flows.wishes.topics import topic
from bot.flows.wishes.zones import nearest_zones, zone

__all__ = [
    "OFF",
    "all_digests",
    "digests",
    "event_time",
    "lead_times",
    "nearest_zones",
    "quiet_hours",
    "time_of_day",
    "topic",
    "until",
    "zone",
]
