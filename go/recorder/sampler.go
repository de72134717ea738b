package main

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"sort"
	"strconv"
	"time"
)

// identity names one process or thread for good: a pid alone is used again.
type identity struct {
	pid       int
	startTime uint64
}

func (s stat) identity() identity { return identity{s.pid, s.startTime} }

type ticks struct{ user, system uint64 }

// sampler reads /proc and turns the ticks between two looks into percent.
type sampler struct {
	root      string // "/proc", or a folder laid out like it
	now       func() time.Time
	clockTick float64
	pageKb    uint64

	pids     []int          // only these; all processes where empty
	children bool           // and what descends from them
	names    *regexp.Regexp // only processes whose name matches; all where nil
	system   bool           // with system rows
	pss      bool           // PSS in place of RSS

	lastTime  time.Time
	lastTicks map[identity]ticks
	lastCores []core
	// Threads are read for snapshots only, at times of their own.
	lastThreads     map[identity]ticks
	lastThreadsTime time.Time
	// What was once seen below one of pids stays in, also when its parent is gone.
	kin map[identity]bool
}

// process is one process of one sample, with what the tree shows besides.
type process struct {
	stat
	ucpu, scpu float32 // percent of one core since the last sample
	memKb      uint64
}

// sample is one look at /proc.
type sample struct {
	at        time.Time
	processes []process // by pid
	system    []ProcessInfo
}

// rows gives what process-ID.data holds of a sample.
func (s sample) rows() []ProcessInfo {
	rows := make([]ProcessInfo, 0, len(s.processes)+len(s.system))
	for _, p := range s.processes {
		rows = append(rows, ProcessInfo{p.pid, p.name(), p.ucpu, p.scpu, p.memKb})
	}
	return append(rows, s.system...)
}

// take looks at /proc now. Percentages are over the time since the last look; the first look has
// none to compare with and gives 0 throughout, so it is taken as the baseline and thrown away.
//
// A process that was not there at the last look began since, at 0 ticks: all that it used counts.
func (s *sampler) take() (sample, error) {
	stats, err := s.readStats()
	if err != nil {
		return sample{}, err
	}
	now := s.now()
	perTick := s.percentPerTick(s.lastTime, now)

	taken := sample{at: now}
	all := make(map[identity]ticks, len(stats))
	for _, p := range stats {
		all[p.identity()] = ticks{p.utime, p.stime}
	}
	for _, p := range s.choose(stats) {
		user, system := s.percent(p, s.lastTicks, perTick)
		row := process{stat: p, ucpu: user, scpu: system, memKb: uint64(max(p.rssPages, 0)) * s.pageKb}
		if s.pss && !p.kernel {
			row.memKb, err = s.readPss(p.pid)
			if err != nil {
				continue // it ended between the two reads
			}
		}
		taken.processes = append(taken.processes, row)
	}
	if s.system {
		taken.system, err = s.systemRows(now)
		if err != nil {
			return sample{}, err
		}
	}
	s.lastTicks, s.lastTime = all, now
	return taken, nil
}

// percentPerTick is how much of one core a tick is between two times; 0 where there was no first.
func (s *sampler) percentPerTick(last, now time.Time) float64 {
	elapsed := now.Sub(last).Seconds()
	if last.IsZero() || elapsed <= 0 {
		return 0
	}
	return 100 / (elapsed * s.clockTick)
}

// percent gives user and system CPU since the last look at p.
func (s *sampler) percent(p stat, last map[identity]ticks, perTick float64) (user, system float32) {
	then := last[p.identity()]
	// The kernel rescales the two to the exact sum, and either may step back by a tick.
	delta := func(now, then uint64) float32 {
		if now < then {
			return 0
		}
		return float32(float64(now-then) * perTick)
	}
	return delta(p.utime, then.user), delta(p.stime, then.system)
}

// readStats reads every process's stat, by pid. Those that end meanwhile are left out.
func (s *sampler) readStats() ([]stat, error) {
	entries, err := os.ReadDir(s.root)
	if err != nil {
		return nil, err
	}
	var stats []stat
	for _, entry := range entries {
		if _, err := strconv.Atoi(entry.Name()); err != nil {
			continue
		}
		line, err := os.ReadFile(filepath.Join(s.root, entry.Name(), "stat"))
		if err != nil || len(line) == 0 {
			continue
		}
		p, err := parseStat(line)
		if err != nil {
			return nil, err
		}
		stats = append(stats, p)
	}
	sort.Slice(stats, func(i, j int) bool { return stats[i].pid < stats[j].pid })
	return stats, nil
}

// choose keeps what -p, -child and -name ask for.
func (s *sampler) choose(stats []stat) []stat {
	byPid := make(map[int]stat, len(stats))
	for _, p := range stats {
		byPid[p.pid] = p
	}
	wanted := map[int]bool{}
	for _, pid := range s.pids {
		wanted[pid] = true
	}
	var isKin func(p stat, depth int) bool
	isKin = func(p stat, depth int) bool {
		if wanted[p.pid] || s.kin[p.identity()] {
			return true
		}
		parent, known := byPid[p.ppid]
		// A snapshot of /proc is not taken at one moment: a pid used again might close a ring.
		return known && depth < len(stats) && isKin(parent, depth+1)
	}

	var chosen []stat
	kin := map[identity]bool{}
	for _, p := range stats {
		switch {
		case len(s.pids) == 0:
		case s.children:
			if !isKin(p, 0) {
				continue
			}
			kin[p.identity()] = true
		case !wanted[p.pid]:
			continue
		}
		if s.names == nil || s.names.MatchString(p.name()) {
			chosen = append(chosen, p)
		}
	}
	s.kin = kin
	return chosen
}

func (s *sampler) systemRows(now time.Time) ([]ProcessInfo, error) {
	text, err := os.ReadFile(filepath.Join(s.root, "stat"))
	if err != nil {
		return nil, err
	}
	cores, err := parseCores(text)
	if err != nil {
		return nil, err
	}
	text, err = os.ReadFile(filepath.Join(s.root, "meminfo"))
	if err != nil {
		return nil, err
	}
	rows := coreRows(s.lastCores, cores, now.Sub(s.lastTime).Seconds()*s.clockTick)
	s.lastCores = cores
	return append(rows, memoryRows(parseMeminfo(text))...), nil
}

// readPss gives the process's share of its pages in KB: `Pss:  1234 kB` of smaps_rollup.
func (s *sampler) readPss(pid int) (uint64, error) {
	text, err := os.ReadFile(filepath.Join(s.root, strconv.Itoa(pid), "smaps_rollup"))
	if err != nil {
		return 0, err
	}
	for _, line := range bytes.Split(text, []byte("\n")) {
		if rest, found := bytes.CutPrefix(line, []byte("Pss:")); found {
			fields := bytes.Fields(rest)
			if len(fields) > 0 {
				return strconv.ParseUint(string(fields[0]), 10, 64)
			}
		}
	}
	return 0, fmt.Errorf("smaps_rollup of %d: no Pss", pid)
}

// readThreads reads the threads of each process but its first, by pid, with their CPU since the
// last call: call it at the sample before a snapshot too.
func (s *sampler) readThreads(of []process) map[int][]process {
	threads := map[int][]process{}
	all := map[identity]ticks{}
	now := s.now()
	perTick := s.percentPerTick(s.lastThreadsTime, now)
	for _, p := range of {
		dir := filepath.Join(s.root, strconv.Itoa(p.pid), "task")
		entries, err := os.ReadDir(dir)
		if err != nil {
			continue // it ended
		}
		for _, entry := range entries {
			line, err := os.ReadFile(filepath.Join(dir, entry.Name(), "stat"))
			if err != nil {
				continue
			}
			t, err := parseStat(line)
			if err != nil || t.pid == p.pid {
				continue
			}
			user, system := s.percent(t, s.lastThreads, perTick)
			all[t.identity()] = ticks{t.utime, t.stime}
			threads[p.pid] = append(threads[p.pid], process{stat: t, ucpu: user, scpu: system, memKb: p.memKb})
		}
	}
	s.lastThreads, s.lastThreadsTime = all, now
	return threads
}
