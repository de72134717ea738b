/**
 * What a line of a Go traceback can be, by itself. Each pattern stands beside a line that it reads;
 * the order is the order in which they are tried. Whether a line is taken for what it looks like
 * depends on where it stands: traceback.ts decides that.
 *
 * Source: what runtime/traceback.go, runtime/panic.go, runtime/signal_unix.go and the race detector's
 * report print, Go 1.5 to 1.26 (https://go.dev/src/runtime/traceback.go). White space before and after
 * a line is of no account here: tabs get turned into spaces and pastes get indented.
 */
export const linePatterns = [
  {
    kind: 'header',
    sample: 'goroutine 1 gp=0xc000002380 m=0 mp=0xa560c0 [chan receive, 10 minutes, locked to thread]:',
    pattern: /^goroutine (\d+)((?: (?:gp|mp?)=\w+)*) \[(.*)\]:$/,
  },
  { kind: 'runtime-stack', sample: 'runtime stack:', pattern: /^runtime stack:$/ },
  {
    kind: 'unavailable',
    sample: 'goroutine running on other thread; stack unavailable',
    pattern: /^goroutine running on other thread; stack unavailable$/,
  },
  {
    kind: 'created',
    sample: 'created by net/http.(*Server).Serve in goroutine 19',
    pattern: /^created by (\S.*?)(?: in goroutine (\d+))?$/,
  },
  {
    kind: 'ancestor',
    sample: '[originating from goroutine 19]:',
    pattern: /^\[originating from goroutine (\d+)\]:$/,
  },
  {
    kind: 'elided',
    sample: '...1001526 frames elided...',
    pattern: /^\.\.\.(additional|\d+) frames elided\.\.\.$/,
  },
  {
    kind: 'call',
    sample: 'board.(*Stack[...]).Pop(0x4a2f?, {0xc000012345, 0x2}, _, ...)',
    pattern: /^((?:[^\s()]|\(\*[^\s()]+\))+)\(([0-9a-fx{}?_., ]*)\)$/,
  },
  {
    kind: 'position',
    sample: 'runtime/panic.go:774 +0x54 fp=0x40000a0ca0 sp=0x40000a0c70 pc=0x3bc84',
    // The address of a C function's line is given alone: `board.c:12 pc=0x4a2f`; and `pc=0x4a2f` with
    // no file at all. What follows the line number may be cut off anywhere: `+0x54 fp=0x40`.
    pattern:
      /^(?:((?:[A-Za-z]:[\\/])?[^:\t"]*[^:\t" ]):(\d+)|(?=pc=))(?: *\+(0x[0-9a-f]+))?(?: *fp=(0x[0-9a-f]+))?(?: *sp=(0x[0-9a-f]+))?(?: *pc=(0x[0-9a-f]+))?( +(?:\+|\+0|\+0x|[fsp]|[fsp][pc]|[fsp][pc]=0?x?))?$/,
  },
  {
    kind: 'non-go',
    sample: 'non-Go function at pc=7f3a0c1d2e3f',
    pattern: /^non-Go function at pc=((?:0x)?[0-9a-f]+)$/,
  },
  {
    kind: 'panic',
    sample: 'panic: runtime error: index out of range [-1] [recovered]',
    pattern: /^panic: ?(.*)$/,
  },
  {
    kind: 'fatal',
    sample: 'fatal error: all goroutines are asleep - deadlock!',
    pattern: /^fatal(?: error: ?(.*)|: ((?:morestack on|systemstack called|bad g in) .*))$/,
  },
  {
    kind: 'served',
    sample: '2026/11/23 17:10:55 http: panic serving 127.0.0.1:55556: runtime error: index out of range [-1]',
    pattern: /^(?:.* )?http2?: panic serving (\S+): (.*)$/,
  },
  {
    kind: 'signal',
    sample: '[signal SIGSEGV: segmentation violation code=0x1 addr=0x0 pc=0x51a5c4]',
    pattern: /^\[signal ([^\s:\]]+)(?:: ([^=\]]*?))?(?: code=(-?\w+))?(?: addr=(\w+))?(?: pc=(\w+))?\]$/,
  },
  { kind: 'signal-name', sample: 'SIGQUIT: quit', pattern: /^(SIG[A-Z0-9]+): (\S.*)$/ },
  {
    kind: 'signal-pc',
    sample: 'PC=0x6ed9f2 m=0 sigcode=1 addr=0x0',
    pattern: /^PC=(\w+) m=(-?\d+)(?: sigcode=(-?\w+))?(?: addr=(\w+))?$/,
  },
  {
    kind: 'fault-address',
    sample: 'unexpected fault address 0xdead0000',
    pattern: /^unexpected fault address (0x[0-9a-f]+)$/,
  },
  { kind: 'runtime', sample: 'runtime: s.allocCount= 3 s.nelems= 5', pattern: /^runtime: .*$/ },
  { kind: 'race', sample: 'WARNING: DATA RACE', pattern: /^WARNING: DATA RACE$/ },
  {
    kind: 'race-title',
    sample: 'Previous write at 0x00c0000961d8 by main goroutine:',
    pattern:
      /^((?:Previous )?(?:atomic )?(?:read|write) at 0x[0-9a-f]+ by [^:]*|Goroutine \d+ \(.*\) created at|Mutex M\d+ .*created at|As if synchronized via [^:]*|Location is [^:]*):?$/i,
  },
  { kind: 'race-rule', sample: '==================', pattern: /^={18}$/ },
  { kind: 'race-count', sample: 'Found 1 data race(s)', pattern: /^Found \d+ data race\(s\)$/ },
  { kind: 'thread-rule', sample: '-----', pattern: /^-----$/ },
  { kind: 'exit', sample: 'exit status 2', pattern: /^exit status \d+$/ },
  {
    kind: 'registers',
    sample: 'rax    0xca',
    // MIPS and ppc64 print two to a line: `r0   0x0	r1   0xffffffff`.
    pattern:
      /^(?:(?:[re]?flags|[re][a-dis][xpi]|[c-gs]s|[rxfst]\d{1,2}|a\d|lr|sp|pc|fp|ip|tp|gp|ra|hi|lo|link|ctr|xer|ccr|cpsr|trap|error|oldmask|fault|pstate|cause|badvaddr|status|nip|msr|orig_\w+|trap_no|epc|pswm?|pswa)\s+(?:0x)?[0-9a-f]+\s*){1,2}$/,
  },
  {
    kind: 'cgo-note',
    sample: 'signal arrived during cgo execution',
    pattern: /^signal arrived during (?:cgo|external code) execution$/,
  },
  {
    kind: 'instructions',
    sample: 'instruction bytes: 0x8b 0x7 0x5d 0xc3',
    pattern: /^instruction bytes:.*$/,
  },
] as const;

export type LineKind = (typeof linePatterns)[number]['kind'] | 'blank' | 'text';

export interface ReadLine {
  kind: LineKind;
  /** The groups of the pattern; empty for `blank` and `text`. */
  groups: readonly (string | undefined)[];
}

const blank: ReadLine = { kind: 'blank', groups: [] };
const other: ReadLine = { kind: 'text', groups: [] };

/** A longer line is no line of a traceback; it would only cost time. */
const longest = 8192;

/** The first pattern that reads the line. */
export function readLine(text: string): ReadLine {
  const trimmed = text.trim();
  if (trimmed === '') return blank;
  if (trimmed.length > longest && !/^(?:panic|fatal error):/.test(trimmed)) return other;
  for (const { kind, pattern } of linePatterns) {
    const match = pattern.exec(trimmed);
    if (!match) continue;
    if (kind === 'position' && !isPosition(text, match)) continue;
    return { kind, groups: match.slice(1) };
  }
  return other;
}

// `listening on port:8080` and `Version:2` are no positions: without an offset, the file must look like a
// source file, or the line be indented and its path free of spaces.
function isPosition(text: string, match: RegExpExecArray): boolean {
  const [, file, , offset, fp, , pc] = match;
  if (offset !== undefined || fp !== undefined || pc !== undefined) return true;
  if (file === undefined) return false;
  if (
    /(?:\.(?:go|s|S|c|h|cc|cpp|cxx|m|f|f90|y|l|rl|swig|proto|tmpl)|<autogenerated>|_testmain\.go)$/.test(file)
  ) {
    return /^(?:[A-Za-z]:[\\/]|[\\/]|\s)/.test(text) || !/\s/.test(file);
  }
  return /^(?:\t| {4})/.test(text) && !/\s/.test(file);
}
