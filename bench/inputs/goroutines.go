// Starts goroutines that wait for something below a few calls of their own, and writes the dump of them
// that the runtime makes.
//
//	go run goroutines.go GOROUTINES > goroutines.log
package main

import (
	"fmt"
	"math/rand"
	"net"
	"os"
	"runtime"
	"strconv"
	"sync"
	"time"
)

type request struct {
	name  string
	parts []string
	port  *port
}

type port struct {
	number  int
	lock    sync.Mutex
	never   chan int
	other   chan string
	group   sync.WaitGroup
	ready   *sync.Cond
	waiting *sync.WaitGroup
}

// wait ends at a different thing for each kind. The calls above it are the stack.
//
//go:noinline
func (p *port) wait(kind int, r *request) int {
	p.waiting.Done()
	switch kind % 6 {
	case 0:
		return <-p.never
	case 1:
		select {
		case n := <-p.never:
			return n
		case s := <-p.other:
			return len(s)
		}
	case 2:
		p.lock.Lock()
	case 3:
		p.group.Wait()
	case 4:
		time.Sleep(time.Hour)
	case 5:
		p.ready.L.Lock()
		p.ready.Wait()
	}
	return len(r.parts)
}

//go:noinline
func (p *port) handle(depth, kind int, r *request) (int, error) {
	if depth > 0 {
		n, err := p.parse(depth-1, kind, r.parts, r)
		return n + 1, err
	}
	return p.wait(kind, r), nil
}

//go:noinline
func (p *port) parse(depth, kind int, parts []string, r *request) (int, error) {
	if depth > 0 {
		if kind%2 == 0 {
			return p.retry(depth-1, kind, func() error { return nil }, r)
		}
		n, err := p.handle(depth-1, kind, r)
		return n + len(parts), err
	}
	return p.wait(kind, r), nil
}

//go:noinline
func (p *port) retry(depth, kind int, check func() error, r *request) (int, error) {
	n, err := p.handle(depth, kind, r)
	if err == nil {
		err = check()
	}
	return n + 2, err
}

func serve(p *port, listener net.Listener) {
	p.waiting.Done()
	connection, err := listener.Accept()
	fmt.Println(connection, err)
}

func main() {
	count, err := strconv.Atoi(os.Args[1])
	check(err)
	random := rand.New(rand.NewSource(7))
	var waiting sync.WaitGroup
	waiting.Add(count)
	var ports []*port
	for i := 0; i < 200; i++ {
		p := &port{number: i, never: make(chan int), other: make(chan string), waiting: &waiting}
		p.ready = sync.NewCond(&sync.Mutex{})
		p.lock.Lock()
		p.group.Add(1)
		ports = append(ports, p)
	}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	check(err)
	for i := 0; i < count; i++ {
		p := ports[random.Intn(len(ports))]
		if i%100 == 0 {
			go serve(p, listener)
			continue
		}
		depth, kind := 5+random.Intn(7), random.Intn(12)
		r := &request{name: "r" + strconv.Itoa(i), parts: make([]string, 1+i%3), port: p}
		go func() {
			n, err := p.handle(depth, kind, r)
			fmt.Println(n, err)
		}()
	}
	waiting.Wait()
	// From the last that each does to where it waits.
	time.Sleep(time.Second)
	dump := make([]byte, 1<<20)
	for {
		length := runtime.Stack(dump, true)
		if length < len(dump) {
			dump = dump[:length]
			break
		}
		dump = make([]byte, 2*len(dump))
	}
	_, err = os.Stdout.Write(dump)
	check(err)
}

func check(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
