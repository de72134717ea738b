// Command recorder samples /proc as topid does, and writes what topid's chart server would: a
// session of process-ID.data, snapshot-ID.data and info-ID.data. It is for making captures on a
// machine without topid; Casebook reads the files of both alike.
//
//	recorder -i 3 -c 100 -p 1 -child -o captures -tag board
//	recorder -i 1 -snapshot -info 'go version' -o captures -- go build std
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"os/signal"
	"syscall"
	"time"
)

func main() {
	o, err := parseOptions(os.Args[1:])
	if errors.Is(err, flag.ErrHelp) {
		return
	}
	if err != nil {
		os.Exit(2)
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	if err := run(ctx, o); err != nil {
		fmt.Fprintln(os.Stderr, "recorder:", err)
		os.Exit(1)
	}
}

// run records until there is no more to record, ctx is done or -c samples are written.
func run(ctx context.Context, o options) (err error) {
	if len(o.command) > 0 {
		// Before a session is made that would stay empty.
		if _, err := exec.LookPath(o.command[0]); err != nil {
			return err
		}
	}
	s, err := createSession(o.dir, o.id)
	if err != nil {
		return err
	}
	defer func() {
		if problem := s.close(); err == nil {
			err = problem
		}
	}()
	cpuinfo, _ := os.ReadFile("/proc/cpuinfo")
	info := renderInfo(summarizeCPU(string(cpuinfo)), readKernel(o.private), o.info, runShell)
	if err := s.writeInfo(info); err != nil {
		return err
	}
	if o.interval < time.Second {
		fmt.Fprintln(os.Stderr, "recorder: time stamps are whole seconds: several samples will share one")
	}

	look := &sampler{
		root: "/proc", now: time.Now, clockTick: readClockTick(), pageKb: uint64(os.Getpagesize() / 1024),
		pids: o.pids, children: o.children, names: o.names, system: o.system, pss: o.pss,
	}
	if len(o.command) > 0 {
		ended, stop, err := start(o.command)
		if err != nil {
			return err
		}
		defer stop()
		look.pids, look.children = []int{ended.pid}, true
		var cancel context.CancelFunc
		ctx, cancel = context.WithCancel(ctx)
		defer cancel()
		go func() {
			<-ended.done
			cancel()
		}()
	}
	count, rows, err := record(ctx, o, look, s)
	fmt.Fprintf(os.Stderr, "recorder: session %s: %d samples, %d rows\n", o.id, count, rows)
	return err
}

// record takes the samples and writes them.
func record(ctx context.Context, o options, look *sampler, s *session) (samples, rows int, err error) {
	title := processName
	if o.cmdline {
		title = commandLine(look.root)
	}
	baseline, err := look.take()
	if err != nil {
		return 0, 0, err
	}
	if o.snapshot {
		look.readThreads(baseline.processes)
	}
	start := time.Now()
	if o.interval >= time.Second {
		// Time stamps are whole seconds: from the middle of one, a late sample stays within its own.
		start = start.Truncate(time.Second).Add(time.Second / 2)
		if start.Before(time.Now()) && time.Since(start) > 400*time.Millisecond {
			start = start.Add(time.Second)
		}
	}
	for n := 1; o.count == 0 || n <= o.count; n++ {
		select {
		case <-ctx.Done():
			return samples, rows, nil
		case <-time.After(time.Until(start.Add(time.Duration(n) * o.interval))):
		}
		taken, err := look.take()
		if err != nil {
			return samples, rows, err
		}
		if len(taken.processes) == 0 && len(look.pids) > 0 {
			return samples, rows, nil
		}
		of := taken.rows()
		if err := s.writeSample(taken.at, of); err != nil {
			return samples, rows, err
		}
		samples, rows = samples+1, rows+len(of)
		if !o.snapshot {
			continue
		}
		if turn := samples % o.every; o.every == 1 || turn == 1 {
			text := renderTree(taken.processes, look.readThreads(taken.processes), title)
			if err := s.writeSnapshot(taken.at, text); err != nil {
				return samples, rows, err
			}
		} else if turn == 0 {
			look.readThreads(taken.processes)
		}
	}
	return samples, rows, nil
}
