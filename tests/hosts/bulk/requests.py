"""Requests for the bulk proofs: as a Parquet file for DuckDB and Spark, as JSON lines for the command line."""

from __future__ import annotations

import gzip
import itertools
import json
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

# A task of Spark, a vector or several of DuckDB.
_ROW_GROUP = 10_000


def distinct(vectors: Path) -> list[tuple[str, str]]:
    """The rest of each request behind its brace, and its instant, of every vector that is a decision.

    A file is refused a key that stands twice in a table, which a host takes: those vectors are left out.
    """
    found = {}
    with gzip.open(vectors) as lines:
        next(lines)
        for line in lines:
            call, _, now, options, request, status, _ = line.removesuffix(b"\n").split(b"\t")
            if call != b"validate_request" or status != b"0" or options or not request.startswith(b"{"):
                continue
            try:
                if not json.loads(request, object_pairs_hook=_without_repeats):
                    continue
            except ValueError:
                continue
            found[(request[1:].decode(), now.decode())] = None
    return list(found)


def _without_repeats(pairs: list[tuple[str, object]]) -> dict[str, object]:
    table = dict(pairs)
    if len(table) < len(pairs):
        raise ValueError("a key stands twice")
    return table


def make(vectors: Path, rows: int, folder: Path) -> tuple[Path, Path]:
    """Writes so many requests, each with its row and its instant among its keys."""
    parquet, lines = folder / "requests.parquet", folder / "requests.jsonl"
    schema = pa.schema([("row", pa.int64()), ("received_at", pa.string()), ("request", pa.string())])
    endless = enumerate(itertools.cycle(distinct(vectors)))
    with pq.ParquetWriter(parquet, schema) as writer, lines.open("w") as text:
        for start in range(0, rows, _ROW_GROUP):
            batch = list(itertools.islice(endless, min(_ROW_GROUP, rows - start)))
            numbers = [number for number, _ in batch]
            instants = [now for _, (_, now) in batch]
            requests = [f'{{"row":{number},"received_at":"{now}",{rest}' for number, (rest, now) in batch]
            writer.write_table(pa.table([numbers, instants, requests], schema=schema))
            text.writelines(f"{request}\n" for request in requests)
    return parquet, lines
