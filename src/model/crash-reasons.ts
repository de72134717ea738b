import type { CrashLog } from './crash-log.ts';

type ReasonKind = CrashLog['reasonKind'];

interface ReasonGuide {
  /** Kinds of crash that it is about: an error of the program may hold the words of a throw. */
  kinds: readonly ReasonKind[];
  /** In the reason. */
  reason?: RegExp;
  /** In a line that the runtime, or C, printed beside the reason: there the cause is, the reason its consequence. */
  line?: RegExp;
  /** Name of the signal behind `fatal error: fault`, whose reason says nothing. */
  fault?: RegExp;
  /** Reasons that it must be found for. */
  samples: readonly string[];
  /** Lines that it must be found for, whatever the reason. */
  lineSamples?: readonly string[];
}

const throws = ['fatal error', 'goexit'] as const;
const panics = ['panic'] as const;
const signals = ['signal'] as const;
// Throws of the runtime that older releases had as panics.
const either = ['fatal error', 'panic'] as const;
const any = ['fatal error', 'panic', 'signal', 'goroutine dump', 'goexit'] as const;

/**
 * Throws and panics in the runtime's words, and the guide page that tells what each means and what to
 * look at next: `guides/crashes/<key>`. The first that fits is taken. The words are those of Go's own
 * sources (runtime, reflect, sync, testing and others), of 1.5 to 1.26.
 */
const reasonGuides = {
  // Causes in a line of their own come first: the signal that follows says less.
  'system-call-failed': {
    kinds: any,
    reason:
      /^runtime: (?:netpollinit failed|netpoll failed|netpollBreak write failed|eventfd failed|epollctl failed|kevent failed|pipe failed)/,
    line: /^futex(?:wakeup|sleep) addr=\S+ returned -?\d+|^runtime: (?:epollcreate|epollwait on fd \d+) failed with/,
    samples: ['runtime: netpollinit failed', 'runtime: netpoll failed', 'runtime: eventfd failed'],
    lineSamples: ['futexwakeup addr=0x406032c returned -89'],
  },
  'thread-limit': {
    kinds: any,
    reason: /^(?:runtime\.)?newosproc\b|^thread exhaustion$|pthread_create failed/,
    line: /^runtime: failed to create new OS thread|pthread_create failed: |^runtime: program exceeds \d+-thread limit/,
    samples: ['newosproc', 'runtime.newosproc', 'thread exhaustion'],
    lineSamples: [
      'runtime: failed to create new OS thread (have 8 already; errno=11)',
      'runtime/cgo: pthread_create failed: Resource temporarily unavailable',
      'runtime: program exceeds 10000-thread limit',
    ],
  },
  'stack-split': {
    kinds: any,
    reason:
      /^runtime: (?:stack split at bad time|split stack overflow|wrong goroutine in newstack|preempt g0)|^morestack on g|^stack growth (?:after fork|not allowed in system call)|^missing stack in newstack/,
    line: /^fatal: morestack on g/,
    samples: [
      'runtime: stack split at bad time',
      'runtime: split stack overflow',
      'runtime: wrong goroutine in newstack',
      'morestack on g0',
      'stack growth after fork',
      'stack growth not allowed in system call',
    ],
    lineSamples: ['fatal: morestack on g0', 'fatal: morestack on gsignal'],
  },
  'foreign-signal-handler': {
    kinds: any,
    reason:
      /^non-Go code (?:disabled sigaltstack|set up signal handler without SA_ONSTACK flag)|^signal received during fork/,
    line: /^fatal: bad g in signal handler/,
    samples: [
      'non-Go code set up signal handler without SA_ONSTACK flag',
      'non-Go code disabled sigaltstack',
      'signal received during fork',
    ],
    lineSamples: ['fatal: bad g in signal handler'],
  },
  'span-accounting': {
    kinds: throws,
    reason:
      /s\.allocCount|s\.nelems|s\.freeindex|freeIndex is not valid|sweep increased allocation count|span has no free (?:objects|space)|refill of span/i,
    samples: [
      's.allocCount != s.nelems && freeIndex == s.nelems',
      's.freeindex > s.nelems',
      'freeIndex is not valid',
      'sweep increased allocation count',
      'refill of span with free space remaining',
      'span has no free objects',
    ],
  },
  'bad-pointer': {
    kinds: either,
    reason:
      /found bad (?:interior )?pointer|found pointer to free object|invalid pointer found on stack|bad sweepgen|marking free object|pointer to unallocated span|bad summary data|invalid heap pointer|checkmark found unmarked object|^greyobject: |bad pointer in frame/,
    samples: [
      'found bad pointer in Go heap (incorrect use of unsafe or cgo?)',
      'found pointer to free object',
      'found bad interior pointer',
      'invalid pointer found on stack',
      'marking free object',
      'checkmark found unmarked object',
      'greyobject: obj not pointer-aligned',
    ],
  },
  'unexpected-return-pc': {
    kinds: throws,
    reason:
      /^unknown (?:caller )?pc$|^traceback (?:stuck|did not unwind completely)|^missing stackmap|^(?:bad|invalid runtime) symbol table|^invalid function symbol table|^preempt at unknown pc|unexpected return pc for/,
    samples: [
      'unknown caller pc',
      'unknown pc',
      'traceback stuck',
      'traceback did not unwind completely',
      'missing stackmap',
      'preempt at unknown pc',
    ],
  },
  checkptr: {
    kinds: either,
    reason: /^checkptr: /,
    samples: [
      'checkptr: misaligned pointer conversion',
      'checkptr: converted pointer straddles multiple allocations',
      'checkptr: pointer arithmetic result points to invalid allocation',
      'checkptr: pointer arithmetic computed bad pointer value',
      'checkptr: unsafe.Slice result straddles multiple allocations',
    ],
  },
  'all-goroutines-asleep': {
    // That of a synctest bubble is a panic.
    kinds: [...throws, 'panic'],
    reason:
      /^(?:deadlock: )?(?:all goroutines (?:are asleep|in bubble are blocked)|main bubble goroutine has exited)|^no goroutines \(main called runtime\.Goexit\)/,
    samples: [
      'all goroutines are asleep - deadlock!',
      'no goroutines (main called runtime.Goexit) - deadlock!',
      'deadlock: all goroutines in bubble are blocked',
    ],
  },
  'concurrent-map-writes': {
    kinds: throws,
    reason: /concurrent map (?:writes|read and map write|iteration and map write|clone and map write)/,
    samples: [
      'concurrent map writes',
      'concurrent map read and map write',
      'concurrent map iteration and map write',
      'small map with no empty slot (concurrent map writes?)',
    ],
  },
  'stack-overflow': {
    kinds: throws,
    reason: /^stack overflow|goroutine stack exceeds/,
    samples: ['stack overflow'],
  },
  'out-of-memory': {
    kinds: throws,
    reason:
      /out of memory|cannot allocate (?:memory|heap metadata|\d+-byte block)|failed to (?:reserve|commit pages)|cannot map pages in arena address space|memory reservation exceeds address space limit|failed to allocate aligned heap memory/,
    samples: [
      'out of memory',
      'runtime: out of memory',
      'runtime: cannot allocate memory',
      'runtime: out of memory: cannot allocate 67108864-byte block (205258752 in use)',
      'runtime: cannot map pages in arena address space',
      'runtime: failed to commit pages',
      'memory reservation exceeds address space limit',
    ],
  },
  'unlock-of-unlocked-mutex': {
    kinds: either,
    reason: /^sync: (?:unlock|Unlock|RUnlock) of unlocked (?:mutex|RWMutex)|^sync: inconsistent mutex state/,
    samples: [
      'sync: unlock of unlocked mutex',
      'sync: Unlock of unlocked RWMutex',
      'sync: RUnlock of unlocked RWMutex',
      'sync: inconsistent mutex state',
    ],
  },
  'test-timeout': {
    kinds: panics,
    reason: /^test timed out after /,
    samples: ['test timed out after 10m0s\nrunning tests:\n\tTestPorts (10m0s)', 'test timed out after 30s'],
  },
  'nil-dereference': {
    kinds: panics,
    reason: /invalid memory address or nil pointer dereference|^value method .* called using nil/,
    samples: [
      'runtime error: invalid memory address or nil pointer dereference',
      'value method main.T.M called using nil *T pointer',
    ],
  },
  'index-out-of-range': {
    kinds: panics,
    reason:
      /(?:^|runtime error: )(?:index out of range|slice bounds out of range|cannot convert slice with length)/,
    samples: [
      'runtime error: index out of range [5] with length 3',
      'runtime error: slice bounds out of range [:12] with capacity 5',
      'runtime error: cannot convert slice with length 5 to array or pointer to array with length 8',
    ],
  },
  'nil-map-write': {
    kinds: panics,
    reason: /(?:^|: )assignment to entry in nil map/,
    samples: ['assignment to entry in nil map'],
  },
  'type-assertion': {
    kinds: panics,
    reason: /(?:^|: )interface conversion: /,
    samples: ['interface conversion: interface {} is string, not int'],
  },
  'closed-channel': {
    kinds: panics,
    reason: /(?:^|: )(?:send on closed|close of (?:closed|nil)) channel/,
    samples: ['send on closed channel', 'close of closed channel', 'close of nil channel'],
  },
  'makeslice-out-of-range': {
    kinds: panics,
    reason:
      /(?:^|: )(?:make(?:slice|chan): (?:len|cap|size)|growslice: (?:len|cap)|gobytes: length) out of range|(?:^|: )unsafe\.(?:Slice|String): (?:len out of range|ptr is nil and len is not zero)/,
    samples: [
      'runtime error: makeslice: len out of range',
      'runtime error: makeslice: cap out of range',
      'runtime error: growslice: len out of range',
      'makechan: size out of range',
      'runtime error: unsafe.Slice: len out of range',
    ],
  },
  'divide-by-zero': {
    kinds: panics,
    reason: /runtime error: (?:integer divide by zero|integer overflow|floating point error)/,
    samples: [
      'runtime error: integer divide by zero',
      'runtime error: integer overflow',
      'runtime error: floating point error',
    ],
  },
  'negative-shift': {
    kinds: panics,
    reason: /(?:^|runtime error: )negative shift amount/,
    samples: ['runtime error: negative shift amount'],
  },
  'unhashable-type': {
    kinds: panics,
    reason: /(?:^|runtime error: )(?:hash of unhashable type|comparing uncomparable type) /,
    samples: [
      'runtime error: hash of unhashable type []string',
      'runtime error: comparing uncomparable type map[string]int',
    ],
  },
  'range-over-func': {
    kinds: panics,
    reason: /(?:^|runtime error: )range function (?:continued iteration after|recovered a loop body panic)/,
    samples: [
      'runtime error: range function continued iteration after function for loop body returned false',
      'runtime error: range function continued iteration after loop body panic',
      'runtime error: range function continued iteration after whole loop exit',
      'runtime error: range function recovered a loop body panic and did not resume panicking',
    ],
  },
  'unaligned-atomic': {
    kinds: either,
    reason: /^unaligned (?:64-bit )?atomic operation/,
    samples: ['unaligned 64-bit atomic operation'],
  },
  'negative-waitgroup': {
    kinds: either,
    reason: /^sync: (?:negative WaitGroup counter|WaitGroup is reused|WaitGroup misuse)/,
    samples: [
      'sync: negative WaitGroup counter',
      'sync: WaitGroup misuse: Add called concurrently with Wait',
      'sync: WaitGroup is reused before previous Wait has returned',
    ],
  },
  'cgo-pointer': {
    kinds: either,
    reason:
      /cgo argument has Go pointer|argument of cgo function has Go pointer|cgo result (?:is|has) (?:unpinned )?Go pointer|result of Go function \S+ called from cgo|Go pointer stored into non-Go memory|runtime\.Pinner: found leaking pinned pointer/,
    samples: [
      'runtime error: cgo argument has Go pointer to unpinned Go pointer',
      'runtime error: argument of cgo function has Go pointer to unpinned Go pointer',
      'runtime error: cgo result is unpinned Go pointer or points to unpinned Go pointer',
      'runtime error: runtime.Pinner: found leaking pinned pointer; forgot to call Unpin()?',
    ],
  },
  reflect: {
    kinds: panics,
    reason: /^reflect(?:: |\.\w+(?:\.\w+)?(?:: | ))/,
    samples: [
      'reflect: call of reflect.Value.Type on zero Value',
      'reflect: call of reflect.Value.NumField on ptr Value',
      'reflect: reflect.Value.SetInt using unaddressable value',
      'reflect: reflect.Value.SetString using value obtained using unexported field',
      'reflect.Set: value of type string is not assignable to type int',
      'reflect: Call with too few input arguments',
      'reflect.Value.Addr of unaddressable value',
      'reflect.Value.Convert: value of type int cannot be converted to type []int',
    ],
  },
  'invalid-argument': {
    kinds: panics,
    reason:
      /^invalid argument to (?:[UI]nt\w*|N|Shuffle|Perm)$|^non-positive interval for |^(?:strings|bytes): (?:negative Repeat count|Repeat (?:count causes overflow|output length overflow))|^(?:bytes|strings)\.\w+\.Grow: negative count|^bytes\.Buffer: truncation out of range|^slices\.(?:Min|Max)(?:Func)?: empty list|^strings\.NewReplacer: odd argument count|flag redefined: |^http: (?:multiple registrations for|nil handler|invalid pattern)|^pattern "[\s\S]* conflicts with pattern|Register called twice|^os\/signal: Notify using nil channel|^time: missing Location|^time: \w+ called on uninitialized|^cannot create context from nil parent|^sync\/atomic: |^strings: illegal use of non-zero Builder|^sync\.Cond is copied|^regexp: Compile\(/,
    samples: [
      'invalid argument to Intn',
      'invalid argument to Int63n',
      'invalid argument to IntN',
      'invalid argument to Shuffle',
      'non-positive interval for NewTicker',
      'strings: negative Repeat count',
      'bytes.Buffer.Grow: negative count',
      'bytes.Buffer: truncation out of range',
      'slices.Min: empty list',
      'strings.NewReplacer: odd argument count',
      'app flag redefined: verbose',
      'http: multiple registrations for /metrics',
      'pattern "/" (registered at main.go:9) conflicts with pattern "/" (registered at main.go:8):\n/ matches the same requests as /',
      'sql: Register called twice for driver sqlite3',
      'os/signal: Notify using nil channel',
      'time: missing Location in call to Time.In',
      'time: Stop called on uninitialized Timer',
      'cannot create context from nil parent',
      'sync/atomic: store of inconsistently typed value into Value',
      'strings: illegal use of non-zero Builder copied by value',
      'sync.Cond is copied',
      'regexp: Compile(`(`): error parsing regexp: missing closing ): `(`',
    ],
  },
  goleak: {
    kinds: ['goroutine dump'],
    reason: /found unexpected goroutines/,
    samples: ['found unexpected goroutines'],
  },
  'windows-exception': {
    kinds: signals,
    reason: /^Exception 0x/,
    samples: ['Exception 0xc0000005 0x1 0x10 0x7ff6000012ab', 'Exception 0xe06d7363 0x19930520 0x5fe 0x7ffd'],
  },
  sigabrt: { kinds: signals, reason: /^SIGABRT\b/, samples: ['SIGABRT: abort'] },
  'processor-signals': {
    kinds: ['signal', 'fatal error'],
    reason: /^SIG(?:BUS|ILL|FPE|TRAP|SYS)\b/,
    fault: /^SIG(?:BUS|ILL|FPE|TRAP|SYS)$/,
    samples: [
      'SIGBUS: bus error',
      'SIGILL: illegal instruction',
      'SIGFPE: floating-point exception',
      'SIGTRAP: trace trap',
      'SIGSYS: bad system call',
    ],
  },
  'sigquit-dump': {
    kinds: ['signal', 'goroutine dump'],
    reason: /^SIGQUIT\b|^$/,
    samples: ['SIGQUIT: quit'],
  },
  'unexpected-signal': {
    kinds: ['signal', 'fatal error', 'panic'],
    reason:
      /^SIG[A-Z]+\b|^unexpected signal during runtime execution|^fault$|unexpected fault address|signal arrived during/,
    samples: ['SIGSEGV: segmentation violation', 'unexpected signal during runtime execution', 'fault'],
  },
  'data-race': { kinds: ['data race'], reason: /(?:)/, samples: ['Write at 0x00c0000961d8 by goroutine 9'] },
  // What has no page of its own. The next two part panics by whether the program went on.
  'recovered-panic': { kinds: [], samples: [] },
  'unrecovered-error-panic': { kinds: [], samples: [] },
  'runtime-throw': {
    kinds: throws,
    reason: /(?:)/,
    samples: [
      'bad g status',
      'malloc deadlock',
      'AllThreadsSyscall6 results differ between threads; runtime corrupted',
    ],
  },
} as const satisfies Record<string, ReasonGuide>;

/** The guide page of a crash: `guides/crashes/<slug>`. */
export type CrashGuide = keyof typeof reasonGuides;

export const crashGuides = Object.keys(reasonGuides) as CrashGuide[];

const rows: readonly (readonly [CrashGuide, ReasonGuide])[] = Object.entries(reasonGuides) as [
  CrashGuide,
  ReasonGuide,
][];

/** Reasons, and lines beside some reason, with the page that each must lead to: for those who want to try them. */
export const reasonSamples: readonly {
  slug: CrashGuide;
  kind: ReasonKind;
  reason: string;
  line?: string;
}[] = rows.flatMap(([slug, { kinds, samples, lineSamples = [] }]) => [
  ...samples.map((reason) => ({ slug, kind: kinds[0]!, reason })),
  ...lineSamples.map((line) => ({
    slug,
    kind: 'signal' as const,
    reason: 'SIGSEGV: segmentation violation',
    line,
  })),
]);

/**
 * The page about a crash: by the lines beside its reason where those hold the cause, else by the reason.
 * A panic in words of the program's own has the page about such panics, a throw without a page the one
 * about throws. Undefined where nothing of this fits.
 */
export function findCrashGuide(crash: CrashLog): CrashGuide | undefined {
  const { reason, reasonKind, runtimeLines, contextLines, recovered, signal } = crash;
  const beside = [...runtimeLines, ...contextLines];
  for (const [slug, guide] of rows) {
    if (!guide.kinds.includes(reasonKind)) continue;
    if (guide.reason?.test(reason)) return slug;
    if (reason === 'fault' && signal && guide.fault?.test(signal.name)) return slug;
    if (guide.line && beside.some(({ text }) => guide.line!.test(text))) return slug;
  }
  if (reasonKind !== 'panic') return undefined;
  return recovered ? 'recovered-panic' : 'unrecovered-error-panic';
}
