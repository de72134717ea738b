package main

import (
	"bytes"
	"fmt"
	"strconv"
	"strings"
)

// coreColumns are the columns of a `cpuN` line of /proc/stat in their order, under the names that
// the system rows carry: `[CPU0-user]`. Older kernels print fewer of them.
var coreColumns = []string{"user", "nice", "system", "idle", "iowait", "irq", "softirq", "steal", "guest", "guestnice"}

// core is one `cpuN` line: ticks since boot, by column.
type core struct {
	number int
	ticks  []uint64
}

// parseCores reads the per-core lines of /proc/stat:
//
//	cpu0 10132153 290696 3084719 46828483 16683 0 25195 0 175628 0
func parseCores(text []byte) ([]core, error) {
	var cores []core
	for _, line := range bytes.Split(text, []byte("\n")) {
		fields := strings.Fields(string(line))
		if len(fields) < 2 || !strings.HasPrefix(fields[0], "cpu") || fields[0] == "cpu" {
			continue
		}
		number, err := strconv.Atoi(fields[0][len("cpu"):])
		if err != nil {
			return nil, fmt.Errorf("/proc/stat: %q: %w", fields[0], err)
		}
		c := core{number: number}
		for i, text := range fields[1:] {
			if i == len(coreColumns) {
				break
			}
			ticks, err := strconv.ParseUint(text, 10, 64)
			if err != nil {
				return nil, fmt.Errorf("/proc/stat: %s: %w", fields[0], err)
			}
			c.ticks = append(c.ticks, ticks)
		}
		cores = append(cores, c)
	}
	return cores, nil
}

// coreRows turns the ticks of each core since the last sample into rows. A column that went
// backwards (iowait does on some kernels, and a core that was off starts anew) counts as 0.
func coreRows(last, now []core, ticksOfInterval float64) []ProcessInfo {
	before := map[int]core{}
	for _, c := range last {
		before[c.number] = c
	}
	var rows []ProcessInfo
	for _, c := range now {
		then, known := before[c.number]
		if !known {
			continue
		}
		for i, ticks := range c.ticks {
			row := ProcessInfo{Name: fmt.Sprintf("[CPU%d-%s]", c.number, coreColumns[i])}
			if i < len(then.ticks) && ticks > then.ticks[i] {
				row.Scpu = float32(float64(ticks-then.ticks[i]) * 100 / ticksOfInterval)
			}
			rows = append(rows, row)
		}
	}
	return rows
}

// parseMeminfo reads /proc/meminfo, `MemFree:  123 kB`, to KB by name.
func parseMeminfo(text []byte) map[string]uint64 {
	kb := map[string]uint64{}
	for _, line := range strings.Split(string(text), "\n") {
		name, rest, found := strings.Cut(line, ":")
		fields := strings.Fields(rest)
		if !found || len(fields) == 0 {
			continue
		}
		if value, err := strconv.ParseUint(fields[0], 10, 64); err == nil {
			kb[name] = value
		}
	}
	return kb
}

// memoryRows are the system rows of memory, in KB, with cache and used as free(1) of procps 3
// counts them: the cache holds what slabs can give back, and used is what neither free, buffers nor
// cache have.
func memoryRows(kb map[string]uint64) []ProcessInfo {
	cache := kb["Cached"] + kb["SReclaimable"]
	var used uint64
	if rest := kb["MemFree"] + kb["Buffers"] + cache; rest < kb["MemTotal"] {
		used = kb["MemTotal"] - rest
	}
	return []ProcessInfo{
		{Name: "[available]", Mem: kb["MemAvailable"]},
		{Name: "[cache]", Mem: cache},
		{Name: "[free]", Mem: kb["MemFree"]},
		{Name: "[buffers]", Mem: kb["Buffers"]},
		{Name: "[shmem]", Mem: kb["Shmem"]},
		{Name: "[used]", Mem: used},
	}
}
