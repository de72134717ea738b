import type { Pin, View, ViewState } from '#view/view-state.ts';
import type { Redactor } from './redactor.ts';

/** How the names within a view change. */
export interface NewNames {
  /** Slots; those of public captures are the same as before. */
  slots: ReadonlyMap<string, string>;
  /** Keys of series, by the old slot; none for a public capture, whose keys stay. */
  keys: ReadonlyMap<string, ReadonlyMap<string, string>>;
}

/**
 * The states of a view under their captures' new names; what a reader typed is redacted as text.
 * Slots that are not among the new names are left out.
 */
export function redactStates(states: View['states'], names: NewNames, redactor: Redactor): View['states'] {
  return Object.fromEntries(
    Object.entries(states).flatMap(([slot, state]) => {
      const after = slot === '' ? '' : names.slots.get(slot);
      return after === undefined ? [] : [[after, redactState(state, slot, names, redactor)]];
    }),
  );
}

function redactState(
  state: ViewState,
  slot: string,
  { slots, keys }: NewNames,
  redactor: Redactor,
): ViewState {
  const own = keys.get(slot);
  const isPublic = slot !== '' && own === undefined;
  const toKey = (key: string) => (isPublic ? key : (own?.get(key) ?? redactor.command(key)));
  const toKeys = (list: readonly string[]) => list.map(toKey);
  const out: ViewState = { ...state };
  if (out.only) out.only = toKeys(out.only);
  if (out.hide) out.hide = toKeys(out.hide);
  if (out.show) out.show = toKeys(out.show);
  if (out.names && !isPublic) out.names = out.names.map((name) => redactor.command(name));
  if (out.text !== undefined && redactor.line(out.text) !== out.text) delete out.text;
  if (out.package !== undefined && !isPublic) out.package = redactor.package(out.package);
  if (out.state !== undefined) out.state = redactor.line(out.state);
  if (out.compare) {
    const other = slots.get(out.compare.slot);
    if (other === undefined) delete out.compare;
    else out.compare = { ...out.compare, slot: other };
  }
  if (out.beside) {
    out.beside = out.beside.flatMap((one) => {
      // `x.log#2` is the second crash of x.log.
      const crash = /#\d+$/.exec(one)?.[0] ?? '';
      const whole = slots.get(one);
      const other = slots.get(one.slice(0, one.length - crash.length)) ?? (one === crash ? '' : undefined);
      return whole ?? (other === undefined ? [] : other + crash);
    });
  }
  const toText = (text: string) => text.split('\n').map((line) => redactor.line(line)).join('\n'); // prettier-ignore
  if (out.edits) out.edits = out.edits.map((edit) => ({ ...edit, text: toText(edit.text) }));
  if (out.pins) {
    out.pins = out.pins.map((pin): Pin => {
      const text = toText(pin.text);
      return { ...pin, text, ...(pin.series === undefined ? {} : { series: toKey(pin.series) }) };
    });
  }
  return out;
}
