package main

import (
	"fmt"
	"os"
	"os/exec"
	"time"
)

// child is the command that is recorded.
type child struct {
	pid  int
	done <-chan struct{} // closed when it has ended
}

// start runs command with the recorder's own input and output. stop ends it where it still runs:
// it is asked first, and killed 5 seconds later.
func start(command []string) (c child, stop func(), err error) {
	cmd := exec.Command(command[0], command[1:]...)
	cmd.Stdin, cmd.Stdout, cmd.Stderr = os.Stdin, os.Stdout, os.Stderr
	if err := cmd.Start(); err != nil {
		return child{}, nil, err
	}
	done := make(chan struct{})
	go func() {
		if err := cmd.Wait(); err != nil {
			fmt.Fprintf(os.Stderr, "recorder: %s: %v\n", command[0], err)
		}
		close(done)
	}()
	stop = func() {
		select {
		case <-done:
			return
		default:
		}
		cmd.Process.Signal(os.Interrupt)
		select {
		case <-done:
		case <-time.After(5 * time.Second):
			cmd.Process.Kill()
			<-done
		}
	}
	return child{cmd.Process.Pid, done}, stop, nil
}
