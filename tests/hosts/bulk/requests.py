"""Requests for the bulk proof: a Parquet file for DuckDB and Spark, JSON Lines for the command line."""

from __future__ import annotations

import gzip
import itertools
import json
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

# One Spark task, and one or several DuckDB vectors.
_ROW_GROUP = 10_000


def distinct(vectors: Path) -> list[tuple[str, str]]:
    """The instant of each vector that is a decision, and the rest of its request after the opening brace.

    Files must not have a key twice in a table, which hosts accept, so those vectors are left out.
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
        raise ValueError("a key occurs twice")
    return table


def make(vectors: Path, rows: int, folder: Path) -> tuple[Path, Path]:
    """Writes this many requests, with the row and the instant among the keys of each."""
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
