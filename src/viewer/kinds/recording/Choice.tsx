import type { ComponentChildren } from 'preact';
import { useUniqueId } from '#viewer/figure/use-unique-id.ts';

export interface ChoiceProps<T extends string> {
  /** What is chosen. */
  label: string;
  value: T;
  options: { value: T; label: string }[];
  disabled?: boolean | undefined;
  /** Why it cannot be chosen, or what it means. */
  title?: string | undefined;
  onChoose(value: T): void;
}

/** One of a few, all of them seen: radio buttons in a row. */
export function Choice<T extends string>({
  label,
  value,
  options,
  disabled,
  title,
  onChoose,
}: ChoiceProps<T>) {
  const name = useUniqueId();
  return (
    <fieldset class="cb-rec-choice" disabled={disabled === true} title={title}>
      <legend class="cb-rec-unseen">{label}</legend>
      {options.map((option) => (
        <label key={option.value} class="cb-rec-option">
          <input
            type="radio"
            name={name}
            value={option.value}
            checked={option.value === value}
            onChange={() => onChoose(option.value)}
          />
          <span>{option.label}</span>
        </label>
      ))}
    </fieldset>
  );
}

/** A label in front of a control. */
export function Labelled({ label, children }: { label: string; children: ComponentChildren }) {
  return (
    <label class="cb-rec-labelled">
      <span>{label}</span>
      {children}
    </label>
  );
}
