"""The exceptions of this package."""

from __future__ import annotations

import json


class P2PReviewError(Exception):
    """The base class of all exceptions of this package.

    `code` is that of the module's interface (see `docs/portable.md`); `field` is the fact in question, if there is one.
    """

    def __init__(self, message: str, code: str = "failed", field: str | None = None) -> None:
        super().__init__(message)
        self.code = code
        self.field = field


class BadInput(P2PReviewError, ValueError):
    """The request is not an object, `now` is not an instant, or an option has the wrong type."""


class BadPack(P2PReviewError, ValueError):
    """The bytes are not a packed policy (`.p2p`) for this engine. Nothing has changed."""


class NoDeadline(P2PReviewError):
    """There is no deadline: `code` is `missing-field`, `invalid-field`, `unknown-payer` or `no-deadline`."""


class EngineFailure(P2PReviewError):
    """The module itself failed: it is invalid, has another interface version, or trapped twice."""


_KINDS: dict[str, type[P2PReviewError]] = {
    "bad-input": BadInput,
    "bad-request": BadInput,
    "bad-now": BadInput,
    "bad-options": BadInput,
    "bad-pack": BadPack,
}


def error_of(answer: bytes) -> P2PReviewError:
    """The exception for an error answer of the module."""
    error = json.loads(answer)
    code = error["code"]
    return _KINDS.get(code, NoDeadline)(error["message"], code, error["field"])
