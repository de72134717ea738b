import type { CellLanguage } from '#notebook/compile/cell.ts';
import type { ExportFormat } from './export-formats.ts';

/** What is exported: the cells of a page in their order, as the reader has them. */
export interface ExportedNotebook {
  title: string;
  /** Of the page that they come from. */
  address: string;
  cells: readonly { name: string; language: CellLanguage; text: string }[];
  /** What such a file lacks elsewhere, a sentence. */
  remark: string;
}

/** The text of a file, and what it is called and declared as. */
export function toExport(
  format: ExportFormat,
  notebook: ExportedNotebook,
): { text: string; name: string; type: string } {
  const stem =
    new URL(notebook.address).pathname
      .split('/')
      .filter(Boolean)
      .at(-1)
      ?.replace(/[^\w-]+/g, '-') ?? 'notebook';
  const { write, type } = writers[format];
  return { text: write(notebook), name: `${stem}.${format}`, type };
}

const writers: Record<ExportFormat, { write(notebook: ExportedNotebook): string; type: string }> = {
  js: { write: toScript, type: 'text/javascript' },
  ipynb: { write: toJupyter, type: 'application/x-ipynb+json' },
  html: { write: toNotebookKit, type: 'text/html' },
};

/** JavaScript, a comment before each cell. */
function toScript({ title, address, cells, remark }: ExportedNotebook): string {
  const parts = cells.map(({ name, language, text }) =>
    language === 'go'
      ? `// ${name}, a program in Go:\n${text.trimEnd().replaceAll(/^/gm, '// ')}\n`
      : `// ${name}\n${text.trimEnd()}\n`,
  );
  return [`${toComment([title, address, remark])}\n`, ...parts].join('\n');
}

function toComment(lines: readonly string[]): string {
  return lines.map((line) => `// ${line.replaceAll(/[\n\r\u2028\u2029]+/g, ' ')}`).join('\n');
}

/** A program in Go, which no kernel of these notebooks runs, as code to read. */
function toFence(text: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/^`+/gm)].map(([marks]) => marks.length));
  const marks = '`'.repeat(longest + 1);
  return `${marks}go\n${text.trimEnd()}\n${marks}`;
}

/** A notebook of Jupyter (nbformat 4.5), with Deno's kernel, which runs JavaScript. */
function toJupyter({ title, address, cells, remark }: ExportedNotebook): string {
  const toLines = (text: string) => text.split(/(?<=\n)/);
  const toId = (name: string, at: number) => `${at}-${name.replaceAll(/[^\w-]/g, '-')}`.slice(0, 64);
  const notebook = {
    nbformat: 4,
    nbformat_minor: 5,
    metadata: {
      title,
      kernelspec: { name: 'deno', display_name: 'Deno', language: 'typescript' },
      language_info: { name: 'javascript', file_extension: '.js', mimetype: 'text/javascript' },
    },
    cells: [
      {
        cell_type: 'markdown',
        id: 'title',
        metadata: {},
        source: toLines(`# ${title}\n\n${address}\n\n${remark}`),
      },
      ...cells.map(({ name, language, text }, at) =>
        language === 'go'
          ? {
              cell_type: 'markdown',
              id: toId(name, at),
              metadata: { name },
              source: toLines(toFence(text)),
            }
          : {
              cell_type: 'code',
              id: toId(name, at),
              metadata: { name },
              execution_count: null,
              outputs: [],
              source: toLines(text.trimEnd()),
            },
      ),
    ],
  };
  return `${JSON.stringify(notebook, null, 1)}\n`;
}

/** A notebook of Observable's Notebook Kit: an HTML page, a script a cell, whose semantics these cells have. */
function toNotebookKit({ title, address, cells, remark }: ExportedNotebook): string {
  const toText = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  const toCell = (id: number, type: string, text: string, attributes = '') => {
    // Notebook Kit takes the backslash away again.
    const safe = text.trimEnd().replace(/<(?=\\*\/script(?:\s|>))/gi, '<\\');
    const indented = safe.replace(/^(?=.)/gm, '    ');
    return `  <script id="${id}" type="${type}"${attributes}>\n${indented}\n  </script>`;
  };
  return [
    '<!doctype html>',
    '<notebook theme="air">',
    `  <title>${toText(title)}</title>`,
    toCell(1, 'text/markdown', `# ${title}\n\n<${address}>\n\n${remark}`),
    ...cells.map(({ language, text }, at) =>
      language === 'go'
        ? toCell(at + 2, 'text/markdown', toFence(text))
        : toCell(at + 2, 'module', text, ' pinned=""'),
    ),
    '</notebook>',
    '',
  ].join('\n');
}
