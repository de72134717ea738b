import { useState } from 'preact/hooks';
import { errorText } from '#viewer/captures/error-text.ts';
import { captureTexts } from '#texts/captures.ts';
import { Later, useLater } from '#viewer/page/later.ts';
import type { ShareDialogProps } from './share-props.ts';

/** Redaction, uploads and the texts of both: a page has them when somebody is about to share. */
const panel = new Later(async () => (await import('./SharePanel.tsx')).SharePanel);

/** Why the dialog cannot be had is said where it is asked for: `load` throws it again there. */
const prepare = () => void panel.load().catch(() => undefined);

/** The button that opens the share dialog. */
export function ShareDialog(props: ShareDialogProps) {
  const texts = captureTexts[props.locale];
  const [open, setOpen] = useState(false);
  const { value: Panel, error, again } = useLater(open ? panel : undefined);
  const failed = open && error !== undefined;

  return (
    <>
      <button
        type="button"
        class="cb-button"
        data-primary
        aria-haspopup="dialog"
        aria-busy={open && !Panel && !failed ? 'true' : undefined}
        onPointerEnter={prepare}
        onFocus={prepare}
        onClick={() => {
          setOpen(true);
          if (failed) again();
        }}
      >
        {texts.share}
      </button>
      {failed && <p role="alert">{texts.shareFailed(errorText(error, props.locale))}</p>}
      {open && Panel && <Panel {...props} onClose={() => setOpen(false)} />}
    </>
  );
}
