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
  },
  'thread-limit': {
    kinds: any,
    reason: /^(?:runtime\.)?newosproc\b|^thread exhaustion$|pthread_create failed/,
    line: /^runtime: failed to create new OS thread|pthread_create failed: |^runtime: program exceeds \d+-thread limit/,
  },
  'stack-split': {
    kinds: any,
    reason:
      /^runtime: (?:stack split at bad time|split stack overflow|wrong goroutine in newstack|preempt g0)|^morestack on g|^stack growth (?:after fork|not allowed in system call)|^missing stack in newstack/,
    line: /^fatal: morestack on g/,
  },
  'foreign-signal-handler': {
    kinds: any,
    reason:
      /^non-Go code (?:disabled sigaltstack|set up signal handler without SA_ONSTACK flag)|^signal received during fork/,
    line: /^fatal: bad g in signal handler/,
  },
  'span-accounting': {
    kinds: throws,
    reason:
      /s\.allocCount|s\.nelems|s\.freeindex|freeIndex is not valid|sweep increased allocation count|span has no free (?:objects|space)|refill of span/i,
  },
  'bad-pointer': {
    kinds: either,
    reason:
      /found bad (?:interior )?pointer|found pointer to free object|invalid pointer found on stack|bad sweepgen|marking free object|pointer to unallocated span|bad summary data|invalid heap pointer|checkmark found unmarked object|^greyobject: |bad pointer in frame/,
  },
  'unexpected-return-pc': {
    kinds: throws,
    reason:
      /^unknown (?:caller )?pc$|^traceback (?:stuck|did not unwind completely)|^missing stackmap|^(?:bad|invalid runtime) symbol table|^invalid function symbol table|^preempt at unknown pc|unexpected return pc for/,
  },
  checkptr: {
    kinds: either,
    reason: /^checkptr: /,
  },
  'all-goroutines-asleep': {
    // That of a synctest bubble is a panic.
    kinds: [...throws, 'panic'],
    reason:
      /^(?:deadlock: )?(?:all goroutines (?:are asleep|in bubble are blocked)|main bubble goroutine has exited)|^no goroutines \(main called runtime\.Goexit\)/,
  },
  'concurrent-map-writes': {
    kinds: throws,
    reason: /concurrent map (?:writes|read and map write|iteration and map write|clone and map write)/,
  },
  'stack-overflow': {
    kinds: throws,
    reason: /^stack overflow|goroutine stack exceeds/,
  },
  'out-of-memory': {
    kinds: throws,
    reason:
      /out of memory|cannot allocate (?:memory|heap metadata|\d+-byte block)|failed to (?:reserve|commit pages)|cannot map pages in arena address space|memory reservation exceeds address space limit|failed to allocate aligned heap memory/,
  },
  'unlock-of-unlocked-mutex': {
    kinds: either,
    reason: /^sync: (?:unlock|Unlock|RUnlock) of unlocked (?:mutex|RWMutex)|^sync: inconsistent mutex state/,
  },
  'test-timeout': {
    kinds: panics,
    reason: /^test timed out after /,
  },
  'nil-dereference': {
    kinds: panics,
    reason: /invalid memory address or nil pointer dereference|^value method .* called using nil/,
  },
  'index-out-of-range': {
    kinds: panics,
    reason:
      /(?:^|runtime error: )(?:index out of range|slice bounds out of range|cannot convert slice with length)/,
  },
  'nil-map-write': {
    kinds: panics,
    reason: /(?:^|: )assignment to entry in nil map/,
  },
  'type-assertion': {
    kinds: panics,
    reason: /(?:^|: )interface conversion: /,
  },
  'closed-channel': {
    kinds: panics,
    reason: /(?:^|: )(?:send on closed|close of (?:closed|nil)) channel/,
  },
  'makeslice-out-of-range': {
    kinds: panics,
    reason:
      /(?:^|: )(?:make(?:slice|chan): (?:len|cap|size)|growslice: (?:len|cap)|gobytes: length) out of range|(?:^|: )unsafe\.(?:Slice|String): (?:len out of range|ptr is nil and len is not zero)/,
  },
  'divide-by-zero': {
    kinds: panics,
    reason: /runtime error: (?:integer divide by zero|integer overflow|floating point error)/,
  },
  'negative-shift': {
    kinds: panics,
    reason: /(?:^|runtime error: )negative shift amount/,
  },
  'unhashable-type': {
    kinds: panics,
    reason: /(?:^|runtime error: )(?:hash of unhashable type|comparing uncomparable type) /,
  },
  'range-over-func': {
    kinds: panics,
    reason: /(?:^|runtime error: )range function (?:continued iteration after|recovered a loop body panic)/,
  },
  'unaligned-atomic': {
    kinds: either,
    reason: /^unaligned (?:64-bit )?atomic operation/,
  },
  'negative-waitgroup': {
    kinds: either,
    reason: /^sync: (?:negative WaitGroup counter|WaitGroup is reused|WaitGroup misuse)/,
  },
  'cgo-pointer': {
    kinds: either,
    reason:
      /cgo argument has Go pointer|argument of cgo function has Go pointer|cgo result (?:is|has) (?:unpinned )?Go pointer|result of Go function \S+ called from cgo|Go pointer stored into non-Go memory|runtime\.Pinner: found leaking pinned pointer/,
  },
  reflect: {
    kinds: panics,
    reason: /^reflect(?:: |\.\w+(?:\.\w+)?(?:: | ))/,
  },
  'invalid-argument': {
    kinds: panics,
    reason:
      /^invalid argument to (?:[UI]nt\w*|N|Shuffle|Perm)$|^non-positive interval for |^(?:strings|bytes): (?:negative Repeat count|Repeat (?:count causes overflow|output length overflow))|^(?:bytes|strings)\.\w+\.Grow: negative count|^bytes\.Buffer: truncation out of range|^slices\.(?:Min|Max)(?:Func)?: empty list|^strings\.NewReplacer: odd argument count|flag redefined: |^http: (?:multiple registrations for|nil handler|invalid pattern)|^pattern "[\s\S]* conflicts with pattern|Register called twice|^os\/signal: Notify using nil channel|^time: missing Location|^time: \w+ called on uninitialized|^cannot create context from nil parent|^sync\/atomic: |^strings: illegal use of non-zero Builder|^sync\.Cond is copied|^regexp: Compile\(/,
  },
  goleak: {
    kinds: ['goroutine dump'],
    reason: /found unexpected goroutines/,
  },
  'windows-exception': {
    kinds: signals,
    reason: /^Exception 0x/,
  },
  sigabrt: { kinds: signals, reason: /^SIGABRT\b/ },
  'processor-signals': {
    kinds: ['signal', 'fatal error'],
    reason: /^SIG(?:BUS|ILL|FPE|TRAP|SYS)\b/,
    fault: /^SIG(?:BUS|ILL|FPE|TRAP|SYS)$/,
  },
  'sigquit-dump': {
    kinds: ['signal', 'goroutine dump'],
    reason: /^SIGQUIT\b|^$/,
  },
  'unexpected-signal': {
    kinds: ['signal', 'fatal error', 'panic'],
    reason:
      /^SIG[A-Z]+\b|^unexpected signal during runtime execution|^fault$|unexpected fault address|signal arrived during/,
  },
  'data-race': { kinds: ['data race'], reason: /(?:)/ },
  // What has no page of its own. The next two part panics by whether the program went on.
  'recovered-panic': { kinds: [] },
  'unrecovered-error-panic': { kinds: [] },
  'runtime-throw': {
    kinds: throws,
    reason: /(?:)/,
  },
} as const satisfies Record<string, ReasonGuide>;

/** The guide page of a crash: `guides/crashes/<slug>`. */
export type CrashGuide = keyof typeof reasonGuides;

export const crashGuides = Object.keys(reasonGuides) as CrashGuide[];

const rows: readonly (readonly [CrashGuide, ReasonGuide])[] = Object.entries(reasonGuides) as [
  CrashGuide,
  ReasonGuide,
][];

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
