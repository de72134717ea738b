import { describe, expect, test } from 'vitest';
import { parseCellInfo } from '#notebook/compile/cell-options.ts';
import { compilePage } from '#notebook/compile/compile-page.ts';
import { findEmitted, findInputs } from '#notebook/compile/go-names.ts';
import { toSourcesModule } from '#notebook/compile/page-module.ts';

const go = (text: string, options = '') => `\`\`\`go cell${options && ` ${options}`}\n${text}\n\`\`\`\n`;
const js = (text: string, options = '') => `\`\`\`js cell${options && ` ${options}`}\n${text}\n\`\`\`\n`;
const compile = (mdx: string) => compilePage(mdx, 'guides/a.mdx', ['Plot', 'capture']);

describe('cells in Go', () => {
  test('stand beside those in JavaScript, with the same options', () => {
    const { cells, goCells } = compile(
      `${go('fmt.Println(1)', 'name=hello fold height=40')}\n${js('const a = 1')}\n${go('for {}')}`,
    );
    expect(cells.map(({ name }) => name)).toEqual(['a']);
    expect(goCells).toMatchObject([
      { name: 'hello', language: 'go', text: 'fmt.Println(1)', options: { fold: true, height: 40 } },
      { name: 'cell-3', language: 'go', fenceLine: 9 },
    ]);
    expect(parseCellInfo('go cell name=x title="x.go"')).toMatchObject({
      language: 'go',
      rest: 'title="x.go"',
    });
  });

  test('their texts are what is edited', () => {
    const { goCells } = compile(go('for {}', 'name=loop'));
    expect(toSourcesModule(goCells)).toContain('"name":"loop","language":"go"');
  });

  test.each([
    [go('x', 'foled'), 'guides/a.mdx:1:1: cell cell-1: unknown option foled'],
    [`${js('1', 'name=a')}\n${go('x', 'name=a')}`, 'guides/a.mdx:5:1: cell a: two cells are named a'],
    [
      `${go('cell.Emit("n", 1)', 'name=n')}\n${js('const n = 2', 'name=b')}`,
      'guides/a.mdx:6:7: cell b: n is declared by cell n already',
    ],
    [go('\n  cell.Emit("n", 1)', 'name=capture'), 'guides/a.mdx:3:3: cell capture: capture is built in'],
    [go('cell.Emit("n", 1)', 'name=two-words'), 'guides/a.mdx:2:1: cell two-words: a cell that emits values'],
    [go('cell.Emit("n", 1)'), 'guides/a.mdx:2:1: cell cell-1: a cell that emits values'],
  ])('a wrong one fails the page: %j', (mdx, message) => {
    expect(() => compile(mdx)).toThrow(message);
  });

  test('one that emits nothing takes no variable', () => {
    expect(compile(`${go('fmt.Println(1)', 'name=n')}\n${js('const n = 2', 'name=b')}`).cells).toHaveLength(
      1,
    );
  });
});

describe('names in a text', () => {
  test('of what is emitted and read, each once', () => {
    const text =
      'n := cell.Input("interval", 10)\nm := cell.Input[float64] ( "\u95f4\u9694", 1.5)\n' +
      'cell.Emit("rounds", n)\ncell . Emit(\n\t"chart", m)\ncell.Emit("rounds", m)';
    expect(findInputs(text)).toEqual(['interval', '\u95f4\u9694']);
    expect(findEmitted(text)).toEqual(['rounds', 'chart']);
  });

  test('not in comments, strings, or of another package', () => {
    const text =
      '// cell.Emit("a", 1)\n/* cell.Emit("b", 1) */\ns := `cell.Emit("c", 1)`\n' +
      'mycell.Emit("d", 1)\nx.cell.Emit("e", 1)\nr := \'"\'; cell.Emit("f", r)\ncell.Emit(name, 1)';
    expect(findEmitted(text)).toEqual(['f']);
  });
});
