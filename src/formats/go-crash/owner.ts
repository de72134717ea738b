import type { CodePlace, Frame } from '#model/crash/crash-log.ts';
import { stdPackages, stdRoots } from '#model/std-packages.ts';

/** Whose code a frame is: the runtime's, the standard library's, C's, or the user's (which is all the rest). */
export function toOwner(place: Pick<CodePlace, 'function' | 'package' | 'file'>): Frame['owner'] {
  const { function: name, package: path, file } = place;
  if (path === '') return ownerOfBareName(name, file);
  if (path === 'runtime/cgo' || /\._?C(?:func|2func|GoString|GoBytes|CString|mycgo)_?/.test(name))
    return 'cgo';
  if (isRuntime(path)) return 'runtime';
  return isStd(path) ? 'std' : 'user';
}

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
  if (isLinkerName(plain)) return '';
  const dot = plain.indexOf('.', plain.lastIndexOf('/') + 1);
  if (dot <= 0) return '';
  // The linker escapes dots of the last element, and quotes and control characters, as %2e.
  return plain
    .slice(0, dot)
    .replace(/%([0-9a-f]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));
}

// `type:.eq.main.key`, `go:buildid`; before Go 1.20 `type..eq.struct { net/http.x }`, `go.buildid`. An import
// path on a host that begins so has a slash, or its dot escaped (`go%2eacme`).
function isLinkerName(name: string): boolean {
  return /^(?:type|go):|^type\.\./.test(name) || (/^(?:type|go)\./.test(name) && !name.includes('/'));
}

// The packages that the runtime itself is made of: `go list -deps runtime` of 1.19 to 1.26.
const runtimeParts = new Set(
  `abi asan bytealg byteorder chacha8rand coverage/rtcov cpu goarch godebugs goexperiment goos msan
  profilerecord race strconv stringslite trace/tracev2`
    .split(/\s+/)
    .map((part) => `internal/${part}`),
);

function isRuntime(path: string): boolean {
  return (
    path === 'runtime' ||
    path.startsWith('runtime/internal/') ||
    path.startsWith('internal/runtime/') ||
    runtimeParts.has(path)
  );
}

/**
 * As far as a name goes, for a colour and for whose frame is looked at first: a package of the user's
 * that is called `internal/x` is taken for Go's, which costs little. Redaction asks more strictly, see
 * `isStdPackage` in src/redact/code-places.ts: the same mistake would give the user's own name away.
 */
function isStd(path: string): boolean {
  if (stdPackages.has(path)) return true;
  // `vendor/golang.org/x/net/dns`; in Go 1.9 and 1.10 `vendor/golang_org/x/net`; `cmd/go/internal/load`.
  if (/^(?:internal|vendor|golang_org|cmd)\//.test(path)) return true;
  // `net/http/internal/ascii`: a module's path has a dot in its first element or is no root of std's.
  return /\/internal(?:\/|$)/.test(path) && stdRoots.has(path.slice(0, path.indexOf('/')));
}

// `panic`, `crosscall2`, `_rt0_amd64_linux`, `type:.eq.main.key`, C functions.
function ownerOfBareName(name: string, file: string | undefined): Frame['owner'] {
  if (name === 'panic' || isLinkerName(name)) return 'runtime';
  if (/^_?cgo|^x_cgo|^crosscall|^non-Go function/.test(name)) return 'cgo';
  if (
    file !== undefined &&
    /(?:^|[\\/])(?:runtime|internal[\\/]bytealg|runtime[\\/]internal[\\/]\w+)[\\/][^\\/]+\.(?:go|s)$/.test(
      file,
    )
  ) {
    return 'runtime';
  }
  if (file !== undefined && isListedRuntime(name, file)) return 'runtime';
  if (file !== undefined && file.endsWith('.go')) return 'user';
  return /^_rt0_|^rt0_go|^(?:gogo|memeqbody|cmpbody|indexbytebody|aeshashbody|callRet|gcWriteBarrier|debugCall\w*)$/.test(
    name,
  )
    ? 'runtime'
    : 'cgo';
}

/** zerolog leaves packages and folders out: `gopanic` in `panic.go`, `main` in `proc.go`. */
function isListedRuntime(name: string, file: string): boolean {
  return (
    (/^(?:panic|proc|signal_\w+|asm_\w+|error|map\w*|chan)\.(?:go|s)$/.test(file) &&
      /^(?:gopanic|panicmem\w*|sigpanic|goexit|throw|fatal|goPanic\w+|panic[A-Z]\w*)$/.test(name)) ||
    (name === 'main' && file === 'proc.go')
  );
}

/** By the file alone, where the function's package is not said. */
export function ownerOfFile(file: string): Frame['owner'] {
  const path = file.replaceAll('\\', '/');
  // As the runtime itself is printed by a build with -trimpath.
  if (/^runtime\/(?:internal\/\w+\/)?\w+\.(?:go|s)$/.test(path)) return 'runtime';
  const folder = /(?:^|\/)(?:go[\w.-]*|libexec|x64|x86|arm64|GOROOT|Go)\/src\/(.+)\/[^/]+$/.exec(path)?.[1];
  if (folder !== undefined && isStd(folder)) return isRuntime(folder) ? 'runtime' : 'std';
  return path.endsWith('.go') || path === '<autogenerated>' ? 'user' : 'cgo';
}
