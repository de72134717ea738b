// Command clidemo is a small command line and the processes around it, in two builds that differ in
// one thing: how the command line waits for input.
//
//	go build ./experiments/clidemo                  polls every 10 ms, as go-prompt does (loop_poll.go)
//	go build -tags blocking ./experiments/clidemo   blocks until there is input (loop_block.go)
//
// The processes are named cli-demo, log-writer, log-index and watchdog in both. The same commands
// are typed at the same times, so that two recordings can be compared.
package main

import (
	"bufio"
	"crypto/sha256"
	"flag"
	"fmt"
	"io"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"time"
)

const usage = `clidemo: a command line that is typed at now and then, beside three other processes.

  clidemo [-for 120s] [-every 10s]

`

func main() {
	flag.Usage = func() {
		fmt.Fprint(flag.CommandLine.Output(), usage)
		flag.PrintDefaults()
	}
	length := flag.Duration("for", 120*time.Second, "how `long`")
	every := flag.Duration("every", 10*time.Second, "`time` from one typed command to the next")
	role := flag.String("role", "", "used by clidemo itself: the `name` of one process")
	flag.Parse()

	var err error
	switch *role {
	case "":
		err = runAll(*length, *every)
	case "cli-demo":
		err = named(*role, func() error { return serve(os.Stdin, os.Stdout) })
	case "log-writer":
		err = named(*role, func() error { return writeLog(os.Stdout) })
	case "log-index":
		err = named(*role, func() error { return indexLog(os.Stdin) })
	case "watchdog":
		err = named(*role, func() error { return watch(os.Stdin) })
	default:
		err = fmt.Errorf("no role %q", *role)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "clidemo:", err)
		os.Exit(1)
	}
}

// named gives this process its name, as ps, top and the recorder show it: that of its first thread.
func named(name string, then func() error) error {
	if err := os.WriteFile("/proc/self/comm", []byte(name), 0); err != nil {
		return err
	}
	return then()
}

// runAll starts the processes, types at the command line, and ends them by closing their input.
func runAll(length, every time.Duration) error {
	self, err := os.Executable()
	if err != nil {
		return err
	}
	command := func(role string) *exec.Cmd {
		cmd := exec.Command(self, "-role", role)
		cmd.Stderr = os.Stderr
		return cmd
	}
	cli, index, dog := command("cli-demo"), command("log-index"), command("watchdog")
	keyboard, err := cli.StdinPipe()
	if err != nil {
		return err
	}
	leash, err := dog.StdinPipe()
	if err != nil {
		return err
	}
	logs, log, err := os.Pipe()
	if err != nil {
		return err
	}
	writer := command("log-writer")
	writer.Stdout, index.Stdin = log, logs
	started := []*exec.Cmd{cli, writer, index, dog}
	for _, cmd := range started {
		if err := cmd.Start(); err != nil {
			return err
		}
	}
	// Only the two processes hold the pipe now: when one ends, the other sees it.
	log.Close()
	logs.Close()

	end := time.After(length)
	typing := time.NewTicker(every)
	defer typing.Stop()
	for done := false; !done; {
		select {
		case <-typing.C:
			if _, err := io.WriteString(keyboard, "sum 128\n"); err != nil {
				return err
			}
		case <-end:
			done = true
		}
	}
	keyboard.Close()
	leash.Close()
	writer.Process.Kill()
	for _, cmd := range started {
		if err := cmd.Wait(); err != nil && cmd != writer {
			return err
		}
	}
	return nil
}

// run carries out one typed command: `sum N` hashes N MiB.
func run(command string, out io.Writer) {
	name, argument, _ := strings.Cut(strings.TrimSpace(command), " ")
	size, err := strconv.Atoi(argument)
	if name != "sum" || err != nil {
		fmt.Fprintf(out, "unknown command %q\n", command)
		return
	}
	hash := sha256.New()
	block := make([]byte, 1<<20)
	for i := 0; i < size; i++ {
		hash.Write(block)
	}
	fmt.Fprintf(out, "%x\n", hash.Sum(nil))
}

// writeLog writes 500 lines a second until its reader is gone.
func writeLog(out io.Writer) error {
	beat := time.NewTicker(20 * time.Millisecond)
	for n := 0; ; {
		<-beat.C
		for i := 0; i < 10; i++ {
			n++
			if _, err := fmt.Fprintf(out, "%s request=%d path=/items/%d status=200\n", time.Now().Format(time.RFC3339Nano), n, n%997); err != nil {
				return nil
			}
		}
	}
}

// indexLog keeps where each line of the log began, by request, so it grows as the log does.
func indexLog(in io.Reader) error {
	index := map[string]int{}
	at := 0
	lines := bufio.NewScanner(in)
	for lines.Scan() {
		for _, field := range strings.Fields(lines.Text()) {
			if request, found := strings.CutPrefix(field, "request="); found {
				index[request] = at
			}
		}
		at += len(lines.Bytes()) + 1
	}
	return lines.Err()
}

// watch looks at the load every second until its input closes.
func watch(in io.Reader) error {
	closed := make(chan struct{})
	go func() {
		io.Copy(io.Discard, in)
		close(closed)
	}()
	beat := time.NewTicker(time.Second)
	for {
		select {
		case <-beat.C:
			if _, err := os.ReadFile("/proc/loadavg"); err != nil {
				return err
			}
		case <-closed:
			return nil
		}
	}
}
