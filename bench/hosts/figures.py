"""figures.py single|batch <vectors>: prints the figures of the Python host as a line of JSON."""

import gzip
import json
import sys
import threading
import time
from pathlib import Path

BEGUN = time.perf_counter()
from p2p_review import Engine  # noqa: E402
from p2p_review._instance import ModuleInstance, compile_module  # noqa: E402

LONG = 3.0
INSTANCES = 20


def asked(file: str) -> tuple[list[bytes], list[str]]:
    """The decisions of the sample."""
    requests, instants = [], []
    with gzip.open(file) as lines:
        for line in lines:
            call, _, now, options, request, status, _ = line.removesuffix(b"\n").split(b"\t")
            if call == b"validate_request" and not options and status == b"0":
                requests.append(request)
                instants.append(now.decode())
    return requests, instants


def main(how: str, file: str) -> None:
    requests, instants = asked(file)
    begun = time.perf_counter()
    engine = Engine()
    engine.validate_request_json(requests[0], instants[0])
    cold = time.perf_counter() - begun + IMPORTED
    for pack in sorted((Path(file).parent / "packs").iterdir()):
        engine.add_policy(pack.read_bytes())
    in_batches = (requests * 20, instants * 20)

    def single() -> int:
        for request, now in zip(requests, instants, strict=True):
            engine.validate_request_json(request, now)
        return len(requests)

    def batch() -> int:
        return len(engine.validate_requests_json(*in_batches))

    ask = single if how == "single" else batch

    def rate(threads: int) -> float:
        calls: list[int] = []
        begun = time.perf_counter()

        def work() -> None:
            while time.perf_counter() - begun < LONG:
                calls.append(ask())

        workers = [threading.Thread(target=work) for _ in range(threads)]
        for worker in workers:
            worker.start()
        for worker in workers:
            worker.join()
        return sum(calls) / (time.perf_counter() - begun)

    rate(1)
    one, two = rate(1), rate(2)
    print(json.dumps({"cold_ms": cold * 1000, "one": one, "two": two, "instance_kb": instance(requests[0], instants[0])}))


def instance(request: bytes, now: str) -> float:
    """The memory that one more instance takes, in KB."""
    compiled = compile_module()
    before = resident()
    instances = [ModuleInstance(compiled) for _ in range(INSTANCES)]
    for one in instances:
        one.call("validate_request", (request, now.encode(), b""))
    return (resident() - before) / INSTANCES


def resident() -> int:
    """The memory that this process has, in KB."""
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1])
    raise SystemExit("no VmRSS")


IMPORTED = time.perf_counter() - BEGUN

if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
