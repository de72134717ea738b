import type { Pin, View, ViewState } from '../view-state.ts';
import type { Redactor } from './redactor.ts';

/** How the names within a view change. */
export interface NewNames {
  /** Slots. */
  slots: ReadonlyMap<string, string>;
  /** Keys of series, by the old slot. */
  keys: ReadonlyMap<string, ReadonlyMap<string, string>>;
}

/** The states of a view under their captures' new names; what a reader typed is redacted as text. */
export function redactStates(
  states: View['states'],
  { slots, keys }: NewNames,
  redactor: Redactor,
): View['states'] {
  return Object.fromEntries(
    Object.entries(states).map(([slot, state]) => [
      slots.get(slot) ?? slot,
      redactState(state, keys.get(slot), slots, redactor),
    ]),
  );
}

function redactState(
  state: ViewState,
  keys: ReadonlyMap<string, string> | undefined,
  slots: ReadonlyMap<string, string>,
  redactor: Redactor,
): ViewState {
  const toKey = (key: string) => keys?.get(key) ?? redactor.command(key);
  const toKeys = (list: readonly string[]) => list.map(toKey);
  const out: ViewState = { ...state };
  if (out.only) out.only = toKeys(out.only);
  if (out.hide) out.hide = toKeys(out.hide);
  if (out.show) out.show = toKeys(out.show);
  if (out.names) out.names = out.names.map((name) => redactor.command(name));
  if (out.text !== undefined && redactor.line(out.text) !== out.text) delete out.text;
  if (out.package !== undefined) out.package = toPackage(out.package, redactor);
  if (out.state !== undefined) out.state = redactor.line(out.state);
  if (out.compare) out.compare = { ...out.compare, slot: slots.get(out.compare.slot) ?? out.compare.slot };
  if (out.beside) out.beside = out.beside.map((slot) => slots.get(slot) ?? slot);
  if (out.pins) {
    out.pins = out.pins.map((pin): Pin => {
      const text = pin.text.split('\n').map((line) => redactor.line(line)).join('\n'); // prettier-ignore
      return { ...pin, text, ...(pin.series === undefined ? {} : { series: toKey(pin.series) }) };
    });
  }
  return out;
}

function toPackage(path: string, redactor: Redactor): string {
  if (!path.includes('/')) return redactor.line(path);
  return redactor.line(path, { files: [], packages: [path], roots: [], kept: [] });
}
