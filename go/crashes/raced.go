package main

import (
	"fmt"
	"sync"
)

type counter struct{ n int }

//go:noinline
func (c *counter) add() { c.n++ }

func init() {
	// Built with -race by make.sh.
	ways["race"] = func() {
		c := &counter{}
		m := map[string]int{}
		var wg sync.WaitGroup
		for i := 0; i < 2; i++ {
			wg.Add(1)
			go func() {
				defer wg.Done()
				c.add()
			}()
		}
		m["main"] = c.n
		wg.Wait()
		fmt.Println(c.n, m)
	}
}
