import pickle
import threading
import unittest
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime, timedelta, timezone
from pathlib import Path

import p2p_review
from p2p_review import BadInput, BadPack, Engine, EngineFailure, NoDeadline

PACKS = Path(__file__).parents[3] / "conformance" / "packs"
MODULE = Path(p2p_review.__file__).with_name("p2p_review.wasm")
NOW = datetime(2026, 3, 3, 18, tzinfo=timezone.utc)
REQUEST = b'{"payer":"mesa-community","line_of_business":"commercial","appeal_filed":true}'


def pack(name: str) -> bytes:
    return (PACKS / f"{name}.p2p").read_bytes()


def engine_with_payers() -> Engine:
    """Knows the made-up payers that the tests ask about."""
    engine = Engine()
    for name in ("mesa-community", "gulf-mutual"):
        engine.add_policy(pack(name))
    return engine


class EngineTest(unittest.TestCase):
    engine: Engine

    @classmethod
    def setUpClass(cls) -> None:
        cls.engine = engine_with_payers()

    def test_decides(self) -> None:
        request = {"payer": "mesa-community", "line_of_business": "commercial", "appeal_filed": True}
        decision = self.engine.validate_request(request, NOW)
        self.assertEqual(decision["outcome"], "ineligible")
        self.assertEqual(decision["findings"][0]["field"], "appeal_filed")
        self.assertEqual(decision["checked_at"], "2026-03-03T18:00:00Z")

    def test_counts_days(self) -> None:
        request = {"payer": "gulf-mutual", "line_of_business": "commercial", "denial_date": date(2026, 11, 25)}
        deadline = self.engine.compute_deadline(request, "2026-11-30T18:00:00Z")
        self.assertEqual((deadline["due"], deadline["closes"]), ("2026-12-09", "2026-12-09"))
        with self.assertRaises(NoDeadline) as none:
            self.engine.compute_deadline({"payer": "gulf-mutual"}, NOW)
        self.assertEqual((none.exception.code, none.exception.field), ("missing-field", "line_of_business"))

    def test_an_instant_is_the_same_in_every_zone(self) -> None:
        pacific = NOW.astimezone(timezone(timedelta(hours=-8)))
        self.assertEqual(
            self.engine.validate_request_json(REQUEST, pacific), self.engine.validate_request_json(REQUEST, NOW)
        )

    def test_refuses_invalid_calls(self) -> None:
        calls = [
            ([], NOW, "bad-request"),
            ({"payer": object()}, NOW, "bad-request"),
            ({"member_id": float("nan")}, NOW, "bad-request"),
            ({"member_name": "x" * 2_000_000}, NOW, "bad-input"),
            ({}, datetime(2026, 3, 3), "bad-now"),
            ({}, "yesterday", "bad-now"),
            ({}, "\ud800", "bad-now"),
            ({}, 0, "bad-now"),
        ]
        for request, now, code in calls:
            with self.assertRaises(BadInput) as refused:
                self.engine.validate_request(request, now)
            self.assertEqual(refused.exception.code, code)
        with self.assertRaises(BadInput) as refused:
            self.engine.validate_request({}, NOW, {"language": 1})
        self.assertEqual(refused.exception.code, "bad-options")

    def test_refuses_invalid_modules(self) -> None:
        module = MODULE.read_bytes()
        for wasm in [b"", b"no module", b"\0asm\1\0\0\0", module[: len(module) // 2]]:
            with self.assertRaises(EngineFailure, msg=f"{len(wasm)} bytes"):
                Engine(wasm)

    def test_adds_policies(self) -> None:
        engine = Engine()
        before = [summary["id"] for summary in engine.policies()]
        harborline = pack("harborline")
        for packed in [b"", b"{}", harborline[:-1], b"\0" * 2_000_000]:
            with self.assertRaises(BadPack):
                engine.add_policy(packed)
        for not_bytes in ["text", 5, None]:
            with self.assertRaises(BadPack):
                engine.add_policy(not_bytes)  # type: ignore[arg-type]
        self.assertEqual(engine.add_policy(harborline), "harborline")
        ids = [summary["id"] for summary in engine.policies()]
        self.assertEqual(ids, sorted([*before, "harborline"]))
        for other in (engine, pickle.loads(pickle.dumps(engine))):
            self.assertIsNotNone(other.validate_request({"payer": "harborline"}, NOW)["policy"])

    def test_any_bytes_get_an_answer_or_an_error(self) -> None:
        deep = b"[" * 1_000_000
        for request in [b"", b"\xff\xfe", b'{"payer":"\xc3("}', b'{"payer":"harborline"', b"\0", deep, b'{"a":' * 150_000]:
            with self.assertRaises(BadInput, msg=f"{request[:20]!r}") as refused:
                self.engine.validate_request_json(request, NOW)
            self.assertEqual(refused.exception.code, "bad-request")
        for instant in ("", "2026-03-03", "\udcff", "9" * 100_000):
            with self.assertRaises(BadInput) as refused:
                self.engine.validate_request_json(REQUEST, instant)
            self.assertEqual(refused.exception.code, "bad-now")

    def test_an_instance_that_stopped_is_replaced(self) -> None:
        engine = Engine()
        engine.add_policy(pack("harborline"))
        for borrowed in engine._pool._free:
            # The runtime refuses a call with too many arguments with the same error as a trap.
            borrowed.instance._calls["validate_request"] = borrowed.instance._calls["free"]
        decision = engine.validate_request({"payer": "harborline"}, NOW)
        self.assertIsNotNone(decision["policy"])

    def test_memory_does_not_grow(self) -> None:
        engine = engine_with_payers()

        def pages(calls: int) -> list[int]:
            for _ in range(calls):
                engine.validate_request_json(REQUEST, NOW)
            return [borrowed.instance._memory.size(borrowed.instance._store) for borrowed in engine._pool._free]

        self.assertEqual(pages(100), pages(10_000))

    def test_serves_many_threads_while_policies_are_added(self) -> None:
        engine = engine_with_payers()
        alone = engine.validate_request_json(REQUEST, NOW)
        begun = threading.Barrier(9)

        def ask() -> set[bytes]:
            begun.wait()
            return {engine.validate_request_json(REQUEST, NOW) for _ in range(100)}

        with ThreadPoolExecutor(8) as threads:
            all_answers = [threads.submit(ask) for _ in range(8)]
            begun.wait()
            for name in ("harborline", "mesa-community", "gulf-mutual"):
                engine.add_policy(pack(name))
            for answers in all_answers:
                self.assertEqual(answers.result(), {alone})
            # By now every instance has the added policies, whichever one answers.
            decisions = threads.map(lambda _: engine.validate_request({"payer": "gulf-mutual"}, NOW), range(20))
            self.assertTrue(all(decision["policy"] for decision in decisions))


if __name__ == "__main__":
    unittest.main()
