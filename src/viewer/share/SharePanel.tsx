import { useEffect, useId, useMemo, useRef, useState } from 'preact/hooks';
import { type RedactionSpec, usualKinds } from '#redact/kinds.ts';
import type { View } from '#view/view-state.ts';
import { findEditsToShare, withEdits } from '#viewer/page/kept-edits.ts';
import { pageView } from '#viewer/page/page-view.ts';
import { findShareStore } from './find-store.ts';
import { shareTexts } from '#texts/share.ts';
import { type Outgoing, toDataView, toOutgoing } from './outgoing.ts';
import type { Ready } from './ready.ts';
import { RedactionPanel, type RedactionWork } from './RedactionPanel.tsx';
import type { ShareStore } from './store.ts';
import { UploadWay } from './UploadWay.tsx';
import type { ShareDialogProps } from './share-props.ts';
import { Ways } from './Ways.tsx';
import { WhatLeaves } from './WhatLeaves.tsx';
import './share.css';
import { errorText } from '#viewer/captures/error-text.ts';

/** Where the reader left the switches; every dialog of a page has the same. */
let lastSpec: Required<RedactionSpec> = { kinds: usualKinds, words: [] };
let lastRedact = false;

/** From when on a redaction shows how far it is. */
const slowMs = 400;

/** The share dialog, open: loaded when it is first asked for. */
export function SharePanel({ onClose, ...props }: ShareDialogProps & { onClose(): void }) {
  const texts = shareTexts[props.locale];
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();

  useEffect(() => dialog.current?.showModal(), []);

  return (
    <dialog ref={dialog} class="cb-share not-content" aria-labelledby={id} onClose={onClose}>
      <header class="cb-share-head">
        <h2 id={id}>{texts.title}</h2>
        <button type="button" class="cb-button" data-quiet onClick={() => dialog.current?.close()}>
          {texts.close}
        </button>
      </header>
      <ShareBody {...props} />
    </dialog>
  );
}

function ShareBody({ items, title, locale, chart }: ShareDialogProps) {
  const texts = shareTexts[locale];
  const [redact, setRedact] = useState(lastRedact);
  const [spec, setSpec] = useState(lastSpec);
  const [ready, setReady] = useState<Ready>();
  const [failure, setFailure] = useState('');
  const [store, setStore] = useState<ShareStore>();
  const [edits] = useState(findEditsToShare);
  const seen = pageView.view;
  const view = useMemo(() => withEdits(seen, edits), [seen, edits]);

  useEffect(() => void findShareStore().then(setStore), []);
  useEffect(() => {
    lastRedact = redact;
    lastSpec = spec;
  }, [redact, spec]);

  const redaction = useMemo(() => (redact ? spec : undefined), [redact, spec]);
  const [work, setWork] = useState<RedactionWork>();
  const [attempt, setAttempt] = useState(0);
  const chartSlot = chart?.slot;
  useEffect(() => {
    const controller = new AbortController();
    const { signal } = controller;
    const onAgain = () => setAttempt((count) => count + 1);
    const onCancel = () => {
      controller.abort();
      setWork({ state: 'cancelled', onAgain });
    };
    const onProgress = (done: number) => {
      if (!signal.aborted) setWork((shown) => shown && { state: 'running', done, onCancel });
    };
    const prepare = async () => {
      const slotted = chartSlot === undefined ? items : items.map((item) => ({ ...item, slot: chartSlot }));
      const onCase = chartSlot !== undefined;
      const outgoing = await toOutgoing(view, slotted, { onCase, redaction, signal, onProgress });
      const dataView = await toDataView(outgoing);
      if (signal.aborted) return;
      clearTimeout(slow);
      setWork(undefined);
      setReady({ outgoing, dataView, of: { view, items, redaction } });
    };
    setFailure('');
    setWork(undefined);
    // Typing a word does not redact at each letter.
    const timer = setTimeout(() => {
      prepare().catch((error: unknown) => {
        if (signal.aborted) return;
        clearTimeout(slow);
        setWork(undefined);
        setFailure(errorText(error, locale));
      });
    }, 150);
    // Most are done before a bar could be read.
    const slow = setTimeout(() => {
      if (redaction) setWork({ state: 'running', done: undefined, onCancel });
    }, slowMs);
    return () => {
      clearTimeout(timer);
      clearTimeout(slow);
      controller.abort();
    };
  }, [view, items, chartSlot, redaction, attempt, locale]);

  // What was made ready for other switches must not go; its preview may stand until the next is there.
  const of = ready?.of;
  const current = of?.view === view && of.items === items && of.redaction === redaction ? ready : undefined;

  // Of files that have come in since, or after a cancel, an older preview would tell what is not so.
  const previewed =
    redact && of?.items === items && work?.state !== 'cancelled' ? ready?.outgoing : undefined;

  /** What a page of one file shows: on a case the chart alone, as it is. */
  const toPage = async (): Promise<Outgoing> => {
    const first = items[0];
    // Cells do not run in it.
    if (!chart || !first) return toOutgoing(seen, items, { redaction });
    const alone: View = { captures: [], active: first.slot, states: { [first.slot]: chart.state } };
    return toOutgoing(alone, items, { redaction });
  };

  return (
    <>
      {current ? (
        <WhatLeaves ready={current} locale={locale} />
      ) : (
        work?.state !== 'cancelled' && <p class="cb-share-wait">{texts.preparing}</p>
      )}
      {failure && <p role="alert">{texts.failed(failure)}</p>}
      <RedactionPanel
        on={redact}
        spec={spec}
        work={work}
        outgoing={previewed?.replacements ? previewed : undefined}
        texts={texts}
        onSwitch={setRedact}
        onSpec={setSpec}
      />
      {current && (
        <section class="cb-share-ways" aria-label={texts.ways}>
          <Ways ready={current} title={title} toPage={toPage} hasStore={store !== undefined} locale={locale}>
            {store && current.outgoing.own.length > 0 && (
              <UploadWay
                store={store}
                outgoing={current.outgoing}
                locale={locale}
                suggested={!current.dataView}
              />
            )}
          </Ways>
        </section>
      )}
    </>
  );
}
