import type { CrashGuide } from '#model/crash/crash-reasons.ts';

export const texts = {
  'span-accounting': {
    means:
      'The allocator’s count of a span and its bitmap disagree. Its bookkeeping is damaged; memory has not run out.',
    next: 'Whether other runs fail at other places but in the same allocator: then look for what writes into the heap (unsafe, cgo, hardware, kernel), not at the frames above.',
  },
  'bad-pointer': {
    means: 'The collector met a pointer into memory that the allocator has not given out.',
    next: 'The “found in object at” line and the code that keeps uintptr values, unsafe.Pointer or C pointers in Go memory.',
  },
  'all-goroutines-asleep': {
    means: 'Every goroutine waits for another: none can ever go on.',
    next: 'The buckets below: which channel or lock each waits for, and who should have sent, received, closed or unlocked.',
  },
  'concurrent-map-writes': {
    means: 'Two goroutines used one map at the same time, and at least one wrote.',
    next: 'The map in the user’s frames, and everything else that touches it without the same lock. Run with -race to see both sides.',
  },
  'stack-overflow': {
    means:
      'A goroutine’s stack grew to its limit, 1 GB on 64-bit machines: nearly always infinite recursion.',
    next: 'The calls that repeat among the innermost frames, and what should have ended them.',
  },
  'out-of-memory': {
    means: 'The operating system gave no more memory.',
    next: 'How much was in use and how large the last request was (the runtime’s own line); limits of the container or ulimit; a heap profile before the end.',
  },
  'unlock-of-unlocked-mutex': {
    means: 'A lock was released that was not held.',
    next: 'A second Unlock on some path, a copied mutex (go vet finds it), or an Unlock without its Lock.',
  },
  'nil-dereference': {
    means: 'The program read or wrote through a nil pointer. A small addr= is the offset of the field.',
    next: 'Where it happened, in your own code: which pointer was nil there, and who should have set it.',
  },
  'index-out-of-range': {
    means: 'An index or slice bound lies outside of the slice, array or string.',
    next: 'The two numbers of the message and the frame of your own code where it happened; [-1] is mostly the last element of something empty.',
  },
  'nil-map-write': {
    means: 'A map that was never made was written to. Reading one is allowed, writing is not.',
    next: 'Where the map should have been made; a struct literal that leaves it out.',
  },
  'type-assertion': {
    means: 'A value in an interface is not of the type that was asked for.',
    next: 'The two types of the message; the form with two results, v, ok := x.(T), does not panic.',
  },
  'closed-channel': {
    means: 'A channel was used after it was closed, or closed twice, or closed while nil.',
    next: 'Who closes it: only the sender, once, and after all senders have ended.',
  },
  'makeslice-out-of-range': {
    means: 'A length that is negative or too large was given to make, or computed on the way to it.',
    next: 'Where the number comes from: an unchecked size of input, or a difference that went below zero.',
  },
  'divide-by-zero': {
    means: 'An integer was divided by zero.',
    next: 'The divisor in the frame of your own code where it happened, an average over nothing, say.',
  },
  'negative-waitgroup': {
    means: 'Done was called more often than Add had announced.',
    next: 'An Add inside of the goroutine instead of before it, a Done on two paths, or a WaitGroup passed by value.',
  },
  'cgo-pointer': {
    means: 'Go memory that holds Go pointers was handed to C.',
    next: 'The argument of the C call: copy the data, use runtime.Pinner, or a cgo.Handle.',
  },
  'data-race': {
    means: 'Two goroutines used the same memory without order between them, and one of them wrote.',
    next: 'The two accesses and where their goroutines were made: what lock or channel should have stood between them.',
  },
  'sigquit-dump': {
    means:
      'The goroutines as they were at one moment, because somebody asked for them. SIGQUIT (kill -QUIT, Ctrl-\\) also ends the program; a profile or debug.Stack does not.',
    next: 'The largest buckets and the longest waits: a lock, a channel or a call that nobody comes back from.',
  },
  'unexpected-signal': {
    means:
      'The processor refused an access outside of what Go can turn into a panic: in C, in the runtime, or at an address that no Go variable has.',
    next: 'pc= and addr=, and the innermost frame: C code, unsafe, or assembly.',
  },
  'unrecovered-error-panic': {
    means: 'The program itself called panic, with an error or a value of its own.',
    next: 'The first frame of your own code below the last panic: who called it, and what the text says.',
  },
  'system-call-failed': {
    means:
      'The kernel refused a system call that the runtime cannot do without. A fault at 0x1006 that follows is the runtime’s own way to stop, no nil pointer.',
    next: 'The number in the runtime’s line: 38 (89 on MIPS) is a call that this kernel does not have, 1 one that a filter refuses. Then the kernel’s version and configuration.',
  },
  'thread-limit': {
    means: 'The system gave no further thread, or the program has more of them than Go allows.',
    next: 'The errno in the line beside it (11 is a limit on threads, 12 memory), and which calls hold threads: goroutines in syscall and in C.',
  },
  'stack-split': {
    means:
      'A stack had to grow where that is forbidden: on a thread’s own stack, in a system call, or in a signal handler. It is not infinite recursion.',
    next: 'C code and callbacks, signal handlers of libraries, assembly; the stack that is printed before the reason.',
  },
  'foreign-signal-handler': {
    means:
      'Code that is not Go’s changed how signals are delivered; Go cannot handle one on a goroutine’s small stack.',
    next: 'Which library of the process calls sigaction or sigaltstack: its handlers need SA_ONSTACK.',
  },
  'unexpected-return-pc': {
    means:
      'The runtime walked a stack and found a return address that lies in no function: the stack was overwritten.',
    next: 'The bad address (does it read as text or as a small number?) and what the named function hands to C, to unsafe code or to assembly.',
  },
  checkptr: {
    means: 'A build with -race or -d=checkptr found an unsafe.Pointer conversion that breaks the rules.',
    next: 'The frame below runtime.checkptr…: that very line is the mistake.',
  },
  'test-timeout': {
    means: 'go test reached its time limit and printed every goroutine. The first one is only its alarm.',
    next: 'The goroutine of the test that was running: what does it wait for? And the longest waits, where the log has any of a minute or more.',
  },
  'negative-shift': {
    means: 'A shift by a number below zero.',
    next: 'Where the number went negative: a difference, or a value from outside.',
  },
  'unhashable-type': {
    means: 'A slice, a map or a function, behind an interface, was compared or used as the key of a map.',
    next: 'The line of the frame of your own code where it happened, and where such a value comes in: decoded JSON, an error type, a key.',
  },
  'range-over-func': {
    means: 'An iterator called yield again after the loop over it had ended.',
    next: 'The iterator, not the loop: every call of yield must be followed by a return when it gives false.',
  },
  'unaligned-atomic': {
    means:
      'A 64-bit atomic operation at an address that is not divisible by 8, which 32-bit processors need.',
    next: 'The field below the atomic call: make it an atomic.Int64, or put it first in its struct.',
  },
  reflect: {
    means: 'The reflect package was asked for something that the value does not have.',
    next: 'The frame of your own code where it happened below reflect: what was handed in, a nil, a value instead of a pointer, another kind?',
  },
  'invalid-argument': {
    means: 'A function of the standard library was given an argument that makes no sense.',
    next: 'The call in the frame of your own code where it happened, and where its argument comes from: an empty list, an unset setting, a second registration.',
  },
  goleak: {
    means: 'Goroutines were left over when the test had ended. Nothing has crashed.',
    next: 'Created by: who starts them, and who should have stopped them before the test’s end.',
  },
  'windows-exception': {
    means:
      'An exception of Windows that Go cannot turn into a panic: in a DLL, in C, or where the runtime cannot go on.',
    next: 'The code, what was attempted at which address (second and third number), and the call out of Go in the frame of your own code where it happened.',
  },
  sigabrt: {
    means:
      'The program called abort(), as C’s library does for a failed assertion or a damaged heap, or another process sent the signal. The sigcode shows which.',
    next: 'The line printed before it. With sigcode 0 somebody asked, a watchdog say: then the longest waits.',
  },
  'processor-signals': {
    means: 'The processor or the kernel refused what the program did; not by a nil pointer.',
    next: 'Which signal: SIGBUS is mostly a mapped file that changed, SIGILL code for another processor, SIGSYS a filter. Then pc= and addr=.',
  },
  'recovered-panic': {
    means: 'The program panicked; somebody caught it, printed it, and the program went on.',
    next: 'The place below the last panic( call: the frames above it caught the panic. Also which locks that function held.',
  },
  'runtime-throw': {
    means:
      'The runtime found itself in a state that cannot be, and ended the program. No recover catches that.',
    next: 'What the runtime printed before the reason, whether it is always the same place, and the reason in Go’s issues.',
  },
} satisfies Record<CrashGuide, { means: string; next: string }>;
