import type { RecordingTexts } from '#texts/recording.ts';
import { Separator } from '#viewer/controls/Separator.tsx';
import { deskSizes } from './desk-sizes.ts';
import type { Desk } from './use-desk.ts';

/** Least height of the part with the charts, and what stays free of the window below it. */
const LEAST = 260;
const BELOW = 120;

/** Between the charts, which stay, and what scrolls below them. */
export function DeskSeparator({ desk, texts }: { desk: Desk; texts: RecordingTexts }) {
  return (
    <Separator
      label={texts.deskSplit}
      value={desk.bodyHeight}
      min={LEAST}
      max={Math.max(LEAST, document.documentElement.clientHeight - BELOW)}
      onChange={(height, done) => desk.setSplit(height, done)}
      onReset={() => deskSizes.setSplit(undefined)}
    />
  );
}
