package main

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"os"
	"testing"
	"time"
)

// TestServe holds for both builds: each typed command is carried out, also one that arrives in two
// pieces, and the end of the input ends the loop.
func TestServe(t *testing.T) {
	in, keyboard, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	defer in.Close()
	var out bytes.Buffer
	done := make(chan error, 1)
	go func() { done <- serve(in, &out) }()
	for _, text := range []string{"sum 1\nsu", "m 2\nnope\n"} {
		if _, err := keyboard.WriteString(text); err != nil {
			t.Fatal(err)
		}
		time.Sleep(100 * time.Millisecond)
	}
	keyboard.Close()
	select {
	case err := <-done:
		if err != nil {
			t.Fatal(err)
		}
	case <-time.After(10 * time.Second):
		t.Fatal("the loop does not end with its input")
	}
	want := fmt.Sprintf("%x\n%x\nunknown command \"nope\"\n", sha256.Sum256(make([]byte, 1<<20)), sha256.Sum256(make([]byte, 2<<20)))
	if out.String() != want {
		t.Errorf("got %q\nwant %q", out.String(), want)
	}
}
