import { useMemo, useState } from 'preact/hooks';
import { formatCount } from '#locale/format.ts';
import type { Bucket } from '#model/crash/crash-log.ts';
import { toPlaceName } from '#model/crash/crash-text.ts';
import { diffCrashes, type BucketChange } from '#model/crash/crash-diff.ts';
import { toSignature } from '#model/crash/alike.ts';
import { findCrashing } from '#model/crash/buckets.ts';
import { toColumnName, type CrashColumn } from './columns.ts';
import type { CrashTexts } from '#texts/crash.ts';
import { findOwnFrame } from './own-frame.ts';
import { StackDiff } from './StackDiff.tsx';

const mostRows = 60;
/** Of new goroutines of one bucket. */
const mostIds = 24;
/** Of one stack; in full it stands among the goroutines. */
const mostFrames = 100;

/** What became of the buckets from one crash to another. */
export function DiffPanel({ columns, texts }: { columns: readonly CrashColumn[]; texts: CrashTexts }) {
  const [chosen, setChosen] = useState<[number, number]>([0, 1]);
  const [whole, setWhole] = useState(false);
  const from = columns[chosen[0]] ?? columns[0]!;
  const to = columns[chosen[1]] ?? columns.find((column) => column !== from) ?? from;
  const { changes, sameReason } = useMemo(() => diffCrashes(from.crash, to.crash), [from.crash, to.crash]);
  const differing = changes.filter(({ change }) => change !== 'same');
  const same = changes.filter(({ change }) => change === 'same');
  // Of one program numbers go on from dump to dump; of two crashes they are of two programs.
  const areDumps = [from, to].every(({ crash }) => toSignature(crash) === undefined);
  const newIds = changes.reduce((sum, change) => sum + change.newIds.length, 0);
  const crashing = [from, to].map(({ crash }) =>
    toSignature(crash) === undefined ? [] : (findCrashing(crash)?.frames ?? []),
  );
  const pick = (label: string, value: CrashColumn, at: 0 | 1) => (
    <label>
      <span>{label}</span>
      <select
        class="cb-field"
        value={String(columns.indexOf(value))}
        onChange={(event) => {
          const next: [number, number] = [columns.indexOf(from), columns.indexOf(to)];
          next[at] = Number(event.currentTarget.value);
          setChosen(next);
        }}
      >
        {columns.map((column, index) => (
          <option key={column.key} value={String(index)}>
            {toColumnName(column, texts)}
          </option>
        ))}
      </select>
    </label>
  );
  return (
    <section class="cb-crash-diff" aria-label={texts.difference}>
      <h3>{texts.difference}</h3>
      <div class="cb-crash-filters">
        {pick(texts.from, from, 0)}
        {pick(texts.to, to, 1)}
      </div>
      <p class="cb-crash-note" role="status">
        {sameReason ? texts.sameReason : texts.otherReason}{' '}
        {differing.length === 0 ? texts.noDifference : texts.changed(countChanges(changes))}
      </p>
      {areDumps && newIds > 0 && <p class="cb-crash-note">{texts.newIds(newIds)}</p>}
      {crashing.every((frames) => frames.length > 0) && (
        <StackDiff before={crashing[0]!} after={crashing[1]!} texts={texts} />
      )}
      {differing.length > 0 && (
        <ChangeTable
          changes={whole ? differing : differing.slice(0, mostRows)}
          label={texts.difference}
          texts={texts}
        />
      )}
      {!whole && differing.length > mostRows && (
        <button type="button" class="cb-button" data-quiet onClick={() => setWhole(true)}>
          {texts.showAll(differing.length)}
        </button>
      )}
      {same.length > 0 && differing.length > 0 && (
        <SameBuckets key={`${from.key} ${to.key}`} changes={same} texts={texts} />
      )}
    </section>
  );
}

function countChanges(changes: readonly BucketChange[]): Record<BucketChange['change'], number> {
  const counts = { new: 0, grown: 0, gone: 0, shrunk: 0, same: 0 };
  for (const { change } of changes) counts[change]++;
  return counts;
}

/** What is as it was, folded: nobody looks for it first. */
function SameBuckets({ changes, texts }: { changes: readonly BucketChange[]; texts: CrashTexts }) {
  const [shown, setShown] = useState(false);
  const label = texts.sameHidden(changes.length);
  return (
    <details open={shown} onToggle={(event) => setShown(event.currentTarget.open)}>
      <summary>{label}</summary>
      {shown && <ChangeTable changes={changes.slice(0, mostRows)} label={label} texts={texts} />}
      {shown && changes.length > mostRows && (
        <p class="cb-crash-note">{texts.andMore(changes.length - mostRows)}</p>
      )}
    </details>
  );
}

function ChangeTable({
  changes,
  label,
  texts,
}: {
  changes: readonly BucketChange[];
  label: string;
  texts: CrashTexts;
}) {
  return (
    <div class="cb-crash-scroll" role="group" aria-label={label} tabIndex={0}>
      <table>
        <thead>
          <tr>
            <th scope="col">{texts.change}</th>
            <th scope="col">{texts.before}</th>
            <th scope="col">{texts.after}</th>
            <th scope="col">{texts.bucket}</th>
          </tr>
        </thead>
        <tbody>
          {changes.map((change, at) => (
            <ChangeRow key={at} change={change} texts={texts} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function ChangeRow({
  change: { change, before, after, bucket, moved, newIds },
  texts,
}: {
  change: BucketChange;
  texts: CrashTexts;
}) {
  return (
    <tr data-change={change}>
      <td>
        <b>{texts.changes[change]}</b>
        {before > 0 && after > 0 && before !== after && ` ${toSigned(after - before)}`}
        {moved && <small> ({texts.moved})</small>}
      </td>
      <td>{formatCount(before)}</td>
      <td>{formatCount(after)}</td>
      <td class="cb-crash-stack">
        <BucketStack bucket={bucket} newIds={newIds} texts={texts} />
      </td>
    </tr>
  );
}

function toSigned(difference: number): string {
  return `${difference > 0 ? '+' : '−'}${formatCount(Math.abs(difference))}`;
}

function BucketStack({
  bucket,
  newIds,
  texts,
}: {
  bucket: Bucket;
  newIds: readonly number[];
  texts: CrashTexts;
}) {
  const { state, frames } = bucket;
  const own = findOwnFrame(frames);
  const [shown, setShown] = useState(false);
  return (
    <details onToggle={(event) => setShown(event.currentTarget.open)}>
      <summary>
        [{state || texts.unknownState}] <bdi>{own ? toPlaceName(own) : texts.noFrames}</bdi>
      </summary>
      {shown && newIds.length > 0 && (
        <p>
          {texts.newIdsOf} {newIds.slice(0, mostIds).join(' ')}{' '}
          {newIds.length > mostIds && texts.andMore(newIds.length - mostIds)}
        </p>
      )}
      <ol>
        {(shown ? frames.slice(0, mostFrames) : []).map((frame) => (
          <li key={frame.line}>
            <bdi>{frame.function || texts.noFunction}</bdi>
            {frame.file !== undefined && ` ${frame.file}:${frame.fileLine}`}
          </li>
        ))}
      </ol>
      {shown && frames.length > mostFrames && <p>{texts.andMore(frames.length - mostFrames)}</p>}
    </details>
  );
}
