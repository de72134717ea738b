package main

import (
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"strconv"
	"testing"
	"time"
)

// fakeProc is a folder laid out like /proc, and a clock.
type fakeProc struct {
	t    *testing.T
	root string
	at   time.Time
}

func newFakeProc(t *testing.T) *fakeProc {
	return &fakeProc{t, t.TempDir(), time.Unix(1700000000, 0)}
}

func (f *fakeProc) write(name, text string) {
	f.t.Helper()
	name = filepath.Join(f.root, name)
	if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
		f.t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(text), 0o666); err != nil {
		f.t.Fatal(err)
	}
}

func (f *fakeProc) process(pid, ppid int, comm string, started, utime, stime, rssPages int) {
	f.t.Helper()
	f.write(strconv.Itoa(pid)+"/stat", string(statLine(pid, comm, map[int]string{
		4: strconv.Itoa(ppid), 14: strconv.Itoa(utime), 15: strconv.Itoa(stime), 18: "20",
		22: strconv.Itoa(started), 24: strconv.Itoa(rssPages),
	})))
}

func (f *fakeProc) end(pid int) { os.RemoveAll(filepath.Join(f.root, strconv.Itoa(pid))) }

func (f *fakeProc) sampler() *sampler {
	return &sampler{root: f.root, now: func() time.Time { return f.at }, clockTick: 100, pageKb: 4}
}

func take(t *testing.T, s *sampler) []ProcessInfo {
	t.Helper()
	taken, err := s.take()
	if err != nil {
		t.Fatal(err)
	}
	return taken.rows()
}

func wantRows(t *testing.T, got, want []ProcessInfo) {
	t.Helper()
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got  %+v\nwant %+v", got, want)
	}
}

func TestPercentOverTheRealInterval(t *testing.T) {
	f := newFakeProc(t)
	f.process(7, 1, "app", 50, 1000, 400, 256)
	s := f.sampler()
	wantRows(t, take(t, s), []ProcessInfo{{7, "app", 0, 0, 1024}})
	f.at = f.at.Add(2500 * time.Millisecond)
	f.process(7, 1, "app", 50, 1100, 425, 512)
	wantRows(t, take(t, s), []ProcessInfo{{7, "app", 40, 10, 2048}})
	// The kernel may take a tick from one of the two to keep their sum right.
	f.at = f.at.Add(time.Second)
	f.process(7, 1, "app", 50, 1099, 430, 512)
	wantRows(t, take(t, s), []ProcessInfo{{7, "app", 0, 5, 2048}})
}

func TestPidUsedAgain(t *testing.T) {
	f := newFakeProc(t)
	f.process(7, 1, "old", 50, 1000, 1000, 1)
	s := f.sampler()
	take(t, s)
	f.at = f.at.Add(time.Second)
	f.process(7, 1, "new", 90, 30, 20, 1)
	wantRows(t, take(t, s), []ProcessInfo{{7, "new", 30, 20, 4}})
}

func TestDescendants(t *testing.T) {
	f := newFakeProc(t)
	f.process(1, 0, "init", 1, 0, 0, 1)
	f.process(10, 1, "make", 2, 0, 0, 1)
	f.process(11, 10, "sh", 3, 0, 0, 1)
	f.process(12, 11, "cc", 4, 0, 0, 1)
	f.process(20, 1, "other", 5, 0, 0, 1)
	f.process(21, 22, "ring", 6, 0, 0, 1)
	f.process(22, 21, "ring", 7, 0, 0, 1)
	s := f.sampler()
	s.pids, s.children = []int{10}, true
	names := func(rows []ProcessInfo) (names []string) {
		for _, row := range rows {
			names = append(names, fmt.Sprintf("%s-%d", row.Name, row.Pid))
		}
		return names
	}
	if got := names(take(t, s)); !reflect.DeepEqual(got, []string{"make-10", "sh-11", "cc-12"}) {
		t.Errorf("got %v", got)
	}
	// sh ends: cc now belongs to init, but it came from make, and so does what it starts.
	f.end(11)
	f.process(12, 1, "cc", 4, 0, 0, 1)
	f.process(13, 12, "as", 8, 0, 0, 1)
	if got := names(take(t, s)); !reflect.DeepEqual(got, []string{"make-10", "cc-12", "as-13"}) {
		t.Errorf("after sh: %v", got)
	}
	// The pid of cc goes to a stranger.
	f.process(12, 1, "stranger", 9, 0, 0, 1)
	f.end(13)
	if got := names(take(t, s)); !reflect.DeepEqual(got, []string{"make-10"}) {
		t.Errorf("after cc: %v", got)
	}
	f.end(10)
	if got := take(t, s); len(got) != 0 {
		t.Errorf("after make: %v", got)
	}
}

func TestPidsAndNames(t *testing.T) {
	f := newFakeProc(t)
	f.process(10, 1, "make", 2, 0, 0, 1)
	f.process(11, 10, "sh", 3, 0, 0, 1)
	f.process(12, 10, "shell", 3, 0, 0, 1)
	s := f.sampler()
	s.pids = []int{11, 10}
	wantRows(t, take(t, s), []ProcessInfo{{10, "make", 0, 0, 4}, {11, "sh", 0, 0, 4}})
	s = f.sampler()
	s.names = regexp.MustCompile(`^sh`)
	wantRows(t, take(t, s), []ProcessInfo{{11, "sh", 0, 0, 4}, {12, "shell", 0, 0, 4}})
}

func TestPss(t *testing.T) {
	f := newFakeProc(t)
	f.process(10, 1, "app", 2, 0, 0, 100)
	f.process(11, 1, "gone", 2, 0, 0, 100)
	f.write("10/smaps_rollup", "5581-7ffe ---p 00000000 00:00 0  [rollup]\nRss:  400 kB\nPss:  123 kB\nPss_Dirty: 9 kB\n")
	s := f.sampler()
	s.pss = true
	wantRows(t, take(t, s), []ProcessInfo{{10, "app", 0, 0, 123}})
}

func TestSystemRowsFollowProcesses(t *testing.T) {
	f := newFakeProc(t)
	f.process(10, 1, "app", 2, 0, 0, 1)
	f.write("stat", "cpu0 100 0 0 0\n")
	f.write("meminfo", "MemTotal: 10 kB\nMemFree: 4 kB\n")
	s := f.sampler()
	s.system = true
	take(t, s)
	f.at = f.at.Add(time.Second)
	f.write("stat", "cpu0 130 0 0 70\n")
	rows := take(t, s)
	if len(rows) != 1+4+6 || rows[1] != (ProcessInfo{Name: "[CPU0-user]", Scpu: 30}) || rows[4].Scpu != 70 || rows[10] != (ProcessInfo{Name: "[used]", Mem: 6}) {
		t.Errorf("got %+v", rows)
	}
}

func TestThreads(t *testing.T) {
	f := newFakeProc(t)
	f.process(10, 1, "app", 2, 0, 0, 512)
	thread := func(tid int, utime string) {
		f.write(fmt.Sprintf("10/task/%d/stat", tid), string(statLine(tid, "worker", map[int]string{14: utime, 18: "-51", 22: "3"})))
	}
	thread(10, "500")
	thread(11, "100")
	s := f.sampler()
	taken, err := s.take()
	if err != nil {
		t.Fatal(err)
	}
	s.readThreads(taken.processes)
	f.at = f.at.Add(2 * time.Second)
	thread(11, "150")
	threads := s.readThreads(taken.processes)[10]
	if len(threads) != 1 || threads[0].pid != 11 || threads[0].ucpu != 25 || threads[0].priority != -51 || threads[0].memKb != 2048 {
		t.Errorf("got %+v", threads)
	}
}
