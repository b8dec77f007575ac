//go:build figures

package p2preview

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"sync"
	"sync/atomic"
	"testing"
	"time"
)

const (
	long      = 3 * time.Second
	instances = 20
)

func packFiles(t *testing.T) []string {
	files, err := filepath.Glob(filepath.Join(packs, "*.p2p"))
	if err != nil || len(files) == 0 {
		t.Fatal("no packs", err)
	}
	return files
}

// Prints the measurements of this host as a line of JSON for bench/hosts.mjs.
func TestFigures(t *testing.T) {
	type asked struct {
		request []byte
		now     string
	}
	var all []asked
	for cells := range vectors(t, os.Getenv("P2P_FIGURES")) {
		if string(cells[0]) == "validate_request" && len(cells[3]) == 0 && string(cells[5]) == "0" {
			all = append(all, asked{append([]byte(nil), cells[4]...), string(cells[2])})
		}
	}
	started := time.Now()
	engine := newEngine(t)
	ask := func(one asked) {
		if _, err := engine.ValidateRequestJSON(ctx, one.request, one.now, nil); err != nil {
			t.Error(err)
		}
	}
	ask(all[0])
	cold := time.Since(started)
	for _, file := range packFiles(t) {
		packed, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := engine.AddPolicy(ctx, packed); err != nil {
			t.Fatal(err)
		}
	}
	rate := func(threads int) float64 {
		var calls atomic.Int64
		var group sync.WaitGroup
		started := time.Now()
		for range threads {
			group.Go(func() {
				for time.Since(started) < long {
					for _, one := range all {
						ask(one)
					}
					calls.Add(int64(len(all)))
				}
			})
		}
		group.Wait()
		return float64(calls.Load()) / time.Since(started).Seconds()
	}
	runtime.GOMAXPROCS(1)
	rate(1)
	one := rate(1)
	runtime.GOMAXPROCS(2)
	two := rate(2)

	used := func() uint64 {
		runtime.GC()
		var stats runtime.MemStats
		runtime.ReadMemStats(&stats)
		return stats.HeapAlloc
	}
	before := used()
	var more []*instance
	for range instances {
		fresh, err := newInstance(ctx, engine.pool.runtime, engine.pool.compiled)
		if err != nil {
			t.Fatal(err)
		}
		if _, _, err := fresh.call(ctx, "validate_request", all[0].request, []byte(all[0].now), nil); err != nil {
			t.Fatal(err)
		}
		more = append(more, fresh)
	}
	grown := used() - before
	runtime.KeepAlive(more)
	figures, err := json.Marshal(map[string]float64{
		"cold_ms":     float64(cold.Microseconds()) / 1000,
		"one":         one,
		"two":         two,
		"instance_kb": float64(grown) / instances / 1024,
	})
	if err != nil {
		t.Fatal(err)
	}
	fmt.Printf("%s\n", figures)
}
