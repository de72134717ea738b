package cell

import (
	"encoding/json"
	"io"
	"math"
	"os"
	"reflect"
	"strings"
	"testing"
	"time"
)

// Outside of Casebook there is neither file.

func TestInputOutside(t *testing.T) {
	if got := Input("limit", 100); got != 100 {
		t.Errorf("limit is %d, not its default", got)
	}
}

func TestEmitOutside(t *testing.T) {
	got := printed(t, func() {
		Emit("samples", []float64{1, 2.5})
		Emit("heap", []byte{1, 2, 3})
		Emit("at", struct {
			Name string `json:"name"`
		}{"a"})
	})
	want := "samples: [1,2.5]\nheap: 3 bytes\nat: {\"name\":\"a\"}\n"
	if got != want {
		t.Errorf("printed %q, not %q", got, want)
	}
}

func TestEmitRefuses(t *testing.T) {
	for _, value := range []any{math.NaN(), make(chan int)} {
		func() {
			defer func() {
				said, _ := recover().(string)
				if !strings.HasPrefix(said, `cell: value "loop": json: unsupported`) {
					t.Errorf("%v: said %q", value, said)
				}
			}()
			Emit("loop", value)
		}()
	}
}

func TestEmitRefusesWhatIsNestedTooDeep(t *testing.T) {
	type node struct{ Next *node }
	var list any
	chain := &node{}
	table := map[string]any{}
	for i := 0; i < 3000; i++ {
		list = []any{list}
		chain = &node{chain}
		table = map[string]any{"in": table}
	}
	var ring any
	ring = &ring
	for _, value := range []any{list, chain, table, []any{1, list}, ring} {
		func() {
			defer func() {
				if said := recover(); said != `cell: value "tree": nested more than 500 deep` {
					t.Errorf("%T: said %v", value, said)
				}
			}()
			Emit("tree", value)
		}()
	}
}

func TestIsDeeper(t *testing.T) {
	type point struct{ X, Y float64 }
	type whole struct {
		Points []point
		Any    any
		At     time.Time
		inner  any
	}
	var inner any = 1
	for i := 0; i < 10; i++ {
		inner = []any{inner}
	}
	for _, row := range []struct {
		value any
		most  int
		want  bool
	}{
		{nil, 0, false},
		{[][][]int{{{1}}}, 0, false},
		{inner, 10, false},
		{inner, 9, true},
		{whole{Any: inner}, 11, false},
		{whole{Any: inner}, 10, true},
		{whole{inner: inner}, 3, false},
		{&whole{Points: []point{{1, 2}}}, 3, false},
	} {
		if got := isDeeper(reflect.ValueOf(row.value), row.most); got != row.want {
			t.Errorf("%v within %d: %v", row.value, row.most, got)
		}
	}
}

func TestMessage(t *testing.T) {
	for _, row := range []struct {
		value   any
		isBytes bool
		want    string
	}{
		{map[string]int{"a": 1}, false, `{"name":"x","value":{"a":1}}`},
		{[]byte{1, 2, 3}, true, `{"bytes":"AQID","name":"x"}`},
		{nil, false, `{"name":"x","value":null}`},
		{[]byte(nil), true, `{"bytes":null,"name":"x"}`},
	} {
		text, err := json.Marshal(row.value)
		if err != nil {
			t.Fatal(err)
		}
		if got := string(message("x", text, row.isBytes)); got != row.want {
			t.Errorf("%v: %s, not %s", row.value, got, row.want)
		}
	}
}

func printed(t *testing.T, work func()) string {
	t.Helper()
	reader, writer, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	stdout := os.Stdout
	os.Stdout = writer
	work()
	os.Stdout = stdout
	writer.Close()
	text, err := io.ReadAll(reader)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}
