"""A pool of instances. Each call borrows one for itself."""

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
    """Creates an instance when none is free, and keeps it for later calls."""

    def __init__(self, module: CompiledModule) -> None:
        self._module = module
        self._free: deque[_Borrowed] = deque()
        self._packs: list[bytes] = []
        self._adding = threading.Lock()
        # The first instance shows whether the module is valid.
        self._free.append(_Borrowed(module))

    def call(self, name: str, *inputs: bytes) -> bytes:
        """Makes a call and returns the JSON of its answer.

        Raises:
            P2PReviewError: the module answered with an error, or failed.
        """
        if sum(map(len, inputs)) > MOST_INPUT:
            raise BadInput(f"This is more than {MOST_INPUT} bytes, the most that the engine takes.", "bad-input")
        try:
            status, answer = self._call(name, inputs)
        except (Trap, WasmtimeError):
            # The instance is lost; a new one may have enough memory.
            self._free.clear()
            try:
                status, answer = self._call(name, inputs)
            except (Trap, WasmtimeError) as error:
                raise EngineFailure(f"The module stopped twice at this call: {error}", "trap") from error
        if status != 0:
            raise error_of(answer)
        return answer

    def add(self, packed: bytes) -> bytes:
        """Adds a pack: first to a new instance, which checks it, then to each other one before its next call."""
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
