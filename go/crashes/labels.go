package main

import (
	"context"
	"runtime/pprof"
	"time"
)

func init() {
	// GODEBUG=tracebacklabels=1 (Go 1.26) puts the labels into the headers, tracebackancestors=3 the
	// goroutines that made the goroutine below it.
	ways["labels"] = func() {
		pprof.Do(context.Background(), pprof.Labels("request", "GET /last", "shard", "7"), func(context.Context) {
			go func() {
				go func() { panic("in a labelled goroutine's child") }()
				time.Sleep(time.Second)
			}()
			time.Sleep(time.Second)
		})
	}
}
