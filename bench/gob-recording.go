// A recording as topid writes it, a gob stream of encoding/gob, one value a sample: made, the same numbers giving
// the same bytes every time; and decoded with nothing else, no columns, no statistics, every sample forgotten once
// it is read. What takes no longer than that is as fast as Go.
//
//	go run gob-recording.go make SAMPLES PROCESSES > process-20211111-large.data
//	go run gob-recording.go decode FILE
package main

import (
	"bufio"
	"encoding/gob"
	"errors"
	"fmt"
	"io"
	"math/rand"
	"os"
	"strconv"
)

type ProcessInfo struct {
	Pid  int
	Name string
	Ucpu float32
	Scpu float32
	Mem  uint64
}

type Sample struct {
	Timestamp int64
	Processes []ProcessInfo
}

// 2021-11-11 10:00:00 UTC.
const start = 1636624800

// A board counts CPU in ticks: 1 of 300 in the 3 seconds between two samples.
const tick = 100.0 / 300

func main() {
	switch os.Args[1] {
	case "make":
		write(number(2), number(3))
	case "decode":
		decode(os.Args[2])
	default:
		check(fmt.Errorf("no command %s", os.Args[1]))
	}
}

func write(samples, processes int) {
	random := rand.New(rand.NewSource(7))
	type process struct {
		ProcessInfo
		load  float64
		until int
	}
	all := make([]process, processes)
	for i := range all {
		load := random.Float64() / 4
		if i < processes/8 {
			load = 20 * random.Float64()
		}
		all[i] = process{ProcessInfo{Pid: 1 + i*7, Name: fmt.Sprintf("daemon%d", i), Mem: uint64(2048 + random.Intn(60000))}, load, 0}
	}
	out := bufio.NewWriter(os.Stdout)
	encoder := gob.NewEncoder(out)
	rows := make([]ProcessInfo, 0, processes)
	for sample := 0; sample < samples; sample++ {
		rows = rows[:0]
		for i := range all {
			one := &all[i]
			if one.until > sample {
				continue
			}
			// Now and then one is away for a while.
			if random.Float64() < 0.0005 {
				one.until = sample + random.Intn(60)
				continue
			}
			one.Ucpu = ticks(one.load * random.Float64())
			one.Scpu = ticks(one.load * random.Float64() * 0.3)
			if random.Intn(4) == 0 {
				one.Mem = uint64(int64(one.Mem) + int64(random.Intn(65)) - 32)
			}
			rows = append(rows, one.ProcessInfo)
		}
		check(encoder.Encode(Sample{start + int64(3*sample), rows}))
	}
	check(out.Flush())
}

func decode(path string) {
	file, err := os.Open(path)
	check(err)
	decoder := gob.NewDecoder(bufio.NewReaderSize(file, 1<<18))
	samples, rows := 0, 0
	for {
		var sample Sample
		err := decoder.Decode(&sample)
		if errors.Is(err, io.EOF) {
			break
		}
		check(err)
		samples++
		rows += len(sample.Processes)
	}
	fmt.Println(samples, rows)
}

// The nearest that a whole number of ticks makes.
func ticks(percent float64) float32 {
	return float32(float64(int(percent/tick+0.5)) * tick)
}

func number(at int) int {
	value, err := strconv.Atoi(os.Args[at])
	check(err)
	return value
}

func check(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
