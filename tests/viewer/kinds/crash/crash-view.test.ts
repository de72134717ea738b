import { h } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { describe, expect, test } from 'vitest';
import type { CrashState } from '#view/crash-state.ts';
import { CrashView } from '#viewer/kinds/crash/CrashView.tsx';
import type { Locale } from '#locale/locale.ts';
import { parse, readValid } from '../../../formats/go-crash/read-log.ts';

/** What the page says of a log, as text in one line. */
async function read(
  log: string | Uint8Array,
  locale: Locale = 'en',
  state: CrashState = {},
): Promise<string> {
  const html = await draw(log, locale, state);
  return html
    .replace(/<[^>]*>/g, ' ')
    .replaceAll('&lt;', '<')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&')
    .replace(/\s+/g, ' ');
}

async function draw(log: string | Uint8Array, locale: Locale, state: CrashState): Promise<string> {
  const bytes = typeof log === 'string' ? new TextEncoder().encode(log) : log;
  const { value } = await parse(bytes);
  return renderToString(
    h(CrashView, { files: [{ slot: 'a', name: 'a.log', file: value }], state, onState: () => {}, locale }),
  );
}

const guard = `goroutine 7 [running]:
runtime/debug.Stack()
	/usr/local/go/src/runtime/debug/stack.go:26 +0x5e
acme.example/boardd.guard.func1()
	/src/boardd/guard.go:12 +0x38
panic({0x6f8900?, 0x9c2000?})
	/usr/local/go/src/runtime/panic.go:860 +0x13a
acme.example/boardd.(*Port).read(0x0)
	/src/boardd/port.go:31 +0x1d
created by main.main in goroutine 1
	/src/boardd/main.go:9 +0x51
`;

describe('a panic that was caught', () => {
  const klog = `E0101 12:00:00.000000     123 runtime.go:78] Observed a panic: "no ports" (no ports)\n${guard}`;

  test('is shown as recovered, in whose words, by whom, and where it happened', async () => {
    const text = await read(klog);
    expect(text).toContain('Somebody caught the panic, printed it, and the program went on.');
    expect(text).toContain('The reason is in the words of the log that printed the stack.');
    expect(text).toMatch(
      /Caught by .*acme\.example\/boardd\.guard\.func1 in the words of k8s\.io\/apimachinery/,
    );
    expect(text).toMatch(
      /Where it happened .{0,40}L9 Show line 9 in the log acme\.example\/boardd\.\(\*Port\)\.read/,
    );
    expect(text).toMatch(/Said right before .*Observed a panic: "no ports"/);
    expect(text).not.toContain('nothing has crashed');
  });

  test('in Chinese too', async () => {
    const text = await read(klog, 'zh-cn');
    expect(text).toContain('有人接住了这个 panic，打印出来，程序继续运行。');
    expect(text).toMatch(/发生在哪里 .*acme\.example\/boardd\.\(\*Port\)\.read/);
  });

  test('its bucket is named by the place, and what ran because of it is marked', async () => {
    const html = await draw(klog, 'en', {});
    expect(html).toMatch(/cb-crash-own[^>]*><bdi>acme\.example\/boardd\.\(\*Port\)\.read</);
    expect(html.match(/data-deferred/g)).toHaveLength(2);
    expect(html.match(/data-place/g)).toHaveLength(1);
  });

  test('with which value is not claimed where no words say it', async () => {
    const text = await read(guard);
    expect(text).toContain('The program panicked; somebody caught it');
    expect(text).not.toContain('a value of its own');
  });

  test('whose words are lost is not called a dump that was asked for', async () => {
    const text = await read(guard);
    expect(text).not.toContain('as in a dump that somebody asked for');
  });
});

test('several panics: the reason is the first that nobody caught, the others stand beside it', async () => {
  const text = await read(`panic: first [recovered]
	panic: wrapped: first

${guard}`);
  expect(text).toMatch(/Panics, first to last .*first recovered .*wrapped: first the reason/);
});

test('a panic that was caught and raised again says so, alone as well', async () => {
  const text = await read(readValid('go1.26-repanicked.log'));
  expect(text).toContain('recovered, then panicked again');
  expect(text).not.toContain('the program went on');
});

test('threads stand apart from goroutines, each with its registers', async () => {
  const text = await read(`SIGABRT: abort
PC=0x46bd10 m=0 sigcode=0

goroutine 1 [running]:
main.main()
	/src/boardd/main.go:9 +0x20 fp=0xc00005df80 sp=0xc00005df50 pc=0x46b5c0

rax    0x1
rip    0x46bd10

-----

SIGQUIT: quit
PC=0x464823 m=2 sigcode=0

goroutine 0 [idle]:
runtime.futex()
	/usr/local/go/src/runtime/sys_linux_amd64.s:558 +0x23 fp=0x7f36d6ebcd20 sp=0x7f36d6ebcd18 pc=0x464823
rax    0xca
rip    0x464823

-----
`);
  expect(text).toContain('1 goroutine in 1 bucket by stack, 1 thread');
  expect(text).toMatch(/Threads The stacks that belong to threads.*runtime\.futex/);
  expect(text).toContain('sent by a process (kill)');
  expect(text).toContain('Registers of thread 1 of 2');
  expect(text).toMatch(/Registers of thread 2 of 2 rax 0xca rip 0x464823/);
});

test('a link that filters by the state of a thread still shows it', async () => {
  const log = readValid('go1.26-bad-pointer.log');
  const text = await read(log, 'en', { state: 'runtime stack' });
  expect(text).toMatch(/Threads The stacks.*runtime stack/);
  expect(text).toMatch(/0 of \d+ goroutines? shown/);
});

test('an exception of Windows says what was attempted where', async () => {
  const log = `Exception 0xc0000005 0x1 0x10 0x7ff6000012ab
PC=0x7ff6000012ab
signal arrived during external code execution

runtime.cgocall(0x7ff6662355c0, 0xc000036ee0)
	runtime/cgocall.go:156 +0x4a fp=0xc0000cfd28 sp=0xc0000cfcf0 pc=0x7ff6661d472a
main.main()
	boardd/main.go:20 +0x17d fp=0xc0000cff80 sp=0xc0000cff28 pc=0x7ff6663db39d
`;
  const text = await read(log);
  expect(text).toContain('Windows exception');
  expect(text).toContain('access violation: writing at 0x10');
  expect(await read(log, 'zh-cn')).toContain('访问违例: 写 0x10');
});

test('a profile counts its goroutines and names no states', async () => {
  const text = await read(`goroutine profile: total 1459
1015 @ 0x4379d0 0x43276a 0x49b050 0x97a90c
#	0x431d34	internal/poll.runtime_pollWait+0x54		/usr/local/go/src/runtime/netpoll.go:184
#	0x97a90b	acme.example/boardd.(*Port).wait.func1+0x7b	/src/boardd/port.go:364

444 @ 0x44066e 0x4393d7
# labels: {"port":"3"}
#	0x44066d	acme.example/boardd.tick+0x84	/src/boardd/tick.go:45
`);
  expect(text).toContain('1,459 goroutines in 2 buckets');
  expect(text).toContain('A profile of goroutines: equal stacks stand once, with their count.');
  expect(text).toContain('Stack of 1,015 goroutines');
  expect(text).toContain('{"port":"3"}');
  expect(text).not.toContain('state not said');
  expect(text).not.toContain('Built with');
  expect(text).not.toContain('goroutine ?');
});

test('what did not crash is not called crashing: a profile, a logged error, a panic that was caught', async () => {
  const profile = 'goroutine profile: total 1\n1 @ 0x1\n#\t0x1\tmain.main+0x1\t/src/boardd/main.go:9\n';
  const stack = 'main.read\\n\\t/src/boardd/port.go:31\\nmain.main\\n\\t/src/boardd/main.go:9';
  const error = `{"level":"error","msg":"request failed","error":"no ports","stacktrace":"${stack}"}\n`;
  for (const log of [profile, error]) {
    const text = await read(log);
    expect(text).toContain('Stack of one goroutine');
    expect(text).not.toContain('crashing');
  }
  const caught = error.replace('request failed', 'panic recovered');
  expect(await read(caught)).toContain('Stack of the goroutine that panicked');
  expect(await read(caught, 'zh-cn')).toContain('发生 panic 的 goroutine 的栈');
});

test('a test that ran out of time points at the longest waits, and not at its alarm', async () => {
  const text = await read(`panic: test timed out after 10m0s
	running tests:
		TestPorts (10m0s)

goroutine 114 [running]:
testing.(*M).startAlarm.func1()
	/usr/local/go/src/testing/testing.go:2366 +0x385

goroutine 58 [select, 10 minutes]:
acme.example/boardd.(*Port).wait(0x0)
	/src/boardd/port.go:31 +0x1d
`);
  expect(text).toMatch(
    /Longest waits waiting 10 minutes \[ ?select ?\] .*acme\.example\/boardd\.\(\*Port\)\.wait/,
  );
  expect(text).toContain('Stack: goroutine 58 [select, 10 minutes]');
  expect(text).not.toContain('Where it happened');
});

test('a race of old shows both accesses and where their goroutines came from', async () => {
  const text = await read(`==================
WARNING: DATA RACE
Write by goroutine 8:
  acme.example/boardd.(*Port).set()
      /src/boardd/port.go:31 +0xa3

Previous read by main goroutine:
  main.main()
      /src/boardd/main.go:9 +0x44

Goroutine 8 (running) created at:
  main.main()
      /src/boardd/main.go:7 +0x26f
==================
`);
  expect(text).toMatch(
    /Write by goroutine 8 .*Previous read by main goroutine .*Where they came from .*Goroutine 8 \(running\) created at/,
  );
});

test('frames without a function are shown by their file', async () => {
  const text = await read(`E0101 12:00:00.000000     123 runtime.go:69] Observed a panic: "boom" (boom)
/src/vendor/k8s.io/apimachinery/pkg/util/runtime/runtime.go:76
/src/vendor/k8s.io/apimachinery/pkg/util/runtime/runtime.go:51
/usr/local/go/src/runtime/panic.go:522
/src/boardd/port.go:31
`);
  expect(text).toContain('function not said');
  expect(text).toMatch(/Where it happened .*\/src\/boardd\/port\.go:31/);
});

test('a goroutine of 100,000 frames draws its ends, and neither list nor table holds them all', async () => {
  const frames = Array.from(
    { length: 100_000 },
    (_, at) => `main.walk(0x${at.toString(16)})\n\t/src/walk.go:9 +0x1`,
  );
  const html = await draw(
    `fatal error: stack overflow\n\ngoroutine 1 [running]:\n${frames.join('\n')}\n`,
    'en',
    {},
  );
  expect(html).toContain('Show all 100000');
  expect(html.length).toBeLessThan(400_000);
});
