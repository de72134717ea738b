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
    // A list of gin's, or klog's of old without the address: a file's line, and below it gin has its text.
    kind: 'listed',
    sample: '/src/boardd/ports.go:56 (0xb03744)',
    pattern: /^((?:[A-Za-z]:[\\/])?[^:\t"]*[^:\t" ]):(\d+) \((0x[0-9a-f]+)\)$/,
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
    pattern: /^PC=(\w+)(?: m=(-?\d+))?(?: sigcode=(-?\w+))?(?: addr=(\w+))?$/,
  },
  {
    // Windows: the exception's code, two words about it, where it was.
    kind: 'exception',
    sample: 'Exception 0xc0000005 0x1 0x10 0x7ff6000012ab',
    pattern: /^Exception (0x[0-9a-f]+) (0x[0-9a-f]+) (0x[0-9a-f]+) (0x[0-9a-f]+)$/,
  },
  {
    kind: 'goroutine-profile',
    sample: 'goroutine profile: total 1459',
    pattern: /^goroutine(?:leak)? profile: total (\d+)$/,
  },
  {
    kind: 'profile-stack',
    sample: '1015 @ 0x4379d0 0x43276a 0x49b050 0x97a90c',
    pattern: /^(\d+) @(?: 0x[0-9a-f]+)*$/,
  },
  { kind: 'profile-labels', sample: '# labels: {"port":"3"}', pattern: /^# labels: (\{.*\})$/ },
  {
    kind: 'profile-frame',
    sample: '#	0x49b04f	internal/poll.(*FD).Read+0x1b0			/usr/local/go/src/internal/poll/fd_unix.go:169',
    pattern: /^#\s+(0x[0-9a-f]+)(?:\s+(\S+?)(?:\+(0x[0-9a-f]+))?\s+(\S.*):(\d+))?$/,
  },
  {
    kind: 'leak',
    sample: '[Goroutine 21 in state IO wait, with internal/poll.runtime_pollWait on top of the stack:',
    pattern: /^\[?Goroutine (\d+) in state (.{1,200}), with .{1,1000} on top of the stack:$/,
  },
  {
    kind: 'fault-address',
    sample: 'unexpected fault address 0xdead0000',
    pattern: /^unexpected fault address (0x[0-9a-f]+)$/,
  },
  { kind: 'runtime', sample: 'runtime: s.allocCount= 3 s.nelems= 5', pattern: /^runtime: .*$/ },
  {
    // What the runtime's files print before a throw without naming themselves.
    kind: 'runtime-word',
    sample: 'futexwakeup addr=0x406032c returned -89',
    pattern:
      /^(?:futexwakeup addr=|umtx_w\w+ addr=|umtx_sleep addr=|thrwakeup addr=|sem_timedwait |trap:\d+, a123456=|results: got \{|stack: frame=\{|morebuf=\{|sched=\{|(?:acquirep|releasep|wirep): |s\.(?:allocCount|nelems|state|base\(\)) ?=|mspan\.sweep: state=|mheap\.freeSpanLocked |sweep: |casgstatus: |casfrom_Gscanstatus|newosproc |entersyscall(?:block)? inconsistent|notewakeup - double wakeup|scanframe |copystack gp=|adjust ptr |stackalloc |stkobj at |bad (?:flushGen|steal|timer heap)|timer heap len|invalid spdelta |ftab entry|procs:|checkfinalizers: |caller requires |syscall \w+ failed: |Sigaction failed for sig: |accessed data from freed user arena |traceback: |panic during panic|stack trace unavailable|inconsistent world stop|world stop count=|netpoll: |epollwait on fd |kevent on fd |nextReusable: |freegc \[|mark - |s=0x|object=0x|found in object at |(?:\*\()?object\+\d+|[0-9a-fx]+ (?:alloc|free) +(?:marked|unmarked)?|(?:set|get)[eg]*[ug]id failed ).*$/,
  },
  {
    // A dump of memory, many lines of which say little by themselves.
    kind: 'memory',
    sample: '000000c000127108:  000000000064bec8  000000c0001271a0 ',
    pattern: /^(?:0x)?[0-9a-f]{8,16}:(?:\s+[<>!*]?(?:0x)?[0-9a-f]{8,16}(?: <[^<>]{1,200}>)?[<>!*]?){1,4}$/,
  },
  { kind: 'race', sample: 'WARNING: DATA RACE', pattern: /^WARNING: DATA RACE$/ },
  {
    kind: 'race-title',
    sample: 'Previous write at 0x00c0000961d8 by main goroutine:',
    pattern:
      /^((?:Previous )?(?:atomic )?(?:read|write) (?:of size \d+ )?(?:at 0x[0-9a-f]+ )?by (?:main |finalizer |timer )?(?:goroutine|thread)[^:]*|(?:Previous )?(?:atomic )?(?:read|write) at 0x[0-9a-f]+ by [^:]*|Goroutine \d+ \(.*\) created at|Mutex M\d+ .*created at|As if synchronized via [^:]*|Location is [^:]*):?$/i,
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

/** Of these a line may have any length: the stack of a profile, a throw's reason. */
const mayBeLong = /^(?:panic:|fatal error:|\d+ @ 0x)/;

/** The first pattern that reads the line. */
export function readLine(text: string): ReadLine {
  const trimmed = text.trim();
  if (trimmed === '') return blank;
  if (trimmed.length > longest && !mayBeLong.test(trimmed)) return other;
  for (const { kind, pattern } of linePatterns) {
    const match = pattern.exec(trimmed);
    if (!match) continue;
    if (kind === 'position' && !isPosition(text, match)) continue;
    if (kind === 'listed' && !sourceFile.test(match[1]!)) continue;
    return { kind, groups: match.slice(1) };
  }
  return other;
}

const sourceFile =
  /(?:\.(?:go|s|S|c|h|cc|cpp|cxx|m|f|f90|y|l|rl|swig|proto|tmpl)|<autogenerated>|_testmain\.go)$/;

/** As readLine, once for each line however many ask: the line itself keeps it, for which a map of millions is slow. */
export function readOnce(line: { readonly text: string; read?: ReadLine | undefined }): ReadLine {
  return (line.read ??= readLine(line.text));
}

// `listening on port:8080` and `Version:2` are no positions: without an offset, the file must look like a
// source file, or the line be indented and its path free of spaces.
function isPosition(text: string, match: RegExpExecArray): boolean {
  const [, file, , offset, fp, , pc] = match;
  if (offset !== undefined || fp !== undefined || pc !== undefined) return true;
  if (file === undefined) return false;
  if (sourceFile.test(file)) {
    return /^(?:[A-Za-z]:[\\/]|[\\/]|\s)/.test(text) || !/\s/.test(file);
  }
  return /^(?:\t| {4})/.test(text) && !/\s/.test(file);
}

/**
 * The name of a function alone on its line, as zap, pkg/errors and chi print a stack: it has a package
 * (`acme.example/boardd/ctl.(*Controller[...]).Start.func2`), and its position is in the next line.
 *
 * @param any in a list that has begun: zerolog leaves the packages out
 */
export function readBareCall(text: string, any: boolean): string | undefined {
  const name = text.length > 4096 ? undefined : /^(\S+)$/.exec(text.trim())?.[1];
  if (name === undefined || /[:"',;=]|^[./]|\.\.(?!\.\])/.test(name.replaceAll('[...]', '')))
    return undefined;
  if (any) return name;
  return /^(?:[^\s()[\]]*\/)?[^\s()[\]/.]+\.[\w(*~·\u0080-\uffff][^\s]*$/.test(name) ? name : undefined;
}
