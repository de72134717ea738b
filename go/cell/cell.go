// Package cell is how a program in a cell of Casebook speaks with the page around it.
//
//	limit := cell.Input("limit", 100)   // what the page calls limit, or 100
//	cell.Emit("samples", samples)       // a value that other cells read
//
// The same program runs outside of Casebook: there Input gives the default, and
// Emit prints the value.
package cell

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"reflect"
)

const (
	inputsPath = "/dev/casebook/inputs"
	valuesPath = "/dev/casebook/values"
	// Package json calls itself for each list within another: much deeper, the engine's
	// stack ends before the value does.
	mostNested = 500
)

// Input gives what the page has under a name, read as JSON is into a T: a number, a
// text, a struct. Where the page has nothing by that name, or null, it gives def.
// It panics where what is there does not fit a T.
func Input[T any](name string, def T) T {
	text, err := os.ReadFile(inputsPath)
	if errors.Is(err, fs.ErrNotExist) {
		return def
	}
	inputs := map[string]json.RawMessage{}
	if err == nil {
		err = json.Unmarshal(text, &inputs)
	}
	input, ok := inputs[name]
	if err == nil && (!ok || string(input) == "null") {
		return def
	}
	value := def
	if err == nil {
		err = json.Unmarshal(input, &value)
	}
	if err != nil {
		panic(fmt.Sprintf("cell: input %q is %s: %v", name, input, err))
	}
	return value
}

// Emit hands a value over: whatever JSON can say, or a []byte as it is, such as a
// profile. The newest value of a name is the one that other cells see. It panics
// where JSON cannot say the value: a channel, a function, NaN; and where lists and
// structs are nested deeper in it than a page can take.
func Emit(name string, value any) {
	if isDeeper(reflect.ValueOf(value), mostNested) {
		panic(fmt.Sprintf("cell: value %q: nested more than %d deep", name, mostNested))
	}
	bytes, isBytes := value.([]byte)
	text, err := json.Marshal(value)
	if err != nil {
		panic(fmt.Sprintf("cell: value %q: %v", name, err))
	}
	values, err := os.OpenFile(valuesPath, os.O_WRONLY, 0)
	if errors.Is(err, fs.ErrNotExist) {
		if isBytes {
			fmt.Printf("%s: %d bytes\n", name, len(bytes))
		} else {
			fmt.Printf("%s: %s\n", name, text)
		}
		return
	}
	if err == nil {
		defer values.Close()
		// One write is one value.
		_, err = values.Write(message(name, text, isBytes))
	}
	if err != nil {
		panic(fmt.Sprintf("cell: value %q: %v", name, err))
	}
}

// message has bytes as JSON has them: in base64.
func message(name string, text json.RawMessage, isBytes bool) []byte {
	key := "value"
	if isBytes {
		key = "bytes"
	}
	// A name and a text that is JSON are always JSON.
	line, _ := json.Marshal(map[string]any{"name": name, key: text})
	return line
}
