import { expect, test } from 'vitest';
import { findRefusedDirectives } from '#notebook/go/directives.ts';

test('what would call the worker around a program is refused at its place', () => {
  const text = `package main

import _ "unsafe"

//go:wasmimport gojs syscall/js.valueGet
func get()

/* é */ //go:wasmimport env f
func f()

//go:linkname call syscall/js.valueCall
func call()
`;
  expect(findRefusedDirectives(text).map(({ line, column, message }) => `${line}:${column} ${message}`)).toEqual([
    '5:1 //go:wasmimport gojs syscall/js.valueGet: a program here calls nothing outside of it; package cell speaks with the page',
    '8:10 //go:wasmimport env f: a program here calls nothing outside of it; package cell speaks with the page',
    '11:1 //go:linkname call syscall/js.valueCall: syscall/js is not for programs here; package cell speaks with the page',
  ]);
});

test.each([
  ['fmt.Println("//go:wasmimport gojs f")'],
  ['x := `\n//go:wasmimport gojs f\n`'],
  ['/*\n//go:wasmimport gojs f\n*/'],
  ['// //go:wasmimport gojs f'],
  ['//go:noinline\nfunc f() {}'],
  ['//go:linkname nanotime runtime.nanotime\nfunc nanotime() int64'],
])('%j is nobody’s business', (text) => {
  expect(findRefusedDirectives(text)).toEqual([]);
});
