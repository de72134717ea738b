// Command promptprofile is one idle prompt, waiting for a key in one of two ways, with Go's own CPU
// profile of the waiting. The key never comes where its input is a pipe that nothing is written to:
//
//	sleep 200 | promptprofile -how polling    two loops that sleep 10 ms, as go-prompt's Run and readBuffer do
//	sleep 200 | promptprofile -how blocking   a select without default, and a read that waits
//
// Without -cpuprofile nothing looks at it from inside, which is how perf is to see it. At its end it
// adds a row to a table: how often it went round, and how often its threads went to sleep. make.sh
// makes the captures of the case.
package main

import (
	"errors"
	"flag"
	"fmt"
	"os"
	"runtime"
	"runtime/pprof"
	"strconv"
	"strings"
	"sync/atomic"
	"syscall"
	"time"
)

const usage = `promptprofile: an idle prompt that polls or blocks, and the CPU profile of its waiting.

  sleep 200 | promptprofile -how polling|blocking [-for 180s] [-cpuprofile FILE [-rate 250]] [-table FILE]

A row of the table: name, seconds, rounds (of all loops), sleeps (voluntary context switches of all its
threads) and sleeps a second, CPU milliseconds by getrusage(2).

`

// pause is what go-prompt sleeps in each of its loops.
const pause = 10 * time.Millisecond

func main() {
	flag.Usage = func() {
		fmt.Fprint(flag.CommandLine.Output(), usage)
		flag.PrintDefaults()
	}
	how := flag.String("how", "polling", "the `way` to wait: polling or blocking")
	name := flag.String("name", "", "the `name` of its row; else the way to wait")
	length := flag.Duration("for", 180*time.Second, "how `long` to wait")
	profile := flag.String("cpuprofile", "", "`file` for the CPU profile")
	rate := flag.Int("rate", 250, "samples a `second` of CPU time; more than the kernel ticks come as few as it ticks")
	table := flag.String("table", "", "`file` that gets a row more; else standard output")
	flag.Parse()
	if *name == "" {
		*name = *how
	}

	if err := wait(*how, *name, *length, *profile, *rate, *table); err != nil {
		fmt.Fprintln(os.Stderr, "promptprofile:", err)
		os.Exit(1)
	}
}

func wait(how, name string, length time.Duration, profile string, rate int, table string) error {
	run := (*prompt).runPolling
	if how == "blocking" {
		run = (*prompt).runBlocking
	} else if how != "polling" {
		return fmt.Errorf("no way to wait %q", how)
	}
	stopProfile := func() error { return nil }
	if profile != "" {
		var err error
		if stopProfile, err = startProfile(profile, rate); err != nil {
			return err
		}
	}
	p := &prompt{in: int(os.Stdin.Fd()), keys: make(chan []byte), exit: make(chan struct{})}
	time.AfterFunc(length, func() { close(p.exit) })
	start := time.Now()
	if err := run(p); err != nil {
		return err
	}
	seconds := time.Since(start).Seconds()
	sleeps, err := countSleeps()
	if err != nil {
		return err
	}
	var used syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &used); err != nil {
		return err
	}
	if err := stopProfile(); err != nil {
		return err
	}
	cpu := time.Duration(used.Utime.Nano() + used.Stime.Nano())
	return addRow(table, fmt.Sprintf("%s\t%.1f\t%d\t%d\t%.1f\t%.1f\n",
		name, seconds, p.rounds.Load(), sleeps, float64(sleeps)/seconds, cpu.Seconds()*1e3))
}

// startProfile begins a CPU profile at another rate than the 100 samples a second of pprof.StartCPUProfile,
// which then says on standard error that the rate is set already: it keeps the one that is.
func startProfile(path string, rate int) (func() error, error) {
	file, err := os.Create(path)
	if err != nil {
		return nil, err
	}
	runtime.SetCPUProfileRate(rate)
	if err := pprof.StartCPUProfile(file); err != nil {
		return nil, err
	}
	return func() error {
		pprof.StopCPUProfile()
		return file.Close()
	}, nil
}

// prompt waits for keys, as go-prompt does or as it might.
type prompt struct {
	in     int
	keys   chan []byte
	exit   chan struct{}
	rounds atomic.Int64
}

// runPolling is go-prompt's shape: the loop never blocks, since its select has a default, and the
// goroutine that reads looks at a terminal that answers at once.
func (p *prompt) runPolling() error {
	if err := syscall.SetNonblock(p.in, true); err != nil {
		return err
	}
	go p.readBuffer()
	for {
		select {
		case <-p.keys:
			return errors.New("a key where none was to come")
		case <-p.exit:
			return nil
		default:
			p.rounds.Add(1)
			time.Sleep(pause)
		}
	}
}

// readBuffer reads what is there, and sleeps where nothing is.
func (p *prompt) readBuffer() {
	for {
		buffer := make([]byte, 1024)
		if n, err := syscall.Read(p.in, buffer); err == nil && n > 0 {
			p.keys <- buffer[:n]
		}
		select {
		case <-p.exit:
			return
		default:
			p.rounds.Add(1)
			time.Sleep(pause)
		}
	}
}

// runBlocking waits where there is nothing to do: in the select, and in read(2).
func (p *prompt) runBlocking() error {
	go p.readBlocking()
	for {
		p.rounds.Add(1)
		select {
		case <-p.keys:
			return errors.New("a key where none was to come")
		case <-p.exit:
			return nil
		}
	}
}

func (p *prompt) readBlocking() {
	for {
		p.rounds.Add(1)
		buffer := make([]byte, 1024)
		n, err := syscall.Read(p.in, buffer)
		if err != nil || n == 0 {
			return
		}
		p.keys <- buffer[:n]
	}
}

// countSleeps adds up the voluntary context switches of all threads of this process.
func countSleeps() (int, error) {
	const tasks = "/proc/self/task"
	entries, err := os.ReadDir(tasks)
	if err != nil {
		return 0, err
	}
	total := 0
	for _, entry := range entries {
		text, err := os.ReadFile(tasks + "/" + entry.Name() + "/status")
		if err != nil {
			continue // the thread has ended
		}
		for _, line := range strings.Split(string(text), "\n") {
			if rest, found := strings.CutPrefix(line, "voluntary_ctxt_switches:"); found {
				count, err := strconv.Atoi(strings.TrimSpace(rest))
				if err != nil {
					return 0, err
				}
				total += count
			}
		}
	}
	return total, nil
}

// addRow appends a row in one write, so that processes can share a table; the first brings the header.
func addRow(path, row string) error {
	const header = "name\tseconds\trounds\tsleeps\tsleeps_per_s\tcpu_ms\n"
	if path == "" {
		_, err := os.Stdout.WriteString(header + row)
		return err
	}
	file, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_APPEND, 0o644)
	if err != nil {
		return err
	}
	if at, err := file.Seek(0, 2); err == nil && at == 0 {
		row = header + row
	}
	if _, err := file.WriteString(row); err != nil {
		file.Close()
		return err
	}
	return file.Close()
}
