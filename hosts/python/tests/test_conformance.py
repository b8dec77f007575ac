"""The answers have the same bytes as those of the native engine. P2P_VECTORS names the file; by default the sample."""

import gzip
import json
import os
import unittest
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from p2p_review import Engine, P2PReviewError

CONFORMANCE = Path(__file__).parents[3] / "conformance"


def engine_with(packs: bytes) -> Engine:
    engine = Engine()
    for name in filter(None, packs.decode().split(",")):
        engine.add_policy((CONFORMANCE / "packs" / f"{name}.p2p").read_bytes())
    return engine


_shared = cache(engine_with)


def ask(call: bytes, packs: bytes, now: bytes, options: bytes, given: bytes) -> tuple[bytes, bytes]:
    try:
        match call:
            case b"validate_request":
                return b"0", _shared(packs).validate_request_json(given, now.decode(), options)
            case b"compute_deadline":
                return b"0", _shared(packs).compute_deadline_json(given, now.decode(), options)
            case b"policies":
                return b"0", _shared(packs).policies_json(options)
            case b"add_policy":
                payer = engine_with(packs).add_policy(bytes.fromhex(given.decode()))
                return b"0", _compact({"payer": payer})
    except P2PReviewError as error:
        return b"1", _compact({"code": error.code, "field": error.field, "message": str(error)})
    raise AssertionError(f"no call {call!r}")


def _compact(value: object) -> bytes:
    return json.dumps(value, separators=(",", ":"), ensure_ascii=False).encode()


def vectors(file: Path) -> Iterator[list[bytes]]:
    with gzip.open(file) as lines:
        next(lines)
        for line in lines:
            yield line.removesuffix(b"\n").split(b"\t")


class Conformance(unittest.TestCase):
    def test_answers_as_the_native_engine(self) -> None:
        file = Path(os.environ.get("P2P_VECTORS", CONFORMANCE / "sample.tsv.gz"))
        run = 0
        for call, packs, now, options, given, status, answer in vectors(file):
            self.assertEqual(ask(call, packs, now, options, given), (status, answer), (call, given, now))
            run += 1
        print(f"{run} vectors, 0 failed")
        self.assertGreaterEqual(run, 200)


if __name__ == "__main__":
    unittest.main()
