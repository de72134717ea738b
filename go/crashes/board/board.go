// Package board is the small piece of "business code" that most of the crashes go through, so that
// their stacks have frames of a package that is neither main nor the standard library's.
package board

import (
	"errors"
	"fmt"
	"sync"
)

// Sensor is one input of the board.
type Sensor struct {
	Name   string
	Values []float64
}

// Board has sensors; a nil Board has none and crashes when asked.
type Board struct {
	mu      sync.Mutex
	sensors map[string]*Sensor
}

// New gives a board with the sensors named.
func New(names ...string) *Board {
	b := &Board{sensors: map[string]*Sensor{}}
	for _, name := range names {
		b.sensors[name] = &Sensor{Name: name}
	}
	return b
}

// Last gives the last value of a sensor. It crashes when the sensor is not there or has no values.
func (b *Board) Last(name string) float64 {
	s := b.sensors[name]
	return s.last()
}

//go:noinline
func (s *Sensor) last() float64 {
	return s.Values[len(s.Values)-1]
}

// Each calls f on every sensor, holding the lock.
func (b *Board) Each(f func(*Sensor)) {
	b.mu.Lock()
	defer b.mu.Unlock()
	for _, s := range b.sensors {
		f(s)
	}
}

// Fault is an error of several lines.
type Fault struct {
	Code int
	Err  error
}

func (f *Fault) Error() string { return fmt.Sprintf("fault %d:\n%v", f.Code, f.Err) }

func (f *Fault) Unwrap() error { return f.Err }

// ErrBus is what a Fault wraps.
var ErrBus = errors.New("bus: no answer\n\tfrom device 0x1f\n\tafter 3 tries")
