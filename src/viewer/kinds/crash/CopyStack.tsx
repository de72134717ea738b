import { useState } from 'preact/hooks';
import type { Goroutine } from '#model/crash/crash-log.ts';
import { toStackText } from '#model/crash/stack-text.ts';
import { copyText } from '#viewer/figure/copy-text.ts';
import type { CrashTexts } from '#texts/crash.ts';

/** Puts one stack on the clipboard as Go prints it, for a ticket or a tool that reads tracebacks. */
export function CopyStack({ goroutine, texts }: { goroutine: Goroutine; texts: CrashTexts }) {
  const [copied, setCopied] = useState<boolean>();
  return (
    <span class="cb-crash-copy-stack">
      <button
        type="button"
        class="cb-crash-small"
        onClick={async () => setCopied(await copyText(toStackText(goroutine)))}
      >
        {goroutine.id === undefined || goroutine.thread ? texts.copyStack : texts.copyStackOf(goroutine.id)}
      </button>{' '}
      <span role="status">{copied === undefined ? '' : copied ? texts.copied : texts.notCopied}</span>
    </span>
  );
}
