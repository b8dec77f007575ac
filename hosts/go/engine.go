// Package p2preview decides, before anything is sent, whether a request for a peer-to-peer review of a health plan's
// denial is eligible, why not, and when it must be in. The rules are the same as in the web form.
//
// The rules run in a WebAssembly module under wazero, which is pure Go. The module can access nothing outside.
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

// Outcome says whether the request can be made. No further values will be added.
type Outcome string

// The possible outcomes.
const (
	Eligible   Outcome = "eligible"
	Ineligible Outcome = "ineligible"
	Incomplete Outcome = "incomplete"
)

// Options are the options of a call. The zero value has no effect.
type Options struct {
	// Language of the texts that a person reads, as a BCP 47 tag.
	Language string `json:"language,omitempty"`
	// ReportUnknownKeys adds a notice for each key of the request that names no fact.
	ReportUnknownKeys bool `json:"report_unknown_keys,omitempty"`
}

// Engine has the rules of the shipped policies and of added ones. It is safe for concurrent use. Creating one compiles
// the module, so create one and keep it.
type Engine struct {
	pool *pool
}

// New creates an engine with the module in this package.
func New(ctx context.Context) (*Engine, error) {
	return NewFromModule(ctx, shipped)
}

// NewFromModule creates an engine with another build of the module. It fails with a *ModuleError if the bytes are not
// one.
func NewFromModule(ctx context.Context, wasm []byte) (*Engine, error) {
	pool, err := newPool(ctx, wasm)
	if err != nil {
		return nil, err
	}
	return &Engine{pool: pool}, nil
}

// Close releases the engine's resources. No call may be running or follow.
func (e *Engine) Close(ctx context.Context) error {
	return e.pool.close(ctx)
}

// ValidateRequest decides whether a request can be made at the instant now: if not, why; if so, what is still missing.
// The request is anything that encoding/json encodes as an object: a map of facts, or a struct with tags. It fails with
// an *Error if the request or the instant is invalid.
func (e *Engine) ValidateRequest(ctx context.Context, request any, now time.Time, options Options) (*Decision, error) {
	return answer[Decision](ctx, e, "validate_request", request, now, options)
}

// ComputeDeadline computes when a request must be in, and shows each day that was counted. If there is no deadline it
// fails with an *Error whose Code is missing-field, invalid-field, unknown-payer or no-deadline.
func (e *Engine) ComputeDeadline(ctx context.Context, request any, now time.Time, options Options) (*Deadline, error) {
	return answer[Deadline](ctx, e, "compute_deadline", request, now, options)
}

// ValidateRequestJSON is ValidateRequest for JSON. Now is RFC 3339 text; options are JSON or nil. Every host returns
// the same bytes.
func (e *Engine) ValidateRequestJSON(ctx context.Context, request []byte, now string, options []byte) ([]byte, error) {
	return e.pool.call(ctx, "validate_request", request, []byte(now), options)
}

// ComputeDeadlineJSON is ComputeDeadline for JSON.
func (e *Engine) ComputeDeadlineJSON(ctx context.Context, request []byte, now string, options []byte) ([]byte, error) {
	return e.pool.call(ctx, "compute_deadline", request, []byte(now), options)
}

// Policies lists the loaded policies, sorted by id.
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

// PoliciesJSON is Policies for JSON. Options are JSON or nil.
func (e *Engine) PoliciesJSON(ctx context.Context, options []byte) ([]byte, error) {
	return e.pool.call(ctx, "policies", options)
}

// AddPolicy adds a packed policy (.p2p); it replaces the payer's previous one. It returns the payer's id. If the bytes
// can't be unpacked, it fails with an *Error with code bad-pack, and nothing has changed.
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
