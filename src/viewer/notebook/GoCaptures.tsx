import { useEffect, useState } from 'preact/hooks';
import { pathIn } from '#locale/paths.ts';
import type { Locale } from '#locale/locale.ts';
import { goValuesTexts } from '#texts/go-values.ts';
import { packCapture } from '#view/pack.ts';
import type { CaptureRef, ViewState } from '#view/view-state.ts';
import { CaptureBody } from '#viewer/captures/CaptureBody.tsx';
import { toFileRef } from '#viewer/captures/link-data.ts';
import { Notices } from '#viewer/captures/Notices.tsx';
import { ReadError } from '#viewer/captures/ReadError.tsx';
import { Reading } from '#viewer/captures/Reading.tsx';
import type { OpenItem } from '#viewer/captures/source.ts';
import { pageView } from '#viewer/page/page-view.ts';
import { useStore } from '#viewer/page/use-store.ts';
import { capturesOfRuns, type Look, type RunCaptures } from './run-captures.ts';
import '#viewer/captures/captures.css';

export interface GoCapturesProps {
  cell: string;
  locale: Locale;
}

/** Pixels of a chart or a flame graph below a cell. */
const viewHeight = 360;

/** What the last run of a cell has left that is a capture of its own, each looked at in its place. */
export function GoCaptures({ cell, locale }: GoCapturesProps) {
  const run = useStore(capturesOfRuns, () => capturesOfRuns.find(cell));
  // Another run's are other captures, whatever they are called.
  return run ? <RunOf key={toKey(run)} run={run} locale={locale} /> : null;
}

const keys = new WeakMap<RunCaptures, number>();
let lastKey = 0;

function toKey(run: RunCaptures): number {
  const key = keys.get(run) ?? ++lastKey;
  keys.set(run, key);
  return key;
}

function RunOf({ run: { captures, titles, maybe }, locale }: { run: RunCaptures; locale: Locale }) {
  const items = useStore(captures, () => captures.items);
  return (
    <div class="cb-go-captures">
      {items.map(
        (item) =>
          (!maybe.has(item.name) || item.value !== undefined) && (
            <GoCapture
              key={item.slot}
              item={item}
              title={titles.get(item.name) ?? item.name}
              locale={locale}
            />
          ),
      )}
    </div>
  );
}

interface GoCaptureProps {
  item: OpenItem;
  title: string;
  locale: Locale;
}

function GoCapture({ item, title, locale }: GoCaptureProps) {
  const [look, setLook] = useState<Look>(() => capturesOfRuns.lookAt(item.name));
  const change = (next: Look) => {
    capturesOfRuns.keepLook(item.name, next);
    setLook(next);
  };
  return (
    <details
      class="cb-go-capture"
      open={look.isOpen}
      onToggle={({ currentTarget }) => {
        if (currentTarget.open !== look.isOpen) change({ ...look, isOpen: currentTarget.open });
      }}
    >
      <summary>{title}</summary>
      {look.isOpen && (
        <>
          <Reading item={item} locale={locale} />
          <ReadError item={item} locale={locale} />
          <Notices notices={item.notices} locale={locale} />
          <CaptureBody
            item={item}
            items={[item]}
            state={look.state}
            onState={(state) => change({ ...look, state })}
            locale={locale}
            compact
            height={viewHeight}
          />
          {item.value && <OpenAlone item={item} state={look.state} locale={locale} />}
        </>
      )}
    </details>
  );
}

/** A link to the same view on the open page: with the bytes in it where they are few, else to what this browser keeps. */
function OpenAlone({ item, state, locale }: { item: OpenItem; state: ViewState; locale: Locale }) {
  const [data, setData] = useState<string | undefined>();
  const source = item.sources[0];
  const blob = source?.blobs[0]?.blob;
  useEffect(() => {
    let isHere = true;
    void blob
      ?.arrayBuffer()
      .then((bytes) => packCapture(new Uint8Array(bytes)))
      .then((packed) => isHere && setData(packed));
    return () => void (isHere = false);
  }, [blob]);
  if (!source) return null;
  const file = toFileRef(source);
  const { name, sizeBytes, sha256 } = file as CaptureRef & { from: 'file' };
  const ref: CaptureRef = data === undefined ? file : { from: 'link', name, sizeBytes, sha256, data };
  const view = { captures: [{ slot: item.slot, ref }], states: { [item.slot]: state } };
  return (
    <p class="cb-go-said">
      <a href={pageView.toAddress(view, pathIn(locale, '/open/'))}>{goValuesTexts[locale].openAlone}</a>
    </p>
  );
}
