import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';

export interface UnfoldingProps {
  label: string;
  /** It unfolds over what is below, and folds again; else it is all there, without a button. */
  folds: boolean;
  /** What is in it is made only while it is seen. */
  lazy?: boolean;
  children: ComponentChildren;
}

/**
 * What a bar holds ready behind a button: over the page while it is open, closed by Escape and by a press beside it.
 * Where it does not fold it is the same elements without the button, so that what is in it lives on.
 */
export function Unfolding({ label, folds, lazy = false, children }: UnfoldingProps) {
  const [isOpen, setOpen] = useState(false);
  const element = useRef<HTMLDetailsElement>(null);
  const summary = useRef<HTMLElement>(null);
  const shown = isOpen || !folds;

  useEffect(() => {
    if (!folds) return undefined;
    // Whoever was in it goes on at its button: what has the focus must not be hidden.
    if (element.current?.contains(document.activeElement)) summary.current?.focus();
    setOpen(false);
    return undefined;
  }, [folds]);

  useEffect(() => {
    if (!folds || !isOpen) return undefined;
    const closeBeside = ({ target }: Event): void => {
      if (!element.current?.contains(target as Node)) setOpen(false);
    };
    const closeByKey = (event: KeyboardEvent): void => {
      if (event.key !== 'Escape') return;
      event.stopPropagation();
      setOpen(false);
      summary.current?.focus();
    };
    const { current } = element;
    document.addEventListener('pointerdown', closeBeside);
    current?.addEventListener('keydown', closeByKey);
    return () => {
      document.removeEventListener('pointerdown', closeBeside);
      current?.removeEventListener('keydown', closeByKey);
    };
  }, [folds, isOpen]);

  return (
    <details
      ref={element}
      class="cb-unfolding"
      data-folds={folds || undefined}
      open={shown}
      onToggle={(event) => setOpen(event.currentTarget.open)}
    >
      <summary ref={summary} class="cb-button" hidden={!folds}>
        {label}
      </summary>
      <div class="cb-unfolded">{(shown || !lazy) && children}</div>
    </details>
  );
}
