"""The rules over a Spark data frame, on as many executors as there are.

decided = p2p_review.spark.validate(frame, request="request", now="received_at")
decided.selectExpr("get_json_object(decision, '$.outcome') AS outcome").groupBy("outcome").count().show()
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

import pyarrow as pa
from pyspark.sql.types import StringType, StructField, StructType

from .columns import decide, engine_of

if TYPE_CHECKING:
    from pyspark.sql import DataFrame


def validate(
    frame: DataFrame, request: str = "request", now: str = "now", into: str = "decision", packs: Iterable[bytes] = ()
) -> DataFrame:
    """The frame with a further column: the decision's JSON of each row.

    Args:
        frame: has the request as JSON text and the instant as RFC 3339 text, each in a column of strings.
        request: the name of that column.
        now: the name of that column.
        into: the name of the new column.
        packs: packed policies (`.p2p`) to be added to the shipped ones. They travel with the task.

    Raises:
        BadPack: one of them is none.
        ValueError: the frame has a column `into` already.
    """
    if into in frame.columns:
        raise ValueError(f"the frame has a column `{into}` already")
    added = tuple(packs)
    # Here, where it can be reported, and not on an executor.
    engine_of(added)

    def each(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        for batch in batches:
            yield batch.append_column(into, decide(batch.column(request), batch.column(now), added))

    fields = [*frame.schema.fields, StructField(into, StringType())]
    return frame.mapInArrow(each, StructType(fields))
