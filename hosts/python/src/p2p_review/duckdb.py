"""The rules as a DuckDB SQL function.

>>> import duckdb
>>> import p2p_review.duckdb
>>> connection = duckdb.connect()
>>> p2p_review.duckdb.register(connection)
>>> decided = "validate_request('{\\"payer\\":\\"regence\\",\\"appeal_filed\\":true}', '2026-03-03T18:00:00Z')"
>>> connection.sql(f"SELECT json_extract_string({decided}, '$.outcome')").fetchone()
('ineligible',)
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

# DuckDB evaluates a function's annotations, so the names in them must be imported.
import pyarrow as pa
from duckdb.func import FunctionNullHandling, PythonUDFType

from .columns import decide, engine_of

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


def register(connection: DuckDBPyConnection, packs: Iterable[bytes] = (), name: str = "validate_request") -> None:
    """Registers the function `validate_request(request, now)`: JSON and RFC 3339 text in, a decision as JSON out.

    Args:
        connection: an open connection.
        packs: packed policies (`.p2p`) to add to the shipped ones.
        name: the name of the function.

    Raises:
        BadPack: a pack can't be unpacked.
    """
    added = tuple(packs)
    # Fail now, where it can be reported, rather than in the middle of a query.
    engine_of(added)

    def validate_request(requests: pa.ChunkedArray, instants: pa.ChunkedArray) -> pa.Array:
        return decide(requests, instants, added)

    connection.create_function(
        name,
        validate_request,
        ["varchar", "varchar"],
        "varchar",
        type=PythonUDFType.ARROW,
        null_handling=FunctionNullHandling.SPECIAL,
    )
