/**
 * The import path of a function's name as a traceback prints it: `runtime.(*mcache).nextFree` is of
 * `runtime`, `gopkg.in/yaml%2ev2.Unmarshal` of `gopkg.in/yaml.v2`. Empty where the name has none.
 */
export function toPackage(name: string): string {
  // Type arguments (`[go.shape.int]`, before 1.18's final form) may hold slashes and dots of their own.
  const bracket = name.indexOf('[');
  const plain = bracket >= 0 ? name.slice(0, bracket) : name;
  if (plain.startsWith('(')) return '';
  // The linker's own names: `type:.eq.main.key`, `go:buildid`; of old `type..eq.main.key`, `go.buildid`. But
  // `go.uber.org/zap.(*Logger).Info` is a module's.
  if (isLinkerName(plain) || isCompilerClone(plain)) return '';
  const dot = plain.indexOf('.', plain.lastIndexOf('/') + 1);
  if (dot <= 0) return '';
  // The linker escapes dots of the last element, and quotes and control characters, as %2e.
  return plain
    .slice(0, dot)
    .replace(/%([0-9a-f]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));
}

// A C function that the compiler has copied or cut: `finish_task_switch.isra.0`, `lookup.constprop.2.cold`. A
// bare `lookup.cold` may as well be Go's.
function isCompilerClone(name: string): boolean {
  return /^[^/.]+(?:\.(?:isra|part|constprop|cold|lto_priv|llvm)\.\d+)+(?:\.cold)?$/.test(name);
}

// `type:.eq.main.key`, `go:buildid`; before Go 1.20 `type..eq.struct { net/http.x }`, `go.buildid`. An import
// path on a host that begins so has a slash, or its dot escaped (`go%2eacme`).
export function isLinkerName(name: string): boolean {
  return /^(?:type|go):|^type\.\./.test(name) || (/^(?:type|go)\./.test(name) && !name.includes('/'));
}
