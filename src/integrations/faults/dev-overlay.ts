import type { ServerResponse } from 'node:http';
import type { Plugin } from 'vite';
import { fromBase } from '#locale/base-path.ts';
import { checkCapture, checkPage } from './check-source.ts';
import { readBuiltPage } from './check-site.ts';
import { findLinkFaults } from './check-unbuilt.ts';
import { type Fault, sortFaults, toLine } from './fault.ts';
import type { Project } from './project.ts';
import { toSourceTargets } from './source-targets.ts';

export interface DevOverlayOptions {
  project: Project;
  base: string;
  /** Whether a path below the base is a page or data that no source of a page has. */
  isAnswered(path: string): boolean;
}

/**
 * Under `npm run dev`, what is wrong with a page stands over it: its frontmatter, its cells, links, images,
 * components and twin. What leaves no page at all, MDX that does not read, is in Astro's own overlay.
 */
export function devOverlay({ project, base, isAnswered }: DevOverlayOptions): Plugin {
  const targets = toSourceTargets(project, base, isAnswered);
  let changes = 0;
  return {
    name: 'casebook-faults-overlay',
    apply: 'serve',
    configureServer(server) {
      server.watcher.on('all', (_, file) => {
        if (isDrawnFrom(project.toFile(file))) changes++;
      });
      server.middlewares.use((request, response, next) => {
        const { pathname } = new URL(request.url ?? '/', 'http://localhost');
        if (pathname.endsWith(changesPath)) {
          response.setHeader('cache-control', 'no-store');
          response.end(String(changes));
          return;
        }
        const before = changes;
        const file = project.findPage(fromBase(base, pathname) ?? pathname);
        if (file !== undefined && request.headers.accept?.includes('text/html')) {
          holdBody(response, async (html) => {
            const faults = await findFaults(file, pathname, html);
            return faults.length === 0 ? html : html + toOverlay(faults, before);
          });
        }
        next();
      });
    },
  };

  async function findFaults(file: string, path: string, html: string): Promise<Fault[]> {
    const found = checkPage(project, file, await project.captureNames());
    const ofPage = found.map(({ line, column, words }) => ({ file, line, column, words }));
    const entries = await project.findCaptures();
    const ofCaptures = entries.flatMap((entry) =>
      checkCapture(project, entry).map(({ line, column, words }) => ({ file: entry, line, column, words })),
    );
    // What is drawn without its frontmatter, say, is wrong for that alone.
    const drawn = found.some(({ blocking }) => blocking) ? [] : readBuiltPage(html).faults;
    const links = await findLinkFaults(project, file, path, targets);
    return sortFaults(withoutRepeated([...ofPage, ...ofCaptures, ...links], drawn));
  }
}

/** What the sources say of a cell or an image need not be said again of what is drawn. */
export function withoutRepeated(known: readonly Fault[], drawn: readonly Fault[]): Fault[] {
  const toSubject = ({ file, words }: Fault) =>
    `${file} ${/^cell [^:]+:|^the image \S+ is not there/.exec(words)?.[0] ?? words}`;
  const said = new Set(known.map(toSubject));
  return [...known, ...drawn.filter((fault) => !said.has(toSubject(fault)))];
}

/** Gives how often what pages are drawn from has changed. */
const changesPath = '/@casebook-changes';

/** @param file from the project's folder: what Astro has read of the pages, or what it reads itself */
function isDrawnFrom(file: string): boolean {
  return /^(?:src\/content|public\/captures)\/|(?:^|\/)data-store\.json$/.test(file);
}

/**
 * A dialog over the page that lists them. Escape and its button put it away, and the page is there.
 *
 * A page that was drawn while its source changed may have faults that are mended, and had no connection yet
 * by which it would be loaded again: it asks.
 *
 * @param changes how many there were when the page was asked for
 */
function toOverlay(faults: readonly Fault[], changes: number): string {
  const title = faults.length === 1 ? 'One fault of this page' : `${faults.length} faults of this page`;
  const items = faults.map((fault) => `<li>${escapeHtml(toLine(fault))}</li>`);
  return `
<style>
  .cb-faults {
    margin: 10vh auto auto;
    max-width: min(60rem, 94vw);
    padding: var(--cb-space-4);
    border: 1px solid var(--cb-line);
    border-top: 3px solid var(--cb-danger);
    background: var(--cb-paper);
    color: var(--cb-ink);
  }
  .cb-faults::backdrop { background: rgb(0 0 0 / 50%); }
  .cb-faults h2 { margin: 0; font-size: var(--cb-text-l); }
  .cb-faults ul { margin: var(--cb-space-3) 0; padding: 0; list-style: none; font-family: var(--cb-mono); font-size: var(--cb-text-s); }
  .cb-faults li { padding: var(--cb-space-2) 0; border-top: 1px dotted var(--cb-line); overflow-wrap: anywhere; }
</style>
<dialog class="cb-faults" aria-labelledby="cb-faults-title">
  <form method="dialog">
    <h2 id="cb-faults-title">${title}</h2>
    <ul>
${items.join('\n')}
    </ul>
    <button class="cb-button">Close</button>
  </form>
</dialog>
<script>
  document.querySelector('dialog.cb-faults').showModal();
  addEventListener('load', async () => {
    const response = await fetch('${changesPath}');
    if (response.ok && (await response.text()) !== '${changes}') location.reload();
  });
</script>
`;
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** Keeps what is written to a response back until it is whole, and hands it on as what `change` makes of it. */
function holdBody(response: ServerResponse, change: (html: string) => Promise<string>): void {
  const { end } = response;
  const chunks: Buffer[] = [];
  const keep = (chunk: unknown) => {
    if (typeof chunk === 'string') chunks.push(Buffer.from(chunk));
    else if (chunk instanceof Uint8Array) chunks.push(Buffer.from(chunk));
  };
  response.write = ((chunk: unknown, ...rest: unknown[]) => {
    keep(chunk);
    const done = rest.find((one) => typeof one === 'function') as (() => void) | undefined;
    done?.();
    return true;
  }) as typeof response.write;
  response.end = ((chunk?: unknown, ...rest: unknown[]) => {
    keep(chunk);
    const done = [chunk, ...rest].find((one) => typeof one === 'function') as (() => void) | undefined;
    const body = Buffer.concat(chunks);
    const isHtml = /text\/html/.test(String(response.getHeader('content-type') ?? ''));
    const finish = (whole: Buffer | string) => {
      if (!response.headersSent && response.hasHeader('content-length')) {
        response.setHeader('content-length', Buffer.byteLength(whole));
      }
      end.call(response, whole, 'utf8', done);
    };
    if (!isHtml) finish(body);
    else change(body.toString('utf8')).then(finish, () => finish(body));
    return response;
  }) as typeof response.end;
}
