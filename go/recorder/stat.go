package main

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"os"
	"strconv"
)

// stat is what the recorder needs of /proc/PID/stat and of /proc/PID/task/TID/stat.
// Field numbers are those of proc_pid_stat(5).
type stat struct {
	pid       int
	comm      string // field 2 without its parentheses; any bytes, 15 of them at most
	ppid      int    // field 4
	kernel    bool   // PF_KTHREAD in field 9
	utime     uint64 // field 14, ticks
	stime     uint64 // field 15, ticks
	priority  int    // field 18: 20 for a usual process, -1 - priority for a real-time one
	startTime uint64 // field 22, ticks since boot: with the pid it names one process for good
	rssPages  int64  // field 24
}

// pfKthread is PF_KTHREAD of the kernel's include/linux/sched.h.
const pfKthread = 0x00200000

// parseStat reads one line of /proc/PID/stat:
//
//	654 (board app) (x) S 1 654 654 0 -1 4194560 …
//
// The name may hold spaces and parentheses of its own, so it ends at the last ")" of the line.
func parseStat(line []byte) (stat, error) {
	open := bytes.IndexByte(line, '(')
	end := bytes.LastIndexByte(line, ')')
	if open < 1 || end < open {
		return stat{}, fmt.Errorf("stat: no name in parentheses in %.80q", line)
	}
	pid, err := strconv.Atoi(string(bytes.TrimSpace(line[:open])))
	if err != nil {
		return stat{}, fmt.Errorf("stat: pid: %w", err)
	}
	s := stat{pid: pid, comm: string(line[open+1 : end])}
	fields := bytes.Fields(line[end+1:])
	const first = 3 // the number of fields[0]
	number := func(field int) uint64 {
		if err != nil {
			return 0
		}
		if field-first >= len(fields) {
			err = fmt.Errorf("stat: pid %d: field %d is missing, the line has %d", pid, field, len(fields)+first-1)
			return 0
		}
		text := string(fields[field-first])
		if value, problem := strconv.ParseInt(text, 10, 64); problem == nil {
			return uint64(value)
		}
		// Some fields are unsigned 64-bit.
		value, problem := strconv.ParseUint(text, 10, 64)
		if problem != nil {
			err = fmt.Errorf("stat: pid %d: field %d: %w", pid, field, problem)
		}
		return value
	}
	s.ppid = int(number(4))
	s.kernel = number(9)&pfKthread != 0
	s.utime = number(14)
	s.stime = number(15)
	s.priority = int(int64(number(18)))
	s.startTime = number(22)
	s.rssPages = int64(number(24))
	return s, err
}

// name is the name as topid shows it: kernel threads stand in brackets.
func (s stat) name() string {
	if s.kernel {
		return "[" + s.comm + "]"
	}
	return s.comm
}

// atClktck is AT_CLKTCK of getauxval(3): how many ticks a second the fields in ticks have.
const atClktck = 17

// parseClockTick finds AT_CLKTCK in the auxiliary vector (/proc/self/auxv), pairs of native words
// of wordBytes each. Zero where it is not there.
func parseClockTick(auxv []byte, wordBytes int) uint64 {
	word := func(b []byte) uint64 {
		if wordBytes == 4 {
			return uint64(binary.NativeEndian.Uint32(b))
		}
		return binary.NativeEndian.Uint64(b)
	}
	for len(auxv) >= 2*wordBytes {
		key, value := word(auxv), word(auxv[wordBytes:])
		if key == atClktck {
			return value
		}
		auxv = auxv[2*wordBytes:]
	}
	return 0
}

// readClockTick gives the ticks a second of this kernel: 100 nearly everywhere.
func readClockTick() float64 {
	auxv, err := os.ReadFile("/proc/self/auxv")
	if err == nil {
		if ticks := parseClockTick(auxv, strconv.IntSize/8); ticks > 0 {
			return float64(ticks)
		}
	}
	return 100
}
