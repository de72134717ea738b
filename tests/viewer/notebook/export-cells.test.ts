import { deserialize } from '@observablehq/notebook-kit';
import { DOMParser } from 'linkedom';
import { Parser } from 'acorn';
import { expect, test } from 'vitest';
import { type ExportedNotebook, toExport } from '#viewer/notebook/export-cells.ts';

const notebook: ExportedNotebook = {
  title: 'Memory & <GOGC>',
  address: 'https://casebook.test/cases/madv-free/',
  remark: 'What the cells read of Casebook is not in it.',
  cells: [
    { name: 'goal', language: 'js', text: 'const goal = 1;\nconst twice = goal * 2;\n' },
    { name: 'own-1', language: 'js', text: 'const html = "<script>a</script>";\n' },
  ],
};

test('as a script: the cells as they are, a comment before each', () => {
  const { name, type, text } = toExport('js', notebook);
  expect([name, type]).toEqual(['madv-free.js', 'text/javascript']);
  expect(text).toBe(
    '// Memory & <GOGC>\n// https://casebook.test/cases/madv-free/\n' +
      '// What the cells read of Casebook is not in it.\n\n' +
      '// goal\nconst goal = 1;\nconst twice = goal * 2;\n\n// own-1\nconst html = "<script>a</script>";\n',
  );
  const hostile = toExport('js', { ...notebook, title: 'a\nthrow 1' }).text;
  const program = Parser.parse(hostile, { ecmaVersion: 'latest' });
  expect(program.body.map(({ type: kind }) => kind)).not.toContain('ThrowStatement');
});

test('as a notebook of Jupyter', () => {
  const { name, text } = toExport('ipynb', notebook);
  expect(name).toBe('madv-free.ipynb');
  const {
    nbformat,
    nbformat_minor: minor,
    cells,
  } = JSON.parse(text) as {
    nbformat: number;
    nbformat_minor: number;
    cells: { cell_type: string; id: string; source: string[] }[];
  };
  expect([nbformat, minor]).toEqual([4, 5]);
  expect(cells.map(({ cell_type: kind, id, source }) => [kind, id, source.join('')])).toEqual([
    ['markdown', 'title', `# ${notebook.title}\n\n${notebook.address}\n\n${notebook.remark}`],
    ['code', '0-goal', 'const goal = 1;\nconst twice = goal * 2;'],
    ['code', '1-own-1', 'const html = "<script>a</script>";'],
  ]);
  for (const { id } of cells) expect(id).toMatch(/^[\w-]{1,64}$/);
});

test('as a notebook of Observable, as its own reader reads it', () => {
  const { name, text } = toExport('html', notebook);
  expect(name).toBe('madv-free.html');
  const parser = new DOMParser() as unknown as globalThis.DOMParser;
  const read = deserialize(text, { parser });
  expect(read.title).toBe(notebook.title);
  expect(read.cells.map(({ mode, value, pinned }) => [mode, value.trim(), pinned])).toEqual([
    ['md', `# ${notebook.title}\n\n<${notebook.address}>\n\n${notebook.remark}`, false],
    ['js', 'const goal = 1;\nconst twice = goal * 2;', true],
    ['js', 'const html = "<script>a</script>";', true],
  ]);
});

test('a page without a name', () => {
  expect(toExport('js', { ...notebook, address: 'https://casebook.test/' }).name).toBe('notebook.js');
});
