package main

import (
	"compress/gzip"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// silent is a prompt at a keyboard that nobody touches, told to end after some time.
func silent(t *testing.T, length time.Duration) *prompt {
	t.Helper()
	in, keyboard, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { keyboard.Close() })
	// Kept open until the keyboard is closed: the reader of the blocking prompt stays in read(2).
	t.Cleanup(func() { in.Close() })
	p := &prompt{in: int(in.Fd()), keys: make(chan []byte), exit: make(chan struct{})}
	time.AfterFunc(length, func() { close(p.exit) })
	return p
}

func TestBothLoopsGoRoundWhilePolling(t *testing.T) {
	p := silent(t, 300*time.Millisecond)
	if err := p.runPolling(); err != nil {
		t.Fatal(err)
	}
	// Two loops of 10 ms, on however busy a machine.
	if rounds := p.rounds.Load(); rounds < 6 || rounds > 62 {
		t.Errorf("%d rounds in 300 ms of two loops of 10 ms", rounds)
	}
}

func TestNothingGoesRoundWhileBlocking(t *testing.T) {
	p := silent(t, 300*time.Millisecond)
	if err := p.runBlocking(); err != nil {
		t.Fatal(err)
	}
	if rounds := p.rounds.Load(); rounds > 2 {
		t.Errorf("%d rounds of a prompt that blocks", rounds)
	}
}

func TestAProfileIsWritten(t *testing.T) {
	path := filepath.Join(t.TempDir(), "cpu.pb.gz")
	stop, err := startProfile(path, 250)
	if err != nil {
		t.Fatal(err)
	}
	if err := silent(t, 50*time.Millisecond).runPolling(); err != nil {
		t.Fatal(err)
	}
	if err := stop(); err != nil {
		t.Fatal(err)
	}
	file, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	unpacked, err := gzip.NewReader(file)
	if err != nil {
		t.Fatal(err)
	}
	text, err := io.ReadAll(unpacked)
	if err != nil || !strings.Contains(string(text), "nanoseconds") {
		t.Errorf("no profile of nanoseconds: %v", err)
	}
}

func TestProcessesShareATable(t *testing.T) {
	path := filepath.Join(t.TempDir(), "wakeups.tsv")
	for _, row := range []string{"polling\t1\n", "blocking\t2\n"} {
		if err := addRow(path, row); err != nil {
			t.Fatal(err)
		}
	}
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if got, want := string(text), "name\tseconds\trounds\tsleeps\tsleeps_per_s\tcpu_ms\npolling\t1\nblocking\t2\n"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}
