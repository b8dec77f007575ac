package p2preview

import (
	"fmt"
)

// Error is an error answer of the module. docs/portable.md lists the codes.
type Error struct {
	Code string `json:"code"`
	// Field is the fact that is missing or invalid, or nil.
	Field   *string `json:"field"`
	Message string  `json:"message"`
	// raw is the answer as received.
	raw []byte
}

func (e *Error) Error() string {
	if e.Field != nil {
		return fmt.Sprintf("p2preview: %s (%s): %s", e.Code, *e.Field, e.Message)
	}
	return fmt.Sprintf("p2preview: %s: %s", e.Code, e.Message)
}

// JSON returns the error as the module wrote it.
func (e *Error) JSON() []byte { return e.raw }

func errorOf(reply []byte) error {
	said, err := decode[Error](reply)
	if err != nil {
		return err
	}
	said.raw = reply
	return said
}

// ModuleError says that the module itself failed: it is invalid, has another interface version, or trapped.
type ModuleError struct {
	Message string
	// Cause is the error of the runtime, or nil.
	Cause error
}

func (e *ModuleError) Error() string {
	if e.Cause != nil {
		return fmt.Sprintf("p2preview: %s: %v", e.Message, e.Cause)
	}
	return "p2preview: " + e.Message
}

func (e *ModuleError) Unwrap() error { return e.Cause }
