package main

import (
	"os"
	"testing"
)

func needs(t *testing.T, way string) {
	t.Helper()
	if os.Getenv("CRASH_TEST") != way {
		t.Skip("crashes on purpose: set CRASH_TEST=" + way)
	}
}
