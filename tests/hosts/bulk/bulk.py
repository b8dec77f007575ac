"""Decides a million requests in DuckDB and Spark; the results must equal the command line's: bulk.py <binary> <rows>."""

from __future__ import annotations

import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb
import pyarrow.parquet as pq
from cluster import Cluster
from command_line import digests, seconds
from pyspark.sql import SparkSession
from requests import make

import p2p_review.duckdb
import p2p_review.spark

ROOT = Path(__file__).parents[3]
VECTORS = ROOT / "conformance" / "vectors.tsv.gz"
PACKS = [pack.read_bytes() for pack in sorted((ROOT / "conformance" / "packs").glob("*.p2p"))]
PAYERS = [str(payer) for payer in sorted((ROOT / "tests" / "payers").glob("*.*")) if payer.is_file()]


def main(binary: str, rows: int) -> None:
    table: list[str] = []

    def report(what: str, took: float) -> None:
        table.append(f"{what:<44} {took:7.1f} s {rows / took:10,.0f} a second")
        print(table[-1], flush=True)

    with tempfile.TemporaryDirectory(prefix="p2p-bulk-") as name:
        folder = Path(name)
        parquet, lines = make(VECTORS, rows, folder)
        expected = digests(binary, lines, PAYERS)
        assert len(expected) == rows
        report("the command line, both cores", seconds(binary, lines, PAYERS))
        for threads in (1, 2):
            started = time.perf_counter()
            found = in_duckdb(parquet, threads)
            report(f"DuckDB, {threads} thread{'s'[: threads - 1]}", time.perf_counter() - started)
            compare(f"DuckDB with {threads} threads", found, expected)
        for workers, killed in ((1, False), (2, False), (2, True)):
            with tempfile.TemporaryDirectory(prefix="cluster-", dir=folder) as place:
                took, found = in_spark(parquet, workers, killed, Path(place))
            what = f"Spark, {workers} worker{'s'[: workers - 1]}{', one killed in the middle' if killed else ''}"
            report(what, took)
            compare(what, found, expected)
    print(f"\n{rows:,} requests, every answer the command line's\n" + "\n".join(table))


def in_duckdb(parquet: Path, threads: int) -> list[str]:
    with duckdb.connect() as connection:
        connection.execute(f"SET threads = {threads}")
        p2p_review.duckdb.register(connection, PACKS)
        connection.execute(
            f"CREATE TABLE decided AS SELECT row, md5(validate_request(request, received_at)) AS md5 FROM '{parquet}'"
        )
        rows = connection.execute("SELECT md5 FROM decided ORDER BY row").fetchall()
    return [digest for (digest,) in rows]


def in_spark(parquet: Path, workers: int, killed: bool, folder: Path) -> tuple[float, list[str]]:
    out = folder / "decided.parquet"
    with Cluster(workers, folder) as cluster:
        session = cluster.session()
        try:
            started = time.perf_counter()
            frame = session.read.parquet(str(parquet))
            decided = p2p_review.spark.validate(frame, now="received_at", packs=PACKS)
            with killing(cluster, session, killed):
                decided.selectExpr("row", "md5(CAST(decision AS BINARY)) AS md5").write.parquet(str(out))
            took = time.perf_counter() - started
        finally:
            session.stop()
    return took, pq.read_table(out).sort_by("row").column("md5").to_pylist()


@contextmanager
def killing(cluster: Cluster, session: SparkSession, killed: bool) -> Iterator[None]:
    """Kills a worker when a third of the tasks is done."""
    if not killed:
        yield
        return
    done = threading.Event()
    at: list[str] = []

    def watch() -> None:
        tracker = session.sparkContext.statusTracker()
        while not done.wait(0.05):
            for stage in tracker.getActiveStageIds():
                info = tracker.getStageInfo(stage)
                if info and info.numTasks > 3 and info.numCompletedTasks * 3 >= info.numTasks:
                    cluster.kill(cluster.workers[0])
                    at.append(f"{info.numCompletedTasks} of {info.numTasks}")
                    return

    watcher = threading.Thread(target=watch)
    watcher.start()
    try:
        yield
    finally:
        done.set()
        watcher.join()
    if not at:
        raise SystemExit("the work was over before a worker could be killed")
    print(f"a worker was killed when {at[0]} tasks were done", flush=True)


def compare(what: str, found: list[str], expected: list[str]) -> None:
    if found == expected:
        return
    wrong = [row for row, pair in enumerate(zip(found, expected)) if pair[0] != pair[1]]
    raise SystemExit(f"{what}: {len(found)} of {len(expected)} answers, {len(wrong)} are others, the first in row {wrong[:1]}")


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
