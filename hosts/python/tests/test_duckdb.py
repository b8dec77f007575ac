import json
import tempfile
import unittest
from pathlib import Path

import duckdb

import p2p_review.duckdb
from p2p_review import BadPack, Engine

PACKS = Path(__file__).parents[3] / "conformance" / "packs"
NOW = "2026-03-03T18:00:00Z"


class DuckDBTest(unittest.TestCase):
    def test_decides_a_parquet_file(self) -> None:
        with tempfile.TemporaryDirectory() as folder, duckdb.connect() as connection:
            file = Path(folder, "requests.parquet")
            connection.execute(
                f"""COPY (
                    SELECT i, '{NOW}' AS now, CASE WHEN i % 7 > 0 THEN to_json({{
                        payer: ['mesa-community', 'gulf-mutual', 'harborline'][i % 3 + 1],
                        appeal_filed: i % 2 = 0
                    }})::VARCHAR END AS request
                    FROM range(5000) AS numbers(i)
                ) TO '{file}'"""
            )
            packs = [(PACKS / f"{name}.p2p").read_bytes() for name in ("mesa-community", "gulf-mutual", "harborline")]
            p2p_review.duckdb.register(connection, packs)
            rows = connection.sql(
                f"SELECT request, now, validate_request(request, now) FROM '{file}' ORDER BY i"
            ).fetchall()
        engine = Engine()
        for packed in packs:
            engine.add_policy(packed)
        self.assertEqual(len(rows), 5_000)
        for request, now, decision in rows:
            if request is None:
                self.assertIsNone(decision)
            else:
                self.assertEqual(decision.encode(), engine.validate_request_json(request.encode(), now))

    def test_invalid_requests_get_their_error(self) -> None:
        with duckdb.connect() as connection:
            p2p_review.duckdb.register(connection)
            found = connection.execute("SELECT validate_request(?, ?)", ["[]", NOW]).fetchone()
        self.assertIsNotNone(found)
        self.assertEqual(json.loads(found[0])["code"], "bad-request")

    def test_a_bad_pack_is_refused_at_once(self) -> None:
        with duckdb.connect() as connection, self.assertRaises(BadPack):
            p2p_review.duckdb.register(connection, [b"no pack"])


if __name__ == "__main__":
    unittest.main()
