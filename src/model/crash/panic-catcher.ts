import { findCrashing } from './buckets.ts';
import type { CrashLog, Frame } from './crash-log.ts';
import { isPanicCall } from './crash-place.ts';

/** Who caught a panic, as far as the log tells. */
export interface PanicCatcher {
  /** Server or library whose function it is: `net/http`. */
  name: string | undefined;
  /** Server or library whose words stand before the stack: `gin`. Another may use the same words. */
  wordsOf: string | undefined;
  /** The function that caught it: the library's, else the deferred one above the innermost `panic(`. */
  frame: Frame | undefined;
}

// Functions that recover, and the words that they write.
const known: readonly { name: string; function: RegExp; words?: RegExp }[] = [
  // http: panic serving 10.0.0.7:51034: no ports
  {
    name: 'net/http',
    function: /^(?:net\/http\.\(\*(?:conn|http2serverConn)\)|golang\.org\/x\/net\/http2\.)/,
    words: /\bhttp2?: panic serving /,
  },
  // 2026/01/01 12:00:00 [Recovery] 2026/01/01 - 12:00:00 panic recovered:
  { name: 'gin', function: /^github\.com\/gin-gonic\/gin\./, words: /\[Recovery\]/ },
  // [PANIC RECOVER] runtime error: … goroutine 7 [running]:
  { name: 'echo', function: /^github\.com\/labstack\/echo\b/, words: /\[PANIC RECOVER\]/ },
  { name: 'negroni', function: /^github\.com\/(?:urfave|codegangsta)\/negroni\b/, words: /\[negroni\]/ },
  { name: 'chi', function: /^github\.com\/(?:go-chi|pressly)\/chi\b/ },
  { name: 'gorilla/handlers', function: /^github\.com\/gorilla\/handlers\./ },
  { name: 'fiber', function: /^github\.com\/gofiber\/fiber\b/ },
  { name: 'go-grpc-middleware', function: /^github\.com\/grpc-ecosystem\/go-grpc-middleware\b/ },
  // E0101 12:00:00.000000 123 runtime.go:142] "Observed a panic" panic="…"
  {
    name: 'k8s.io/apimachinery',
    function: /^k8s\.io\/apimachinery\/pkg\/util\/runtime\./,
    words: /\bObserved a panic\b/,
  },
  { name: 'controller-runtime', function: /^sigs\.k8s\.io\/controller-runtime\// },
];

/**
 * Who caught the panic of a program that went on: by the functions above the innermost `panic(`, else by
 * the words that stand before the stack. Undefined where nothing tells, and for a panic that nobody caught.
 */
export function findCatcher(crash: CrashLog): PanicCatcher | undefined {
  if (!crash.recovered) return undefined;
  const frames = findCrashing(crash)?.frames ?? [];
  // Of several panics the last, which stands innermost, is the one that was caught.
  const call = frames.findIndex(isPanicCall);
  const above = frames.slice(0, Math.max(0, call));
  const said = crash.contextLines.map(({ text }) => text);
  for (const one of known) {
    const frame = above.findLast(({ function: called }) => one.function.test(called));
    if (frame) return { name: one.name, wordsOf: undefined, frame };
  }
  const wordsOf = known.find(({ words }) => words && said.some((text) => words.test(text)))?.name;
  const frame = above.at(-1);
  return wordsOf === undefined && !frame ? undefined : { name: undefined, wordsOf, frame };
}
