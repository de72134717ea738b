package main

import (
	"reflect"
	"testing"
)

func TestCoreRows(t *testing.T) {
	last, err := parseCores([]byte("cpu  9 9 9 9\ncpu0 1000 0 500 8000 50 0 5 0 0 0\nintr 1 2 3\n"))
	if err != nil {
		t.Fatal(err)
	}
	now, err := parseCores([]byte("cpu  9 9 9 9\ncpu0 1100 0 550 8040 40 0 5 0 0 0 7\ncpu2 1 2 3 4\n"))
	if err != nil {
		t.Fatal(err)
	}
	// 2 seconds of 100 ticks. iowait went backwards; core 2 has just come; an 11th column is of a
	// kernel to come.
	got := coreRows(last, now, 200)
	want := map[string]float32{
		"[CPU0-user]": 50, "[CPU0-nice]": 0, "[CPU0-system]": 25, "[CPU0-idle]": 20, "[CPU0-iowait]": 0,
		"[CPU0-irq]": 0, "[CPU0-softirq]": 0, "[CPU0-steal]": 0, "[CPU0-guest]": 0, "[CPU0-guestnice]": 0,
	}
	if len(got) != len(want) {
		t.Errorf("%d rows; want %d: %v", len(got), len(want), got)
	}
	for _, row := range got {
		value, known := want[row.Name]
		if !known || row.Scpu != value || row.Ucpu != 0 || row.Pid != 0 || row.Mem != 0 {
			t.Errorf("row %+v; want Scpu %g and nothing else", row, value)
		}
	}
}

func TestParseCoresRefuses(t *testing.T) {
	for _, text := range []string{"cpux 1 2", "cpu0 1 two"} {
		if _, err := parseCores([]byte(text)); err == nil {
			t.Errorf("%q: no error", text)
		}
	}
}

func TestMemoryRows(t *testing.T) {
	kb := parseMeminfo([]byte("MemTotal:        1000 kB\nMemFree:          300 kB\nMemAvailable:     600 kB\n" +
		"Buffers:           20 kB\nCached:           180 kB\nShmem:             15 kB\nSReclaimable:      40 kB\nHugePages_Total:       0\nodd\n"))
	want := []ProcessInfo{
		{Name: "[available]", Mem: 600}, {Name: "[cache]", Mem: 220}, {Name: "[free]", Mem: 300},
		{Name: "[buffers]", Mem: 20}, {Name: "[shmem]", Mem: 15}, {Name: "[used]", Mem: 460},
	}
	if got := memoryRows(kb); !reflect.DeepEqual(got, want) {
		t.Errorf("got %v\nwant %v", got, want)
	}
	// A kernel that counts more as free and cached than there is: used must not wrap around.
	if got := memoryRows(map[string]uint64{"MemTotal": 10, "MemFree": 8, "Cached": 5})[5]; got.Mem != 0 {
		t.Errorf("used %d; want 0", got.Mem)
	}
}
