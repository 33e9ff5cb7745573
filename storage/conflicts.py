"""Conflicts that only the database sees, told as refusals: somebody else was faster."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm.exc import StaleDataError

from domain.errors import Outdated

UNIQUE_ON_POSTGRES = "23505"


@contextmanager
def conflicts_told(what: str) -> Iterator[None]:
    """Raise `Outdated` where a version changed meanwhile, or a unique key was taken meanwhile."""
    try:
        yield
    except StaleDataError as stale:
        raise Outdated(what) from stale
    except (IntegrityError, sqlite3.IntegrityError) as error:
        # Other violated constraints are faults of ours and must not be told as somebody's being faster.
        if not is_unique_violation(error):
            raise
        raise Outdated(what) from error


def is_unique_violation(error: IntegrityError | sqlite3.IntegrityError) -> bool:
    """Whether a unique key was taken, on either database, told by SQLAlchemy or by the driver itself."""
    told = error.orig if isinstance(error, IntegrityError) else error
    if isinstance(told, sqlite3.IntegrityError):
        return told.sqlite_errorcode == sqlite3.SQLITE_CONSTRAINT_UNIQUE
    return getattr(told, "sqlstate", None) == UNIQUE_ON_POSTGRES
