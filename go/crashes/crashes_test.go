package main

import (
	"testing"
	"time"
)

// These tests fail on purpose when make.sh asks for them with -run, and are skipped otherwise.
func TestPanics(t *testing.T) {
	needs(t, "panics")
	t.Run("sub", func(t *testing.T) { ways["index"]() })
}

func TestTimesOut(t *testing.T) {
	needs(t, "timesout")
	time.Sleep(time.Minute)
}
