"""Every error of Dateline's own. Foreign errors are translated once, at the edge where they arise.

DatelineError
├── UsageError                 the command line was called wrongly (exit status 2)
├── SettingsError              the operator's configuration is missing or wrong
├── InputError                 a text that cannot be taken in
│   ├── UnreadableFileError
│   ├── EmptyArticleError
│   ├── NotTextError
│   ├── TooLargeError
│   └── FrontMatterError
├── UnwritableFileError        a file that cannot be written
├── FetchError                 a source did not give its document
│   ├── AddressError           an address that must not be reached
│   └── NotAFeedError
├── ModelError                 a language model gave nothing that can be used
├── PolicyError                an admin's wish that cannot be
│   └── UnknownZoneError
├── NotPermittedError          the member may not do this
├── NotFoundError              no such article, event, source or delivery, or not visible to this guild
├── StoreError
│   ├── SchemaTooNewError
│   ├── DataDirectoryError
│   ├── StoreBusyError
│   └── IndexDamagedError      can be made anew
└── SendError                  a platform did not take a message
    ├── RateLimitedError       come back later
    │   ├── TooLateError       its turn did not come in time: nothing was sent
    │   └── ListFullError      the guild's list of events has no room now
    ├── RefusedError           refused for good, for this message or this destination
    │   └── HandsOffError      people have changed or removed it there: it is theirs now
    ├── TokenError             the platform does not know our token any more
    ├── BlockedError           the platform's front door refuses everything for a while
    └── OutcomeUnknownError    it may or may not have been posted
        └── HistoryUnreadableError  and the destination's history may not be read to find out
"""

from __future__ import annotations

from typing import Literal


def _rebuild(kind: type[DatelineError], args: tuple[object, ...], state: dict[str, object]) -> DatelineError:
    error = kind.__new__(kind, *args)
    error.args = args
    error.__dict__.update(state)
    return error


class DatelineError(Exception):
    """Base of all; `str(error)` is a sentence that its reader can act on."""

    def __reduce__(self) -> tuple[object, ...]:
        """Cross a process border whole: classes whose arguments are not their message would not."""
        return _rebuild, (type(self), self.args, self.__dict__)


class UsageError(DatelineError):
    """The command line was called wrongly."""


class SettingsError(DatelineError):
    """The operator's configuration is missing or wrong."""


class InputError(DatelineError):
    """A text that cannot be taken in; `subject` says which file, address or line."""

    def __init__(self, subject: str, message: str) -> None:
        super().__init__(f"{subject}: {message}")
        self.subject = subject


class UnreadableFileError(InputError):
    """The file cannot be opened."""

    def __init__(self, subject: str, reason: str) -> None:
        super().__init__(subject, f"cannot be read ({reason}). Check the path and its permissions.")


class EmptyArticleError(InputError):
    """No words in it."""

    def __init__(self, subject: str) -> None:
        super().__init__(subject, "holds no text. Give a file with an article in it.")


class NotTextError(InputError):
    """Binary, or text in an encoding that cannot be told."""

    def __init__(self, subject: str) -> None:
        super().__init__(subject, "is not text that can be read. Save it as UTF-8 and try again.")


class TooLargeError(InputError):
    """Larger than an article can be; sizes in bytes."""

    def __init__(self, subject: str, size: int, limit: int) -> None:
        super().__init__(
            subject,
            f"has {size:,} bytes; an article may have at most {limit:,}. Split it, or give one article.",
        )
        self.size, self.limit = size, limit


class UnexpectedTextError(InputError):
    """A fault of ours in reading a text; the log has it whole."""

    def __init__(self, subject: str) -> None:
        super().__init__(subject, "could not be read because of a fault in Dateline. Please report it with the log.")


class FrontMatterError(InputError):
    """The block between the `---` lines is wrong; `field` says where."""

    def __init__(self, subject: str, field: str, reason: str) -> None:
        super().__init__(subject, f"the front matter's `{field}` {reason}")
        self.field = field


class UnwritableFileError(DatelineError):
    """The file, or its folder, cannot be written; `subject` is its path."""

    def __init__(self, subject: str, reason: str) -> None:
        super().__init__(f"{subject}: cannot be written ({reason}). Check the path and its permissions.")
        self.subject = subject


class FetchError(DatelineError):
    """A source did not give its document; `retry_after` in seconds where the server named it."""

    def __init__(self, url: str, message: str, *, status: int | None = None, retry_after: float | None = None) -> None:
        super().__init__(f"{url}: {message}")
        self.url, self.status, self.retry_after = url, status, retry_after


class AddressError(FetchError):
    """An address that must not be reached: private, local, or of a forbidden scheme or port."""


class NotAFeedError(FetchError):
    """What came back is neither a feed nor a page that links to one."""


class ModelError(DatelineError):
    """A language model gave nothing that can be used; the message says why, never what it said."""


class PolicyError(DatelineError):
    """An admin's wish that cannot be; nothing was changed."""


class UnknownZoneError(PolicyError):
    """No such time zone; the nearest names are suggested."""

    def __init__(self, name: str, nearest: tuple[str, ...]) -> None:
        hint = f" Did you mean {', '.join(nearest)}?" if nearest else " Use a name such as Europe/London."
        super().__init__(f"There is no time zone called “{name[:60]}”.{hint}")
        self.name, self.nearest = name, nearest


class NotPermittedError(DatelineError):
    """The member may not do this."""


class NotFoundError(DatelineError):
    """No such thing, or it is not visible to this guild (which must look the same)."""

    def __init__(self, what: str, name: str) -> None:
        super().__init__(f"There is no {what} “{name[:80]}” here.")
        self.what, self.name = what, name


class StoreError(DatelineError):
    """The database cannot be used."""


class SchemaTooNewError(StoreError):
    """The database was written by a newer Dateline."""

    def __init__(self, found: str) -> None:
        super().__init__(
            f"The database has schema {found}, which this version does not know. "
            "Install the newer Dateline that wrote it, or restore an older back-up."
        )
        self.found = found


class DataDirectoryError(StoreError):
    """The data directory cannot be written."""

    def __init__(self, path: str, reason: str) -> None:
        super().__init__(
            f"Cannot write the database at {path} ({reason}). "
            "Make the directory writable or name another with --database sqlite:///PATH."
        )
        self.path = path


class StoreBusyError(StoreError):
    """Another process holds the database longer than we wait."""


class IndexDamagedError(StoreError):
    """The index beside the database cannot be read; it is made of the database and can be made anew."""

    def __init__(self, path: str) -> None:
        super().__init__(f"The index {path} is damaged. Remove the file: it is made anew.")


class SendError(DatelineError):
    """A platform did not take a message."""


class RateLimitedError(SendError):
    """Come back after `retry_after` seconds; `everywhere` if it holds for all destinations."""

    def __init__(self, retry_after: float, *, everywhere: bool = False) -> None:
        super().__init__(f"The platform asks to wait {retry_after:.1f} s.")
        self.retry_after, self.everywhere = retry_after, everywhere


class TooLateError(RateLimitedError):
    """Its turn did not come while it was ours to send, or its nonce to be relied on: nothing was sent."""

    def __init__(self) -> None:
        super().__init__(0.0)
        self.args = ("Its turn to be sent did not come in time; nothing was sent.",)


class ListFullError(RateLimitedError):
    """The guild's list of events holds as many as the platform allows; some will be over in `retry_after` seconds."""

    def __init__(self, retry_after: float) -> None:
        super().__init__(retry_after)
        self.args = ("The server's list of events is full; it is tried again later.",)


class RefusedError(SendError):
    """Refused for good. `scope` says what the refusal concerns: this message only, or the destination."""

    def __init__(self, scope: Literal["message", "destination"], code: int, reason: str) -> None:
        super().__init__(f"The platform refused it: {reason} (code {code}).")
        self.scope, self.code, self.reason = scope, code, reason


class HandsOffError(RefusedError):
    """People have changed, ended or removed what we had put there: it is left as they made it."""

    def __init__(self, what: Literal["changed", "ended", "removed"]) -> None:
        super().__init__("message", 0, what)
        self.args = (f"Somebody has {what} it there. It is left as it is.",)


class TokenError(SendError):
    """The platform does not accept our token: stop sending."""


class BlockedError(SendError):
    """The platform's front door answers with a page of its own: stop all sends for `seconds`."""

    def __init__(self, seconds: float) -> None:
        super().__init__(f"The platform's front door refuses us; waiting {seconds:.0f} s.")
        self.seconds = seconds


class OutcomeUnknownError(SendError):
    """Network error, time-out or 5xx: it may have been posted. Try again with the same nonce."""


class HistoryUnreadableError(OutcomeUnknownError):
    """It may have been posted, and we may not read the destination's history to find out: people must look."""

    def __init__(self, destination: str) -> None:
        super().__init__(
            f"Whether the message arrived in {destination} cannot be told: its history may not be read. "
            "Look into it, and give the bot the permission Read Message History."
        )
        self.destination = destination
