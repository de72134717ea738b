import { useMemo, useState } from 'preact/hooks';
import type { Frame } from '#model/crash/crash-log.ts';
import { toPlaceName } from '#model/crash/crash-text.ts';
import { diffStacks, type StackDiffRow } from '#model/crash/stack-diff.ts';
import type { CrashTexts } from '#texts/crash.ts';

/** A longer run of frames that both have is folded. */
const longestRun = 6;
/** Rows on the page at first. */
const mostRows = 100;

type Run = { rows: StackDiffRow[]; isFolded: boolean };

/** The stacks that two crashes are about, laid beside each other: what both have once, what one has marked. */
export function StackDiff({
  before,
  after,
  texts,
}: {
  before: readonly Frame[];
  after: readonly Frame[];
  texts: CrashTexts;
}) {
  const [opened, setOpened] = useState<ReadonlySet<number>>(new Set());
  const [whole, setWhole] = useState(false);
  const rows = useMemo(() => diffStacks(before, after), [before, after]);
  const shown = useMemo(() => toRuns(whole ? rows : rows.slice(0, mostRows)), [rows, whole]);
  const isSame = rows.every((row) => row.kind === 'shared' && !row.moved && !row.otherArgs);
  return (
    <div class="cb-crash-stack-diff" role="group" aria-label={texts.stackDifference}>
      <p>
        {texts.stackDifference} {isSame && <span class="cb-crash-note">{texts.stackDifferenceNone}</span>}
      </p>
      {!isSame && (
        <ol>
          {shown.map((run, at) =>
            run.isFolded && !opened.has(at) ? (
              <li key={at} class="cb-crash-folded">
                <button
                  type="button"
                  aria-expanded="false"
                  onClick={() => setOpened(new Set([...opened, at]))}
                >
                  {texts.sharedRun(run.rows.length)}
                </button>
              </li>
            ) : (
              run.rows.map((row, index) => <DiffRow key={`${at} ${index}`} row={row} texts={texts} />)
            ),
          )}
        </ol>
      )}
      {!whole && !isSame && rows.length > mostRows && (
        <button type="button" class="cb-button" data-quiet onClick={() => setWhole(true)}>
          {texts.showAll(rows.length)}
        </button>
      )}
    </div>
  );
}

const signs = { shared: ' ', gone: '−', new: '+' } as const;

function DiffRow({ row, texts }: { row: StackDiffRow; texts: CrashTexts }) {
  const frame = row.kind === 'gone' ? row.before : row.after;
  const place = (one: Frame): string =>
    [one.file, one.fileLine].filter((part) => part !== undefined).join(':');
  return (
    <li data-change={row.kind} data-owner={frame.owner}>
      <span aria-hidden="true">{signs[row.kind]}</span>
      <span class="cb-crash-unseen">{texts.stackRows[row.kind]}: </span>
      <bdi>{toPlaceName(frame)}</bdi>
      {row.kind === 'shared' && row.otherArgs ? (
        <Changed before={`(${row.before.args})`} after={`(${row.after.args})`} />
      ) : null}
      {row.kind === 'shared' && row.moved ? (
        <Changed before={place(row.before)} after={place(row.after)} />
      ) : (
        <small>{place(frame)}</small>
      )}
    </li>
  );
}

function Changed({ before, after }: { before: string; after: string }) {
  return (
    <small class="cb-crash-changed">
      <del>{before}</del> → <ins>{after}</ins>
    </small>
  );
}

/** Runs of frames that are the same in both, and the rows between them. */
function toRuns(rows: readonly StackDiffRow[]): Run[] {
  const runs: Run[] = [];
  for (const row of rows) {
    const isSame = row.kind === 'shared' && !row.moved && !row.otherArgs;
    const last = runs.at(-1);
    if (last && last.isFolded === isSame) last.rows.push(row);
    else runs.push({ rows: [row], isFolded: isSame });
  }
  return runs.map((run) => ({ ...run, isFolded: run.isFolded && run.rows.length > longestRun }));
}
