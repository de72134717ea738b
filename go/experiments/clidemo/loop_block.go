//go:build blocking

package main

import (
	"bufio"
	"io"
	"os"
)

// serve does what the other build's does, but waits where there is nothing to do: one goroutine in
// read(2), the other on the channel between them.
func serve(in *os.File, out io.Writer) error {
	commands := make(chan string)
	var failed error // set before commands closes
	go func() {
		defer close(commands)
		lines := bufio.NewScanner(in)
		for lines.Scan() {
			commands <- lines.Text()
		}
		failed = lines.Err()
	}()
	for command := range commands {
		run(command, out)
	}
	return failed
}
