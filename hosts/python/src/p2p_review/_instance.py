"""One instance of the module: its memory and its calls. Not for concurrent use."""

from __future__ import annotations

import struct
from dataclasses import dataclass
from pathlib import Path

from wasmtime import Config, Func, Instance, Memory, Module, Store, WasmtimeError
from wasmtime import Engine as Runtime

from ._errors import EngineFailure

INTERFACE_VERSION = 1
MODULE = Path(__file__).with_name("p2p_review.wasm")
_HEADER = struct.Struct("<II")
_USUAL_INPUT = 8_192
_EXPORTS = (
    "interface_version",
    "allocate",
    "free",
    "validate_request",
    "validate_requests",
    "compute_deadline",
    "policies",
    "add_policy",
)


@dataclass(frozen=True)
class CompiledModule:
    """The compiled module, and the runtime that compiled it."""

    runtime: Runtime
    module: Module


def compile_module(wasm: bytes | None = None) -> CompiledModule:
    """Compiles the module. Compiled once, it can be instantiated any number of times.

    Raises:
        EngineFailure: the bytes are not WebAssembly, or not this module.
    """
    runtime = Runtime(Config())
    try:
        module = Module(runtime, MODULE.read_bytes() if wasm is None else wasm)
    except WasmtimeError as error:
        raise EngineFailure(f"These bytes are no WebAssembly module: {error}", "bad-module") from error
    if len(module.imports) > 0:
        raise EngineFailure("This module imports something: it is not p2p-review's portable one.", "bad-module")
    return CompiledModule(runtime, module)


class ModuleInstance:
    """Calls the exports of one instance."""

    def __init__(self, compiled: CompiledModule) -> None:
        self._store = Store(compiled.runtime)
        exports = Instance(self._store, compiled.module, []).exports(self._store)
        self._calls: dict[str, Func] = {}
        for name in _EXPORTS:
            call = exports.get(name)
            if not isinstance(call, Func):
                raise EngineFailure(f"This is not p2p-review's portable module: it has no {name}.", "bad-module")
            self._calls[name] = call
        memory = exports.get("memory")
        if not isinstance(memory, Memory):
            raise EngineFailure("This is not p2p-review's portable module: it has no memory.", "bad-module")
        self._memory = memory
        version = self._number("interface_version")
        if version != INTERFACE_VERSION:
            raise EngineFailure(
                f"This module's interface is version {version}; this package speaks version {INTERFACE_VERSION}.",
                "bad-module",
            )
        self._block = 0
        self._size = 0

    def call(self, name: str, inputs: tuple[bytes, ...]) -> tuple[int, bytes]:
        """Makes a call and returns its status and JSON.

        Raises:
            WasmtimeError: the module trapped; the instance must not be used again.
        """
        store = self._store
        address = self._reserve(sum(map(len, inputs)))
        # One write, because each write costs more than joining the bytes.
        self._memory.write(store, b"".join(inputs), address)
        arguments: list[int] = []
        for data in inputs:
            arguments += (address, len(data))
            address += len(data)
        answer = self._number(name, *arguments)
        status, length = _HEADER.unpack(self._memory.read(store, answer, answer + _HEADER.size))
        start = answer + _HEADER.size
        return status, bytes(self._memory.read(store, start, start + length))

    def _reserve(self, size: int) -> int:
        if size > self._size:
            if self._block:
                self._calls["free"](self._store, self._block)
                self._block = self._size = 0
            wanted = max(size, _USUAL_INPUT)
            block = self._number("allocate", wanted)
            if block == 0:
                # Raise as for a trap: a new instance may have enough memory.
                raise WasmtimeError(f"the module gives no room for {wanted} bytes")
            self._block, self._size = block, wanted
        return self._block

    def _number(self, name: str, *arguments: int) -> int:
        number: int = self._calls[name](self._store, *arguments)
        # WebAssembly's i32 is signed; addresses are not.
        return number & 0xFFFF_FFFF
