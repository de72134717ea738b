import { useState } from 'preact/hooks';
import type { Goroutine } from '#model/crash/crash-log.ts';
import type { FrameContext } from './FrameList.tsx';
import { LineLink } from './LineLink.tsx';

const mostIds = 24;

/** Which goroutines a bucket is of: by number, each leading to its line; by line alone where the log numbers none. */
export function GoroutineIds({
  goroutines,
  context,
}: {
  goroutines: readonly Goroutine[];
  context: FrameContext;
}) {
  const { texts, onLine } = context;
  const [whole, setWhole] = useState(false);
  const shown = whole ? goroutines : goroutines.slice(0, mostIds);
  const numbered = goroutines.some(({ id, thread }) => id !== undefined && !thread);
  return (
    <p class="cb-crash-ids">
      <span>{numbered ? texts.ids : texts.inTheLog}:</span>
      {shown.map(({ id, line, waitMinutes, attributes }) =>
        numbered ? (
          <button
            key={line}
            type="button"
            onClick={() => onLine(line)}
            title={[
              texts.showLine(line),
              waitMinutes > 0 && texts.waited(waitMinutes, waitMinutes),
              ...Object.entries(attributes).map(([name, value]) => `${name}=${value}`),
            ]
              .filter(Boolean)
              .join('\n')}
          >
            {id ?? '?'}
          </button>
        ) : (
          <LineLink key={line} line={line} onLine={onLine} texts={texts} />
        ),
      )}
      {shown.length < goroutines.length && (
        <button type="button" onClick={() => setWhole(true)}>
          {texts.andMore(goroutines.length - shown.length)}
        </button>
      )}
    </p>
  );
}
