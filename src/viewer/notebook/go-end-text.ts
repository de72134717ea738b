import { formatAmount } from '#locale/amount.ts';
import { formatDuration, formatLimit, formatSize } from '#locale/format.ts';
import type { ProgramEnd, ProgramResult } from '#notebook/go/program.ts';
import type { GoTexts } from '#texts/go.ts';

/** `Exit code 2 · 0.04 s · 4 MiB`, `Stopped. · 3.2 s` */
export function toEndText(
  { end, elapsedMs, memoryBytes, droppedBytes }: ProgramResult,
  texts: GoTexts,
): string {
  const took = elapsedMs > 0 ? formatDuration(Number((elapsedMs / 1000).toPrecision(2))) : '';
  return [
    toWords(end, texts),
    took,
    memoryBytes > 0 ? formatAmount(memoryBytes, 'bytes') : '',
    droppedBytes > 0 ? texts.dropped(formatSize(droppedBytes)) : '',
  ]
    .filter(Boolean)
    .join(' · ');
}

function toWords(end: ProgramEnd, texts: GoTexts): string {
  switch (end.how) {
    case 'exit':
      return texts.exitCode(end.code);
    case 'memory':
      return texts.endedByMemory(formatLimit(end.limitBytes));
    case 'time':
      return texts.endedByTime(formatDuration(end.limitMs / 1000));
    case 'stopped':
      return texts.stopped;
    case 'stack':
      return texts.endedByStack(end.message);
    case 'failed':
      return texts.endedByEngine(end.message);
  }
}
