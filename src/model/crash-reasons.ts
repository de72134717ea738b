import type { CrashLog } from './crash-log.ts';

/** The guide page of a crash: `guides/crashes/<slug>`. */
export type CrashGuide = (typeof reasonGuides)[number]['slug'];

/**
 * The most common throws and panics, in the runtime's words, and the guide page that tells what each
 * means and what to look at next. The first pattern that the reason has is taken; `sample` is such a reason.
 */
const reasonGuides = [
  {
    slug: 'span-accounting',
    pattern:
      /s\.allocCount|s\.nelems|s\.freeindex|freeIndex is not valid|sweep increased allocation count|span has no free (?:objects|space)|refill of span/i,
    sample: 's.allocCount != s.nelems && freeIndex == s.nelems',
  },
  {
    slug: 'bad-pointer',
    pattern:
      /found bad pointer in Go heap|invalid pointer found on stack|bad sweepgen|marking free object|pointer to unallocated span|bad summary data|invalid heap pointer/,
    sample: 'found bad pointer in Go heap (incorrect use of unsafe or cgo?)',
  },
  {
    slug: 'all-goroutines-asleep',
    pattern:
      /all goroutines (?:are asleep|in bubble are blocked)|no goroutines \(main called runtime\.Goexit\)/,
    sample: 'all goroutines are asleep - deadlock!',
  },
  {
    slug: 'concurrent-map-writes',
    pattern: /concurrent map (?:writes|read and map write|iteration and map write|clone and map write)/,
    sample: 'concurrent map writes',
  },
  {
    slug: 'stack-overflow',
    pattern: /stack overflow|goroutine stack exceeds/,
    sample: 'stack overflow',
  },
  {
    slug: 'out-of-memory',
    pattern:
      /out of memory|cannot allocate (?:memory|heap metadata|\d+-byte block)|failed to reserve|newosproc|pthread_create failed/,
    sample: 'runtime: out of memory: cannot allocate 67108864-byte block (205258752 in use)',
  },
  {
    slug: 'unlock-of-unlocked-mutex',
    pattern: /sync: (?:R?Unlock|unlock|RUnlock|Unlock) of (?:unlocked|un-?locked) (?:mutex|RWMutex)/i,
    sample: 'sync: unlock of unlocked mutex',
  },
  {
    slug: 'nil-dereference',
    pattern: /invalid memory address or nil pointer dereference|value method .* called using nil/,
    sample: 'runtime error: invalid memory address or nil pointer dereference',
  },
  {
    slug: 'index-out-of-range',
    pattern: /index out of range|slice bounds out of range|cannot convert slice with length/,
    sample: 'runtime error: index out of range [5] with length 3',
  },
  {
    slug: 'nil-map-write',
    pattern: /assignment to entry in nil map/,
    sample: 'assignment to entry in nil map',
  },
  {
    slug: 'type-assertion',
    pattern: /interface conversion:/,
    sample: 'interface conversion: interface {} is string, not int',
  },
  {
    slug: 'closed-channel',
    pattern: /(?:send on|close of) (?:closed|nil) channel/,
    sample: 'send on closed channel',
  },
  {
    slug: 'makeslice-out-of-range',
    pattern:
      /make(?:slice|chan): (?:len|cap|size) out of range|growslice: (?:len|cap) out of range|negative Repeat count/,
    sample: 'runtime error: makeslice: len out of range',
  },
  {
    slug: 'divide-by-zero',
    pattern: /integer divide by zero|integer overflow/,
    sample: 'runtime error: integer divide by zero',
  },
  {
    slug: 'negative-waitgroup',
    pattern: /sync: (?:negative WaitGroup counter|WaitGroup is reused|WaitGroup misuse)/,
    sample: 'sync: negative WaitGroup counter',
  },
  {
    slug: 'cgo-pointer',
    pattern:
      /cgo argument has Go pointer|cgo result (?:is|has) (?:unpinned )?Go pointer|Go pointer stored into non-Go memory/,
    sample: 'cgo argument has Go pointer to unpinned Go pointer',
  },
  {
    slug: 'sigquit-dump',
    pattern: /^SIG(?:QUIT|ABRT): /,
    sample: 'SIGQUIT: quit',
  },
  {
    slug: 'unexpected-signal',
    pattern:
      /^SIG[A-Z]+: |unexpected signal during runtime execution|^fault$|unexpected fault address|signal arrived during/,
    sample: 'SIGSEGV: segmentation violation',
  },
  { slug: 'data-race', pattern: /^(?!)/, sample: '' },
  { slug: 'unrecovered-error-panic', pattern: /^(?!)/, sample: '' },
] as const;

/** The samples, for those who want to try them. */
export const reasonSamples: readonly { slug: CrashGuide; sample: string }[] = reasonGuides.filter(
  ({ sample }) => sample !== '',
);

/** The page about a crash's reason; undefined for a dump of goroutines, and for throws that have none. */
export function findCrashGuide(crash: CrashLog): CrashGuide | undefined {
  if (crash.reasonKind === 'data race') return 'data-race';
  const guide = reasonGuides.find(({ pattern }) => pattern.test(crash.reason));
  if (guide) return guide.slug;
  return crash.reasonKind === 'panic' ? 'unrecovered-error-panic' : undefined;
}
