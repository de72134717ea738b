package main

import (
	"errors"
	"flag"
	"fmt"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"time"
)

const usage = `recorder: samples the CPU and memory of processes into the files of a topid session.

  recorder [flags]                     all processes, or those of -p and -name
  recorder [flags] -- COMMAND ARGS...  starts COMMAND and records it and all that it starts,
                                       until it ends

Percentages are of one core. The first sample is written one interval after the start. It ends
after -c samples, on Ctrl-C, or when nothing of -p is left; what was written up to then stays good
however it ends.

`

type options struct {
	interval time.Duration
	count    int
	pids     []int
	children bool
	names    *regexp.Regexp
	system   bool
	pss      bool
	snapshot bool
	every    int
	cmdline  bool
	private  bool
	dir, id  string
	info     []string
	command  []string
}

// parseOptions reads the command line. It prints usage or the error itself.
func parseOptions(args []string) (options, error) {
	var o options
	flags := flag.NewFlagSet("recorder", flag.ContinueOnError)
	flags.Usage = func() {
		fmt.Fprint(flags.Output(), usage)
		flags.PrintDefaults()
	}
	seconds := flags.Float64("i", 3, "`seconds` between samples; below 1 several samples share a time stamp")
	flags.IntVar(&o.count, "c", 0, "end after so many `samples`; 0: no limit")
	flags.Func("p", "only the process with this `pid`; may be given again, or as a list 1,2,3", func(text string) error {
		for _, part := range strings.Split(text, ",") {
			pid, err := strconv.Atoi(part)
			if err != nil || pid <= 0 {
				return fmt.Errorf("%q is no pid", part)
			}
			o.pids = append(o.pids, pid)
		}
		return nil
	})
	flags.BoolVar(&o.children, "child", false, "with -p: its descendants too")
	flags.Func("name", "only processes whose name matches this `regexp`", func(text string) (err error) {
		o.names, err = regexp.Compile(text)
		return err
	})
	flags.BoolVar(&o.system, "sys", false, "system rows too: CPU per core, memory")
	flags.BoolVar(&o.pss, "pss", false, "PSS in place of RSS")
	flags.BoolVar(&o.snapshot, "snapshot", false, "process trees too, into snapshot-ID.data")
	flags.IntVar(&o.every, "every", 30, "with -snapshot: a tree at the first sample and every so many `samples`")
	flags.BoolVar(&o.cmdline, "cmdline", false, "command lines in the trees; they may hold secrets")
	flags.BoolVar(&o.private, "private", false, "the kernel's release without its local suffix")
	out := flags.String("o", ".", "`folder` to write into")
	tag := flags.String("tag", "", "subfolder of it")
	flags.StringVar(&o.id, "id", "", "session `id`; else one is made of the date and chance")
	flags.Func("info", "a shell `command` whose output goes into the info file; may be given again", func(text string) error {
		o.info = append(o.info, text)
		return nil
	})
	if err := flags.Parse(args); err != nil {
		return o, err
	}
	o.command = flags.Args()
	o.interval = time.Duration(*seconds * float64(time.Second))
	o.dir = filepath.Join(*out, *tag)
	if o.id == "" {
		o.id = newSessionID(time.Now())
	}
	problem := ""
	switch {
	case o.interval < 10*time.Millisecond:
		problem = "-i: at least 0.01 seconds"
	case o.count < 0:
		problem = "-c: not below 0"
	case o.every < 1:
		problem = "-every: at least 1"
	case len(o.command) > 0 && len(o.pids) > 0:
		problem = "-p and a command exclude each other"
	case o.children && len(o.pids) == 0:
		problem = "-child needs -p"
	case *tag != "" && (filepath.IsAbs(*tag) || strings.Contains(*tag, "..")):
		problem = "-tag: a name below the folder of -o"
	case strings.ContainsAny(o.id, `/\`):
		problem = "-id: no slashes"
	}
	if problem != "" {
		fmt.Fprintln(flags.Output(), "recorder:", problem)
		return o, errors.New(problem)
	}
	return o, nil
}
