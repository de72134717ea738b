// Command goprompt is the simplest command line on go-prompt itself, idle, with Go's own CPU profile of
// it: what promptprofile is a model of. A module of its own, since nothing else here needs go-prompt.
//
//	sleep 610 | script -qfc 'goprompt -for 600s -cpuprofile cpu.pb.gz' /dev/null
//
// It wants a terminal, which script(1) gives it. At its end it adds a row to a table, as promptprofile does.
package main

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"runtime/pprof"
	"strings"
	"syscall"
	"time"

	"github.com/c-bata/go-prompt"
)

func main() {
	length := flag.Duration("for", 600*time.Second, "how `long` to wait")
	profile := flag.String("cpuprofile", "", "`file` for the CPU profile; without it nothing looks from inside")
	name := flag.String("name", "go-prompt", "the `name` of its row")
	table := flag.String("table", "", "`file` that gets a row more")
	flag.Parse()
	if *profile != "" {
		file, err := os.Create(*profile)
		check(err)
		// As often as the kernel ticks. pprof then says on standard error that the rate is set already.
		runtime.SetCPUProfileRate(250)
		check(pprof.StartCPUProfile(file))
	}
	start := time.Now()
	time.AfterFunc(*length, func() {
		row, err := toRow(*name, time.Since(start))
		check(err)
		pprof.StopCPUProfile()
		if *table != "" {
			check(add(*table, row))
		}
		os.Exit(0)
	})
	prompt.New(
		func(line string) { fmt.Println(line) },
		func(prompt.Document) []prompt.Suggest { return nil },
	).Run()
}

// toRow counts the voluntary context switches of all threads, and CPU time by getrusage(2). Rounds are
// go-prompt's own and not counted.
func toRow(name string, took time.Duration) (string, error) {
	files, err := filepath.Glob("/proc/self/task/*/status")
	if err != nil {
		return "", err
	}
	sleeps := 0
	for _, path := range files {
		text, err := os.ReadFile(path)
		if err != nil {
			continue // the thread has ended
		}
		_, rest, _ := strings.Cut(string(text), "\nvoluntary_ctxt_switches:")
		count := 0
		if _, err := fmt.Sscan(rest, &count); err != nil {
			return "", err
		}
		sleeps += count
	}
	var used syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &used); err != nil {
		return "", err
	}
	cpu := time.Duration(used.Utime.Nano() + used.Stime.Nano())
	return fmt.Sprintf("%s\t%.1f\t\t%d\t%.1f\t%.1f\n", name, took.Seconds(), sleeps, float64(sleeps)/took.Seconds(), cpu.Seconds()*1e3), nil
}

func add(path, row string) error {
	file, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_APPEND, 0o644)
	if err != nil {
		return err
	}
	if _, err := file.WriteString(row); err != nil {
		return err
	}
	return file.Close()
}

func check(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, "goprompt:", err)
		os.Exit(1)
	}
}
