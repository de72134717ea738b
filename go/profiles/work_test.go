package main

import "testing"

// BenchmarkDescend is what `go test -cpuprofile` looks at.
func BenchmarkDescend(b *testing.B) {
	for turn := 0; turn < b.N; turn++ {
		sink += descend(6)
	}
}
