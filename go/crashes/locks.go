package main

import (
	"sync"
	"time"
)

// account is locked by its first field, so that its address and that of its lock are one.
type account struct {
	mu      sync.Mutex
	balance int
}

// store has its lock behind other fields.
type store struct {
	name  string
	items map[string]int
	mu    sync.RWMutex
	full  chan int
}

//go:noinline
func transfer(from, to *account, amount int) {
	from.mu.Lock()
	defer from.mu.Unlock()
	time.Sleep(50 * time.Millisecond)
	to.mu.Lock()
	defer to.mu.Unlock()
	from.balance -= amount
	to.balance += amount
}

//go:noinline
func (s *store) flush(amount int) int {
	s.mu.Lock()
	defer s.mu.Unlock()
	// Nobody receives: the lock stays held.
	s.full <- amount
	return len(s.items)
}

//go:noinline
func (s *store) get(key string) int {
	s.mu.RLock()
	defer s.mu.RUnlock()
	return s.items[key]
}

//go:noinline
func (s *store) put(key string, value int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.items[key] = value
}

func init() {
	// Two that lock the same two in turns: each has what the other waits for.
	ways["lock-order"] = func() {
		a, b := &account{balance: 10}, &account{balance: 10}
		var done sync.WaitGroup
		done.Add(2)
		go func() { defer done.Done(); transfer(a, b, 1) }()
		go func() { defer done.Done(); transfer(b, a, 2) }()
		done.Wait()
	}
	// One that waits with the lock in hand, and those that want it.
	ways["lock-held"] = func() {
		s := &store{name: "board", items: map[string]int{}, full: make(chan int)}
		var done sync.WaitGroup
		start := func(then func()) {
			done.Add(1)
			go func() { defer done.Done(); then() }()
		}
		start(func() { s.flush(1) })
		time.Sleep(50 * time.Millisecond)
		for i := 0; i < 6; i++ {
			start(func() { s.get("temperature") })
		}
		time.Sleep(50 * time.Millisecond)
		for i := 0; i < 2; i++ {
			start(func() { s.put("temperature", 20) })
		}
		done.Wait()
	}
}
