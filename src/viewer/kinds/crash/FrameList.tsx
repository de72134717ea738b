import { useMemo, useState } from 'preact/hooks';
import type { CodePlace, Frame } from '#model/crash/crash-log.ts';
import { toFilePrefix, type PathPrefixes } from '#model/crash/path-prefixes.ts';
import type { GoRelease } from '#model/crash/go-release.ts';
import { findSourceUrl } from '#model/source-link.ts';
import { LineLink } from './LineLink.tsx';
import type { CrashTexts } from '#texts/crash.ts';
import { FoldedPath } from './FoldedPath.tsx';
import { countDeferred } from './own-frame.ts';
import { sumSizes, toFrameRows, type Fold } from './stack-rows.ts';

/** What frames need to be shown wherever they stand. */
export interface FrameContext {
  fold: Fold;
  release: GoRelease | undefined;
  template: string;
  /** Where the crash comes from, if it is known: marked wherever it is shown. */
  place: Frame | undefined;
  /** Beginnings of names and paths that are left out; none where they are shown whole. */
  prefixes?: PathPrefixes | undefined;
  onLine(line: number): void;
  /** A line of the log, from 1, as it stands there. */
  lineAt(line: number): string;
  texts: CrashTexts;
}

/** Frames with everything that the log says of them. A deep stack shows its ends first. */
export function FrameList({
  frames,
  shared = 0,
  bare = false,
  context,
}: {
  frames: readonly Frame[];
  shared?: number;
  /** The log gives functions without arguments, as profiles and loggers' lists do. */
  bare?: boolean;
  context: FrameContext;
}) {
  const { texts, fold } = context;
  const [whole, setWhole] = useState(false);
  const [opened, setOpened] = useState<ReadonlySet<number>>(new Set());
  const rows = useMemo(() => toFrameRows(frames, fold), [frames, fold]);
  const deferred = useMemo(() => countDeferred(frames) - 1, [frames]);
  const shown = whole || rows.length <= most ? rows : rows.slice(0, most);
  return (
    <>
      <ol class="cb-crash-frames">
        {shown.map((row) => {
          if (row.kind === 'frame') {
            return (
              <FrameItem
                key={row.depth}
                frame={row.frame}
                shared={row.depth < shared}
                deferred={row.depth < deferred}
                bare={bare}
                context={context}
              />
            );
          }
          if (opened.has(row.depth)) {
            return row.frames.map((frame, at) => (
              <FrameItem
                key={row.depth + at}
                frame={frame}
                shared={row.depth + at < shared}
                deferred={row.depth + at < deferred}
                bare={bare}
                context={context}
              />
            ));
          }
          const size = sumSizes(row.frames);
          return (
            <li key={row.depth} class="cb-crash-folded" data-owner={row.owner}>
              <button
                type="button"
                aria-expanded="false"
                onClick={() => setOpened(new Set([...opened, row.depth]))}
              >
                {texts.folded(row.frames.length, row.owner)}
              </button>
              {size !== undefined && <span class="cb-crash-size">{texts.bytes(size)}</span>}
            </li>
          );
        })}
      </ol>
      {shown.length < rows.length && (
        <button type="button" class="cb-button" data-quiet onClick={() => setWhole(true)}>
          {texts.showAll(rows.length)}
        </button>
      )}
    </>
  );
}

const most = 100;

function FrameItem({
  frame,
  shared,
  deferred,
  bare,
  context,
}: {
  frame: Frame;
  shared: boolean;
  /** Above a `panic(`: it ran because of the panic. */
  deferred: boolean;
  bare: boolean;
  context: FrameContext;
}) {
  const { texts, onLine, place, prefixes } = context;
  const isPlace = frame === place;
  const { function: name, args, owner, offset, fp, sp, pc, sizeBytes, line } = frame;
  const addresses = [
    offset,
    ...Object.entries({ fp, sp, pc }).map(([key, value]) => value && `${key}=${value}`),
  ];
  // `io/ioutil.` is dimmed, `ReadAll` is what the eye looks for.
  const start = name.lastIndexOf('/') + 1;
  const dot = frame.package === '' ? start : name.indexOf('.', start) + 1;
  const told = [texts.owners[owner], ...(shared ? [texts.sharedMark] : [])];
  return (
    <li
      data-owner={owner}
      data-shared={shared || undefined}
      data-deferred={deferred || undefined}
      data-place={isPlace || undefined}
    >
      <div class="cb-crash-call">
        <span class="cb-crash-unseen">{texts.frameTold(told)}</span>
        {name === '' ? (
          <span class="cb-crash-args">{texts.noFunction}</span>
        ) : (
          <bdi>
            <span class="cb-crash-package">
              <FoldedPath text={name.slice(0, dot)} prefix={prefixes?.functions} />
            </span>
            <b>{name.slice(dot)}</b>
            <wbr />
            {!bare && <span class="cb-crash-args">({args})</span>}
          </bdi>
        )}
        {isPlace && <span class="cb-crash-badge">{texts.placeMark}</span>}
        {deferred && <span class="cb-crash-size">{texts.deferred}</span>}
        {sizeBytes !== undefined && <span class="cb-crash-size">{texts.bytes(sizeBytes)}</span>}
      </div>
      <div class="cb-crash-place">
        <LineLink line={line} onLine={onLine} texts={texts} />
        <Place place={frame} owner={owner} context={context} />
        <span>{addresses.filter(Boolean).join(' ')}</span>
      </div>
    </li>
  );
}

/** A file and line, as a link where the source is known. */
export function Place({
  place,
  owner,
  context,
}: {
  place: CodePlace;
  owner: Frame['owner'];
  context: FrameContext;
}) {
  const { file, fileLine } = place;
  if (file === undefined) return null;
  const text = fileLine === undefined ? file : `${file}:${fileLine}`;
  const prefix = context.prefixes && toFilePrefix(context.prefixes, owner);
  const shown = (
    <bdi>
      <FoldedPath text={text} prefix={prefix} />
    </bdi>
  );
  const url = findSourceUrl({ owner, file, fileLine }, context.release?.tag, context.template);
  if (url === undefined) return shown;
  return (
    <a href={url} target="_blank" rel="noreferrer noopener" title={context.texts.sourceOf(text)}>
      {shown}
    </a>
  );
}
