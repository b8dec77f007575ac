package p2preview_test

import (
	"context"
	"testing"
	"time"

	"p2preview"
)

// The code block of the README. tests/documents checks that it is the same.
func TestReadme(t *testing.T) {
	ctx := context.Background()
	stored := false
	ask := func() error {
		engine, err := p2preview.New(ctx) // once: it compiles the module
		if err != nil {
			return err
		}
		defer engine.Close(ctx)

		request := map[string]any{"payer": "regence", "line_of_business": "commercial", "appeal_filed": true}
		decision, err := engine.ValidateRequest(ctx, request, time.Now(), p2preview.Options{})
		if err != nil {
			return err // *Error: the request is not an object, or the instant is outside 2000 to 2099
		}
		if decision.Outcome == p2preview.Eligible {
			// store it
			stored = true
		}
		if decision.Outcome != p2preview.Ineligible {
			t.Error(decision.Outcome)
		}
		return nil
	}
	if err := ask(); err != nil || stored {
		t.Error(err, stored)
	}
}
