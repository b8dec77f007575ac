"""The rules as a function of DuckDB's SQL.

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

# DuckDB reads the annotations of a function, so the names in them have to be there.
import pyarrow as pa
from duckdb.func import FunctionNullHandling, PythonUDFType

from .columns import decide, engine_of

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


def register(connection: DuckDBPyConnection, packs: Iterable[bytes] = (), name: str = "validate_request") -> None:
    """Gives a connection the function `validate_request(request, now)`: request and RFC 3339 text in, decision out.

    Args:
        connection: an open one.
        packs: packed policies (`.p2p`) to be added to the shipped ones.
        name: of the function.

    Raises:
        BadPack: one of them is none.
    """
    added = tuple(packs)
    # Here, where it can be reported, and not in the middle of a query.
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
