"""The databases' errors, translated once. What is not listed here is a mistake of ours and stays as it is."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from bot.errors import DataDirectoryError, StoreBusyError, StoreError

Told = Callable[[str, str], StoreError]
"""Makes our error of the database's name and the reason that the driver gives."""


def _busy(where: str, _: str) -> StoreError:
    return StoreBusyError(f"Another process holds the database {where}. Try again in a moment.")


def _slow(where: str, _: str) -> StoreError:
    return StoreBusyError(f"The database {where} does not answer in time. Try again in a moment.")


def _unwritable(where: str, reason: str) -> StoreError:
    return DataDirectoryError(where, reason)


def _full(where: str, _: str) -> StoreError:
    return StoreError(f"There is no room left for the database {where}. Make room; what was stored before is safe.")


def _no_database(where: str, _: str) -> StoreError:
    return StoreError(f"{where} is not a database that Dateline wrote. Name another one with --database.")


def _damaged(where: str, reason: str) -> StoreError:
    return StoreError(f"The database {where} is damaged ({reason}). Restore a back-up of it.")


def _disk(where: str, reason: str) -> StoreError:
    return StoreError(f"The disk under the database {where} does not read or write ({reason}). Look at it.")


def _unreachable(where: str, reason: str) -> StoreError:
    return StoreError(f"PostgreSQL does not answer at {where} ({reason}). Start it, or check the database URL.")


def _refused(where: str, reason: str) -> StoreError:
    return StoreError(f"PostgreSQL refuses us at {where} ({reason}). Check user, password and name in the URL.")


_SQLITE: dict[int, Told] = {
    sqlite3.SQLITE_BUSY: _busy,
    sqlite3.SQLITE_LOCKED: _busy,
    sqlite3.SQLITE_READONLY: _unwritable,
    sqlite3.SQLITE_CANTOPEN: _unwritable,
    sqlite3.SQLITE_PERM: _unwritable,
    sqlite3.SQLITE_FULL: _full,
    sqlite3.SQLITE_IOERR: _disk,
    sqlite3.SQLITE_CORRUPT: _damaged,
    sqlite3.SQLITE_NOTADB: _no_database,
}
"""By primary result code (https://www.sqlite.org/rescode.html); the extended ones have it in their lowest byte."""

_POSTGRES: dict[str, Told] = {
    "40001": _busy,
    "40P01": _busy,
    "55P03": _busy,
    "53300": _busy,
    "25P03": _slow,  # we hung inside a transaction, and it was undone
    "53100": _full,
    "08": _unreachable,
    "57P": _unreachable,
    "28": _refused,
    "3D000": _refused,
    "42501": _refused,
}
"""By SQLSTATE or its beginning (PostgreSQL, "Error Codes"): the longest that fits holds."""


@contextmanager
def translated(where: str, *, network: bool = False) -> Iterator[None]:
    """Turn what the database refuses into our errors; `where` names it without its password.

    `network` says that the database is reached by one: its driver raises the network's errors as they are.
    """
    try:
        yield
    except PoolTimeout as error:
        raise _busy(where, "") from error
    except OSError as error:
        if not network:
            raise
        raise _unreachable(where, _reason(error)) from error
    except (DBAPIError, sqlite3.Error) as error:
        told = _meaning(error, where)
        if told is None:
            raise
        raise told from error


@contextmanager
def connecting(where: str) -> Iterator[None]:
    """The same, where a connection is opened first: there PostgreSQL's driver raises errors of its own."""
    try:
        with translated(where):
            yield
    except StoreError:
        raise
    except TimeoutError as error:
        raise _slow(where, "") from error
    except Exception as error:
        told = _meaning(error, where)
        if told is None and isinstance(error, OSError):
            told = _unreachable(where, _reason(error))
        if told is None:
            raise
        raise told from error


def _meaning(error: Exception, where: str) -> StoreError | None:
    cause = error.orig if isinstance(error, DBAPIError) and error.orig else error
    code, state = getattr(cause, "sqlite_errorcode", None), getattr(cause, "sqlstate", None)
    if isinstance(code, int):
        told = _SQLITE.get(code & 0xFF)
    elif isinstance(state, str):
        told = next((_POSTGRES[state[:n]] for n in (5, 3, 2) if state[:n] in _POSTGRES), None)
    else:
        told = _unreachable if isinstance(error, DBAPIError) and error.connection_invalidated else None
    return told(where, _reason(cause)) if told else None


def _reason(cause: BaseException) -> str:
    said = str(cause).strip().splitlines()
    return said[0].rpartition(">: ")[2][:200] if said else type(cause).__name__
