package main

import (
	"fmt"
	"os"
	"strings"
	"syscall"
)

// madvPageout is MADV_PAGEOUT of madvise(2), Linux 5.4 and later.
const madvPageout = 21

// span is one mapping of this process, from start to end.
type span struct{ start, end uint64 }

// reclaimLazyFree has the kernel reclaim the mappings in which it holds pages that were given back
// by MADV_FREE. It does to these mappings at once what it does to all memory once that runs short:
// pages given back are dropped; without swap all others stay.
func reclaimLazyFree() error {
	smaps, err := os.ReadFile("/proc/self/smaps")
	if err != nil {
		return err
	}
	for _, s := range findLazyFree(string(smaps)) {
		if _, _, errno := syscall.Syscall(syscall.SYS_MADVISE, uintptr(s.start), uintptr(s.end-s.start), madvPageout); errno != 0 {
			return fmt.Errorf("madvise(MADV_PAGEOUT): %w", errno)
		}
	}
	return nil
}

// findLazyFree gives the mappings of smaps whose LazyFree is not 0:
//
//	c000000000-c00d400000 rw-p 00000000 00:00 0
//	…
//	LazyFree:         201032 kB
func findLazyFree(smaps string) []span {
	var found []span
	var current span
	for _, line := range strings.Split(smaps, "\n") {
		var s span
		if n, _ := fmt.Sscanf(line, "%x-%x ", &s.start, &s.end); n == 2 {
			current = s
		}
		if rest, is := strings.CutPrefix(line, "LazyFree:"); is && strings.TrimSpace(rest) != "0 kB" {
			found = append(found, current)
		}
	}
	return found
}
