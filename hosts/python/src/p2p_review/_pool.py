"""Instances for many threads: each call borrows one, so that no two use the same."""

from __future__ import annotations

import threading
from collections import deque

from wasmtime import Trap, WasmtimeError

from ._errors import BadInput, EngineFailure, error_of
from ._instance import CompiledModule, ModuleInstance

MOST_INPUT = 1_048_576


class _Borrowed:
    """An instance, and how many of the pool's packs it has."""

    def __init__(self, module: CompiledModule) -> None:
        self.instance = ModuleInstance(module)
        self.packs = 0


class Pool:
    """Makes an instance when none is free, and keeps it for the next call."""

    def __init__(self, module: CompiledModule) -> None:
        self._module = module
        self._free: deque[_Borrowed] = deque()
        self._packs: list[bytes] = []
        self._adding = threading.Lock()
        # The first one shows whether the module is ours.
        self._free.append(_Borrowed(module))

    def call(self, name: str, *inputs: bytes) -> bytes:
        """The JSON of an answer.

        Raises:
            P2PReviewError: what the module answers instead.
        """
        if sum(map(len, inputs)) > MOST_INPUT:
            raise BadInput(f"This is more than {MOST_INPUT} bytes, the most that the engine takes.", "bad-input")
        try:
            status, answer = self._call(name, inputs)
        except (Trap, WasmtimeError):
            # That instance is gone; a new one may have the room that it lacked.
            self._free.clear()
            try:
                status, answer = self._call(name, inputs)
            except (Trap, WasmtimeError) as error:
                raise EngineFailure(f"The module stopped twice at this call: {error}", "trap") from error
        if status != 0:
            raise error_of(answer)
        return answer

    def add(self, packed: bytes) -> bytes:
        """Adds a packed policy: to a new instance, which checks it, then to each other one before its next call."""
        with self._adding:
            try:
                borrowed = _Borrowed(self._module)
                self._catch_up(borrowed)
                status, answer = borrowed.instance.call("add_policy", (packed,))
            except (Trap, WasmtimeError) as error:
                raise EngineFailure(f"The module stopped at this pack: {error}", "trap") from error
            if status != 0:
                raise error_of(answer)
            self._packs.append(packed)
            borrowed.packs += 1
            self._free.append(borrowed)
            return answer

    def _call(self, name: str, inputs: tuple[bytes, ...]) -> tuple[int, bytes]:
        try:
            borrowed = self._free.pop()
        except IndexError:
            borrowed = _Borrowed(self._module)
        self._catch_up(borrowed)
        answer = borrowed.instance.call(name, inputs)
        self._free.append(borrowed)
        return answer

    def _catch_up(self, borrowed: _Borrowed) -> None:
        while borrowed.packs < len(self._packs):
            borrowed.instance.call("add_policy", (self._packs[borrowed.packs],))
            borrowed.packs += 1
