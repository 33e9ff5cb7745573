"""Keys made on this machine: a TOML file that only its owner can read."""

from __future__ import annotations

import base64
import os
import secrets
from pathlib import Path

KEY_BYTES = 32


def _key() -> str:
    return base64.b64encode(secrets.token_bytes(KEY_BYTES)).decode()


def write_keys(path: Path) -> None:
    """Write a file of fresh keys, mode 600. Raises FileExistsError: keys are never written over."""
    path.parent.mkdir(parents=True, exist_ok=True)
    lines = (
        "# Keep this file safe: what it sealed opens with nothing else.",
        'current = "k1"',
        f'index = "{_key()}"',
        "",
        "[ring]",
        f'k1 = "{_key()}"',
        "",
    )
    # Created with mode 600 in one step: between writing and chmod anybody could read them.
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write("\n".join(lines))
