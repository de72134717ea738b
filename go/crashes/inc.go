//go:build cgo

package main

/*
#include <stdlib.h>
static int inC(int *p) { return *p; }
static void abortInC(void) { abort(); }
*/
import "C"

import "fmt"

func init() {
	ways["cgo-segv"] = func() { fmt.Println(C.inC(nil)) }
	ways["cgo-abort"] = func() { C.abortInC() }
}
