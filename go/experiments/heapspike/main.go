// Command heapspike runs one program four times at once: its heap grows to a spike, holds it, drops
// it, and stays small from then on. The four differ only in how the memory goes back to the kernel,
// and are named after it:
//
//	heap-free        GODEBUG=madvdontneed=0: MADV_FREE, what Go 1.12 to 1.15 did
//	heap-reclaim     the same, and some time later the kernel reclaims what it may, as it would were
//	                 memory short
//	heap-dontneed    GODEBUG=madvdontneed=1: MADV_DONTNEED, what Go does since 1.16
//	heap-freeosmem   the same, and debug.FreeOSMemory() right after the spike is dropped
//
// Once a second each writes down what the kernel and what Go's runtime say of its memory: pages that
// were given back by MADV_FREE still count as resident, and only smaps tells them apart (LazyFree).
package main

import (
	"flag"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"strconv"
	"strings"
	"time"
)

const usage = `heapspike: a heap that grows, is dropped and stays small, its memory returned in four ways.

  heapspike [-size 200] [-quiet 10s] [-hold 10s] [-after 80s] [-reclaim 50s] [-tables DIR]

Each process writes DIR/NAME.tsv, a row a second: seconds since its start, phase, and in KB its RSS,
LazyFree (smaps_rollup), and the runtime's heap in use, idle and released (MemStats).

`

// plan is how a process passes its time.
type plan struct {
	size               int // MiB
	quiet, hold, after time.Duration
	reclaim            time.Duration // into after
}

func main() {
	flag.Usage = func() {
		fmt.Fprint(flag.CommandLine.Output(), usage)
		flag.PrintDefaults()
	}
	var p plan
	flag.IntVar(&p.size, "size", 200, "the spike in `MiB`")
	flag.DurationVar(&p.quiet, "quiet", 10*time.Second, "`time` before the spike")
	flag.DurationVar(&p.hold, "hold", 10*time.Second, "`time` that it is held")
	flag.DurationVar(&p.after, "after", 80*time.Second, "`time` after it")
	flag.DurationVar(&p.reclaim, "reclaim", 50*time.Second, "`time` into it when heap-reclaim has the kernel reclaim")
	tables := flag.String("tables", "", "`folder` for the tables; else none are written")
	role := flag.String("role", "", "used by heapspike itself: the `name` of one process")
	flag.Parse()

	var err error
	if *role != "" {
		err = live(*role, p, *tables)
	} else {
		err = runAll(p, *tables)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "heapspike:", err)
		os.Exit(1)
	}
}

// runAll starts the four and waits for them.
func runAll(p plan, tables string) error {
	self, err := os.Executable()
	if err != nil {
		return err
	}
	var started []*exec.Cmd
	for _, variant := range []struct{ role, godebug string }{
		{"heap-free", "madvdontneed=0"},
		{"heap-reclaim", "madvdontneed=0"},
		{"heap-dontneed", "madvdontneed=1"},
		{"heap-freeosmem", "madvdontneed=1"},
	} {
		cmd := exec.Command(self, "-role", variant.role, "-size", strconv.Itoa(p.size), "-quiet", p.quiet.String(),
			"-hold", p.hold.String(), "-after", p.after.String(),
			"-reclaim", p.reclaim.String(), "-tables", tables)
		cmd.Env = append(os.Environ(), "GODEBUG="+variant.godebug)
		cmd.Stdout, cmd.Stderr = os.Stdout, os.Stderr
		if err := cmd.Start(); err != nil {
			return err
		}
		started = append(started, cmd)
	}
	for _, cmd := range started {
		if err := cmd.Wait(); err != nil {
			return err
		}
	}
	return nil
}

// live is one process, from its start to its end.
func live(role string, p plan, tables string) error {
	// What ps, top and the recorder show is the name of the first thread.
	if err := os.WriteFile("/proc/self/comm", []byte(role), 0); err != nil {
		return err
	}
	out := io.Discard
	if tables != "" {
		file, err := os.Create(filepath.Join(tables, role+".tsv"))
		if err != nil {
			return err
		}
		defer file.Close()
		out = file
	}
	fmt.Fprintln(out, "seconds\tphase\trss_kb\tlazyfree_kb\theap_inuse_kb\theap_idle_kb\theap_released_kb")
	start := time.Now()
	pass := func(phase string, length time.Duration) error {
		for end := time.Now().Add(length); time.Now().Before(end); time.Sleep(time.Second) {
			work()
			if err := note(out, start, phase); err != nil {
				return err
			}
		}
		return nil
	}

	if err := pass("quiet", p.quiet); err != nil {
		return err
	}
	spike := allocate(p.size)
	if err := pass("spike", p.hold); err != nil {
		return err
	}
	runtime.KeepAlive(spike)
	spike = nil
	// One collection for all four: without it the heap, far below its next goal, would wait for the
	// collection that the runtime forces every two minutes.
	runtime.GC()
	if role == "heap-freeosmem" {
		debug.FreeOSMemory()
	}
	if role == "heap-reclaim" && p.reclaim < p.after {
		if err := pass("after", p.reclaim); err != nil {
			return err
		}
		if err := reclaimLazyFree(); err != nil {
			return err
		}
		return pass("reclaimed", p.after-p.reclaim)
	}
	return pass("after", p.after)
}

// allocate makes a heap of size MiB in 64 KiB pieces and writes to each page, since a page that was
// never touched is not resident.
func allocate(size int) [][]byte {
	const piece = 64 << 10
	pieces := make([][]byte, size<<20/piece)
	for i := range pieces {
		pieces[i] = make([]byte, piece)
		for at := 0; at < piece; at += os.Getpagesize() {
			pieces[i][at] = byte(i) | 1
		}
	}
	return pieces
}

// kept makes sure that work allocates on the heap.
var kept []byte

// work is the small work that goes on all the time: some garbage, 2 MiB a call.
func work() {
	for i := 0; i < 64; i++ {
		kept = make([]byte, 32<<10)
		kept[i] = 1
	}
}

// note writes one row of the table.
func note(out io.Writer, start time.Time, phase string) error {
	if out == io.Discard {
		return nil
	}
	kernel, err := readRollup("/proc/self/smaps_rollup")
	if err != nil {
		return err
	}
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	_, err = fmt.Fprintf(out, "%.1f\t%s\t%d\t%d\t%d\t%d\t%d\n", time.Since(start).Seconds(), phase,
		kernel["Rss"], kernel["LazyFree"], m.HeapInuse>>10, m.HeapIdle>>10, m.HeapReleased>>10)
	return err
}

// readRollup reads `Rss:  1234 kB` lines to KB by name.
func readRollup(name string) (map[string]uint64, error) {
	text, err := os.ReadFile(name)
	if err != nil {
		return nil, err
	}
	kb := map[string]uint64{}
	for _, line := range strings.Split(string(text), "\n") {
		name, rest, _ := strings.Cut(line, ":")
		fields := strings.Fields(rest)
		if len(fields) != 2 || fields[1] != "kB" {
			continue
		}
		if kb[name], err = strconv.ParseUint(fields[0], 10, 64); err != nil {
			return nil, fmt.Errorf("%s: %s: %w", "smaps_rollup", name, err)
		}
	}
	return kb, nil
}
