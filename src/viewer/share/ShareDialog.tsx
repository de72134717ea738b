import { useEffect, useId, useMemo, useRef, useState } from 'preact/hooks';
import { type RedactionSpec, usualKinds } from '#share/redact.ts';
import type { View, ViewState } from '#share/view-state.ts';
import type { OpenItem } from '../captures/source.ts';
import type { Locale } from '../locale.ts';
import { pageView } from '../page-view.ts';
import { findShareStore } from './find-store.ts';
import { shareTexts } from './messages.ts';
import { type Outgoing, toDataView, toOutgoing } from './outgoing.ts';
import type { Ready } from './ready.ts';
import { RedactionPanel } from './RedactionPanel.tsx';
import type { ShareStore } from './store.ts';
import { UploadWay } from './UploadWay.tsx';
import { Ways } from './Ways.tsx';
import { WhatLeaves } from './WhatLeaves.tsx';
import './share.css';

export interface ShareDialogProps {
  items: readonly OpenItem[];
  title: string;
  locale: Locale;
  /** On a case: the chart's own slot, and how the chart is looked at, the author's settings included. */
  chart?: { slot: string; state: ViewState };
}

/** Where the reader left the switches; every dialog of a page has the same. */
let lastSpec: Required<RedactionSpec> = { kinds: usualKinds, words: [] };
let lastRedact = false;

/** The button that opens the share dialog. */
export function ShareDialog(props: ShareDialogProps) {
  const texts = shareTexts[props.locale];
  const [open, setOpen] = useState(false);
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();

  useEffect(() => {
    if (open) dialog.current?.showModal();
  }, [open]);

  return (
    <>
      <button
        type="button"
        class="cb-button"
        data-primary
        aria-haspopup="dialog"
        onClick={() => setOpen(true)}
      >
        {texts.share}
      </button>
      {open && (
        <dialog ref={dialog} class="cb-share not-content" aria-labelledby={id} onClose={() => setOpen(false)}>
          <header class="cb-share-head">
            <h2 id={id}>{texts.title}</h2>
            <button type="button" class="cb-button" data-quiet onClick={() => dialog.current?.close()}>
              {texts.close}
            </button>
          </header>
          <ShareBody {...props} />
        </dialog>
      )}
    </>
  );
}

function ShareBody({ items, title, locale, chart }: ShareDialogProps) {
  const texts = shareTexts[locale];
  const [redact, setRedact] = useState(lastRedact);
  const [spec, setSpec] = useState(lastSpec);
  const [ready, setReady] = useState<Ready>();
  const [failure, setFailure] = useState('');
  const [store, setStore] = useState<ShareStore>();
  const view = pageView.view;

  useEffect(() => void findShareStore().then(setStore), []);
  useEffect(() => {
    lastRedact = redact;
    lastSpec = spec;
  }, [redact, spec]);

  const redaction = useMemo(() => (redact ? spec : undefined), [redact, spec]);
  const chartSlot = chart?.slot;
  useEffect(() => {
    let gone = false;
    const prepare = async () => {
      const slotted = chartSlot === undefined ? items : items.map((item) => ({ ...item, slot: chartSlot }));
      const outgoing = await toOutgoing(view, slotted, { onCase: chartSlot !== undefined, redaction });
      const dataView = await toDataView(outgoing);
      if (!gone) setReady({ outgoing, dataView, of: { view, items, redaction } });
    };
    setFailure('');
    // Typing a word does not redact at each letter.
    const timer = setTimeout(() => {
      prepare().catch((error: unknown) => {
        if (!gone) setFailure(error instanceof Error ? error.message : String(error));
      });
    }, 150);
    return () => {
      gone = true;
      clearTimeout(timer);
    };
  }, [view, items, chartSlot, redaction]);

  // What was made ready for other switches must not go; its preview may stand until the next is there.
  const of = ready?.of;
  const current = of?.view === view && of.items === items && of.redaction === redaction ? ready : undefined;

  /** What a page of one file shows: on a case the chart alone, as it is. */
  const toPage = async (): Promise<Outgoing> => {
    const first = items[0];
    if (!chart || !first) return toOutgoing(view, items, { redaction });
    const alone: View = { captures: [], active: first.slot, states: { [first.slot]: chart.state } };
    return toOutgoing(alone, items, { redaction });
  };

  return (
    <>
      {current ? (
        <WhatLeaves ready={current} texts={texts} />
      ) : (
        <p class="cb-share-wait">{texts.preparing}</p>
      )}
      {failure && <p role="alert">{texts.failed(failure)}</p>}
      <RedactionPanel
        on={redact}
        spec={spec}
        outgoing={redact && ready?.outgoing.replacements ? ready.outgoing : undefined}
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
