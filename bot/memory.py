"""What lives as long as the process."""

from __future__ import annotations

import gc

MADE = 20_000
"""Objects made and not yet gone again before the collector looks at the young ones: more than any question or article
has alive at once. What is no ring goes without the collector."""


def settle() -> None:
    """Let the garbage collector pass over everything that is there now, once all is made and before the work begins.

    Modules, tables and Discord's guilds live as long as the process; a full collection that goes through them finds
    nothing and stops the event loop, for 60 ms with what a bot without servers has loaded. See `gc.freeze`.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(MADE)
