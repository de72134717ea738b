import type { RefObject } from 'preact';
import type { RecordingInfo } from '#model/recording/recording.ts';
import type { RecordingTexts } from '#texts/recording.ts';
import { ScrollText } from './ScrollText.tsx';

/** What the session's info file tells of the machine: CPU, kernel, and each extra command's output. */
export function InfoPanel({
  boxRef = null,
  info,
  texts,
  onClose,
}: {
  boxRef?: RefObject<HTMLElement> | null;
  info: RecordingInfo;
  texts: RecordingTexts;
  onClose?: () => void;
}) {
  const parts = [
    { title: texts.infoCpu, text: info.cpu },
    { title: texts.infoKernel, text: info.kernel },
    ...info.commands.map(({ command, output }) => ({ title: `$ ${command}`, text: output })),
  ].filter(({ text }) => text.trim() !== '');
  // A file that does not follow the format still has something to say.
  const shown = parts.length > 0 ? parts : [{ title: texts.info, text: info.text }];
  return (
    <section ref={boxRef} class="cb-rec-panel" aria-label={texts.infoOpen}>
      <header class="cb-rec-title">
        <h3 class="cb-fig-title">{texts.infoOpen}</h3>
        {onClose && (
          <button type="button" class="cb-rec-button" onClick={onClose}>
            {texts.close}
          </button>
        )}
      </header>
      {shown.map(({ title, text }, index) => (
        <details key={index} open={index < 3}>
          <summary>{title}</summary>
          <ScrollText label={title} text={text} />
        </details>
      ))}
    </section>
  );
}
