import { useRef } from 'preact/hooks';
import './controls.css';

export interface SeparatorProps {
  /** What is given its height: the part above. */
  label: string;
  /** Pixels of it, and between which it may be. */
  value: number;
  min: number;
  max: number;
  /** While it is dragged, and at its end. */
  onChange(value: number, done: boolean): void;
  /** Back to what it is by itself. */
  onReset(): void;
}

const STEP = 16;

/**
 * The line between two parts, one above the other: dragged, moved by arrow keys, Page Up and Page Down, Home and End;
 * a double click or Enter puts it back, Escape gives up a drag.
 */
export function Separator({ label, value, min, max, onChange, onReset }: SeparatorProps) {
  const dragRef = useRef<{ from: number; value: number } | undefined>(undefined);
  const clamp = (next: number): number => Math.round(Math.min(max, Math.max(min, next)));
  const move = (event: PointerEvent, done: boolean): void => {
    const drag = dragRef.current;
    if (!drag) return;
    if (done) dragRef.current = undefined;
    // A press that moved nothing sets nothing: the second of two presses puts it back.
    if (event.clientY !== drag.from || !done) onChange(clamp(drag.value + event.clientY - drag.from), done);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Escape' && dragRef.current) {
      onChange(dragRef.current.value, true);
      dragRef.current = undefined;
    } else if (event.key === 'Enter') onReset();
    else {
      const to: Record<string, number> = {
        ArrowUp: value - STEP,
        ArrowDown: value + STEP,
        PageUp: value - 5 * STEP,
        PageDown: value + 5 * STEP,
        Home: min,
        End: max,
      };
      const next = to[event.key];
      if (next === undefined) return;
      onChange(clamp(next), true);
    }
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div
      class="cb-separator"
      role="separator"
      aria-orientation="horizontal"
      aria-label={label}
      aria-valuemin={min}
      aria-valuemax={max}
      aria-valuenow={clamp(value)}
      title={label}
      tabIndex={0}
      onKeyDown={onKeyDown}
      onDblClick={onReset}
      onPointerDown={(event) => {
        if (event.button !== 0) return;
        dragRef.current = { from: event.clientY, value };
        event.currentTarget.setPointerCapture(event.pointerId);
      }}
      onPointerMove={(event) => move(event, false)}
      onPointerUp={(event) => move(event, true)}
      onPointerCancel={(event) => move(event, true)}
    />
  );
}
