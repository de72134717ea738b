// Command crashes ends in the way that its argument names. make.sh keeps what each way prints as the
// fixtures of the crash log reader: a log that nobody typed is the only one that shows the real grammar.
package main

import (
	"fmt"
	"os"
	"sort"
)

// ways holds a way to crash under its name. Files add their own in init.
var ways = map[string]func(){}

func main() {
	if len(os.Args) == 2 {
		if crash, ok := ways[os.Args[1]]; ok {
			fmt.Println("crashes: about to", os.Args[1])
			crash()
			fmt.Println("crashes: still here")
			return
		}
	}
	names := make([]string, 0, len(ways))
	for name := range ways {
		names = append(names, name)
	}
	sort.Strings(names)
	for _, name := range names {
		fmt.Println(name)
	}
	os.Exit(64)
}
