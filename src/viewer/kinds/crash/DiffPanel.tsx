import { useMemo, useState } from 'preact/hooks';
import type { Bucket } from '#model/crash/crash-log.ts';
import { toPlaceName } from '#model/crash/crash-text.ts';
import { diffCrashes, type BucketChange } from '#model/crash/crash-diff.ts';
import type { CrashColumn } from './columns.ts';
import type { CrashTexts } from '#texts/crash.ts';
import { findOwnFrame } from './own-frame.ts';

const mostRows = 60;
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
  const same = changes.length - differing.length;
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
        {sameReason ? texts.sameReason : texts.otherReason} {differing.length === 0 && texts.noDifference}
      </p>
      {differing.length > 0 && (
        <div class="cb-crash-scroll" role="group" aria-label={texts.difference} tabIndex={0}>
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
              {(whole ? differing : differing.slice(0, mostRows)).map((change, at) => (
                <ChangeRow key={at} change={change} texts={texts} />
              ))}
            </tbody>
          </table>
        </div>
      )}
      {!whole && differing.length > mostRows && (
        <button type="button" class="cb-button" data-quiet onClick={() => setWhole(true)}>
          {texts.showAll(differing.length)}
        </button>
      )}
      {same > 0 && differing.length > 0 && <p class="cb-crash-note">{texts.sameHidden(same)}</p>}
    </section>
  );
}

/** The name of a file, with the number of the crash where it has several. */
export function toColumnName({ name, number, file }: CrashColumn, texts: CrashTexts): string {
  const { length } = file.crashes;
  return length > 1 ? texts.crashIn(name, number, length) : name;
}

function ChangeRow({
  change: { change, before, after, bucket, moved },
  texts,
}: {
  change: BucketChange;
  texts: CrashTexts;
}) {
  return (
    <tr data-change={change}>
      <td>
        <b>{texts.changes[change]}</b>
        {moved && <small> ({texts.moved})</small>}
      </td>
      <td>{before}</td>
      <td>{after}</td>
      <td class="cb-crash-stack">
        <BucketStack bucket={bucket} texts={texts} />
      </td>
    </tr>
  );
}

function BucketStack({ bucket, texts }: { bucket: Bucket; texts: CrashTexts }) {
  const { state, frames } = bucket;
  const own = findOwnFrame(frames);
  const [shown, setShown] = useState(false);
  return (
    <details onToggle={(event) => setShown(event.currentTarget.open)}>
      <summary>
        [{state || texts.unknownState}] <bdi>{own ? toPlaceName(own) : texts.noFrames}</bdi>
      </summary>
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
