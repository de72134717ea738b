package main

import (
	"fmt"
	"os"
	"runtime"
	"sync"
	"time"
	"unsafe"
)

var sink []*byte

var kept *node

type node struct {
	next *node
	pad  [6]uintptr
}

//go:noinline
func freed() uintptr { return uintptr(unsafe.Pointer(&make([]byte, 1<<20)[4096])) }

func init() {
	ways["map-writes"] = func() {
		m := map[int]int{}
		for w := 0; w < 4; w++ {
			go func(w int) {
				for i := 0; ; i++ {
					m[i%1000] = w
				}
			}(w)
		}
		time.Sleep(20 * time.Second)
	}
	ways["deadlock"] = func() {
		var wg sync.WaitGroup
		jobs := make(chan int)
		for i := 0; i < 5; i++ {
			wg.Add(1)
			go func() {
				defer wg.Done()
				for job := range jobs {
					fmt.Println(job)
				}
			}()
		}
		var mu sync.Mutex
		mu.Lock()
		for i := 0; i < 3; i++ {
			go func() { mu.Lock() }()
		}
		wg.Wait()
	}
	ways["unlock"] = func() {
		var mu sync.Mutex
		mu.Unlock()
	}
	ways["negative-waitgroup"] = func() {
		var wg sync.WaitGroup
		wg.Done()
	}
	// A pointer to memory that the allocator has taken back: the collector finds it and throws.
	ways["bad-pointer"] = func() {
		kept = &node{}
		for i := 0; i < 100; i++ {
			at := freed()
			runtime.GC()
			*(*uintptr)(unsafe.Pointer(&kept.next)) = at
			runtime.GC()
		}
	}
	// make.sh limits the address space first.
	ways["out-of-memory"] = func() {
		for i := 0; ; i++ {
			b := make([]byte, 64<<20)
			for j := 0; j < len(b); j += os.Getpagesize() {
				b[j] = 1
			}
			sink = append(sink, &b[0])
		}
	}
	ways["fault-address"] = func() {
		p := (*int)(unsafe.Pointer(uintptr(0xdead0000)))
		fmt.Println(*p)
	}
	// Another goroutine spins while this one crashes: its stack is in a register set elsewhere.
	ways["spinning"] = func() {
		for i := 0; i < 2; i++ {
			go func() {
				for n := 0; ; n++ {
					divide(n, 3)
				}
			}()
		}
		time.Sleep(50 * time.Millisecond)
		panic("while others run")
	}
}
