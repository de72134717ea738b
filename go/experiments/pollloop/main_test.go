package main

import (
	"io"
	"testing"
	"time"
)

func TestPollEndsAtItsTimeOrAtAKey(t *testing.T) {
	begin := time.Now()
	poll(make(chan byte), time.Millisecond, begin.Add(30*time.Millisecond))
	if took := time.Since(begin); took < 30*time.Millisecond || took > 5*time.Second {
		t.Errorf("without a key it took %v", took)
	}
	keys := make(chan byte, 1)
	keys <- 'x'
	begin = time.Now()
	poll(keys, time.Millisecond, begin.Add(time.Minute))
	if took := time.Since(begin); took > 5*time.Second {
		t.Errorf("with a key it took %v", took)
	}
}

func TestReadHandsOnEachKey(t *testing.T) {
	in, out := io.Pipe()
	keys := make(chan byte)
	go read(in, keys)
	go out.Write([]byte("ab"))
	if a, b := <-keys, <-keys; a != 'a' || b != 'b' {
		t.Errorf("got %c, %c", a, b)
	}
	out.Close()
}

func TestCountSleepsGrowsWithSleeps(t *testing.T) {
	before, err := countSleeps()
	if err != nil {
		t.Fatal(err)
	}
	poll(make(chan byte), time.Millisecond, time.Now().Add(200*time.Millisecond))
	after, err := countSleeps()
	if err != nil {
		t.Fatal(err)
	}
	if after-before < 20 {
		t.Errorf("%d sleeps in 200 ms of a loop of 1 ms", after-before)
	}
}
