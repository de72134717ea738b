//go:build go1.25

package main

import (
	"testing"
	"testing/synctest"
)

func TestBubble(t *testing.T) {
	needs(t, "bubble")
	synctest.Test(t, func(t *testing.T) {
		c := make(chan int)
		for i := 0; i < 3; i++ {
			go func() { c <- i }()
		}
		<-make(chan int)
	})
}
