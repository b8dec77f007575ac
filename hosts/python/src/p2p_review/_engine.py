"""The interface for servers."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import date, datetime, timezone
from typing import Any, cast

from ._batches import batches
from ._errors import BadInput, BadPack
from ._instance import compile_module
from ._pool import MOST_INPUT, Pool
from ._types import Deadline, Decision, Options, PolicySummary


class Engine:
    """The rules of the shipped policies and of added ones. Threads can share one engine.

    Decisions are computed in a WebAssembly module that can access nothing outside. Creating an `Engine` compiles the
    module, which takes some hundred milliseconds, so create one and keep it.

    Args:
        wasm: the bytes of another build of the module; by default the one in this package.

    Raises:
        EngineFailure: the bytes are not such a module.
    """

    def __init__(self, wasm: bytes | None = None) -> None:
        self._wasm = wasm
        self._pool = Pool(compile_module(wasm))
        self._packs: list[bytes] = []

    def validate_request(
        self, request: Mapping[str, Any], now: datetime | str, options: Options | None = None
    ) -> Decision:
        """Decides whether a request can be made at `now`: if not, why; if so, what is still missing.

        Args:
            request: the facts, by name. A `date` is converted to ISO text.
            now: an aware datetime, or RFC 3339 text. There is no default: every check is of an explicit instant.
            options: `language`, `report_unknown_keys`.

        Raises:
            BadInput: `request` is not a mapping that JSON can represent, or `now` is not an instant from 2000 to 2099.
        """
        return cast(Decision, json.loads(self.validate_request_json(_json(request), now, options)))

    def compute_deadline(
        self, request: Mapping[str, Any], now: datetime | str, options: Options | None = None
    ) -> Deadline:
        """Computes when a request must be in, and shows each day that was counted.

        Raises:
            NoDeadline: there is no deadline; `code` and `field` say why.
            BadInput: as `validate_request`.
        """
        return cast(Deadline, json.loads(self.compute_deadline_json(_json(request), now, options)))

    def policies(self, options: Options | None = None) -> list[PolicySummary]:
        """Lists the loaded policies, sorted by id."""
        return cast(list[PolicySummary], json.loads(self.policies_json(options)))

    def add_policy(self, packed: bytes) -> str:
        """Adds a packed policy (`.p2p`); it replaces the payer's previous one. Returns the payer's id.

        Raises:
            BadPack: the bytes can't be unpacked; then nothing has changed.
        """
        if not isinstance(packed, (bytes, bytearray, memoryview)):
            raise BadPack(f"A packed policy is bytes, not {type(packed).__name__}.", "bad-pack")
        packed = bytes(packed)
        if len(packed) > MOST_INPUT:
            raise BadPack(f"This is more than {MOST_INPUT} bytes, the most that the engine takes.", "bad-pack")
        answer = json.loads(self._pool.add(packed))
        self._packs.append(packed)
        return cast(str, answer["payer"])

    def validate_request_json(
        self, request: bytes, now: datetime | str, options: Options | bytes | None = None
    ) -> bytes:
        """As `validate_request`, for JSON. Every host returns the same bytes."""
        return self._pool.call("validate_request", request, _instant(now), _options(options))

    def validate_requests_json(
        self,
        requests: Sequence[bytes],
        instants: Sequence[datetime | str] | datetime | str,
        options: Options | bytes | None = None,
    ) -> list[bytes]:
        """As `validate_request_json` for many requests, several times as fast. Each has its own instant, or all the same.

        An invalid request does not raise: its error, `{"code", "field", "message"}`, is in the place of the decision.
        """
        if isinstance(instants, (datetime, str)):
            nows = [_instant(instants)] * len(requests)
        else:
            nows = [_instant(now) for now in instants]
        if len(nows) != len(requests):
            raise BadInput("There are not as many instants as requests.", "bad-now")
        encoded = _options(options)
        decisions: list[bytes] = []
        for batch in batches(requests, nows):
            answer = self._pool.call("validate_requests", *batch, encoded)
            decisions += answer.split(b"\n")[:-1]
        return decisions

    def compute_deadline_json(
        self, request: bytes, now: datetime | str, options: Options | bytes | None = None
    ) -> bytes:
        """As `compute_deadline`, for JSON."""
        return self._pool.call("compute_deadline", request, _instant(now), _options(options))

    def policies_json(self, options: Options | bytes | None = None) -> bytes:
        """As `policies`, for JSON."""
        return self._pool.call("policies", _options(options))

    def __reduce__(self) -> tuple[Any, ...]:
        # Pickles the bytes that the engine was made from. Each Spark executor compiles its own.
        return (_restored, (self._wasm, tuple(self._packs)))


def _restored(wasm: bytes | None, packs: tuple[bytes, ...]) -> Engine:
    engine = Engine(wasm)
    for packed in packs:
        engine.add_policy(packed)
    return engine


def _json(request: Mapping[str, Any]) -> bytes:
    if not isinstance(request, Mapping):
        raise BadInput("The request is not a mapping of facts.", "bad-request")
    try:
        return json.dumps(dict(request), default=_plain, allow_nan=False).encode()
    except (TypeError, ValueError, RecursionError) as error:
        raise BadInput(f"The request can't be written as JSON: {error}", "bad-request") from error


def _plain(value: Any) -> Any:
    if isinstance(value, date) and not isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, Mapping):
        return dict(value)
    raise TypeError(f"a request can't hold a value of type {type(value).__name__}")


def _instant(now: datetime | str) -> bytes:
    if isinstance(now, datetime):
        if now.utcoffset() is None:
            raise BadInput("`now` has no time zone: give an aware one, as datetime.now(timezone.utc).", "bad-now")
        now = now.astimezone(timezone.utc).isoformat(timespec="milliseconds").replace("+00:00", "Z")
    if not isinstance(now, str):
        raise BadInput("`now` is neither a datetime nor a text.", "bad-now")
    return now.encode(errors="replace")


def _options(options: Options | bytes | None) -> bytes:
    if options is None or isinstance(options, bytes):
        return options or b""
    try:
        return json.dumps(options).encode()
    except (TypeError, ValueError) as error:
        raise BadInput(f"The options can't be written as JSON: {error}", "bad-options") from error
