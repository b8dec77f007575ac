package p2preview

import (
	"fmt"
)

// Error is what the module answers instead of what was asked for. Its codes stand in docs/portable.md.
type Error struct {
	Code string `json:"code"`
	// Field is the fact that is to blame, or nil.
	Field   *string `json:"field"`
	Message string  `json:"message"`
	// raw is the answer as it came.
	raw []byte
}

func (e *Error) Error() string {
	if e.Field != nil {
		return fmt.Sprintf("p2preview: %s (%s): %s", e.Code, *e.Field, e.Message)
	}
	return fmt.Sprintf("p2preview: %s: %s", e.Code, e.Message)
}

// JSON is the error as the module wrote it.
func (e *Error) JSON() []byte { return e.raw }

func errorOf(reply []byte) error {
	said, err := decode[Error](reply)
	if err != nil {
		return err
	}
	said.raw = reply
	return said
}

// ModuleError says that the module itself is at fault: its bytes are none, its interface is another one, or it stopped.
type ModuleError struct {
	Message string
	// Cause is what the runtime said, or nil.
	Cause error
}

func (e *ModuleError) Error() string {
	if e.Cause != nil {
		return fmt.Sprintf("p2preview: %s: %v", e.Message, e.Cause)
	}
	return "p2preview: " + e.Message
}

func (e *ModuleError) Unwrap() error { return e.Cause }
