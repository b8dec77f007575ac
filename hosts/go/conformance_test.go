package p2preview

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"encoding/hex"
	"errors"
	"os"
	"strings"
	"testing"
)

// The answers have the same bytes as those of the native engine. P2P_VECTORS names the file of vectors; by default the
// sample.
func TestConformance(t *testing.T) {
	path := os.Getenv("P2P_VECTORS")
	if path == "" {
		path = "../../conformance/sample.tsv.gz"
	}
	engines := map[string]*Engine{}
	engineWith := func(ids string) *Engine {
		engine := newEngine(t)
		for id := range strings.SplitSeq(ids, ",") {
			if id == "" {
				continue
			}
			if _, err := engine.AddPolicy(ctx, pack(t, id)); err != nil {
				t.Fatal(err)
			}
		}
		return engine
	}
	run, failed := 0, 0
	for cells := range vectors(t, path) {
		call, ids, now, options, input, status, answer := string(cells[0]), string(cells[1]), string(cells[2]), cells[3], cells[4], string(cells[5]), cells[6]
		var engine *Engine
		if call == "add_policy" {
			engine = engineWith(ids)
		} else if engine = engines[ids]; engine == nil {
			engine = engineWith(ids)
			engines[ids] = engine
		}
		got, gotStatus := ask(t, engine, call, input, now, options)
		run++
		if gotStatus != status || !bytes.Equal(got, answer) {
			failed++
			t.Errorf("%s %s at %s\n got %s %s\nwant %s %s", call, input, now, gotStatus, got, status, answer)
			if failed == 5 {
				t.Fatal("and so on")
			}
		}
	}
	t.Logf("%d vectors, %d failed", run, failed)
	if run < 200 {
		t.Errorf("%s holds only %d vectors", path, run)
	}
}

func ask(t *testing.T, engine *Engine, call string, input []byte, now string, options []byte) ([]byte, string) {
	var answer []byte
	var err error
	switch call {
	case "validate_request":
		answer, err = engine.ValidateRequestJSON(ctx, input, now, options)
	case "compute_deadline":
		answer, err = engine.ComputeDeadlineJSON(ctx, input, now, options)
	case "policies":
		answer, err = engine.PoliciesJSON(ctx, options)
	case "add_policy":
		packed := make([]byte, hex.DecodedLen(len(input)))
		if _, err := hex.Decode(packed, input); err != nil {
			t.Fatal(err)
		}
		var payer string
		payer, err = engine.AddPolicy(ctx, packed)
		answer = []byte(`{"payer":"` + payer + `"}`)
	default:
		t.Fatalf("no call %q", call)
	}
	var told *Error
	if errors.As(err, &told) {
		return told.JSON(), "1"
	}
	if err != nil {
		t.Fatal(err)
	}
	return answer, "0"
}

func vectors(t *testing.T, path string) func(yield func([][]byte) bool) {
	return func(yield func([][]byte) bool) {
		file, err := os.Open(path)
		if err != nil {
			t.Fatal(err)
		}
		defer file.Close()
		text, err := gzip.NewReader(file)
		if err != nil {
			t.Fatal(err)
		}
		lines := bufio.NewScanner(text)
		lines.Buffer(nil, 16<<20)
		lines.Split(byLineFeed)
		lines.Scan()
		for lines.Scan() {
			cells := bytes.Split(lines.Bytes(), []byte("\t"))
			if len(cells) != 7 {
				t.Fatalf("%d cells: %s", len(cells), lines.Bytes())
			}
			if !yield(cells) {
				return
			}
		}
		if err := lines.Err(); err != nil {
			t.Fatal(err)
		}
	}
}

// byLineFeed splits at line feeds. Unlike bufio.ScanLines it keeps carriage returns.
func byLineFeed(data []byte, _ bool) (int, []byte, error) {
	if end := bytes.IndexByte(data, '\n'); end >= 0 {
		return end + 1, data[:end], nil
	}
	return 0, nil, nil
}
