package main

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"strings"
	"testing"
)

// statLine makes a line of /proc/PID/stat with 52 fields, the given ones set.
func statLine(pid int, comm string, set map[int]string) []byte {
	fields := make([]string, 50)
	for i := range fields {
		fields[i] = "0"
	}
	fields[0] = "S"
	for field, text := range set {
		fields[field-3] = text
	}
	return []byte(fmt.Sprintf("%d (%s) %s\n", pid, comm, strings.Join(fields, " ")))
}

func TestParseStat(t *testing.T) {
	fields := map[int]string{4: "1", 9: "4194560", 14: "120", 15: "45", 18: "20", 22: "987654", 24: "1024"}
	for _, comm := range []string{"init", "board app", "a) S 7 (b", "(sd-pam)", "x))", "", "名字"} {
		got, err := parseStat(statLine(654, comm, fields))
		want := stat{pid: 654, comm: comm, ppid: 1, utime: 120, stime: 45, priority: 20, startTime: 987654, rssPages: 1024}
		if err != nil || got != want {
			t.Errorf("%q: got %+v, %v; want %+v", comm, got, err, want)
		}
	}
}

func TestParseStatOfKernelThreadAndRealTime(t *testing.T) {
	s, err := parseStat(statLine(17, "kworker/0:1", map[int]string{4: "2", 9: "69238880", 18: "-51"}))
	if err != nil {
		t.Fatal(err)
	}
	if s.name() != "[kworker/0:1]" || s.priority != -51 {
		t.Errorf("name %q, priority %d; want [kworker/0:1], -51", s.name(), s.priority)
	}
}

func TestParseStatTakesUnsignedFields(t *testing.T) {
	s, err := parseStat(statLine(1, "x", map[int]string{22: "18446744073709551615"}))
	if err != nil || s.startTime != 18446744073709551615 {
		t.Errorf("got %d, %v", s.startTime, err)
	}
}

func TestParseStatRefuses(t *testing.T) {
	for line, want := range map[string]string{
		"":                  "no name in parentheses",
		"12 x S 1":          "no name in parentheses",
		") 12 (":            "no name in parentheses",
		"a (x) S 1":         "pid",
		"12 (x) S 1 2 3":    "field 9 is missing, the line has 6",
		"12 (x) S one 2 3 ": "field 4",
	} {
		if _, err := parseStat([]byte(line)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: error %v; want one with %q", line, err, want)
		}
	}
}

func TestParseClockTick(t *testing.T) {
	var auxv bytes.Buffer
	for _, word := range []uint64{16, 0xbfebfbff, 6, 4096, atClktck, 250, 0, 0} {
		binary.Write(&auxv, binary.NativeEndian, word)
	}
	if got := parseClockTick(auxv.Bytes(), 8); got != 250 {
		t.Errorf("64 bits: %d ticks; want 250", got)
	}
	auxv.Reset()
	for _, word := range []uint32{6, 4096, atClktck, 100, 0, 0} {
		binary.Write(&auxv, binary.NativeEndian, word)
	}
	if got := parseClockTick(auxv.Bytes(), 4); got != 100 {
		t.Errorf("32 bits: %d ticks; want 100", got)
	}
	if got := parseClockTick(auxv.Bytes()[:16], 8); got != 0 {
		t.Errorf("without it: %d; want 0", got)
	}
	if got := parseClockTick(auxv.Bytes()[:11], 4); got != 0 {
		t.Errorf("cut: %d; want 0", got)
	}
}
