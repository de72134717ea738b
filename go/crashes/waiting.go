package main

import (
	"net"
	"os"
	"runtime"
	"runtime/pprof"
	"sync"
	"syscall"
	"time"
)

// waitEverywhere leaves goroutines in most of the states that a traceback can show.
func waitEverywhere() {
	c := make(chan int)
	var closedOver chan int
	for i := 0; i < 12; i++ {
		go func() { <-c }()
	}
	for i := 0; i < 3; i++ {
		go func() { (chan int)(c) <- <-closedOver }()
	}
	full := make(chan int)
	for i := 0; i < 4; i++ {
		go func(i int) { full <- i }(i)
	}
	go func() {
		select {
		case <-c:
		case <-time.After(time.Hour):
		}
	}()
	go func() { select {} }()
	go func() { time.Sleep(time.Hour) }()
	var mu sync.Mutex
	mu.Lock()
	for i := 0; i < 5; i++ {
		go func() { mu.Lock() }()
	}
	var rw sync.RWMutex
	rw.Lock()
	go func() { rw.RLock() }()
	go func() { rw.Lock() }()
	var wg sync.WaitGroup
	wg.Add(1)
	go func() { wg.Wait() }()
	cond := sync.NewCond(&sync.Mutex{})
	go func() { cond.L.Lock(); cond.Wait() }()
	go func() {
		l, err := net.Listen("tcp", "127.0.0.1:0")
		if err != nil {
			panic(err)
		}
		l.Accept()
	}()
	go func() {
		runtime.LockOSThread()
		<-c
	}()
	go func() {
		var ends [2]int
		syscall.Pipe(ends[:])
		syscall.Read(ends[0], make([]byte, 1))
	}()
	go func() {
		for n := 1; ; n++ {
			divide(n, n)
		}
	}()
}

// end sends the signal to this process and waits for it to arrive.
func end(signal syscall.Signal) {
	syscall.Kill(os.Getpid(), signal)
	select {}
}

func init() {
	for name, signal := range map[string]syscall.Signal{"sigquit": syscall.SIGQUIT, "sigabrt": syscall.SIGABRT} {
		signal := signal
		ways[name] = func() {
			waitEverywhere()
			time.Sleep(500 * time.Millisecond)
			end(signal)
		}
	}
	// Waits begun a minute apart, for the times in the goroutine headers.
	ways["sigquit-minutes"] = func() {
		c := make(chan int)
		for i := 0; i < 4; i++ {
			for j := 0; j <= i; j++ {
				go func() { <-c }()
			}
			go waitEverywhere()
			// A wait is timed from the first collection that sees it.
			time.Sleep(100 * time.Millisecond)
			runtime.GC()
			time.Sleep(61 * time.Second)
		}
		end(syscall.SIGQUIT)
	}
	ways["profile"] = func() {
		waitEverywhere()
		time.Sleep(100 * time.Millisecond)
		pprof.Lookup("goroutine").WriteTo(os.Stderr, 2)
	}
}
