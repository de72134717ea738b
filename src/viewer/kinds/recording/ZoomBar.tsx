import { useEffect, useRef } from 'preact/hooks';
import { positionAt, type TimeAxis } from '#model/recording/time-axis.ts';
import type { RecordingTexts } from '#texts/recording.ts';
import { useClosing } from '#viewer/figure/use-closing.ts';
import { isUndoKey } from './chart-keys.ts';
import type { LiveWindow } from './use-live-window.ts';
import type { PinTool } from './use-pin-tool.ts';
import { usePageKey } from './use-page-key.ts';

export interface ZoomBarProps {
  axis: TimeAxis;
  live: LiveWindow;
  /** The ends of a window as briefly as they are clear. */
  ends(window: readonly [number, number]): readonly [from: string, to: string, ...unknown[]];
  windowText: string;
  texts: RecordingTexts;
  onZoom(factor: number): void;
  pinTool: PinTool | undefined;
  /** The question mark on the page opens its list of keys. */
  isMain?: boolean;
}

/** Zooms that are listed: of more, the widest are left out, but for the whole. */
const MOST_CRUMBS = 4;

/** Which part is shown and by which zooms it was reached; buttons for those who neither drag nor type. */
export function ZoomBar({
  axis,
  live,
  ends,
  windowText,
  texts,
  onZoom,
  pinTool,
  isMain = false,
}: ZoomBarProps) {
  const helpRef = useRef<HTMLDetailsElement>(null);
  useClosing(helpRef);
  usePageKey('?', isMain, () => {
    const help = helpRef.current;
    if (!help) return;
    help.open = !help.open;
    if (help.open) help.querySelector('summary')?.focus();
  });
  const { zoomed, resetWindow, trail, goTo, undo } = live;
  const above = trail.path.slice(0, -1).slice(-MOST_CRUMBS);
  const barRef = useRef<HTMLDivElement>(null);
  /** What a press does may take its own button away, or turn it off: the keyboard stays at the bar, whose keys undo it. */
  const pressing = (act: () => void) => () => {
    act();
    requestAnimationFrame(() => {
      const bar = barRef.current;
      const focused = bar?.ownerDocument.activeElement;
      if (!focused || focused.localName === 'body' || focused.matches(':disabled')) {
        bar?.focus({ preventScroll: true });
      }
    });
  };
  // What its buttons did is undone from them too: the focus is there.
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      const isWhole = event.key === '0' && zoomed && !event.ctrlKey && !event.metaKey && !event.altKey;
      const act = isUndoKey(event) ? undo : isWhole ? resetWindow : undefined;
      if (!act) return;
      event.preventDefault();
      pressing(act)();
    };
    const bar = barRef.current;
    bar?.addEventListener('keydown', onKey);
    return () => bar?.removeEventListener('keydown', onKey);
  });
  const button = (label: string, name: string, isOff: boolean, act: () => void) => (
    <button
      type="button"
      class="cb-rec-button"
      aria-label={name}
      title={name}
      disabled={isOff}
      onClick={pressing(act)}
    >
      {label}
    </button>
  );
  return (
    <div ref={barRef} class="cb-rec-zoom" role="group" aria-label={texts.zoom} tabIndex={-1}>
      <ol class="cb-rec-crumbs" aria-label={texts.zoomTrail}>
        <li>
          <button type="button" class="cb-rec-button" disabled={!zoomed} onClick={pressing(resetWindow)}>
            {texts.zoomReset}
          </button>
        </li>
        {trail.path.length - 1 > above.length && <li>…</li>}
        {above.map((window) => (
          <li key={window.join()}>
            <button type="button" class="cb-rec-link" onClick={pressing(() => goTo(window))}>
              {ends([positionAt(axis, window[0]), positionAt(axis, window[1])])
                .slice(0, 2)
                .join('–')}
            </button>
          </li>
        ))}
        <li class="cb-rec-window" aria-current="true">
          <span role="status">{windowText}</span>
        </li>
      </ol>
      {button('+', texts.zoomIn, false, () => onZoom(1 / 2))}
      {button('−', texts.zoomOut, !zoomed, () => onZoom(2))}
      {button('↶', texts.zoomUndo, trail.past.length === 0, undo)}
      {pinTool && (
        <button
          type="button"
          class="cb-rec-button"
          aria-pressed={pinTool.isArmed}
          title={texts.pinHelp}
          onClick={() => pinTool.toggle()}
        >
          {texts.pinTool}
        </button>
      )}
      <details ref={helpRef} class="cb-rec-help cb-rec-thresholds">
        <summary title={isMain ? '?' : undefined}>
          {texts.help}
          {isMain && (
            <>
              {' '}
              <kbd aria-hidden="true">?</kbd>
            </>
          )}
        </summary>
        <div class="cb-rec-popover">
          <p>{texts.mouse}</p>
          <p>{texts.touch}</p>
          <p>
            {texts.keys} {pinTool && `${texts.keysOfNotes} `}
            {texts.keysAnywhere}
          </p>
        </div>
      </details>
    </div>
  );
}
