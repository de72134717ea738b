import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';

/** One way to share: its name, what it means, and what starts it. */
export function Way({
  title,
  hint,
  suggested,
  children,
}: {
  title: string;
  hint: string;
  /** The word for the way that fits best, on that way. */
  suggested?: string | undefined;
  children?: ComponentChildren;
}) {
  const id = useId();
  return (
    <div class="cb-share-way" role="group" aria-labelledby={id} data-suggested={suggested ? true : undefined}>
      <div>
        <h4 id={id}>
          {title} {suggested && <small>{suggested}</small>}
        </h4>
        <p>{hint}</p>
      </div>
      {children && <div class="cb-share-do">{children}</div>}
    </div>
  );
}
