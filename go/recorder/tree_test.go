package main

import (
	"os"
	"strings"
	"testing"
)

func TestRenderTree(t *testing.T) {
	at := func(pid, ppid, priority int, comm string, ucpu, scpu float32, memMb uint64) process {
		return process{stat: stat{pid: pid, ppid: ppid, comm: comm, priority: priority}, ucpu: ucpu, scpu: scpu, memKb: memMb*1024 + 1023}
	}
	processes := []process{
		at(1, 0, 20, "init", 0.33, 0, 4),
		at(654, 1, -51, "board_app", 50, 1.5, 200),
		at(700, 654, 20, "line\nbreak", 0, 0, 1),
		at(701, 654, 39, "helper", 0, 0, 1),
		at(800, 1, 20, "sshd", 0, 0, 2),
		at(900, 899, 20, "orphan", 0, 0, 0),
	}
	threads := map[int][]process{
		654: {
			at(661, 0, 20, "idle", 0, 0, 200), at(660, 0, -51, "worker", 3.1, 0, 200), at(663, 0, 20, "lone", 0, 0, 200),
			at(662, 0, 20, "idle", 0, 0, 200),
		},
		800: {at(802, 0, 20, "t", 0, 0, 2), at(801, 0, 20, "t", 0, 0, 2)},
	}
	want := `  PID PRIO    uCPU    sCPU      MEM COMM
    1   20    0.33    0.00        4 init
  654  -51   50.00    1.50      200 ├─ board_app
  660  -51    3.10    0.00      200 │  ├> <worker>
    +   20    0.00    0.00      200 │  ├> 2*<idle>: [661 662]
  663   20    0.00    0.00      200 │  ├> <lone>
  700   20    0.00    0.00        1 │  ├─ line?break
  701   39    0.00    0.00        1 │  └─ helper
  800   20    0.00    0.00        2 └─ sshd
    +   20    0.00    0.00        2    └> 2*<t>: [801 802]
  900   20    0.00    0.00        0 orphan
`
	if got := renderTree(processes, threads, processName); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestCommandLine(t *testing.T) {
	f := newFakeProc(t)
	f.write("10/cmdline", "/usr/bin/app\x00-x\x00two words\x00")
	f.write("11/cmdline", "")
	f.write("12/cmdline", strings.Repeat("é", 200)+"\x00")
	title := commandLine(f.root)
	for pid, want := range map[int]string{
		10: "/usr/bin/app -x two words",
		11: "name",
		12: strings.Repeat("é", maxCommand/2) + "…",
		13: "name",
	} {
		if got := title(process{stat: stat{pid: pid, comm: "name"}}); got != want {
			t.Errorf("pid %d: %q; want %q", pid, got, want)
		}
	}
}

func TestRenderInfo(t *testing.T) {
	run := func(command string) string { return "out of " + command }
	want := `------CPUInfo------
two cores
------KernelInfo------
Linux
------ExtraInfo------
######Command######
$ go version
out of go version
######Command######
$ nproc
out of nproc
`
	if got := renderInfo("two cores", "Linux\n", []string{"go version", "nproc"}, run); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestRunShellTellsFailure(t *testing.T) {
	if got := runShell("echo one; echo two >&2; exit 3"); got != "one\ntwo\nexit status 3\n" {
		t.Errorf("got %q", got)
	}
}

func TestSummarizeCPU(t *testing.T) {
	text := "processor\t: 0\nvendor_id\t: V\nmodel name\t: M\nflags\t: fpu vme\nbogomips\t: 1.0\n\n" +
		"processor\t: 1\nvendor_id\t: V\nmodel name\t: M\nflags\t: fpu vme\nbogomips\t: 2.0\n"
	want := "processors      : 2\nvendor_id       : V\nmodel name      : M\nbogomips        : 1.0\nbogomips        : 2.0\n"
	if got := summarizeCPU(text); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestKernelLine(t *testing.T) {
	if got := kernelLine("Linux", "6.1.7-acme-9", "#1 SMP", "arm64", true); got != "Linux 6.1.7 #1 SMP arm64" {
		t.Errorf("private: %q", got)
	}
	if got := kernelLine("Linux", "6.1.7-acme-9", "#1 SMP", "arm64", false); got != "Linux 6.1.7-acme-9 #1 SMP arm64" {
		t.Errorf("else: %q", got)
	}
	host, err := os.Hostname()
	if err == nil && len(host) > 3 && strings.Contains(readKernel(false), host) {
		t.Errorf("the kernel line names the host: %q", readKernel(false))
	}
}
