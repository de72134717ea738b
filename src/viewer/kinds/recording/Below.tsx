import type { ComponentChildren } from 'preact';
import type { Desk } from './use-desk.ts';

/** A table below charts that stay: it has what they leave of the screen and scrolls in that, so that its head stays too. */
export function Below({ desk, children }: { desk: Desk; children: ComponentChildren }) {
  return (
    <div
      class="cb-rec-below"
      data-split={desk.isSplit || undefined}
      style={desk.isSplit ? { '--cb-rec-above': `${desk.bodyHeight}px` } : undefined}
    >
      {children}
    </div>
  );
}
