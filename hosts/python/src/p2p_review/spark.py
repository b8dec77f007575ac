"""The rules over a Spark data frame, in parallel on all executors.

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
    """The frame with an additional column: the decision of each row, as JSON.

    Args:
        frame: has requests as JSON text and instants as RFC 3339 text, each in a string column.
        request: the name of the column of requests.
        now: the name of the column of instants.
        into: the name of the new column.
        packs: packed policies (`.p2p`) to add to the shipped ones. They are sent along with the task.

    Raises:
        BadPack: a pack can't be unpacked.
        ValueError: the frame has a column `into` already.
    """
    if into in frame.columns:
        raise ValueError(f"the frame has a column `{into}` already")
    added = tuple(packs)
    # Fail now, where it can be reported, rather than on an executor.
    engine_of(added)

    def each(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        for batch in batches:
            yield batch.append_column(into, decide(batch.column(request), batch.column(now), added))

    fields = [*frame.schema.fields, StructField(into, StringType())]
    return frame.mapInArrow(each, StructType(fields))
