import type { ComponentChildren } from 'preact';
import './controls.css';

/** A label in front of a control. */
export function Labelled({ label, children }: { label: string; children: ComponentChildren }) {
  return (
    <label class="cb-labelled">
      <span>{label}</span>
      {children}
    </label>
  );
}
