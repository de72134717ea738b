package main

import (
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

// TestCollectionsFollowGOGC runs the program for two seconds: the smaller GOGC, the more collections.
func TestCollectionsFollowGOGC(t *testing.T) {
	program := filepath.Join(t.TempDir(), "gcpercent")
	if text, err := exec.Command("go", "build", "-o", program, ".").CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, text)
	}
	text, err := exec.Command(program, "-for", "2s", "-live", "4", "-rate", "20").Output()
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(strings.TrimSpace(string(text)), "\n")
	if len(lines) != 6 {
		t.Fatalf("%d lines; want a header and five rows:\n%s", len(lines), text)
	}
	collections := map[string]int{}
	limits := map[string]string{}
	for _, line := range lines[1:] {
		row := strings.Split(line, "\t")
		if len(row) != 8 || row[0] != "gogc-"+row[1] {
			t.Fatalf("row %q", line)
		}
		limits[row[1]] = row[2]
		if collections[row[1]], err = strconv.Atoi(row[4]); err != nil {
			t.Fatal(err)
		}
	}
	if collections["25"] <= collections["100"] || collections["100"] <= collections["off"] {
		t.Errorf("collections %v; want fewer the larger GOGC", collections)
	}
	if limits["off"] != "256MiB" || limits["25"] != "off" {
		t.Errorf("limits %v", limits)
	}
}
