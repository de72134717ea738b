import { describe, expect, test } from 'vitest';
import { parseCellInfo } from '#notebook/compile/cell-options.ts';
import { compilePage } from '#notebook/compile/compile-page.ts';
import { toPageModule } from '#notebook/compile/page-module.ts';

const go = (text: string, options = '') => `\`\`\`go cell ${options}\n${text}\n\`\`\`\n`;
const js = (text: string, options = '') => `\`\`\`js cell ${options}\n${text}\n\`\`\`\n`;
const compile = (...fences: string[]) => compilePage(fences.join('\n'), 'guides/a.mdx', ['Plot', 'view']);

describe('what a Go cell is to its page', () => {
  test('it reads of its inputs those that cells declare, and is a variable where it emits', () => {
    const { goVariables } = compile(
      js('const sleepMs = 10', 'name=settings'),
      go('n := cell.Input("sleepMs", 1) + cell.Input("unknown", 2)\ncell.Emit("n", n)', 'name=loop'),
      go('m := cell.Input("loop", map[string]int{})', 'name=after'),
      js('loop.n', 'name=shown'),
    );
    expect(goVariables).toEqual([
      { name: 'loop', emits: true, inputs: ['sleepMs'], open: ['unknown'] },
      { name: 'after', emits: false, inputs: ['loop'], open: [] },
    ]);
  });

  test.each([
    [
      [js('const twice = loop.n * 2'), go('x := 1\n\tcell.Emit("n", cell.Input("twice", x))', 'name=loop')],
      'guides/a.mdx:7:17: cell loop: it reads twice, which is made of its own values: loop → twice → loop',
    ],
    [
      [
        go('cell.Emit("n", cell.Input("c", 1))', 'name=a'),
        go('cell.Emit("n", cell.Input("a", 1))', 'name=b'),
        js('const c = b.n'),
      ],
      'guides/a.mdx:2:16: cell a: it reads c, which is made of its own values: a → b → c → a',
    ],
    [
      [go('cell.Emit("n", cell.Input("self", 1))', 'name=self')],
      'cell self: it reads self, which is made of its own values: self → self',
    ],
  ])('one that would feed itself fails the page: %j', (fences, message) => {
    expect(() => compile(...fences)).toThrow(message);
  });

  test('two that read the same do not', () => {
    const { goVariables } = compile(
      js('const n = 1'),
      go('cell.Emit("x", cell.Input("n", 1))', 'name=a'),
      js('const m = a.x + n'),
      go('cell.Emit("y", cell.Input("m", 1) + cell.Input("n", 1))', 'name=b'),
    );
    expect(goVariables.map(({ inputs }) => inputs)).toEqual([['n'], ['m', 'n']]);
  });
});

describe('the module of a page', () => {
  test('has what its Go cells read and give, and what is recorded of those that emit', async () => {
    const page = compile(
      js('const n = 1'),
      go('cell.Emit("x", cell.Input("n", cell.Input("m", 1)))', 'name=a env="GODEBUG=gctrace=1 GOGC=50"'),
      go('fmt.Println(1)', 'name=b'),
    );
    const values = [{ name: 'x', value: 3 }];
    const text = toPageModule(
      page,
      new Map([
        ['a', values],
        ['b', values],
      ]),
    );
    const module = (await import(`data:text/javascript,${encodeURIComponent(text)}`)) as { goCells: unknown };
    expect(module.goCells).toEqual([
      {
        name: 'a',
        emits: true,
        inputs: ['n'],
        open: ['m'],
        env: { GODEBUG: 'gctrace=1', GOGC: '50' },
        values,
      },
      { name: 'b', emits: false, inputs: [], open: [], env: {} },
    ]);
  });
});

describe('env=', () => {
  test.each(['go cell env', 'go cell env=""', 'go cell env=GODEBUG', 'go cell env="1A=2"'])(
    '%j is none',
    (info) => {
      expect(() => parseCellInfo(info)).toThrow(/env=.*: variables with their values, as in env="GODEBUG/);
    },
  );

  test('is for Go alone', () => {
    expect(() => parseCellInfo('js cell env="A=1"')).toThrow(
      'unknown option env="A=1"; there are name=, fold, hidden, height= and may-fail',
    );
    expect(() => parseCellInfo('go cell evn="A=1"')).toThrow('and env=');
  });
});
