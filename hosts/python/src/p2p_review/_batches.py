"""Splits many requests into batches, each of which is the lines of one call."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

# Large enough that the cost of a call doesn't matter, and small enough that the answers don't take much memory.
_BATCH = 128 * 1024
# Longer than any valid request. The module would refuse the whole batch because of it.
_LONGEST = 512 * 1024


def batches(requests: Sequence[bytes], nows: Sequence[bytes]) -> Iterator[tuple[bytes, bytes]]:
    """Yields the lines of requests and of instants for each call."""
    lines: list[bytes] = []
    instants: list[bytes] = []
    size = 0
    for request, now in zip(requests, nows, strict=True):
        line = _line(request)
        if lines and size + len(line) + len(now) > _BATCH:
            yield b"\n".join(lines), b"\n".join(instants)
            lines, instants, size = [], [], 0
        lines.append(line)
        # No instant contains a line feed. Replacing it keeps an invalid one from shifting the rest of the batch.
        instants.append(now.replace(b"\n", b" "))
        size += len(line) + len(now) + 2
    if lines:
        yield b"\n".join(lines), b"\n".join(instants)


def _line(request: bytes) -> bytes:
    # JSON never needs line feeds: between tokens a space is the same, and inside a text they are invalid.
    return b"" if len(request) > _LONGEST else request.replace(b"\n", b" ")
