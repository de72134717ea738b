import { useUniqueId } from '#viewer/figure/use-unique-id.ts';
import './controls.css';

export interface ChoiceProps<T extends string> {
  /** What is chosen. */
  label: string;
  value: T;
  options: readonly { value: T; label: string }[];
  disabled?: boolean | undefined;
  /** Why it cannot be chosen, or what it means. */
  title?: string | undefined;
  onChoose(value: T): void;
}

/** One of a few, all of them seen: radio buttons in a row. */
export function Choice<T extends string>(props: ChoiceProps<T>) {
  const { label, value, options, disabled, title, onChoose } = props;
  const name = useUniqueId();
  return (
    <fieldset class="cb-choice" disabled={disabled === true} title={title}>
      <legend class="cb-visually-hidden">{label}</legend>
      {options.map((option) => (
        <label key={option.value} class="cb-option">
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
