import { afterEach, expect, test } from 'vitest';
import { openCrash, type OpenCrash } from './open-crash.ts';

let page: OpenCrash;
afterEach(() => page.close());

const reason = (): Element => page.root.querySelector('.cb-crash-reason')!;
/** What stands beside a fact's name. */
const fact = (name: string): string => {
  const term = [...reason().querySelectorAll('dt')].find(({ textContent }) => textContent === name)!;
  return page.text(term.nextElementSibling!);
};

test('the reason, what the runtime says, the first of one’s own frames, and the Go that it was built with', async () => {
  page = await openCrash(['topid-crash-1.log']);
  expect(page.text(reason().querySelector('.cb-crash-kind')!)).toBe('fatal error');
  expect(page.text(reason().querySelector('.cb-crash-why')!)).toBe(
    's.allocCount != s.nelems && freeIndex == s.nelems',
  );
  expect(fact('The runtime says')).toBe('L4Show line 4 in the log runtime: s.allocCount= 3 s.nelems= 5');
  expect(fact('In your code')).toContain('pidinfo.(*TidInfo).updateStat pidinfo/pidinfo.go:486');
  expect(fact('Built with')).toContain('Go 1.13: only there does throw stand at runtime/panic.go:774');
  expect(reason().querySelector('.cb-crash-guide a')!.getAttribute('href')).toBe(
    '/guides/crashes/span-accounting/',
  );
});

test('what mallocgc was asked for is held against the span, each sentence with its line', async () => {
  page = await openCrash(['topid-crash-1.log']);
  const said = [...page.root.querySelectorAll('.cb-crash-allocation li')];
  expect(said.map((item) => [item.getAttribute('data-agrees'), page.text(item)])).toEqual([
    [
      null,
      'L12Show line 12 in the log mallocgc was asked for 1,536 bytes (0x600). That is size class 35: objects of 1,536 bytes, 5 in a span of 8,192 bytes.',
    ],
    ['true', 'L4Show line 4 in the log The log says s.nelems= 5: size and span agree.'],
    [
      null,
      'L4Show line 4 in the log By its count 3 of 5 slots are taken; by its bitmap none is free. One of the two is wrong.',
    ],
    [
      'true',
      expect.stringContaining(
        'L10Show line 10 in the log nextFree’s second argument 0xa2f47 ends in 0x47: span class 71, size class 35 without pointers. It is the class of the size that was asked for. Classes have that number only before Go 1.16',
      ),
    ],
  ]);
});

test.each([
  ['go1.26-sigquit.log', /^SIGQUIT: quit\b/],
  [
    'go1.21-nil-deref.log',
    /^\[signal SIGSEGV: segmentation violation code=0x1 addr=0x[0-9a-f]+ pc=0x[0-9a-f]+\]/,
  ],
])('the signal is quoted as the log has it: %s', async (name, words) => {
  page = await openCrash([name]);
  expect(fact('Signal').replace(/^.* in the log /, '')).toMatch(words);
});

/** A crash in the allocator of an object of 1,536 bytes, of which a span holds five. */
const allocation = (objects: number, spanClass: string): string =>
  `runtime: s.allocCount= 3 s.nelems= ${objects}
fatal error: s.allocCount != s.nelems && freeIndex == s.nelems

goroutine 1 [running]:
runtime.throw(0x1a8caa, 0x31)
	runtime/panic.go:774 +0x54 fp=0x40000a0ca0 sp=0x40000a0c70 pc=0x3bc84
runtime.(*mcache).nextFree(0x7f82a2a6d0, 0xa2f${spanClass}, 0x4000000180, 0x200000003, 0x4000000180)
	runtime/malloc.go:852 +0x204 fp=0x40000a0cf0 sp=0x40000a0ca0 pc=0x1aa44
runtime.mallocgc(0x600, 0x15d600, 0x1, 0x0)
	runtime/malloc.go:1022 +0x688 fp=0x40000a0db0 sp=0x40000a0cf0 pc=0x1b0e8
main.main()
	main.go:3 +0x1
`;

test.each([
  [7, '47', 'The log says s.nelems= 7, not 5: size and span do not agree', 'It is the class of the size'],
  [5, '45', 'The log says s.nelems= 5: size and span agree.', 'It is not the class of the size'],
])(
  '%i objects in the span, class 0x%s: each sentence is marked by itself',
  async (objects, spanClass, ...said) => {
    page = await openCrash([allocation(objects, spanClass)]);
    const marked = page.all('.cb-crash-allocation [data-agrees]');
    expect(marked.map((item) => item.getAttribute('data-agrees'))).toEqual([
      String(objects === 5),
      String(spanClass === '47'),
    ]);
    marked.forEach((item, at) => expect(page.text(item)).toContain(said[at]));
  },
);

test('reason and top frames are copied as text, and as Markdown with the link', async () => {
  page = await openCrash(['topid-crash-1.log']);
  page.click(page.find('button', 'Copy reason and top frames'));
  await page.settle();
  expect(page.copied[0]).toMatch(
    /^fatal error: s\.allocCount != s\.nelems && freeIndex == s\.nelems\n[\s\S]*runtime\.mallocgc/,
  );
  expect(page.text(reason().querySelector('[role=status]')!)).toBe('Copied.');
  page.click(page.find('button', 'Copy as Markdown with the link'));
  await page.settle();
  expect(page.copied[1]).toMatch(/^\*\*topid-crash-1\.log\*\*\n\n```\nfatal error: /);
  expect(page.copied[1]).toContain('[Open in Casebook](<https://casebook.test/open/#v=2>)');
});

test('a page without a clipboard copies by selection, and a browser that refuses that too is reported', async () => {
  page = await openCrash(['topid-crash-1.log']);
  navigator.clipboard.writeText = () => Promise.reject(new Error('denied'));
  const status = (): string => page.text(reason().querySelector('[role=status]')!);
  let selected = '';
  page.document.execCommand = () => {
    selected = page.document.querySelector('textarea')!.value;
    return true;
  };
  page.click(page.find('button', 'Copy reason and top frames'));
  await page.settle();
  expect(status()).toBe('Copied.');
  expect(selected).toMatch(/^fatal error: s\.allocCount/);
  expect(page.document.querySelector('textarea')).toBeNull();
  page.document.execCommand = () => false;
  page.click(page.find('button', 'Copy reason and top frames'));
  await page.settle();
  expect(status()).toBe('The browser refused to copy. Select the text instead.');
});

test('registers stand by name, and a signal says its code and address', async () => {
  page = await openCrash(['go1.26-cgo-segv.log']);
  expect(fact('Signal')).toBe(
    'L2Show line 2 in the log SIGSEGV: segmentation violation code=1 addr=0x0 pc=0x6ed9f2 the address is not mapped',
  );
  const registers = new Map(
    [...page.root.querySelectorAll('.cb-crash-registers dl > div')].map((pair) => [
      pair.querySelector('dt')!.textContent,
      pair.querySelector('dd')!.textContent,
    ]),
  );
  expect(registers.size).toBe(21);
  expect([registers.get('rip'), registers.get('r11'), registers.get('rflags')]).toEqual([
    '0x6ed9f2',
    '0x216',
    '0x10206',
  ]);
});

test('a data race shows both accesses and where their goroutines were made, each with its line', async () => {
  page = await openCrash(['go1.26-race.log']);
  expect(page.find('section', 'Data races')).toBeDefined();
  const stacks = [...page.root.querySelectorAll('.cb-crash-access')].map((stack) => [
    page.text(stack.querySelector('p > bdi')!),
    [...stack.querySelectorAll('.cb-crash-call bdi')].map((call) => call.textContent),
  ]);
  expect(stacks).toEqual([
    ['Write at 0x00c0000961d8 by goroutine 9', ['main.(*counter).add()', 'main.init.4.func1.1()']],
    ['Previous read at 0x00c0000961d8 by main goroutine', ['main.init.4.func1()', 'main.main()']],
    ['Goroutine 9 (running) created at', ['main.init.4.func1()', 'main.main()']],
  ]);
  page.click(page.root.querySelectorAll('.cb-crash-access .cb-crash-line-link')[0]!);
  expect(page.state.line).toEqual([4, 4]);
});

test('the reader’s own code becomes links once its address is given, and nothing else does', async () => {
  page = await openCrash(['topid-crash-1.log']);
  const links = (): string[] =>
    [...page.root.querySelectorAll('.cb-crash-place a')].map((link) => link.getAttribute('href')!);
  // Of a known Go the standard library's source is public.
  const before = links();
  expect(before.every((url) => url.startsWith('https://github.com/golang/go/blob/go1.13'))).toBe(true);
  const form = page.root.querySelector('.cb-source form')!;
  page.type(form.querySelector('input')!, 'javascript:alert(1)//{path}');
  page.fire(form, 'submit');
  expect(page.text(form.querySelector('[role=status]')!)).toBe('That is no http or https address.');
  expect(links()).toEqual(before);
  page.type(form.querySelector('input')!, 'https://git.test/board/{path}#L{line}');
  page.fire(form, 'submit');
  await page.settle();
  expect(links()).toContain('https://git.test/board/pidinfo/pidinfo.go#L486');
  expect(links()).toHaveLength(before.length + 3);
});
