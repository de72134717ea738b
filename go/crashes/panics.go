package main

import (
	"fmt"
	"os"
	"runtime"
	"strconv"
	"strings"
	"time"

	"casebook/crashes/board"
)

type point struct{ X, Y int }

type colour string

type celsius float64

//go:noinline
func divide(a, b int) int { return a / b }

func init() {
	ways["nil-deref"] = func() {
		b := board.New("inlet")
		fmt.Println(b.Last("outlet"))
	}
	ways["index"] = func() {
		b := board.New("inlet")
		fmt.Println(b.Last("inlet"))
	}
	ways["slice-bounds"] = func() {
		s := make([]int, len(os.Args))
		n := 7
		fmt.Println(s[n:])
	}
	ways["divide"] = func() { fmt.Println(divide(1, len(os.Args)-2)) }
	ways["nil-map"] = func() {
		var m map[string]int
		m[os.Args[1]] = 1
	}
	ways["type-assertion"] = func() {
		var v interface{} = point{1, 2}
		fmt.Println(v.(fmt.Stringer))
	}
	ways["makeslice"] = func() {
		n := -len(os.Args)
		fmt.Println(len(make([]byte, n)))
	}
	ways["closed-channel"] = func() {
		c := make(chan int, 1)
		close(c)
		c <- 1
	}
	ways["close-nil"] = func() {
		var c chan int
		close(c)
	}
	ways["panic-error"] = func() { panic(&board.Fault{Code: 17, Err: board.ErrBus}) }
	ways["panic-struct"] = func() { panic(point{3, 4}) }
	ways["panic-pointer"] = func() { panic(&point{3, 4}) }
	ways["panic-string-type"] = func() { panic(colour("blue\ngreen")) }
	ways["panic-float"] = func() { panic(celsius(36.6)) }
	ways["panic-nil"] = func() { panic(nil) }
	// The text of a panic is free to look like a traceback.
	ways["panic-lookalike"] = func() {
		panic("lost the worker:\ngoroutine 99 [running]:\nmain.notThere(0x1)\n\t/nowhere/worker.go:1 +0x1\n\nend of the report")
	}
	ways["goroutine-panic"] = func() {
		for i := 0; i < 4; i++ {
			go func(i int) {
				if i == 2 {
					time.Sleep(20 * time.Millisecond)
					panic("worker " + strconv.Itoa(i) + " gave up")
				}
				select {}
			}(i)
		}
		time.Sleep(time.Second)
	}
	ways["nested"] = func() {
		defer func() {
			panic("third: while cleaning up the cleaning up")
		}()
		defer func() {
			panic(fmt.Errorf("second: while cleaning up"))
		}()
		panic("first")
	}
	ways["repanicked"] = func() {
		defer func() {
			r := recover()
			panic(r)
		}()
		panic("the same value twice")
	}
	ways["recovered-other"] = func() {
		defer func() {
			r := recover()
			panic(fmt.Sprintf("wrapped: %v", r))
		}()
		fmt.Println(board.New().Last("none"))
	}
	ways["goexit"] = func() { runtime.Goexit() }
	ways["goexit-panic"] = func() {
		done := make(chan bool)
		go func() {
			defer close(done)
			defer func() { panic("after goexit") }()
			runtime.Goexit()
		}()
		<-done
		time.Sleep(time.Second)
	}
	ways["stack-overflow"] = func() {
		var deeper func(n int, pad [64]int) int
		deeper = func(n int, pad [64]int) int { return deeper(n+1, pad) + pad[n%64] }
		fmt.Println(deeper(0, [64]int{}))
	}
	ways["inlined"] = func() {
		fmt.Println(strings.Repeat("x", -len(os.Args)))
	}
}
