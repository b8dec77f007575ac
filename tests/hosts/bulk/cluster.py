"""A Spark cluster on the loopback address: a master, and workers with one core each."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from types import TracebackType

import pyspark
from pyspark.sql import SparkSession

_SPARK = Path(pyspark.__file__).parent
_HOST = "127.0.0.1"
# Seconds. A JVM starts in one second, or in sixty if the machine is busy.
_PATIENCE = 600


def _free_port() -> int:
    with socket.socket() as found:
        found.bind((_HOST, 0))
        port: int = found.getsockname()[1]
        return port


class Cluster:
    """Runs for the duration of its `with` block."""

    def __init__(self, workers: int, folder: Path) -> None:
        self._count = workers
        self._folder = folder
        self._address = ""
        self._processes: list[subprocess.Popen[bytes]] = []
        self.workers: list[subprocess.Popen[bytes]] = []

    def __enter__(self) -> Cluster:
        os.environ.update(SPARK_LOCAL_IP=_HOST, PYSPARK_PYTHON=sys.executable, PYSPARK_DRIVER_PYTHON=sys.executable)
        os.environ.setdefault("SPARK_HOME", str(_SPARK))
        port = _free_port()
        self._address = f"spark://{_HOST}:{port}"
        self._start("master.Master", "--host", _HOST, "--port", str(port), "--webui-port", "0")
        _wait_for_port(port)
        for number in range(self._count):
            work = self._folder / f"worker-{number}"
            arguments = ("--cores", "1", "--memory", "1g", "--webui-port", "0", "--work-dir", str(work))
            self.workers.append(self._start("worker.Worker", "--host", _HOST, *arguments, self._address))
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        for process in self._processes:
            self.kill(process)

    def session(self) -> SparkSession:
        """A session on all workers, once they are connected."""
        settings = {
            "spark.driver.host": _HOST,
            "spark.driver.bindAddress": _HOST,
            "spark.ui.enabled": "false",
            "spark.ui.showConsoleProgress": "true",
            "spark.executor.cores": "1",
            "spark.executor.memory": "768m",
            "spark.local.dir": str(self._folder),
            "spark.sql.warehouse.dir": str(self._folder / "warehouse"),
            # Many tasks, so that losing an executor costs little.
            "spark.sql.files.maxPartitionBytes": "1m",
            "spark.sql.files.openCostInBytes": "0",
            "spark.sql.execution.arrow.maxRecordsPerBatch": "2000",
        }
        builder = SparkSession.builder.master(self._address).appName("p2p-review")
        for key, value in settings.items():
            builder = builder.config(key, value)
        session = builder.getOrCreate()
        _wait_until(lambda: _executors(session) == self._count, "the workers did not come")
        return session

    def kill(self, process: subprocess.Popen[bytes]) -> None:
        """Kills a process and its children, as if the machine were switched off."""
        try:
            os.killpg(process.pid, signal.SIGKILL)
        except ProcessLookupError:
            pass
        process.wait()

    def _start(self, name: str, *arguments: str) -> subprocess.Popen[bytes]:
        log = (self._folder / f"{len(self._processes)}.log").open("wb")
        command = [str(_SPARK / "bin" / "spark-class"), f"org.apache.spark.deploy.{name}", *arguments]
        # In its own group, so that a worker's executors end with it.
        process = subprocess.Popen(command, stdout=log, stderr=log, start_new_session=True)
        log.close()
        self._processes.append(process)
        return process


def _executors(session: SparkSession) -> int:
    """The number of executors. Spark also lists the driver, among those that hold blocks."""
    held: int = session.sparkContext._jsc.sc().getExecutorMemoryStatus().size()
    return held - 1


def _wait_for_port(port: int) -> None:
    def listens() -> bool:
        with socket.socket() as attempt:
            return attempt.connect_ex((_HOST, port)) == 0

    _wait_until(listens, "the master does not listen")


def _wait_until(holds: object, otherwise: str) -> None:
    assert callable(holds)
    end = time.monotonic() + _PATIENCE
    while not holds():
        if time.monotonic() > end:
            raise SystemExit(otherwise)
        time.sleep(0.1)
