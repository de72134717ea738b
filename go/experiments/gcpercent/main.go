// Command gcpercent runs one program under several settings of GOGC at once, in processes named
// after them: gogc-25, gogc-50, gogc-100, gogc-200, and gogc-off, which has GOMEMLIMIT in its place.
//
// Each holds the same live heap of small objects with pointers and makes garbage at the same rate,
// replacing live objects as it goes. What differs is how much garbage may pile up before a
// collection: more memory against more collections.
package main

import (
	"flag"
	"fmt"
	"io"
	"math/rand"
	"os"
	"os/exec"
	"runtime"
	"runtime/metrics"
	"strconv"
	"strings"
	"syscall"
	"time"
)

const usage = `gcpercent: the same heap and the same garbage under GOGC=25, 50, 100, 200 and off.

  gcpercent [-for 90s] [-live 64] [-rate 50] [-limit 256] [-table FILE]

The table has a row a process: name, GOGC, GOMEMLIMIT, seconds, collections, CPU seconds of the
collector (runtime/metrics, without its marking in idle time) and of the whole process, and the
largest RSS in KB.

`

// load is what each process does.
type load struct {
	length     time.Duration
	live, rate int // MiB, MiB a second
}

func main() {
	flag.Usage = func() {
		fmt.Fprint(flag.CommandLine.Output(), usage)
		flag.PrintDefaults()
	}
	var l load
	flag.DurationVar(&l.length, "for", 90*time.Second, "how `long`")
	flag.IntVar(&l.live, "live", 64, "live heap in `MiB`")
	flag.IntVar(&l.rate, "rate", 50, "garbage in `MiB` a second")
	limit := flag.Int("limit", 256, "GOMEMLIMIT of gogc-off in `MiB`")
	table := flag.String("table", "", "`file` for the table; else standard output")
	role := flag.String("role", "", "used by gcpercent itself: the `name` of one process")
	flag.Parse()

	var err error
	if *role != "" {
		err = live(*role, l)
	} else {
		err = runAll(l, *limit, *table)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "gcpercent:", err)
		os.Exit(1)
	}
}

// runAll starts one process for each setting, and gathers their rows.
func runAll(l load, limit int, table string) error {
	self, err := os.Executable()
	if err != nil {
		return err
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
	var outputs []io.Reader
	var started []*exec.Cmd
	for _, percent := range []string{"25", "50", "100", "200", "off"} {
		cmd := exec.Command(self, "-role", "gogc-"+percent, "-for", l.length.String(),
			"-live", strconv.Itoa(l.live), "-rate", strconv.Itoa(l.rate))
		cmd.Env = append(os.Environ(), "GOGC="+percent, "GOMEMLIMIT=off")
		if percent == "off" {
			cmd.Env = append(cmd.Env, fmt.Sprintf("GOMEMLIMIT=%dMiB", limit))
		}
		cmd.Stderr = os.Stderr
		output, err := cmd.StdoutPipe()
		if err != nil {
			return err
		}
		if err := cmd.Start(); err != nil {
			return err
		}
		outputs, started = append(outputs, output), append(started, cmd)
	}
	fmt.Fprintln(out, "name\tgogc\tmemlimit\tseconds\tcollections\tgc_cpu_s\tcpu_s\tmax_rss_kb")
	for i, cmd := range started {
		row, err := io.ReadAll(outputs[i])
		if err != nil {
			return err
		}
		if err := cmd.Wait(); err != nil {
			return err
		}
		if _, err := out.Write(row); err != nil {
			return err
		}
	}
	return nil
}

// node is 128 bytes with a pointer that the collector must follow.
type node struct {
	top  *node
	data [15]uint64
}

// live is one process: it names itself, makes garbage at its rate, and prints its row.
func live(role string, l load) error {
	// What ps, top and the recorder show is the name of the first thread.
	if err := os.WriteFile("/proc/self/comm", []byte(role), 0); err != nil {
		return err
	}
	const nodesPerMiB = 1 << 20 / 128
	start := time.Now()
	top := &node{}
	heap := make([]*node, l.live*nodesPerMiB)
	for i := range heap {
		heap[i] = &node{top: top}
	}
	const beat = 10 * time.Millisecond
	random := rand.New(rand.NewSource(1))
	made := 0
	for at := start; time.Since(start) < l.length; at = at.Add(beat) {
		// By the clock, so that a process that was held up makes up for it and all make the same.
		due := int(at.Sub(start).Seconds() * float64(l.rate*nodesPerMiB))
		for ; made < due; made++ {
			heap[random.Intn(len(heap))] = &node{top: top}
		}
		time.Sleep(time.Until(at.Add(beat)))
	}
	runtime.KeepAlive(heap)

	samples := []metrics.Sample{
		{Name: "/gc/cycles/total:gc-cycles"},
		{Name: "/cpu/classes/gc/total:cpu-seconds"},
		{Name: "/cpu/classes/gc/mark/idle:cpu-seconds"},
	}
	metrics.Read(samples)
	var used syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &used); err != nil {
		return err
	}
	cpu := time.Duration(used.Utime.Nano() + used.Stime.Nano())
	row := []string{
		role, os.Getenv("GOGC"), os.Getenv("GOMEMLIMIT"),
		fmt.Sprintf("%.1f", time.Since(start).Seconds()),
		strconv.FormatUint(samples[0].Value.Uint64(), 10),
		fmt.Sprintf("%.2f", samples[1].Value.Float64()-samples[2].Value.Float64()),
		fmt.Sprintf("%.2f", cpu.Seconds()),
		strconv.FormatInt(used.Maxrss, 10),
	}
	fmt.Println(strings.Join(row, "\t"))
	return nil
}
