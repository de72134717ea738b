import type { ComponentChildren } from 'preact';
import type { Desk } from './use-desk.ts';

/**
 * Charts that stay, and the table that they stay above. It has what they leave of the screen and scrolls in that, so
 * that its head stays too; and the charts go up with its end, which else would go under them.
 */
export function DeskFrame({ desk, children }: { desk: Desk; children: ComponentChildren }) {
  return (
    <div
      class="cb-rec-desk"
      data-split={desk.isSplit || undefined}
      style={desk.isSplit ? { '--cb-rec-above': `${desk.bodyHeight}px` } : undefined}
    >
      {children}
    </div>
  );
}
