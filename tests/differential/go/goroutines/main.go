// Program goroutines prints what panicparse reads in dumps of goroutines, a line of JSON for each of these files.
package main

import (
	"bytes"
	"encoding/json"
	"io"
	"os"

	"github.com/maruel/panicparse/v2/stack"
)

type frame struct {
	Function string `json:"function"`
	File     string `json:"file"`
	Line     int    `json:"line"`
}

type goroutine struct {
	ID        int     `json:"id"`
	State     string  `json:"state"`
	Minutes   int     `json:"minutes"`
	Locked    bool    `json:"locked"`
	Frames    []frame `json:"frames"`
	CreatedBy *frame  `json:"createdBy"`
	Elided    bool    `json:"elided"`
}

func main() {
	out := json.NewEncoder(os.Stdout)
	for _, path := range os.Args[1:] {
		text, err := os.ReadFile(path)
		if err != nil {
			panic(err)
		}
		// Paths as they stand: nothing is looked for on this machine.
		snapshot, _, err := stack.ScanSnapshot(bytes.NewReader(text), io.Discard, &stack.Opts{})
		if err != nil && err != io.EOF {
			panic(path + ": " + err.Error())
		}
		read := []goroutine{}
		if snapshot != nil {
			for _, one := range snapshot.Goroutines {
				told := goroutine{ID: one.ID, State: one.State, Minutes: one.SleepMax, Locked: one.Locked,
					Frames: toFrames(one.Stack), Elided: one.Stack.Elided}
				if created := toFrames(one.CreatedBy); len(created) > 0 {
					told.CreatedBy = &created[0]
				}
				read = append(read, told)
			}
		}
		if err := out.Encode(read); err != nil {
			panic(err)
		}
	}
}

func toFrames(read stack.Stack) []frame {
	frames := []frame{}
	for _, call := range read.Calls {
		frames = append(frames, frame{call.Func.Complete, call.RemoteSrcPath, call.Line})
	}
	return frames
}
