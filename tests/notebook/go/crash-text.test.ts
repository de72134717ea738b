import { expect, test } from 'vitest';
import { findCrash, toCrashText } from '#notebook/go/crash-text.ts';

const deadlock = `fatal error: all goroutines are asleep - deadlock!

goroutine 1 [chan receive]:
main.main()
	casebook/dead/main.go:15 +0x16

goroutine 7 [select (no cases)]:
syscall/js.handleEvent()
	syscall/js/func.go:98 +0x2b

goroutine 6 [sync.Mutex.Lock]:
sync.(*Mutex).Lock(...)
	sync/mutex.go:46
`;

test('the goroutine of the runner is left out of a dump, wherever it stands', () => {
  const text = toCrashText(deadlock);
  expect(text).not.toContain('handleEvent');
  expect(text).not.toContain('goroutine 7');
  expect(text.match(/^goroutine \d+ /gm)).toEqual(['goroutine 1 ', 'goroutine 6 ']);
  expect(toCrashText(deadlock.replaceAll(' [', ' gp=0x1 m=0 mp=0x2 ['))).not.toContain('handleEvent');
});

test('one at the end of the text too', () => {
  const last = 'goroutine 7 [select (no cases)]:\nsyscall/js.handleEvent()\n\tsyscall/js/func.go:98 +0x2b';
  expect(toCrashText(`panic: x\n\n${last}`)).toBe('panic: x\n');
});

test('any other text stays as it is', () => {
  const text = 'goroutine 1 [running]:\nmain.main()\n\nsyscall/js.handleEvent() was called\n';
  expect(toCrashText(text)).toBe(text);
});

test.each([
  [deadlock, 'crash'],
  ['before\npanic: assignment to entry in nil map\n', 'crash'],
  ['gc 1 @0.156s 4%: 0.38+7.2+0.50 ms clock, 0.38+6.7/0/0+0.50 ms cpu, 1->2->1 MB', 'collections'],
  ['10 rounds, no panic: all is well\ngc 1 is near\n', undefined],
  ['', undefined],
])('what a program printed is worth a view: %j', (text, kind) => {
  expect(findCrash(text)).toBe(kind);
});
