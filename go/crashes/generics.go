package main

import "fmt"

type stack[T any] struct{ items []T }

//go:noinline
func (s *stack[T]) pop() T {
	last := s.items[len(s.items)-1]
	s.items = s.items[:len(s.items)-1]
	return last
}

//go:noinline
func mapAll[T, U any](in []T, f func(T) U) []U {
	out := make([]U, 0, len(in))
	for _, v := range in {
		out = append(out, f(v))
	}
	return out
}

func init() {
	ways["generics"] = func() {
		var s stack[point]
		fmt.Println(mapAll([]int{1, 2}, func(n int) string { return fmt.Sprint(n, s.pop()) }))
	}
}
