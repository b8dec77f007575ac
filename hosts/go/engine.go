// Package p2preview tells, before anything is sent, whether a request for a peer-to-peer review of a health plan's denial
// is eligible, why not, and by when it must be in: the same rules as the form asks, inside Go.
//
// The rules run in a WebAssembly module that has no access to anything, under wazero, which is pure Go.
package p2preview

import (
	"context"
	_ "embed"
	"encoding/json"
	"fmt"
	"time"
)

//go:embed p2p_review.wasm
var shipped []byte

// Outcome says whether a request can be made. There will be no fourth.
type Outcome string

// The outcomes.
const (
	Eligible   Outcome = "eligible"
	Ineligible Outcome = "ineligible"
	Incomplete Outcome = "incomplete"
)

// Options are what can be asked for beside a request. The zero value asks for nothing.
type Options struct {
	// Language of what a person reads, as a BCP 47 tag.
	Language string `json:"language,omitempty"`
	// ReportUnknownKeys asks for a notice on each key of the request that names no fact.
	ReportUnknownKeys bool `json:"report_unknown_keys,omitempty"`
}

// Engine has the rules of the shipped policies and of those that are added. It is safe for use by many goroutines.
// Making one compiles the module: make one and keep it.
type Engine struct {
	pool *pool
}

// New makes an engine with the module of this package.
func New(ctx context.Context) (*Engine, error) {
	return NewFromModule(ctx, shipped)
}

// NewFromModule makes an engine with another build of the module. It fails with a *ModuleError where the bytes are none.
func NewFromModule(ctx context.Context, wasm []byte) (*Engine, error) {
	pool, err := newPool(ctx, wasm)
	if err != nil {
		return nil, err
	}
	return &Engine{pool: pool}, nil
}

// Close gives back what the engine holds. No call may be running or follow.
func (e *Engine) Close(ctx context.Context) error {
	return e.pool.close(ctx)
}

// ValidateRequest says whether a request can be made as of now, why not, and what is still to be answered. The request is
// anything that encoding/json writes as an object: a map of facts, or a struct with tags. An error is an *Error for what
// can't be a request or an instant.
func (e *Engine) ValidateRequest(ctx context.Context, request any, now time.Time, options Options) (*Decision, error) {
	return answer[Decision](ctx, e, "validate_request", request, now, options)
}

// ComputeDeadline says by when a request must be in, and how that is counted. Where there is no deadline the error is an
// *Error whose Code is missing-field, invalid-field, unknown-payer or no-deadline.
func (e *Engine) ComputeDeadline(ctx context.Context, request any, now time.Time, options Options) (*Deadline, error) {
	return answer[Deadline](ctx, e, "compute_deadline", request, now, options)
}

// ValidateRequestJSON is ValidateRequest of a request that is JSON already, with now as RFC 3339 text and options as JSON
// or nil. The decision stays JSON, to the byte as every host has it.
func (e *Engine) ValidateRequestJSON(ctx context.Context, request []byte, now string, options []byte) ([]byte, error) {
	return e.pool.call(ctx, "validate_request", request, []byte(now), options)
}

// ComputeDeadlineJSON is ComputeDeadline of JSON, in JSON.
func (e *Engine) ComputeDeadlineJSON(ctx context.Context, request []byte, now string, options []byte) ([]byte, error) {
	return e.pool.call(ctx, "compute_deadline", request, []byte(now), options)
}

// Policies lists what is loaded, by id.
func (e *Engine) Policies(ctx context.Context, options Options) ([]PolicySummary, error) {
	encoded, err := options.encode()
	if err != nil {
		return nil, err
	}
	reply, err := e.PoliciesJSON(ctx, encoded)
	if err != nil {
		return nil, err
	}
	summaries, err := decode[[]PolicySummary](reply)
	if err != nil {
		return nil, err
	}
	return *summaries, nil
}

// PoliciesJSON is Policies in JSON, with options as JSON or nil.
func (e *Engine) PoliciesJSON(ctx context.Context, options []byte) ([]byte, error) {
	return e.pool.call(ctx, "policies", options)
}

// AddPolicy adds a packed policy (.p2p), or replaces the one of its payer, and returns the payer's id. For other bytes it
// fails with an *Error of code bad-pack, and nothing has changed.
func (e *Engine) AddPolicy(ctx context.Context, packed []byte) (string, error) {
	reply, err := e.pool.add(ctx, packed)
	if err != nil {
		return "", err
	}
	added, err := decode[struct {
		Payer string `json:"payer"`
	}](reply)
	if err != nil {
		return "", err
	}
	return added.Payer, nil
}

func answer[T any](ctx context.Context, e *Engine, call string, request any, now time.Time, options Options) (*T, error) {
	encoded, err := json.Marshal(request)
	if err != nil {
		return nil, &Error{Code: "bad-request", Message: fmt.Sprintf("The request can't be written as JSON: %v", err)}
	}
	opts, err := options.encode()
	if err != nil {
		return nil, err
	}
	reply, err := e.pool.call(ctx, call, encoded, []byte(now.UTC().Format("2006-01-02T15:04:05.000Z07:00")), opts)
	if err != nil {
		return nil, err
	}
	return decode[T](reply)
}

func decode[T any](reply []byte) (*T, error) {
	var said T
	if err := json.Unmarshal(reply, &said); err != nil {
		return nil, &ModuleError{Message: fmt.Sprintf("the module's answer has another shape: %v", err)}
	}
	return &said, nil
}

func (o Options) encode() ([]byte, error) {
	if o == (Options{}) {
		return nil, nil
	}
	return json.Marshal(o)
}
