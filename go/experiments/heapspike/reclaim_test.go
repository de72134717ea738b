package main

import (
	"os"
	"path/filepath"
	"reflect"
	"testing"
)

const smaps = `00400000-00500000 r-xp 00000000 fe:00 1234                       /usr/bin/app
Rss:                 900 kB
LazyFree:              0 kB
VmFlags: rd ex mr mw me
c000000000-c00d400000 rw-p 00000000 00:00 0                              [anon: Go: heap]
Rss:              212124 kB
LazyFree:         203004 kB
VmFlags: rd wr mr mw me ac
7f0000000000-7f0000100000 rw-p 00000000 00:00 0
LazyFree:             16 kB
`

func TestFindLazyFree(t *testing.T) {
	want := []span{{0xc000000000, 0xc00d400000}, {0x7f0000000000, 0x7f0000100000}}
	if got := findLazyFree(smaps); !reflect.DeepEqual(got, want) {
		t.Errorf("got %x, want %x", got, want)
	}
}

func TestReadRollup(t *testing.T) {
	name := filepath.Join(t.TempDir(), "smaps_rollup")
	text := "5581-7ffe ---p 00000000 00:00 0      [rollup]\nRss:   2124 kB\nLazyFree:    304 kB\n"
	if err := os.WriteFile(name, []byte(text), 0o666); err != nil {
		t.Fatal(err)
	}
	got, err := readRollup(name)
	if err != nil || !reflect.DeepEqual(got, map[string]uint64{"Rss": 2124, "LazyFree": 304}) {
		t.Errorf("got %v, %v", got, err)
	}
	if _, err := readRollup(name + "x"); err == nil {
		t.Error("a missing file gives no error")
	}
}

// TestAllocateTouchesItsPages asks the kernel whether the spike is really resident.
func TestAllocateTouchesItsPages(t *testing.T) {
	before, err := readRollup("/proc/self/smaps_rollup")
	if err != nil {
		t.Skip("this kernel has no smaps_rollup:", err)
	}
	pieces := allocate(20)
	after, err := readRollup("/proc/self/smaps_rollup")
	if err != nil {
		t.Fatal(err)
	}
	if grown := int(after["Rss"]) - int(before["Rss"]); grown < 19<<10 || len(pieces) != 320 {
		t.Errorf("%d pieces, RSS grew by %d KB; want 320 and 20480", len(pieces), grown)
	}
}
