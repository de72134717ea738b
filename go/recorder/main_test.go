package main

import (
	"bytes"
	"context"
	"encoding/gob"
	"errors"
	"flag"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"
)

// What a reader has: types of its own, fields in another order, matched by name.
type readProcess struct {
	Mem        uint64
	Name       string
	Pid        int
	Scpu, Ucpu float32
}

type readSample struct {
	Processes []readProcess
	Timestamp int64
}

// readSamples decodes samples up to the end, or to where the data is cut.
func readSamples(t *testing.T, data []byte) (samples []readSample, err error) {
	t.Helper()
	decoder := gob.NewDecoder(bytes.NewReader(data))
	for {
		var s readSample
		if err := decoder.Decode(&s); err == io.EOF {
			return samples, nil
		} else if err != nil {
			return samples, err
		}
		samples = append(samples, s)
	}
}

func TestSessionRoundTripAndCuts(t *testing.T) {
	dir := t.TempDir()
	s, err := createSession(filepath.Join(dir, "tag"), "20211111-xdtfmvhd")
	if err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(dir, "tag", "process-20211111-xdtfmvhd.data")
	var ends []int
	for i := 0; i < 3; i++ {
		rows := []ProcessInfo{{7, "app", float32(i) + 0.5, 0, uint64(i) << 40}, {Name: "[free]", Mem: 3}}
		if err := s.writeSample(time.Unix(int64(100+i), 999), rows); err != nil {
			t.Fatal(err)
		}
		// Without a close: what is written is in the file.
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		ends = append(ends, len(data))
	}
	if err := s.close(); err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	for cut := 0; cut <= len(data); cut++ {
		samples, err := readSamples(t, data[:cut])
		whole := 0
		for whole < len(ends) && ends[whole] <= cut {
			whole++
		}
		if len(samples) != whole {
			t.Fatalf("cut at %d: %d samples; want %d (%v)", cut, len(samples), whole, err)
		}
	}
	samples, _ := readSamples(t, data)
	last := samples[2]
	if last.Timestamp != 102 || len(last.Processes) != 2 || last.Processes[0] != (readProcess{2 << 40, "app", 7, 0, 2.5}) ||
		last.Processes[1] != (readProcess{3, "[free]", 0, 0, 0}) {
		t.Errorf("last sample %+v", last)
	}
	if _, err := createSession(filepath.Join(dir, "tag"), "20211111-xdtfmvhd"); !errors.Is(err, os.ErrExist) {
		t.Errorf("the session was overwritten: %v", err)
	}
}

func TestNewSessionID(t *testing.T) {
	id := newSessionID(time.Date(2021, 11, 11, 1, 2, 3, 0, time.UTC))
	date, letters, _ := strings.Cut(id, "-")
	if date != "20211111" || len(letters) != 8 || strings.Trim(letters, "abcdefghijklmnopqrstuvwxyz") != "" {
		t.Errorf("got %q", id)
	}
}

func TestParseOptionsRefuses(t *testing.T) {
	old := os.Stderr
	os.Stderr, _ = os.Open(os.DevNull)
	defer func() { os.Stderr = old }()
	for _, args := range []string{
		"-i 0", "-i x", "-c -1", "-every 0", "-p 0", "-p 1,x", "-p 1 -- true", "-child", "-tag ../x", "-tag /x", "-id a/b", "-name [",
	} {
		if _, err := parseOptions(strings.Fields(args)); err == nil {
			t.Errorf("%s: no error", args)
		}
	}
	if _, err := parseOptions([]string{"-h"}); !errors.Is(err, flag.ErrHelp) {
		t.Errorf("-h: %v", err)
	}
	o, err := parseOptions(strings.Fields("-i 0.5 -c 9 -p 1,2 -p 3 -child -o out -tag board -id x"))
	if err != nil || o.interval != 500*time.Millisecond || o.count != 9 || len(o.pids) != 3 || !o.children || o.dir != filepath.Join("out", "board") || o.id != "x" {
		t.Errorf("got %+v, %v", o, err)
	}
}

// TestRunOnACommand records a real process that is busy, with all three files.
func TestRunOnACommand(t *testing.T) {
	dir := t.TempDir()
	pidFile := filepath.Join(dir, "pid")
	o, err := parseOptions([]string{"-i", "0.3", "-c", "3", "-sys", "-snapshot", "-every", "2", "-info", "echo hi", "-o", dir, "-id", "x",
		"--", "sh", "-c", "echo $$ > " + pidFile + "; while :; do :; done"})
	if err != nil {
		t.Fatal(err)
	}
	before := time.Now().Unix()
	if err := run(context.Background(), o); err != nil {
		t.Fatal(err)
	}
	after := time.Now().Unix()

	text, err := os.ReadFile(pidFile)
	if err != nil {
		t.Fatal(err)
	}
	pid, err := strconv.Atoi(strings.TrimSpace(string(text)))
	if err != nil {
		t.Fatal(err)
	}
	if err := syscall.Kill(pid, 0); err != syscall.ESRCH {
		t.Errorf("the command still runs: %v", err)
	}
	data, err := os.ReadFile(filepath.Join(dir, "process-x.data"))
	if err != nil {
		t.Fatal(err)
	}
	samples, err := readSamples(t, data)
	if err != nil || len(samples) != 3 {
		t.Fatalf("%d samples, %v; want 3", len(samples), err)
	}
	for _, s := range samples {
		if s.Timestamp < before || s.Timestamp > after {
			t.Errorf("time %d is not in %d to %d", s.Timestamp, before, after)
		}
		p := s.Processes[0]
		if p.Pid != pid || p.Name != "sh" || p.Mem == 0 || p.Ucpu+p.Scpu < 5 || p.Ucpu+p.Scpu > 120 {
			t.Errorf("first row %+v; want a busy sh of pid %d", p, pid)
		}
		if last := s.Processes[len(s.Processes)-1]; last.Name != "[used]" || last.Mem == 0 {
			t.Errorf("last row %+v; want [used]", last)
		}
	}
	data, err = os.ReadFile(filepath.Join(dir, "snapshot-x.data"))
	if err != nil {
		t.Fatal(err)
	}
	decoder := gob.NewDecoder(bytes.NewReader(data))
	for _, want := range []int{1, 3} {
		var s struct {
			Timestamp int64
			Snapshot  string
		}
		if err := decoder.Decode(&s); err != nil {
			t.Fatalf("snapshot of sample %d: %v", want, err)
		}
		if s.Timestamp != samples[want-1].Timestamp || !strings.HasPrefix(s.Snapshot, treeHeader) || !strings.HasSuffix(s.Snapshot, " sh\n") {
			t.Errorf("snapshot of sample %d: %+v", want, s)
		}
	}
	info, err := os.ReadFile(filepath.Join(dir, "info-x.data"))
	if err != nil || !strings.HasSuffix(string(info), "######Command######\n$ echo hi\nhi\n") {
		t.Errorf("info %q, %v", info, err)
	}
}

func TestRunEndsWithItsProcesses(t *testing.T) {
	dir := t.TempDir()
	o, err := parseOptions([]string{"-i", "0.1", "-o", dir, "-id", "x", "--", "sleep", "0.5"})
	if err != nil {
		t.Fatal(err)
	}
	begin := time.Now()
	if err := run(context.Background(), o); err != nil {
		t.Fatal(err)
	}
	if took := time.Since(begin); took > 5*time.Second {
		t.Errorf("took %v", took)
	}
	data, err := os.ReadFile(filepath.Join(dir, "process-x.data"))
	if err != nil {
		t.Fatal(err)
	}
	samples, err := readSamples(t, data)
	if err != nil || len(samples) < 1 || len(samples) > 6 {
		t.Errorf("%d samples, %v; want 1 to 6", len(samples), err)
	}
	for _, s := range samples {
		if len(s.Processes) != 1 || s.Processes[0].Name != "sleep" {
			t.Errorf("sample %+v; want sleep alone", s)
		}
	}
}

func TestRunEndsOnInterrupt(t *testing.T) {
	dir := t.TempDir()
	o, err := parseOptions([]string{"-i", "0.1", "-o", dir, "-id", "x", "-p", strconv.Itoa(os.Getpid())})
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(context.Background(), 450*time.Millisecond)
	defer cancel()
	if err := run(ctx, o); err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(filepath.Join(dir, "process-x.data"))
	if err != nil {
		t.Fatal(err)
	}
	samples, err := readSamples(t, data)
	if err != nil || len(samples) < 1 || len(samples) > 4 {
		t.Errorf("%d samples, %v; want 1 to 4", len(samples), err)
	}
}

func TestRunTellsAMissingCommand(t *testing.T) {
	dir := t.TempDir()
	o, err := parseOptions([]string{"-o", dir, "--", "no-such-command-here"})
	if err != nil {
		t.Fatal(err)
	}
	if err := run(context.Background(), o); err == nil || !strings.Contains(err.Error(), "no-such-command-here") {
		t.Errorf("got %v", err)
	}
	if left, _ := os.ReadDir(dir); len(left) > 0 {
		t.Errorf("left %v", left)
	}
}
