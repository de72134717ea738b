//go:build go1.23

package main

import "fmt"

//go:noinline
func upTo(n int) func(yield func(int) bool) {
	return func(yield func(int) bool) {
		for i := 0; i < n; i++ {
			if !yield(i) {
				return
			}
		}
	}
}

func init() {
	ways["range-func"] = func() {
		for i := range upTo(3) {
			for j := range upTo(i) {
				defer func() { fmt.Println("leaving", i, j) }()
				if j == 1 {
					panic(fmt.Sprint("stopped at ", i, " ", j))
				}
			}
		}
	}
	ways["gowrap"] = func() {
		c := make(chan int)
		go sendAll(c, 1, 2, 3)
		<-c
		close(c)
		select {}
	}
	ways["deferwrap"] = func() {
		defer divide(1, 0)
		fmt.Println("divide comes later")
	}
}

//go:noinline
func sendAll(c chan int, values ...int) {
	for _, v := range values {
		c <- v
	}
}
