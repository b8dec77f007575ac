package p2preview

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"
)

var (
	ctx = context.Background()
	now = time.Date(2026, 3, 3, 18, 0, 0, 0, time.UTC)
)

const packs = "../../conformance/packs"

func newEngine(t testing.TB) *Engine {
	t.Helper()
	engine, err := New(ctx)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := engine.Close(ctx); err != nil {
			t.Error(err)
		}
	})
	return engine
}

func pack(t testing.TB, id string) []byte {
	t.Helper()
	packed, err := os.ReadFile(filepath.Join(packs, id+".p2p"))
	if err != nil {
		t.Fatal(err)
	}
	return packed
}

// An engine with made-up payers in addition to the shipped ones, whose rules are tested elsewhere.
func newEngineWith(t testing.TB, ids ...string) *Engine {
	t.Helper()
	engine := newEngine(t)
	for _, id := range ids {
		if _, err := engine.AddPolicy(ctx, pack(t, id)); err != nil {
			t.Fatal(err)
		}
	}
	return engine
}

func TestDecision(t *testing.T) {
	engine := newEngineWith(t, "mesa-community")
	request := map[string]any{"payer": "mesa-community", "appeal_filed": true}
	decision, err := engine.ValidateRequest(ctx, request, now, Options{})
	if err != nil {
		t.Fatal(err)
	}
	if decision.Outcome != Ineligible || *decision.Findings[0].Field != "appeal_filed" || len(decision.Findings[0].NextSteps) == 0 {
		t.Errorf("%+v", decision)
	}
	if decision.CheckedAt != "2026-03-03T18:00:00Z" {
		t.Error(decision.CheckedAt)
	}
}

func TestDeadline(t *testing.T) {
	engine := newEngineWith(t, "harborline")
	type request struct {
		Payer         string `json:"payer"`
		Setting       string `json:"setting,omitempty"`
		DenialDate    string `json:"denial_date,omitempty"`
		Discharged    bool   `json:"member_discharged,omitempty"`
		DischargeDate string `json:"discharge_date,omitempty"`
	}
	asked := request{"harborline", "inpatient", "2026-02-27", true, "2026-03-02"}
	deadline, err := engine.ComputeDeadline(ctx, asked, now, Options{})
	if err != nil {
		t.Fatal(err)
	}
	if deadline.Due != "2026-03-05" || deadline.Closes != "2026-03-05" {
		t.Errorf("%+v", deadline)
	}
	_, err = engine.ComputeDeadline(ctx, request{Payer: "harborline", Setting: "outpatient"}, now, Options{})
	var told *Error
	if !errors.As(err, &told) || told.Code != "missing-field" || *told.Field != "denial_date" {
		t.Error(err)
	}
}

func TestInvalidCalls(t *testing.T) {
	engine := newEngine(t)
	for request, code := range map[any]string{nil: "bad-request", 7: "bad-request", strings.Repeat("x", 2_000_000): "bad-input"} {
		_, err := engine.ValidateRequest(ctx, request, now, Options{})
		var told *Error
		if !errors.As(err, &told) || told.Code != code {
			t.Errorf("%.20v: %v", request, err)
		}
	}
	_, err := engine.ValidateRequest(ctx, map[string]any{}, time.Time{}, Options{})
	var told *Error
	if !errors.As(err, &told) || told.Code != "bad-now" {
		t.Error(err)
	}
}

func TestInvalidModules(t *testing.T) {
	other := []byte{0, 'a', 's', 'm', 1, 0, 0, 0}
	for name, bytes := range map[string][]byte{"none": nil, "text": []byte("no module"), "cut": shipped[:len(shipped)/2], "another": other} {
		_, err := NewFromModule(ctx, bytes)
		var told *ModuleError
		if !errors.As(err, &told) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestAddPolicy(t *testing.T) {
	engine := newEngine(t)
	before := payers(t, engine)
	harborline := pack(t, "harborline")
	for _, bytes := range [][]byte{nil, []byte("{}"), harborline[:len(harborline)-1], make([]byte, 2_000_000)} {
		_, err := engine.AddPolicy(ctx, bytes)
		var told *Error
		if !errors.As(err, &told) || told.Code != "bad-pack" {
			t.Errorf("%d bytes: %v", len(bytes), err)
		}
	}
	payer, err := engine.AddPolicy(ctx, harborline)
	if err != nil || payer != "harborline" {
		t.Fatal(payer, err)
	}
	after := payers(t, engine)
	expected := append(before, "harborline")
	slices.Sort(expected)
	if !slices.Equal(after, expected) {
		t.Error(after, expected)
	}
}

func payers(t testing.TB, engine *Engine) (ids []string) {
	t.Helper()
	summaries, err := engine.Policies(ctx, Options{})
	if err != nil {
		t.Fatal(err)
	}
	for _, summary := range summaries {
		ids = append(ids, summary.ID)
	}
	return ids
}

// Many goroutines call while policies are added; each gets the same answer as when it is alone.
func TestManyGoroutines(t *testing.T) {
	engine := newEngineWith(t, "summit-valley")
	const request = `{"payer":"summit-valley","appeal_filed":true}`
	alone, err := engine.ValidateRequestJSON(ctx, []byte(request), "2026-03-03T18:00:00Z", nil)
	if err != nil {
		t.Fatal(err)
	}
	var all sync.WaitGroup
	for range 8 {
		all.Go(func() {
			for range 100 {
				answer, err := engine.ValidateRequestJSON(ctx, []byte(request), "2026-03-03T18:00:00Z", nil)
				if err != nil || !bytes.Equal(answer, alone) {
					t.Errorf("%s %v", answer, err)
					return
				}
			}
		})
	}
	for _, id := range []string{"harborline", "mesa-community", "gulf-mutual"} {
		if _, err := engine.AddPolicy(ctx, pack(t, id)); err != nil {
			t.Error(err)
		}
	}
	all.Wait()
	// By now every instance has the added policies, whichever one answers.
	for range 20 {
		all.Go(func() {
			decision, err := engine.ValidateRequest(ctx, map[string]any{"payer": "gulf-mutual"}, now, Options{})
			if err != nil || decision.Policy == nil {
				t.Error(decision, err)
			}
		})
	}
	all.Wait()
}

// An instance that trapped is replaced.
func TestRecovery(t *testing.T) {
	engine := newEngine(t)
	if _, err := engine.AddPolicy(ctx, pack(t, "harborline")); err != nil {
		t.Fatal(err)
	}
	for _, free := range engine.pool.free {
		if err := free.close(ctx); err != nil {
			t.Fatal(err)
		}
	}
	decision, err := engine.ValidateRequest(ctx, map[string]any{"payer": "harborline"}, now, Options{})
	if err != nil || decision.Policy == nil || decision.Policy.ID != "harborline" {
		t.Error(decision, err)
	}
}

// Any bytes get an answer or an error, never a crash.
func TestAnyBytes(t *testing.T) {
	engine := newEngine(t)
	for _, request := range []string{"", "\xff\xfe", "{\"payer\":\"\xc3(\"}", "{\"payer\":\"harborline\"", "\x00", strings.Repeat("[", 1_000_000), strings.Repeat(`{"a":`, 150_000)} {
		_, err := engine.ValidateRequestJSON(ctx, []byte(request), "2026-03-03T18:00:00Z", nil)
		var told *Error
		if !errors.As(err, &told) || told.Code != "bad-request" {
			t.Errorf("%.20q: %v", request, err)
		}
	}
	for _, instant := range []string{"", "2026-03-03", "\xff", strings.Repeat("9", 100_000)} {
		_, err := engine.ValidateRequestJSON(ctx, []byte("{}"), instant, nil)
		var told *Error
		if !errors.As(err, &told) || told.Code != "bad-now" {
			t.Errorf("%.20q: %v", instant, err)
		}
	}
}

func TestClosedTwice(t *testing.T) {
	engine, err := New(ctx)
	if err != nil {
		t.Fatal(err)
	}
	for range 2 {
		if err := engine.Close(ctx); err != nil {
			t.Error(err)
		}
	}
	_, err = engine.ValidateRequest(ctx, map[string]any{"payer": "harborline"}, now, Options{})
	var told *ModuleError
	if !errors.As(err, &told) {
		t.Error(err)
	}
	if _, err = engine.AddPolicy(ctx, pack(t, "harborline")); !errors.As(err, &told) {
		t.Error(err)
	}
}

func TestMemoryDoesNotGrow(t *testing.T) {
	engine := newEngineWith(t, "harborline")
	size := func(calls int) (size uint32) {
		for range calls {
			if _, err := engine.ValidateRequest(ctx, map[string]any{"payer": "harborline"}, now, Options{}); err != nil {
				t.Fatal(err)
			}
		}
		for _, free := range engine.pool.free {
			size += free.module.Memory().Size()
		}
		return size
	}
	if before, after := size(100), size(10_000); before != after {
		t.Errorf("%d bytes after a hundred calls, %d after ten thousand more", before, after)
	}
}

func TestUnreadableAnswersAreNotHidden(t *testing.T) {
	if _, err := decode[Decision]([]byte("[]")); err == nil {
		t.Error("an answer of another shape was taken")
	}
}
