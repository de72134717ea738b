import { describe, expect, test } from 'vitest';
import { diffCrashes } from '#model/crash/crash-diff.ts';
import { findPlace } from '#model/crash/crash-place.ts';
import { findLongestWaits } from '#model/crash/longest-waits.ts';
import { findCatcher } from '#model/crash/panic-catcher.ts';
import { findSignalCode, findWindowsException } from '#model/crash/signal-meaning.ts';
import { toCrashText } from '#model/crash/crash-text.ts';
import { findOldestRelease } from '#model/crash/go-release.ts';
import { sharedFrames } from '#model/crash/shared-frames.ts';
import { parseOne } from '../../formats/go-crash/read-log.ts';

const served = `2026/01/01 12:00:00 http: panic serving 10.0.0.1:43935: no ports
goroutine 7 [running]:
net/http.(*conn).serve.func1()
	/usr/local/go/src/net/http/server.go:1903 +0xbe
panic({0xf74a80?, 0x1501420?})
	/usr/local/go/src/runtime/panic.go:770 +0x132
acme.example/trace.(*Span).End(0xc00001ea80)
	/src/trace/span.go:419 +0xa82
panic({0xf74a80?, 0x1501420?})
	/usr/local/go/src/runtime/panic.go:770 +0x132
acme.example/boardd.(*Port).read(0x0)
	/src/boardd/port.go:31 +0x1d
`;

test('a thread that threw stands before the goroutine that it ran: in it is the place, in none that waits', async () => {
  const crash = await parseOne(`fatal error: unexpected signal during runtime execution
[signal SIGSEGV: segmentation violation code=0x1 addr=0x0 pc=0x0]

runtime stack:
runtime.throw({0x4c5b5f?, 0x0?})
	/usr/local/go/src/runtime/panic.go:1067 +0x48

goroutine 5 [chan receive]:
acme.example/boardd.wait()
	/src/boardd/wait.go:7 +0x1d

goroutine 1 [syscall]:
acme.example/boardd.(*Port).read(0x0)
	/src/boardd/port.go:31 +0x1d
`);
  expect(findPlace(crash)).toMatchObject({ function: 'acme.example/boardd.(*Port).read', fileLine: 31 });
});

describe('who caught a panic', () => {
  test('the server, by its function above the innermost panic', async () => {
    const crash = await parseOne(served);
    expect(findCatcher(crash)).toMatchObject({
      name: 'net/http',
      frame: { function: 'net/http.(*conn).serve.func1' },
    });
    const text = toCrashText(crash);
    expect(text).toContain('recovered by net/http, the program went on\n');
    expect(text).toContain('in your code: acme.example/boardd.(*Port).read  /src/boardd/port.go:31\n');
    expect(text).toContain('http: panic serving 10.0.0.1:43935: no ports\n');
  });

  test('a guard of the program’s own, by the deferred function', async () => {
    const crash = await parseOne(`2026/01/01 12:00:00 recovered: boom
goroutine 7 [running]:
runtime/debug.Stack()
	/usr/local/go/src/runtime/debug/stack.go:26 +0x5e
acme.example/boardd.guard.func1()
	/src/boardd/guard.go:12 +0x38
panic({0x6f8900?, 0x9c2000?})
	/usr/local/go/src/runtime/panic.go:860 +0x13a
acme.example/boardd.(*Port).read(0x0)
	/src/boardd/port.go:31 +0x1d
`);
    expect(findCatcher(crash)).toMatchObject({
      name: undefined,
      frame: { function: 'acme.example/boardd.guard.func1' },
    });
  });

  test('gin, by its words, where its list names no packages', async () => {
    const crash = await parseOne(`2026/01/01 12:00:00 [Recovery] 2026/01/01 - 12:00:00 panic recovered:
GET /api/ports HTTP/1.1
Host: board:8081

runtime error: invalid memory address or nil pointer dereference
/usr/local/go/src/runtime/panic.go:262 (0x471f38)
	panicmem: panic(memoryError)
/usr/local/go/src/runtime/signal_unix.go:925 (0x471f08)
	sigpanic: panicmem()
/src/boardd/ports.go:56 (0xb03744)
	(*Ports).List: return p.all[0].name
/src/boardd/auth.go:28 (0xc1bd94)
`);
    expect(findCatcher(crash)).toEqual({ name: undefined, wordsOf: 'gin', frame: undefined });
    expect(toCrashText(crash)).toContain('recovered (in the words of gin), the program went on\n');
    // The last frame has no function: its file stands for it, in texts and when stacks are compared.
    expect(toCrashText(crash)).toContain('\n/src/boardd/auth.go:28\n');
    const other = structuredClone(crash);
    other.goroutines[0]!.frames[3]!.fileLine = 29;
    expect(sharedFrames([crash, other])).toEqual(['panicmem', 'sigpanic', '(*Ports).List']);
    expect(diffCrashes(crash, other).changes.map(({ change }) => change)).toEqual(['new', 'gone']);
  });

  test('nobody, of a panic that ended the program', async () => {
    const crash = await parseOne(
      'panic: boom\n\ngoroutine 1 [running]:\nmain.main()\n\t/src/main.go:9 +0x51\n',
    );
    expect(findCatcher(crash)).toBeUndefined();
    expect(toCrashText(crash)).not.toContain('recovered');
  });
});

describe('the longest waits', () => {
  const timeout = `panic: test timed out after 10m0s
	running tests:
		TestPorts (10m0s)

goroutine 114 [running]:
testing.(*M).startAlarm.func1()
	/usr/local/go/src/testing/testing.go:2366 +0x385
created by time.goFunc
	/usr/local/go/src/time/sleep.go:177 +0x2d

goroutine 1 [chan receive, 10 minutes]:
testing.(*T).Run(0xc000130340, {0x1693113?, 0x0?}, 0x17640d0)
	/usr/local/go/src/testing/testing.go:1750 +0x3ab
main.main()
	_testmain.go:47 +0x16c

goroutine 58 [select, 9 minutes]:
acme.example/boardd.(*Port).wait(0x0)
	/src/boardd/port.go:31 +0x1d
`;

  test('one’s own code before the test’s parent, which waits as long', async () => {
    const crash = await parseOne(timeout);
    const waits = findLongestWaits(crash.goroutines);
    expect(waits.map(({ goroutines, waitMinutes }) => [goroutines[0]!.id, waitMinutes.max])).toEqual([
      [58, 9],
      [1, 10],
    ]);
    const text = toCrashText(crash);
    expect(text).toContain(
      '9 minutes [select]: 1 × acme.example/boardd.(*Port).wait  /src/boardd/port.go:31\n',
    );
    // What the alarm's own stack has of the user's is no place.
    expect(text).not.toContain('in your code');
  });
});

describe('what a signal’s numbers say', () => {
  const signal = (head: string) =>
    parseOne(`${head}\n\ngoroutine 1 [running]:\nmain.main()\n\t/src/boardd/main.go:9 +0x20\n`);

  test.each([
    ['SIGABRT: abort\nPC=0x7f8195d16eec m=0 sigcode=18446744073709551610', 'by-program'],
    ['SIGABRT: abort\nPC=0x7f8195d16eec m=0 sigcode=4294967290', 'by-program'],
    ['SIGABRT: abort\nPC=0x46bd10 m=0 sigcode=0', 'by-process'],
    ['SIGSEGV: segmentation violation\nPC=0x6ed9f2 m=0 sigcode=1 addr=0x0', 'not-mapped'],
    ['SIGSEGV: segmentation violation\nPC=0x6ed9f2 m=0 sigcode=2 addr=0x4a0000', 'not-allowed'],
    ['SIGBUS: bus error\nPC=0x6ed9f2 m=0 sigcode=2 addr=0x7f1200001000', 'nothing-behind'],
    ['SIGFPE: floating-point exception\nPC=0x6ed9f2 m=0 sigcode=1', 'divide'],
    ['SIGILL: illegal instruction\nPC=0x6ed9f2 m=0 sigcode=2', undefined],
  ])('%s', async (head, code) => {
    expect(findSignalCode(await signal(head))).toBe(code);
  });

  test('of macOS they are others', async () => {
    const text = `SIGSEGV: segmentation violation
PC=0x6ed9f2 m=0 sigcode=2 addr=0x0

goroutine 1 [running]:
runtime.kevent(0x3)
	/usr/local/go/src/runtime/sys_darwin.go:515 +0x20
`;
    expect(findSignalCode(await parseOne(text))).toBeUndefined();
  });

  test('a dump that a watchdog asked for has waits and no place, one of abort() has a place', async () => {
    const asked = await signal('SIGABRT: abort\nPC=0x46bd10 m=0 sigcode=0');
    const raised = await signal('SIGABRT: abort\nPC=0x46bd10 m=0 sigcode=18446744073709551610');
    expect(toCrashText(asked)).not.toContain('in your code');
    expect(toCrashText(raised)).toContain('in your code: main.main');
  });

  test.each([
    ['Exception 0xc0000005 0x1 0x10 0x7ff6000012ab', { name: 'access', access: 'write', addr: '0x10' }],
    ['Exception 0xc0000005 0x0 0xffffffffffffffff 0x7ff6000012ab', { access: 'read' }],
    ['Exception 0xc0000005 0x8 0x20 0x7ff6000012ab', { access: 'execute' }],
    ['Exception 0xe06d7363 0x19930520 0x5fe5f8 0x7ffd', { name: 'c++', access: undefined, addr: undefined }],
    ['Exception 0xc0000421 0x0 0x0 0x7ffd', { name: undefined, access: undefined }],
  ])('%s', async (head, wanted) => {
    expect(findWindowsException(await signal(`${head}\nPC=0x7ff6000012ab`))).toMatchObject(wanted);
  });

  test('of Linux there is no exception', async () => {
    expect(findWindowsException(await signal('SIGABRT: abort\nPC=0x46bd10 m=0 sigcode=0'))).toBeUndefined();
  });
});

test('labels of a profile say nothing of the release', async () => {
  const crash = await parseOne(`goroutine profile: total 444
444 @ 0x44066e 0x4393d7
# labels: {"port":"3"}
#	0x44066d	acme.example/boardd.tick+0x84	/src/boardd/tick.go:45
`);
  expect(findOldestRelease(crash)).toBeUndefined();
});
