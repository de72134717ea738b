import type { RecordingTexts } from '#texts/recording.ts';
import type { LiveWindow } from './use-live-window.ts';

export interface ZoomBarProps {
  live: LiveWindow;
  windowText: string;
  texts: RecordingTexts;
  onZoom(factor: number): void;
  onPin: (() => void) | undefined;
}

/** Which part is shown, and buttons for those who neither drag nor type. */
export function ZoomBar({ live, windowText, texts, onZoom, onPin }: ZoomBarProps) {
  const { zoomed, resetWindow } = live;
  return (
    <div class="cb-rec-zoom" role="group" aria-label={texts.zoom}>
      <span class="cb-rec-window" role="status">
        {windowText}
      </span>
      <button
        type="button"
        class="cb-rec-button"
        aria-label={texts.zoomIn}
        title={texts.zoomIn}
        onClick={() => onZoom(1 / 2)}
      >
        +
      </button>
      <button
        type="button"
        class="cb-rec-button"
        aria-label={texts.zoomOut}
        title={texts.zoomOut}
        disabled={!zoomed}
        onClick={() => onZoom(2)}
      >
        −
      </button>
      <button type="button" class="cb-rec-button" disabled={!zoomed} onClick={resetWindow}>
        {texts.zoomReset}
      </button>
      {onPin && (
        <button type="button" class="cb-rec-button" onClick={onPin}>
          {texts.pin}
        </button>
      )}
      <details class="cb-rec-help">
        <summary>{texts.help}</summary>
        <p>{texts.mouse}</p>
        <p>{texts.keys}</p>
      </details>
    </div>
  );
}
