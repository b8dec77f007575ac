"""The command line's answers: the MD5 of each decision, as a column to compare with."""

from __future__ import annotations

import hashlib
import subprocess
import time
from pathlib import Path


def _command(binary: str, lines: Path, policies: list[str]) -> list[str]:
    added = [argument for policy in policies for argument in ("--policy", policy)]
    return [binary, "check", str(lines), "--now-from", "received_at", *added]


def digests(binary: str, lines: Path, policies: list[str]) -> list[str]:
    """The digest of each line's decision, in order."""
    found = []
    command = _command(binary, lines, policies)
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as process:
        assert process.stdout is not None
        for line in process.stdout:
            # Without its line number, {"line":1,"outcome": … is the decision.
            _, rest = line.split(b",", 1)
            found.append(hashlib.md5(b"{" + rest.rstrip(b"\n")).hexdigest())
    if process.returncode != 0:
        raise SystemExit(f"the command line ended with {process.returncode}")
    return found


def seconds(binary: str, lines: Path, policies: list[str]) -> float:
    """The time that it takes without anybody reading its output."""
    started = time.perf_counter()
    subprocess.run(_command(binary, lines, policies), check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return time.perf_counter() - started
