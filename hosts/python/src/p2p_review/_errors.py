"""What can go wrong, as exceptions."""

from __future__ import annotations

import json


class P2PReviewError(Exception):
    """Anything that this package raises.

    `code` is the interface's (`docs/portable.md` lists them all); `field` is the fact that is to blame, if it is one.
    """

    def __init__(self, message: str, code: str = "failed", field: str | None = None) -> None:
        super().__init__(message)
        self.code = code
        self.field = field


class BadInput(P2PReviewError, ValueError):
    """A request that is no object, a `now` that is no instant, or options of a wrong type."""


class BadPack(P2PReviewError, ValueError):
    """Bytes that are no packed policy (`.p2p`) which this engine takes. Nothing has changed."""


class NoDeadline(P2PReviewError):
    """There is no deadline: `code` is `missing-field`, `invalid-field`, `unknown-payer` or `no-deadline`."""


class EngineFailure(P2PReviewError):
    """The module itself is at fault: its bytes are none, its interface is another one, or it stopped twice."""


_KINDS: dict[str, type[P2PReviewError]] = {
    "bad-input": BadInput,
    "bad-request": BadInput,
    "bad-now": BadInput,
    "bad-options": BadInput,
    "bad-pack": BadPack,
}


def error_of(answer: bytes) -> P2PReviewError:
    """The exception that an error of the interface stands for."""
    error = json.loads(answer)
    code = error["code"]
    return _KINDS.get(code, NoDeadline)(error["message"], code, error["field"])
