package p2preview

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"

	"github.com/tetratelabs/wazero"
	"github.com/tetratelabs/wazero/api"
)

const (
	interfaceVersion = 1
	mostInput        = 1 << 20
	usualInput       = 8 << 10
	headerSize       = 8
)

// instance is one instance of the module: its memory and its calls. It must not be used concurrently.
type instance struct {
	module api.Module
	calls  map[string]api.Function
	// The address and size of the input block.
	block, size uint32
	// How many of the pool's packs this instance has.
	packs int
}

func newInstance(ctx context.Context, runtime wazero.Runtime, compiled wazero.CompiledModule) (*instance, error) {
	// Unnamed modules can be instantiated many times.
	module, err := runtime.InstantiateModule(ctx, compiled, wazero.NewModuleConfig().WithName("").WithStartFunctions())
	if err != nil {
		return nil, &ModuleError{"the module could not be started", err}
	}
	calls := map[string]api.Function{}
	for _, name := range []string{"interface_version", "allocate", "free", "validate_request", "compute_deadline", "policies", "add_policy"} {
		call := module.ExportedFunction(name)
		if call == nil {
			return nil, errors.Join(&ModuleError{Message: "this is not p2p-review's portable module: it has no " + name}, module.Close(ctx))
		}
		calls[name] = call
	}
	found := &instance{module: module, calls: calls}
	version, err := found.number(ctx, "interface_version")
	if err != nil {
		return nil, errors.Join(err, module.Close(ctx))
	}
	if version != interfaceVersion {
		message := fmt.Sprintf("this module's interface is version %d; this package speaks version %d", version, interfaceVersion)
		return nil, errors.Join(&ModuleError{Message: message}, module.Close(ctx))
	}
	return found, nil
}

// number makes a call whose result is an address or a number.
func (i *instance) number(ctx context.Context, call string, arguments ...uint64) (uint32, error) {
	results, err := i.calls[call].Call(ctx, arguments...)
	if err != nil {
		return 0, &ModuleError{"the module stopped", err}
	}
	if len(results) == 0 {
		return 0, nil
	}
	return api.DecodeU32(results[0]), nil
}

// call makes a call and returns its status and JSON. After an error the instance must not be used again.
func (i *instance) call(ctx context.Context, name string, inputs ...[]byte) (uint32, []byte, error) {
	var size uint32
	for _, input := range inputs {
		size += uint32(len(input))
	}
	address, err := i.reserve(ctx, size)
	if err != nil {
		return 0, nil, err
	}
	arguments := make([]uint64, 0, 2*len(inputs))
	for _, input := range inputs {
		if !i.module.Memory().Write(address, input) {
			return 0, nil, &ModuleError{Message: "the module's block lies outside its memory"}
		}
		arguments = append(arguments, uint64(address), uint64(len(input)))
		address += uint32(len(input))
	}
	answer, err := i.number(ctx, name, arguments...)
	if err != nil {
		return 0, nil, err
	}
	return i.read(answer)
}

func (i *instance) read(answer uint32) (uint32, []byte, error) {
	memory := i.module.Memory()
	if header, ok := memory.Read(answer, headerSize); ok {
		status, length := binary.LittleEndian.Uint32(header), binary.LittleEndian.Uint32(header[4:])
		if text, ok := memory.Read(answer+headerSize, length); ok {
			// Copy, because the memory changes with the next call.
			return status, append([]byte(nil), text...), nil
		}
	}
	return 0, nil, &ModuleError{Message: "the module's answer lies outside its memory"}
}

func (i *instance) reserve(ctx context.Context, size uint32) (uint32, error) {
	if i.block != 0 && size <= i.size {
		return i.block, nil
	}
	if i.block != 0 {
		if _, err := i.number(ctx, "free", uint64(i.block)); err != nil {
			return 0, err
		}
		i.block = 0
	}
	wanted := max(size, usualInput)
	block, err := i.number(ctx, "allocate", uint64(wanted))
	if err != nil {
		return 0, err
	}
	if block == 0 {
		return 0, &ModuleError{Message: fmt.Sprintf("the module gives no room for %d bytes", wanted)}
	}
	i.block, i.size = block, wanted
	return block, nil
}

func (i *instance) close(ctx context.Context) error {
	return i.module.Close(ctx)
}
