package p2preview

import (
	"context"
	"errors"
	"fmt"
	"sync"

	"github.com/tetratelabs/wazero"
)

// pool is a pool of instances. Each call borrows one for itself; a new one is created when none is free.
type pool struct {
	runtime  wazero.Runtime
	compiled wazero.CompiledModule
	// Held while a policy is added: one at a time.
	adding sync.Mutex

	mu    sync.Mutex
	free  []*instance
	packs [][]byte
}

func newPool(ctx context.Context, wasm []byte) (*pool, error) {
	runtime := wazero.NewRuntime(ctx)
	compiled, err := runtime.CompileModule(ctx, wasm)
	if err != nil {
		return nil, errors.Join(&ModuleError{"these bytes are no WebAssembly module", err}, runtime.Close(ctx))
	}
	if len(compiled.ImportedFunctions()) > 0 {
		message := "this module imports something: it is not p2p-review's portable one"
		return nil, errors.Join(&ModuleError{Message: message}, runtime.Close(ctx))
	}
	p := &pool{runtime: runtime, compiled: compiled}
	// The first instance shows whether the module is valid.
	first, err := newInstance(ctx, runtime, compiled)
	if err != nil {
		return nil, errors.Join(err, runtime.Close(ctx))
	}
	p.free = append(p.free, first)
	return p, nil
}

func (p *pool) close(ctx context.Context) error {
	return p.runtime.Close(ctx)
}

// call makes a call with an instance that has all packs. If the instance traps (out of memory), it is dropped and a new
// one is tried once.
func (p *pool) call(ctx context.Context, name string, inputs ...[]byte) ([]byte, error) {
	if err := checkSize("bad-input", inputs...); err != nil {
		return nil, err
	}
	status, answer, err := p.once(ctx, p.take(), name, inputs)
	var broken *ModuleError
	if errors.As(err, &broken) && ctx.Err() == nil {
		status, answer, err = p.once(ctx, nil, name, inputs)
	}
	switch {
	case err != nil:
		return nil, err
	case status != 0:
		return nil, errorOf(answer)
	}
	return answer, nil
}

// add adds a pack: first to a new instance, which checks it, then to each other instance before its next call.
func (p *pool) add(ctx context.Context, packed []byte) ([]byte, error) {
	if err := checkSize("bad-pack", packed); err != nil {
		return nil, err
	}
	p.adding.Lock()
	defer p.adding.Unlock()
	fresh, err := newInstance(ctx, p.runtime, p.compiled)
	if err != nil {
		return nil, err
	}
	if err := p.catchUp(ctx, fresh); err != nil {
		return nil, err
	}
	status, answer, err := fresh.call(ctx, "add_policy", packed)
	if err != nil {
		return nil, errors.Join(err, fresh.close(ctx))
	}
	if status != 0 {
		return nil, errors.Join(errorOf(answer), fresh.close(ctx))
	}
	fresh.packs++
	p.mu.Lock()
	defer p.mu.Unlock()
	p.packs = append(p.packs, append([]byte(nil), packed...))
	p.free = append(p.free, fresh)
	return answer, nil
}

// once makes a call with this instance, or with a new one if it is nil. An instance that fails is closed.
func (p *pool) once(ctx context.Context, borrowed *instance, name string, inputs [][]byte) (uint32, []byte, error) {
	if borrowed == nil {
		fresh, err := newInstance(ctx, p.runtime, p.compiled)
		if err != nil {
			return 0, nil, err
		}
		borrowed = fresh
	}
	err := p.catchUp(ctx, borrowed)
	if err != nil {
		return 0, nil, err
	}
	status, answer, err := borrowed.call(ctx, name, inputs...)
	if err != nil {
		return 0, nil, errors.Join(err, borrowed.close(ctx))
	}
	p.mu.Lock()
	p.free = append(p.free, borrowed)
	p.mu.Unlock()
	return status, answer, nil
}

func (p *pool) take() *instance {
	p.mu.Lock()
	defer p.mu.Unlock()
	last := len(p.free) - 1
	if last < 0 {
		return nil
	}
	taken := p.free[last]
	p.free = p.free[:last]
	return taken
}

// catchUp adds the packs that an instance lacks. If that fails, the instance is closed.
func (p *pool) catchUp(ctx context.Context, borrowed *instance) error {
	p.mu.Lock()
	missing := p.packs[borrowed.packs:]
	p.mu.Unlock()
	for _, packed := range missing {
		if _, _, err := borrowed.call(ctx, "add_policy", packed); err != nil {
			return errors.Join(err, borrowed.close(ctx))
		}
		borrowed.packs++
	}
	return nil
}

func checkSize(code string, inputs ...[]byte) error {
	size := 0
	for _, input := range inputs {
		size += len(input)
	}
	if size > mostInput {
		return &Error{Code: code, Message: fmt.Sprintf("This is more than %d bytes, the most that the engine takes.", mostInput)}
	}
	return nil
}
