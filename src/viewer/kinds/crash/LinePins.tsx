import { useState } from 'preact/hooks';
import type { Pin } from '#view/capture-state.ts';
import type { CrashState } from '#view/crash-state.ts';
import { LineLink } from './LineLink.tsx';
import type { CrashTexts } from '#texts/crash.ts';

/** The reader's notes on lines of the log: listed, written, changed and taken off. They are part of the link. */
export function LinePins({
  pins,
  lines,
  marked,
  onPins,
  onLine,
  texts,
}: {
  pins: readonly Pin[];
  /** How many lines the log has. */
  lines: number;
  marked: CrashState['line'];
  onPins(pins: Pin[]): void;
  onLine(line: number): void;
  texts: CrashTexts;
}) {
  // Which pin is being changed; `pins.length` for a new one.
  const [editing, setEditing] = useState<number>();
  const here = pins.flatMap((pin, at) => (isHere(pin, lines) ? [{ pin, at }] : []));
  const elsewhere = pins.flatMap((pin, at) => (isHere(pin, lines) ? [] : [{ pin, at }]));
  const line = marked?.[0];
  const begin = pins.length;
  const keep = (at: number, pin: Pin): void => {
    onPins(at < pins.length ? pins.map((one, index) => (index === at ? pin : one)) : [...pins, pin]);
    setEditing(undefined);
  };
  const item = ({ pin, at }: { pin: Pin; at: number }, placed: boolean) => (
    <li key={at}>
      {editing === at ? (
        <PinForm
          text={pin.text}
          onKeep={(text) => keep(at, { ...pin, text })}
          onCancel={() => setEditing(undefined)}
          texts={texts}
        />
      ) : (
        <>
          {placed && <LineLink line={pin.line!} onLine={onLine} texts={texts} />} <bdi>{pin.text}</bdi>{' '}
          {!placed && pin.line !== undefined && <small>{texts.lines(pin.line, pin.line)}</small>}{' '}
          <button
            type="button"
            class="cb-crash-small"
            aria-label={texts.pinEditOf(pin.text)}
            onClick={() => setEditing(at)}
          >
            {texts.pinEdit}
          </button>{' '}
          <button
            type="button"
            class="cb-crash-small"
            aria-label={texts.pinRemoveOf(pin.text)}
            onClick={() => onPins(pins.filter((_, index) => index !== at))}
          >
            {texts.pinRemove}
          </button>
        </>
      )}
    </li>
  );
  return (
    <div class="cb-crash-pins">
      {here.length > 0 && (
        <ol aria-label={texts.pins}>
          {here.toSorted((a, b) => a.pin.line! - b.pin.line!).map((entry) => item(entry, true))}
        </ol>
      )}
      {elsewhere.length > 0 && (
        <>
          <p class="cb-crash-note">{texts.pinsElsewhere}</p>
          <ol aria-label={texts.pinsElsewhere}>{elsewhere.map((entry) => item(entry, false))}</ol>
        </>
      )}
      {editing === begin && line !== undefined ? (
        <PinForm
          text=""
          onKeep={(text) => keep(begin, { text, line })}
          onCancel={() => setEditing(undefined)}
          texts={texts}
        />
      ) : (
        <button
          type="button"
          class="cb-button"
          data-quiet
          disabled={line === undefined}
          onClick={() => setEditing(begin)}
        >
          {line === undefined ? texts.pinNeedsLine : texts.pinTo(line)}
        </button>
      )}
    </div>
  );
}

function isHere({ line }: Pin, lines: number): boolean {
  return line !== undefined && line >= 1 && line <= lines;
}

function PinForm({
  text,
  onKeep,
  onCancel,
  texts,
}: {
  text: string;
  onKeep(text: string): void;
  onCancel(): void;
  texts: CrashTexts;
}) {
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        const value = String(new FormData(event.currentTarget).get('text')).trim();
        if (value !== '') onKeep(value);
      }}
    >
      <label>
        <span>{texts.pinText}</span>
        <input
          class="cb-field"
          name="text"
          required
          maxLength={500}
          defaultValue={text}
          ref={focusOnce}
          onKeyDown={(event) => {
            if (event.key === 'Escape') onCancel();
          }}
        />
      </label>
      <button type="submit" class="cb-button">
        {texts.pinKeep}
      </button>{' '}
      <button type="button" class="cb-button" data-quiet onClick={onCancel}>
        {texts.pinCancel}
      </button>
    </form>
  );
}

// A function of its own keeps its identity, so that Preact calls it once and not at every drawing.
function focusOnce(element: HTMLInputElement | null): void {
  element?.focus();
}
