// Program gob writes streams of encoding/gob with random types and values, and what is in them as JSON:
//
//	gob SEED CASES
//
// A line for each case: {"gob": BASE64, "json": VALUE}. Each stream has one value, a struct that is put together
// by reflect, or samples of topid's with fields that it does not know.
package main

import (
	"bufio"
	"bytes"
	"encoding/gob"
	"encoding/json"
	"fmt"
	"math"
	"math/rand"
	"os"
	"reflect"
	"strconv"
)

func main() {
	seed, _ := strconv.ParseInt(os.Args[1], 10, 64)
	cases, _ := strconv.Atoi(os.Args[2])
	for _, value := range []any{int(0), uint16(0), "", 1.5, []string(nil), map[string]int(nil), named{}} {
		gob.Register(value)
	}
	out := bufio.NewWriter(os.Stdout)
	defer out.Flush()
	for i := range cases {
		random := rand.New(rand.NewSource(seed + int64(i)))
		var stream bytes.Buffer
		encoder := gob.NewEncoder(&stream)
		var told any
		if i%2 == 0 {
			told = writeAny(random, encoder)
		} else {
			told = writeSamples(random, encoder)
		}
		line, err := json.Marshal(map[string]any{"gob": stream.Bytes(), "told": told})
		check(err)
		out.Write(append(line, '\n'))
	}
}

type named struct {
	A int
	B []float32
}

// coded is bytes that only itself understands.
type coded struct{ text string }

func (c coded) GobEncode() ([]byte, error) { return []byte(c.text), nil }
func (c *coded) GobDecode(b []byte) error  { c.text = string(b); return nil }

var basics = []reflect.Type{
	reflect.TypeFor[bool](), reflect.TypeFor[int](), reflect.TypeFor[int8](), reflect.TypeFor[int64](),
	reflect.TypeFor[uint](), reflect.TypeFor[uint8](), reflect.TypeFor[uint64](), reflect.TypeFor[float32](),
	reflect.TypeFor[float64](), reflect.TypeFor[complex128](), reflect.TypeFor[string](), reflect.TypeFor[[]byte](),
	reflect.TypeFor[named](), reflect.TypeFor[coded](), reflect.TypeFor[any](),
}

func drawType(random *rand.Rand, depth int) reflect.Type {
	if depth > 3 || random.Intn(2) == 0 {
		return basics[random.Intn(len(basics))]
	}
	switch random.Intn(4) {
	case 0:
		return reflect.SliceOf(drawType(random, depth+1))
	case 1:
		return reflect.ArrayOf(random.Intn(4), drawType(random, depth+1))
	case 2:
		keys := []reflect.Type{reflect.TypeFor[string](), reflect.TypeFor[int](), reflect.TypeFor[uint8]()}
		return reflect.MapOf(keys[random.Intn(3)], drawType(random, depth+1))
	default:
		return drawStruct(random, depth+1, nil)
	}
}

func drawStruct(random *rand.Rand, depth int, own []reflect.StructField) reflect.Type {
	fields := own
	for i := range 1 + random.Intn(5) {
		field := reflect.StructField{Name: fmt.Sprintf("F%d", i), Type: drawType(random, depth+1)}
		if random.Intn(8) == 0 {
			// Of a field alone: gob has no nil within a list.
			field.Type = reflect.PointerTo(field.Type)
		}
		at := random.Intn(len(fields) + 1)
		fields = append(fields[:at:at], append([]reflect.StructField{field}, fields[at:]...)...)
	}
	return reflect.StructOf(fields)
}

func fill(random *rand.Rand, value reflect.Value) {
	if random.Intn(6) == 0 {
		return
	}
	switch value.Kind() {
	case reflect.Bool:
		value.SetBool(random.Intn(2) == 0)
	case reflect.Int, reflect.Int8, reflect.Int64:
		value.SetInt(drawInt(random))
	case reflect.Uint, reflect.Uint8, reflect.Uint64:
		value.SetUint(uint64(drawInt(random)))
	case reflect.Float32, reflect.Float64:
		value.SetFloat(drawFloat(random))
	case reflect.Complex128:
		value.SetComplex(complex(drawFloat(random), drawFloat(random)))
	case reflect.String:
		value.SetString(drawText(random))
	case reflect.Slice:
		if value.Type().Elem().Kind() == reflect.Uint8 {
			value.SetBytes([]byte(drawText(random)))
			return
		}
		length := random.Intn(5)
		if random.Intn(10) == 0 {
			length = 40
		}
		value.Set(reflect.MakeSlice(value.Type(), length, length))
		fallthrough
	case reflect.Array:
		for i := range value.Len() {
			fill(random, value.Index(i))
		}
	case reflect.Map:
		value.Set(reflect.MakeMap(value.Type()))
		for range random.Intn(4) {
			key, element := reflect.New(value.Type().Key()).Elem(), reflect.New(value.Type().Elem()).Elem()
			fill(random, key)
			fill(random, element)
			value.SetMapIndex(key, element)
		}
	case reflect.Pointer:
		value.Set(reflect.New(value.Type().Elem()))
		fill(random, value.Elem())
	case reflect.Interface:
		choices := []any{nil, int(drawInt(random)), "text", 2.25, uint16(7), []string{"a", ""}, map[string]int{"k": 1},
			named{A: int(drawInt(random)), B: []float32{0.5}}}
		if choice := choices[random.Intn(len(choices))]; choice != nil {
			value.Set(reflect.ValueOf(choice))
		}
	case reflect.Struct:
		if value.Type() == reflect.TypeFor[coded]() {
			value.Set(reflect.ValueOf(coded{drawText(random)}))
			return
		}
		for i := range value.NumField() {
			fill(random, value.Field(i))
		}
	}
}

func drawInt(random *rand.Rand) int64 {
	edges := []int64{0, 1, -1, 63, 64, 127, 128, -128, 255, 256, 1<<31 - 1, -1 << 31, 1 << 32, 1<<53 - 1, 1 << 53, math.MaxInt64, math.MinInt64}
	if random.Intn(3) == 0 {
		return edges[random.Intn(len(edges))]
	}
	return random.Int63() >> random.Intn(63)
}

func drawFloat(random *rand.Rand) float64 {
	edges := []float64{0, 1, -1, 0.5, math.NaN(), math.Inf(1), math.Inf(-1), math.MaxFloat32, math.SmallestNonzeroFloat32, 17, 1e-7}
	if random.Intn(3) == 0 {
		return edges[random.Intn(len(edges))]
	}
	return random.NormFloat64() * math.Pow(10, float64(random.Intn(20)-10))
}

func drawText(random *rand.Rand) string {
	texts := []string{"", "a", "火 x", "\x00", "\xff\xfe", "│  ├─ sh", string(bytes.Repeat([]byte("x"), 300))}
	if random.Intn(2) == 0 {
		return texts[random.Intn(len(texts))]
	}
	return fmt.Sprintf("p%d", random.Intn(1000))
}

func writeAny(random *rand.Rand, encoder *gob.Encoder) any {
	value := reflect.New(drawStruct(random, 0, []reflect.StructField{{Name: "Kept", Type: reflect.TypeFor[int]()}})).Elem()
	fill(random, value)
	check(encoder.EncodeValue(value))
	return tell(value)
}

// tell is a value as JSON can hold it: numbers by their digits, floats by their bits, texts and bytes by their hex.
// What an interface holds is not told.
func tell(value reflect.Value) any {
	switch value.Kind() {
	case reflect.Bool:
		return value.Bool()
	case reflect.Int, reflect.Int8, reflect.Int64:
		return map[string]string{"number": strconv.FormatInt(value.Int(), 10)}
	case reflect.Uint, reflect.Uint8, reflect.Uint64:
		return map[string]string{"number": strconv.FormatUint(value.Uint(), 10)}
	case reflect.Float32, reflect.Float64:
		return tellFloat(value.Float())
	case reflect.Complex128:
		return []any{tellFloat(real(value.Complex())), tellFloat(imag(value.Complex()))}
	case reflect.String:
		return fmt.Sprintf("%x", value.String())
	case reflect.Slice, reflect.Array:
		if value.Kind() == reflect.Slice && value.Type().Elem().Kind() == reflect.Uint8 {
			return fmt.Sprintf("%x", value.Bytes())
		}
		list := make([]any, value.Len())
		for i := range list {
			list[i] = tell(value.Index(i))
		}
		return list
	case reflect.Map:
		entries := [][]any{}
		for _, key := range value.MapKeys() {
			entries = append(entries, []any{tell(key), tell(value.MapIndex(key))})
		}
		return map[string]any{"entries": entries}
	case reflect.Interface:
		return nil
	case reflect.Pointer:
		if value.IsNil() {
			return nil
		}
		return tell(value.Elem())
	default:
		if value.Type() == reflect.TypeFor[coded]() {
			return fmt.Sprintf("%x", value.Interface().(coded).text)
		}
		fields := map[string]any{}
		for i := range value.NumField() {
			fields[value.Type().Field(i).Name] = tell(value.Field(i))
		}
		return map[string]any{"fields": fields}
	}
}

func tellFloat(value float64) any {
	if value != value {
		return map[string]string{"float": "NaN"}
	}
	return map[string]string{"float": fmt.Sprintf("%016x", math.Float64bits(value))}
}

// writeSamples writes what topid might write one day: its own fields, of other kinds and among others.
func writeSamples(random *rand.Rand, encoder *gob.Encoder) any {
	one := func(types ...reflect.Type) reflect.Type { return types[random.Intn(len(types))] }
	integer := func() reflect.Type {
		return one(reflect.TypeFor[int](), reflect.TypeFor[int64](), reflect.TypeFor[uint64](), reflect.TypeFor[uint]())
	}
	float := func() reflect.Type {
		return one(reflect.TypeFor[float32](), reflect.TypeFor[float64](), reflect.TypeFor[int]())
	}
	row := drawStruct(random, 2, []reflect.StructField{
		{Name: "Pid", Type: integer()},
		{Name: "Name", Type: one(reflect.TypeFor[string](), reflect.TypeFor[[]byte]())},
		{Name: "Ucpu", Type: float()}, {Name: "Scpu", Type: float()}, {Name: "Mem", Type: integer()},
	})
	sample := drawStruct(random, 2, []reflect.StructField{
		{Name: "Timestamp", Type: one(integer(), reflect.TypeFor[float64]())},
		{Name: "Processes", Type: reflect.SliceOf(row)},
	})
	var told []any
	for at := range 1 + random.Intn(30) {
		value := reflect.New(sample).Elem()
		fill(random, value)
		set(value.FieldByName("Timestamp"), float64(1636624800+3*at))
		length := random.Intn(8)
		if random.Intn(5) == 0 {
			length = 60
		}
		rows := reflect.MakeSlice(reflect.SliceOf(row), length, length)
		var rowsTold []any
		for i := range rows.Len() {
			process := rows.Index(i)
			fill(random, process)
			// Each name and pid once in a sample; as before in the sample before, or anew.
			pid := 10*i + random.Intn(3)
			name := fmt.Sprintf("p%d", random.Intn(2))
			numbers := []float64{float64(random.Intn(400)), float64(random.Intn(3)) / 4, float64(random.Intn(1 << 20))}
			set(process.FieldByName("Pid"), float64(pid))
			if field := process.FieldByName("Name"); field.Kind() == reflect.String {
				field.SetString(name)
			} else {
				field.SetBytes([]byte(name))
			}
			told := []any{pid, name}
			for n, fieldName := range []string{"Ucpu", "Scpu", "Mem"} {
				told = append(told, set(process.FieldByName(fieldName), numbers[n]))
			}
			rowsTold = append(rowsTold, told)
		}
		value.FieldByName("Processes").Set(rows)
		check(encoder.EncodeValue(value))
		told = append(told, rowsTold)
	}
	return map[string]any{"samples": told}
}

// set sets a field of whatever kind of number, and says what it is then.
func set(field reflect.Value, number float64) float64 {
	switch field.Kind() {
	case reflect.Float32, reflect.Float64:
		field.SetFloat(number)
		return number
	case reflect.Uint, reflect.Uint64:
		field.SetUint(uint64(number))
	default:
		field.SetInt(int64(number))
	}
	return math.Trunc(number)
}

func check(err error) {
	if err != nil {
		panic(err)
	}
}
