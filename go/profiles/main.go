// Profiles has Go's own profilers write what the tests of the formats read. Some of it works for a
// while under labels, some of it allocates, waits for a lock or a channel, and stays behind.
//
//	profiles DIR    every profile that runtime/pprof and net/http/pprof give, into DIR
//	profiles -spin  works for a second, for perf to look at
package main

import (
	"context"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	_ "net/http/pprof"
	"os"
	"path/filepath"
	"runtime"
	"runtime/pprof"
	"strings"
	"sync"
	"time"
)

func main() {
	log.SetFlags(0)
	if len(os.Args) != 2 {
		log.Fatal("usage: profiles DIR | profiles -spin")
	}
	if os.Args[1] == "-spin" {
		work(time.Second)
		return
	}
	dir := os.Args[1]
	writeCPU(filepath.Join(dir, "cpu-labels.pb.gz"), 700*time.Millisecond)
	writeCPU(filepath.Join(dir, "cpu-labels-later.pb.gz"), 500*time.Millisecond)
	serveProfiles(dir)
}

// writeCPU profiles two kinds of work, each under its labels.
func writeCPU(path string, each time.Duration) {
	file, err := os.Create(path)
	check(err)
	check(pprof.StartCPUProfile(file))
	for _, kind := range []string{"parse", "render"} {
		labels := pprof.Labels("kind", kind, "board", "demo 7")
		pprof.Do(context.Background(), labels, func(context.Context) { work(each) })
	}
	pprof.StopCPUProfile()
	check(file.Close())
}

// work calls itself and others until the time is over.
func work(limit time.Duration) {
	end := time.Now().Add(limit)
	for time.Now().Before(end) {
		sink = descend(6) + scale(sink) + len(words(200))
	}
}

var sink int

//go:noinline
func descend(depth int) int {
	if depth == 0 {
		return count(20000)
	}
	return descend(depth-1) + 1
}

//go:noinline
func count(most int) int {
	sum := 0
	for at := 0; at < most; at++ {
		sum += square(at) % 7
	}
	return sum
}

// square is inlined.
func square(value int) int { return value*value + sink&1 }

//go:noinline
func scale(value int) int {
	for at := 0; at < 5000; at++ {
		value ^= square(value + at)
	}
	return value
}

//go:noinline
func words(most int) []string {
	all := make([]string, 0, most)
	for at := 0; at < most; at++ {
		all = append(all, strings.Repeat("w", at%17))
	}
	return all
}

// serveProfiles asks a server of the program itself for its profiles, as one does with a board.
func serveProfiles(dir string) {
	runtime.MemProfileRate = 4096
	runtime.SetBlockProfileRate(1)
	runtime.SetMutexProfileFraction(1)
	held := allocate()
	contend()
	stop := leaveBehind()

	listener, err := net.Listen("tcp", "127.0.0.1:0")
	check(err)
	go http.Serve(listener, nil)
	for _, name := range []string{"heap", "allocs", "goroutine", "block", "mutex", "threadcreate"} {
		get(listener, name+"?debug=0", filepath.Join(dir, name+".pb.gz"))
		get(listener, name+"?debug=1", filepath.Join(dir, name+"-debug1.txt"))
	}
	close(stop)
	runtime.KeepAlive(held)
}

func get(listener net.Listener, query, path string) {
	answer, err := http.Get(fmt.Sprintf("http://%s/debug/pprof/%s", listener.Addr(), query))
	check(err)
	body, err := io.ReadAll(answer.Body)
	check(err)
	check(os.WriteFile(path, body, 0o644))
}

//go:noinline
func allocate() [][]byte {
	var held [][]byte
	for at := 0; at < 400; at++ {
		held = append(held, make([]byte, 1024+at*8))
		lost := make([]byte, 8192)
		sink += len(lost)
	}
	runtime.GC()
	return held
}

func contend() {
	var lock sync.Mutex
	var done sync.WaitGroup
	for worker := 0; worker < 4; worker++ {
		done.Add(1)
		go func() {
			defer done.Done()
			for turn := 0; turn < 20; turn++ {
				lock.Lock()
				time.Sleep(100 * time.Microsecond)
				lock.Unlock()
			}
		}()
	}
	done.Wait()
}

// leaveBehind leaves goroutines that wait, as leaks do.
func leaveBehind() chan struct{} {
	stop := make(chan struct{})
	for at := 0; at < 30; at++ {
		go func() { <-stop }()
	}
	started := make(chan struct{})
	for at := 0; at < 3; at++ {
		go waitLabelled(started, stop)
		<-started
	}
	return stop
}

func waitLabelled(started, stop chan struct{}) {
	pprof.Do(context.Background(), pprof.Labels("worker", "late"), func(context.Context) {
		started <- struct{}{}
		<-stop
	})
}

func check(err error) {
	if err != nil {
		log.Fatal(err)
	}
}
