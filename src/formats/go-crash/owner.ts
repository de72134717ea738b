import type { CodePlace, Frame } from '#model/crash-log.ts';
import { stdPackages } from '#model/std-packages.ts';

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

function isLinkerName(name: string): boolean {
  if (/^(?:type|go):/.test(name)) return true;
  // `type..eq.struct { net/http.x }` may have a slash. A module's path without one has its dots escaped.
  return name.startsWith('type..') || (/^(?:type|go)\./.test(name) && !name.includes('/'));
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

function isStd(path: string): boolean {
  if (stdPackages.has(path)) return true;
  // `vendor/golang.org/x/net/dns`; in Go 1.9 and 1.10 `vendor/golang_org/x/net`; `cmd/go/internal/load`.
  if (/^(?:internal|vendor|golang_org|cmd)\//.test(path)) return true;
  // `net/http/internal/ascii`: a module's path has a dot in its first element or is no root of std's.
  return /\/internal(?:\/|$)/.test(path) && stdRoots.has(path.slice(0, path.indexOf('/')));
}

const stdRoots = new Set([...stdPackages].map((path) => path.split('/')[0]));

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
  if (file !== undefined && file.endsWith('.go')) return 'user';
  return /^_rt0_|^rt0_go|^(?:gogo|memeqbody|cmpbody|indexbytebody|aeshashbody|callRet|gcWriteBarrier|debugCall\w*)$/.test(
    name,
  )
    ? 'runtime'
    : 'cgo';
}
