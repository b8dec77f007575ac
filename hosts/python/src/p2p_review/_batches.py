"""Many requests at once, as lines of one input."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

# Enough that a call's own cost no longer counts, and little enough that the answers are not a burden.
_BATCH = 128 * 1024
# Longer than any request; the module would refuse the whole batch for it.
_LONGEST = 512 * 1024


def batches(requests: Sequence[bytes], nows: Sequence[bytes]) -> Iterator[tuple[bytes, bytes]]:
    """The lines of requests and of instants for each call."""
    lines: list[bytes] = []
    instants: list[bytes] = []
    size = 0
    for request, now in zip(requests, nows, strict=True):
        line = _line(request)
        if lines and size + len(line) + len(now) > _BATCH:
            yield b"\n".join(lines), b"\n".join(instants)
            lines, instants, size = [], [], 0
        lines.append(line)
        # A line feed is nothing that an instant can hold; the rest of the batch is none of its concern.
        instants.append(now.replace(b"\n", b" "))
        size += len(line) + len(now) + 2
    if lines:
        yield b"\n".join(lines), b"\n".join(instants)


def _line(request: bytes) -> bytes:
    # JSON needs line feeds nowhere: between its parts a blank does as well, and inside a text they are not allowed.
    return b"" if len(request) > _LONGEST else request.replace(b"\n", b" ")
