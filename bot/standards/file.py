"""A batch as a TOML file describes it, for the command line."""

from __future__ import annotations

import tomllib
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from domain.standards import OpenBatch

SHOWN = "config/batch-example.toml shows how a batch is written"


class BadBatchFile(Exception):  # noqa: N818 - says what it is
    """The file describes no batch; the text names the file and its first fault."""


def read_batch(file: Path) -> OpenBatch:
    """The batch that a file describes. Raises BadBatchFile."""
    try:
        data = tomllib.loads(file.read_text("utf-8"))
        # pydantic passes unknown keys of a dataclass over; a misspelt "places" would open a batch without a limit.
        if unknown := set(data) - set(OpenBatch.__dataclass_fields__):
            raise BadBatchFile(f"{file}: {', '.join(sorted(unknown))}: unknown; {SHOWN}")
        return TypeAdapter(OpenBatch).validate_python(data)
    except (tomllib.TOMLDecodeError, ValidationError) as error:
        raise BadBatchFile(f"{file}: {_first_fault(error)}; {SHOWN}") from error
    except OSError as error:
        raise BadBatchFile(str(error)) from error


def _first_fault(error: Exception) -> str:
    faults = getattr(error, "errors", None)
    if faults is None:
        return str(error)
    first = faults()[0]
    return f"{'.'.join(map(str, first['loc']))}: {first['msg']}"
