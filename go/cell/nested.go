package cell

import (
	"encoding/json"
	"reflect"
	"slices"
)

// isDeeper says whether more than so many lists, maps and structs stand within each
// other in a value, as JSON has it.
func isDeeper(value reflect.Value, most int) bool {
	if !value.IsValid() || !mayNest(value.Type(), nil) {
		return false
	}
	switch value.Kind() {
	case reflect.Interface:
		return isDeeper(value.Elem(), most)
	case reflect.Pointer:
		if to := value.Type().Elem().Kind(); to == reflect.Pointer || to == reflect.Interface {
			// It may lead back to itself.
			most--
		}
		return most < 0 || isDeeper(value.Elem(), most)
	}
	if most <= 0 {
		return true
	}
	switch value.Kind() {
	case reflect.Slice, reflect.Array:
		for i := 0; i < value.Len(); i++ {
			if isDeeper(value.Index(i), most-1) {
				return true
			}
		}
	case reflect.Map:
		for items := value.MapRange(); items.Next(); {
			if isDeeper(items.Value(), most-1) {
				return true
			}
		}
	case reflect.Struct:
		for i := 0; i < value.NumField(); i++ {
			if isSaid(value.Type().Field(i)) && isDeeper(value.Field(i), most-1) {
				return true
			}
		}
	}
	return false
}

var marshaler = reflect.TypeOf((*json.Marshaler)(nil)).Elem()

// mayNest says whether a value of a type may be deeper than the type says: it holds
// whatever, or itself. Most do not, and need not be looked through.
func mayNest(t reflect.Type, above []reflect.Type) bool {
	if slices.Contains(above, t) {
		return true
	}
	if t.Implements(marshaler) {
		return false
	}
	above = append(above, t)
	switch t.Kind() {
	case reflect.Interface:
		return true
	case reflect.Pointer, reflect.Slice, reflect.Array, reflect.Map:
		return mayNest(t.Elem(), above)
	case reflect.Struct:
		for i := 0; i < t.NumField(); i++ {
			if field := t.Field(i); isSaid(field) && mayNest(field.Type, above) {
				return true
			}
		}
	}
	return false
}

// isSaid says whether package json says a field.
func isSaid(field reflect.StructField) bool {
	return (field.IsExported() || field.Anonymous) && field.Tag.Get("json") != "-"
}
