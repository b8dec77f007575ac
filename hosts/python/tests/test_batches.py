import unittest
from pathlib import Path

from p2p_review import BadInput, Engine, P2PReviewError

PACKS = Path(__file__).parents[3] / "conformance" / "packs"
NOW = "2026-03-03T18:00:00Z"
REQUESTS = [
    b'{"payer":"mesa-community","line_of_business":"commercial","appeal_filed":true}',
    b'{\n "payer": "gulf-mutual",\n "line_of_business": "commercial",\n "denial_date": "2026-03-02"\n}',
    b"{}",
]


class BatchesTest(unittest.TestCase):
    engine: Engine

    @classmethod
    def setUpClass(cls) -> None:
        cls.engine = Engine()
        for name in ("mesa-community", "gulf-mutual"):
            cls.engine.add_policy((PACKS / f"{name}.p2p").read_bytes())

    def alone(self, request: bytes, now: str) -> bytes:
        return self.engine.validate_request_json(request, now)

    def test_batches_give_the_same_answers_as_single_calls(self) -> None:
        many = REQUESTS * 1_000
        instants = [NOW, "2026-07-01T00:00:00Z", "2026-03-04T08:00:00+01:00"] * 1_000
        expected = [self.alone(request, now) for request, now in zip(REQUESTS, instants[:3], strict=True)]
        self.assertEqual(self.engine.validate_requests_json(many, instants), expected * 1_000)
        self.assertEqual(self.engine.validate_requests_json(REQUESTS, NOW), [self.alone(r, NOW) for r in REQUESTS])
        self.assertEqual(self.engine.validate_requests_json([], NOW), [])

    def test_an_invalid_request_does_not_affect_the_others(self) -> None:
        good = REQUESTS[0]
        requests = [good, b"", b"[]", b"\n", b"\xff", b'"' + b"x" * 2_000_000, good, good, good]
        instants = [NOW] * 7 + ["yesterday", f"{NOW}\n{NOW}"]
        answers = self.engine.validate_requests_json(requests, instants)
        self.assertEqual([answers[0], answers[6]], [self.alone(good, NOW)] * 2)
        for answer in answers[1:6]:
            self.assertTrue(answer.startswith(b'{"code":"bad-request"'), answer)
        for answer in answers[7:]:
            self.assertTrue(answer.startswith(b'{"code":"bad-now"'), answer)

    def test_refuses_invalid_arguments(self) -> None:
        with self.assertRaises(BadInput):
            self.engine.validate_requests_json(REQUESTS, [NOW])
        with self.assertRaises(P2PReviewError):
            self.engine.validate_requests_json(REQUESTS, NOW, {"language": 1})


if __name__ == "__main__":
    unittest.main()
