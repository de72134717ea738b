package main

import (
	"fmt"
	"os"
	"path/filepath"
	"sort"
	"strconv"
	"strings"
)

const treeHeader = "  PID PRIO    uCPU    sCPU      MEM COMM\n"

// maxCommand is how many bytes of a command line the tree shows.
const maxCommand = 120

// renderTree draws processes as topid's snapshots do: one row each, MEM in MB, children below
// their parent, a process's threads before its children, idle threads of one name as a group:
//
//	  1   20    0.33    0.00        4 init
//	654  -51   50.00    0.00      200 ├─ board_app
//	660  -51    3.10    0.00      200 │  ├> <worker>
//	  +   20    0.00    0.00      200 │  └> 2*<board_app>: [661 662]
//
// title gives what stands for a process in the last column.
func renderTree(processes []process, threads map[int][]process, title func(process) string) string {
	present := map[int]bool{}
	children := map[int][]process{}
	for _, p := range processes {
		present[p.pid] = true
	}
	var roots []process
	for _, p := range processes {
		if present[p.ppid] && p.ppid != p.pid {
			children[p.ppid] = append(children[p.ppid], p)
		} else {
			roots = append(roots, p)
		}
	}

	var out strings.Builder
	out.WriteString(treeHeader)
	var draw func(p process, lead, below string)
	draw = func(p process, lead, below string) {
		writeTreeRow(&out, strconv.Itoa(p.pid), p, lead+title(p))
		groups := groupThreads(threads[p.pid])
		left := len(groups) + len(children[p.pid])
		for _, group := range groups {
			left--
			arrow := "├> "
			if left == 0 {
				arrow = "└> "
			}
			pid, text := strconv.Itoa(group[0].pid), "<"+printable(group[0].comm)+">"
			if len(group) > 1 {
				pid, text = "+", fmt.Sprintf("%d*%s: %v", len(group), text, pidsOf(group))
			}
			writeTreeRow(&out, pid, group[0], below+arrow+text)
		}
		for _, child := range children[p.pid] {
			left--
			if left == 0 {
				draw(child, below+"└─ ", below+"   ")
			} else {
				draw(child, below+"├─ ", below+"│  ")
			}
		}
	}
	for _, root := range roots {
		draw(root, "", "")
	}
	return out.String()
}

func writeTreeRow(out *strings.Builder, pid string, p process, text string) {
	fmt.Fprintf(out, "%5s %4d %7.2f %7.2f %8d %s\n", pid, p.priority, p.ucpu, p.scpu, p.memKb/1024, text)
}

// groupThreads puts idle threads of one name and priority together; busy ones stand alone, before
// them.
func groupThreads(threads []process) [][]process {
	type key struct {
		comm     string
		priority int
	}
	var busy, idle [][]process
	index := map[key]int{}
	for _, t := range threads {
		if t.ucpu > 0 || t.scpu > 0 {
			busy = append(busy, []process{t})
			continue
		}
		k := key{t.comm, t.priority}
		if i, known := index[k]; known {
			idle[i] = append(idle[i], t)
			continue
		}
		index[k] = len(idle)
		idle = append(idle, []process{t})
	}
	return append(busy, idle...)
}

func pidsOf(threads []process) []int {
	pids := make([]int, len(threads))
	for i, t := range threads {
		pids[i] = t.pid
	}
	sort.Ints(pids)
	return pids
}

// commandLine gives the title of a process as its command line, cut to maxCommand bytes; its name
// where it has none or is gone.
func commandLine(root string) func(process) string {
	return func(p process) string {
		text, err := os.ReadFile(filepath.Join(root, strconv.Itoa(p.pid), "cmdline"))
		line := strings.Join(strings.Split(strings.TrimRight(string(text), "\x00"), "\x00"), " ")
		if err != nil || line == "" {
			return processName(p)
		}
		if len(line) > maxCommand {
			line = strings.ToValidUTF8(line[:maxCommand], "") + "…"
		}
		return printable(line)
	}
}

// processName gives the title of a process as its name alone: command lines may hold secrets.
func processName(p process) string { return printable(p.name()) }

// printable keeps a row of the tree on its one line.
func printable(text string) string {
	return strings.Map(func(r rune) rune {
		if r < ' ' || r == 0x7f {
			return '?'
		}
		return r
	}, text)
}
