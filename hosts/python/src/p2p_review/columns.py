"""Decides Arrow columns of requests, for DuckDB and Spark."""

from __future__ import annotations

from functools import lru_cache

import pyarrow as pa

from ._engine import Engine


@lru_cache(maxsize=8)
def engine_of(packs: tuple[bytes, ...]) -> Engine:
    """The engine of this process with these packs, created once for all batches."""
    engine = Engine()
    for packed in packs:
        engine.add_policy(packed)
    return engine


def decide(requests: pa.Array, instants: pa.Array, packs: tuple[bytes, ...]) -> pa.Array:
    """The decision, as JSON, of each request (JSON) at its instant (RFC 3339 text).

    The result for an invalid request is its error. If the request or the instant is null, so is the result.
    """
    rows = [
        (index, request.encode(), now)
        for index, (request, now) in enumerate(zip(requests.to_pylist(), instants.to_pylist(), strict=True))
        if request is not None and now is not None
    ]
    decisions: list[bytes | None] = [None] * len(requests)
    answers = engine_of(packs).validate_requests_json([row[1] for row in rows], [row[2] for row in rows])
    for (index, _, _), answer in zip(rows, answers, strict=True):
        decisions[index] = answer
    return pa.array(decisions, type=pa.binary()).cast(pa.string())
