"""Runs the code blocks of hosts/python/README.md."""

import re
import tempfile
import unittest
from pathlib import Path

import duckdb

README = Path(__file__).parents[1] / "README.md"
BLOCKS = re.findall(r"^```python\n(.*?)^```$", README.read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE)


class ReadmeTest(unittest.TestCase):
    def test_the_blocks_are_found(self) -> None:
        begins = [block.split("\n")[0].split()[1] for block in BLOCKS]
        self.assertEqual(begins, ["datetime", "duckdb", "p2p_review.spark"])

    def test_the_engine(self) -> None:
        pack = README.parents[2] / "conformance" / "packs" / "harborline.p2p"
        names: dict[str, object] = {}
        exec(compile(BLOCKS[0].replace('"our-plan.p2p"', repr(str(pack))), str(README), "exec"), names)
        decision = names["decision"]
        assert isinstance(decision, dict)
        self.assertEqual(decision["outcome"], "ineligible")

    def test_duckdb(self) -> None:
        with tempfile.TemporaryDirectory() as folder:
            past = Path(folder, "past.parquet")
            request = '{"payer":"regence","line_of_business":"commercial","appeal_filed":true}'
            duckdb.sql(f"COPY (SELECT '{request}' AS request, '2026-03-03T18:00:00Z' AS received_at) TO '{past}'")
            lines = BLOCKS[1].replace("past.parquet", str(past)).replace("connection.sql(", "found = connection.sql(")
            names: dict[str, object] = {}
            exec(compile(lines, str(README), "exec"), names)
            found = names["found"]
            assert isinstance(found, duckdb.DuckDBPyRelation)
            self.assertEqual(found.fetchall(), [("ineligible", 1)])

    def test_spark_is_python(self) -> None:
        # Only the long check `bulk` starts Spark itself.
        compile(BLOCKS[2], str(README), "exec")


if __name__ == "__main__":
    unittest.main()
