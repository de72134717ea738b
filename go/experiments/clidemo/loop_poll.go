//go:build !blocking

package main

import (
	"io"
	"os"
	"strings"
	"syscall"
	"time"
)

const pause = 10 * time.Millisecond

// serve is the loop of the case. Two goroutines look every 10 ms whether there is something to do:
// one at the input, made non-blocking, the other at what the first has read.
func serve(in *os.File, out io.Writer) error {
	fd := int(in.Fd())
	if err := syscall.SetNonblock(fd, true); err != nil {
		return err
	}
	keys := make(chan string, 16)
	var failed error // set before keys closes
	go func() {
		defer close(keys)
		buffer := make([]byte, 1024)
		for {
			n, err := syscall.Read(fd, buffer)
			switch {
			case n > 0:
				keys <- string(buffer[:n])
			case err == nil: // the end of the input
				return
			case err != syscall.EAGAIN && err != syscall.EINTR:
				failed = err
				return
			}
			time.Sleep(pause)
		}
	}()

	typed := ""
	for {
		select {
		case text, open := <-keys:
			if !open {
				return failed
			}
			typed += text
			for {
				command, rest, complete := strings.Cut(typed, "\n")
				if !complete {
					break
				}
				run(command, out)
				typed = rest
			}
		default:
			time.Sleep(pause)
		}
	}
}
