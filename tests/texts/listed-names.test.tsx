import { experimental_AstroContainer as AstroContainer } from 'astro/container';
import type { SSRManifest } from 'astro';
import { renderToString } from 'preact-render-to-string';
import { expect, test, vi } from 'vitest';
import CaseSummary from '#components/CaseSummary.astro';
import NotebookBar from '#components/NotebookBar.astro';
import { CaptureFigure } from '#viewer/case/CaptureFigure.tsx';
import { NotebookCaptures } from '#viewer/notebook/notebook-captures.ts';
import { NotebookPanel } from '#viewer/notebook/NotebookPanel.tsx';
import { cellTexts } from '#texts/cells.ts';
import { PageVariables } from '#viewer/notebook/page-variables.ts';
import { Edits } from '#viewer/notebook/edits.ts';
import { WhatLeaves } from '#viewer/share/WhatLeaves.tsx';

vi.mock('#build/capture-catalog.ts', () => ({
  findCapture: (_: string, name: string) => Promise.resolve({ name, title: name, files: [], made: {} }),
}));

const captures = ['board', 'run-3'];
const entries = captures.map((name) => ({ name, title: name, kind: 'crash-log', files: [], made: {} }));

async function renderChinese(component: Parameters<AstroContainer['renderToString']>[0], props: object) {
  const i18n = { defaultLocale: 'zh-cn', locales: ['zh-cn'], domainLookupTable: {} };
  const container = await AstroContainer.create({ manifest: { i18n } as unknown as SSRManifest });
  const locals = { starlightRoute: { entry: { data: { captures } } } };
  return container.renderToString(component, { props: { ...props }, locals: locals as never });
}

/** Where several captures are named in a row on a Chinese page. */
const places: Record<string, () => string | Promise<string>> = {
  'a notebook’s bar': () => renderChinese(NotebookBar, { page: 'x' }),
  'the bar once it is alive': () => {
    const editing = { edits: new Edits('/cases/x/', undefined) } as never;
    return renderToString(
      <NotebookPanel
        captures={new NotebookCaptures(entries as never)}
        editing={editing}
        variables={new PageVariables(cellTexts['zh-cn'])}
        locale="zh-cn"
      />,
    );
  },
  'the summary of a case': () =>
    renderChinese(CaseSummary, {
      case: { status: 'open', symptom: 's', cause: 'c', fix: 'f', tags: ['gc'], captures },
    }),
  'a figure of a case': () =>
    renderToString(<CaptureFigure entries={entries as never} locale="zh-cn" height={200} />),
  'what a share leaves out': () => {
    const named = captures.map((name) => ({ name }));
    const outgoing = {
      own: [],
      published: named,
      missing: named,
      left: captures,
      lost: [],
      view: { states: {} },
    };
    return renderToString(<WhatLeaves ready={{ outgoing } as never} locale="zh-cn" />);
  },
};

test.each(Object.entries(places))('%s has a Chinese comma between names', async (_, render) => {
  const text = (await render()).replaceAll(/<[^>]*>/g, '');
  expect(text).toMatch(/board(?:（本站发布）)?，run-3/);
  expect(text).not.toContain('board, run-3');
});
