// Command pollloop runs the same idle program several times over, each copy waiting for input in
// another way, and each in a process of its own whose name says how:
//
//	poll-1ms, poll-10ms, poll-100ms   select with a default that sleeps, as go-prompt's loop does
//	blocking-read                     reads, and sleeps in the kernel until there is something
//
// No input ever comes: whatever CPU they use goes into waiting. At the end each tells how often it
// went to sleep, which the recording cannot show.
package main

import (
	"bufio"
	"flag"
	"fmt"
	"io"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"syscall"
	"time"
)

const usage = `pollloop: idle processes that wait for input by polling and by a blocking read.

  pollloop [-for 120s] [-sleeps 1ms,10ms,100ms] [-table FILE]

The table has one row a process: name, pid, seconds, sleeps (voluntary context switches of all its
threads), sleeps a second, and CPU milliseconds by getrusage(2).

`

func main() {
	flag.Usage = func() {
		fmt.Fprint(flag.CommandLine.Output(), usage)
		flag.PrintDefaults()
	}
	length := flag.Duration("for", 120*time.Second, "how `long` to wait")
	sleeps := flag.String("sleeps", "1ms,10ms,100ms", "the `durations` that the polling loops sleep")
	table := flag.String("table", "", "`file` for the table of wake-ups; else standard output")
	role := flag.String("role", "", "used by pollloop itself: the `name` of one process")
	flag.Parse()

	var err error
	if *role != "" {
		err = wait(*role, *length)
	} else {
		err = runAll(strings.Split(*sleeps, ","), *length, *table)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "pollloop:", err)
		os.Exit(1)
	}
}

// runAll starts one process for each way to wait, and gathers what they tell.
func runAll(sleeps []string, length time.Duration, table string) error {
	roles := []string{"blocking-read"}
	for _, text := range sleeps {
		if _, err := time.ParseDuration(text); err != nil {
			return err
		}
		roles = append(roles, "poll-"+text)
	}
	self, err := os.Executable()
	if err != nil {
		return err
	}
	var outputs []io.Reader
	var started []*exec.Cmd
	for _, role := range roles {
		cmd := exec.Command(self, "-role", role, "-for", length.String())
		cmd.Stderr = os.Stderr
		// An open pipe that nothing is ever written to: the silent keyboard.
		if _, err := cmd.StdinPipe(); err != nil {
			return err
		}
		output, err := cmd.StdoutPipe()
		if err != nil {
			return err
		}
		if err := cmd.Start(); err != nil {
			return err
		}
		outputs, started = append(outputs, output), append(started, cmd)
	}

	out := io.Writer(os.Stdout)
	if table != "" {
		file, err := os.Create(table)
		if err != nil {
			return err
		}
		defer file.Close()
		out = file
	}
	fmt.Fprintln(out, "name\tpid\tseconds\tsleeps\tsleeps_per_s\tcpu_ms")
	for i, cmd := range started {
		row, err := io.ReadAll(outputs[i])
		if err != nil {
			return err
		}
		if err := cmd.Wait(); err != nil {
			return fmt.Errorf("%s: %w", roles[i], err)
		}
		if _, err := out.Write(row); err != nil {
			return err
		}
	}
	return nil
}

// wait is one process: it names itself, waits in its way, and prints its row of the table.
func wait(role string, length time.Duration) error {
	// What ps, top and the recorder show is the name of the first thread.
	if err := os.WriteFile("/proc/self/comm", []byte(role), 0); err != nil {
		return err
	}
	start := time.Now()
	keys := make(chan byte)
	if text, polls := strings.CutPrefix(role, "poll-"); polls {
		sleep, err := time.ParseDuration(text)
		if err != nil {
			return err
		}
		poll(keys, sleep, start.Add(length))
	} else {
		go read(os.Stdin, keys)
		select {
		case <-keys:
		case <-time.After(length):
		}
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
	cpu := time.Duration(used.Utime.Nano() + used.Stime.Nano())
	fmt.Printf("%s\t%d\t%.1f\t%d\t%.1f\t%.1f\n", role, os.Getpid(), seconds, sleeps, float64(sleeps)/seconds, cpu.Seconds()*1e3)
	return nil
}

// poll is the loop of the case: never blocked, since the select has a default, it looks for a key,
// sleeps, and looks again.
func poll(keys <-chan byte, sleep time.Duration, until time.Time) {
	for time.Now().Before(until) {
		select {
		case <-keys:
			return
		default:
			time.Sleep(sleep)
		}
	}
}

// read is the other way: it sleeps in read(2) until there is a key.
func read(from io.Reader, keys chan<- byte) {
	input := bufio.NewReader(from)
	for {
		key, err := input.ReadByte()
		if err != nil {
			return
		}
		keys <- key
	}
}

// countSleeps adds up the voluntary context switches of all threads of this process: each is one
// time that a thread gave up its core to wait for something.
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
