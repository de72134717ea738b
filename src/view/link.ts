import type { Reason } from '#bytes/reasons.ts';
import { decodeOpen, encodeOpen, type OpenedCapture } from './capture-ref.ts';
import { type LinkParams, toFieldKey, toParams } from './fragment.ts';
import { linkVersion, upgradeParams } from './link-upgrades.ts';
import { LinkValueError } from './link-value-error.ts';
import { decodeText, encodeEnd, encodeText } from './percent.ts';
import { linkReason, type LinkProblem, sayOfLink } from './says.ts';
import { mostEntries } from './state-field.ts';
import { type AnyField, fieldNames, readFields, stateFields } from './state-fields.ts';
import type { View, ViewState } from './view-state.ts';

/** Captures that a link opens at most; each is fetched, parsed and listed. */
const mostCaptures = 500;

export interface DecodedView {
  view: View;
  /** The version that the link was written in. */
  version: number;
  problems: LinkProblem[];
}

/**
 * A view as the fragment of a link, without its `#`:
 *
 *     v=2&open=site:topid-crash-1&open=link:crash.log:2048:9f86…&at=crash.log&crash.log.line=12,40&data=7VpL…
 *
 * Captures (`open`), which one is looked at (`at`), the state of each (`SLOT.FIELD`, see
 * state-fields.ts), and last the data that the link carries, one `data` for each `open=link:` in
 * order: a link that is cut on its way loses of that first. Defaults are left out, and a view that
 * is nothing but defaults is the empty text.
 */
export function encodeView(view: View): string {
  const params: LinkParams = [['v', String(linkVersion)]];
  for (const capture of view.captures) params.push(['open', encodeOpen(capture)]);
  if (view.active !== undefined && view.active !== view.captures[0]?.slot) {
    params.push(['at', encodeText(view.active)]);
  }
  for (const [slot, state] of Object.entries(view.states)) {
    for (const [name, value] of encodeState(state)) params.push([toFieldKey(slot, name), value]);
  }
  for (const { ref } of view.captures) if (ref.from === 'link') params.push(['data', encodeText(ref.data)]);
  if (params.length === 1) return '';
  return encodeEnd(params.map(([key, value]) => (value === '' ? key : `${key}=${value}`)).join('&'));
}

/** The address of a view on the page of a path; the bare path for a view that is nothing but defaults. */
export function toLink(path: string, view: View): string {
  const fragment = encodeView(view);
  return fragment === '' ? path : `${path}#${fragment}`;
}

/** Captures of the site as they are, in order. */
export function toSiteView(names: readonly string[]): View {
  return { captures: names.map((name) => ({ slot: name, ref: { from: 'site', name } })), states: {} };
}

/**
 * Reads a fragment, with or without its `#`, of this version or any older. Never throws: captures
 * open even where the state does not read, and what is wrong is told by key.
 */
export function decodeView(fragment: string): DecodedView {
  const problems: LinkProblem[] = [];
  let params = toParams(fragment);
  const version = readVersion(params, problems);
  params = upgradeParams(params, version);

  const once = new Map<string, string>();
  const captures: OpenedCapture[] = [];
  let opened = 0;
  const data: string[] = [];
  const stateParams = new Map<string, Map<string, string[]>>();
  for (const [key, value] of params) {
    const field = key.lastIndexOf('.');
    if (key === 'v') continue;
    else if (key === 'open') {
      opened += 1;
      if (opened > mostCaptures) continue;
      attempt(key, value, problems, () =>
        captures.push(
          decodeOpen(value, (reason) => problems.push(sayOfLink('link-bad-value', { key, value, reason }))),
        ),
      );
    } else if (key === 'data') attempt(key, value, problems, () => data.push(decodeText(value)));
    else if (key === 'at') {
      if (once.has(key)) problems.push(sayOfLink('link-repeated', { key, value }));
      else once.set(key, value);
    } else if (field >= 0 && Object.hasOwn(stateFields, key.slice(field + 1))) {
      attempt(key, value, problems, () => {
        const slot = decodeText(key.slice(0, field));
        const state = stateParams.get(slot) ?? new Map<string, string[]>();
        stateParams.set(slot, state);
        append(state, key.slice(field + 1), value);
      });
    } else problems.push(sayOfLink('link-unknown', { key, value }));
  }

  if (opened > mostCaptures)
    problems.push(sayOfLink('link-too-many', { key: 'open', count: opened, most: mostCaptures }));
  fillIn(captures, data, problems);
  const states: [string, ViewState][] = [];
  for (const [slot, fields] of stateParams) {
    const state = decodeState(fields, slot, problems);
    if (Object.keys(state).length > 0) states.push([slot, state]);
  }
  // fromEntries, since a file may be called `__proto__`.
  const view: View = { captures, states: Object.fromEntries(states) };
  const at = once.get('at');
  if (at !== undefined) {
    attempt('at', at, problems, () => {
      const active = decodeText(at);
      if (active !== captures[0]?.slot) view.active = active;
    });
  }
  return { view, version, problems };
}

/**
 * topidchart's own addresses: the query of a page such as `/builds/1992780262?filter=2,10,10,20`.
 * Undefined where it says nothing that topidchart's would.
 */
export function readTopidchartQuery(search: string): DecodedView | undefined {
  const filter = toParams(search.replace(/^\?/, '')).filter(([key]) => key === 'filter');
  return filter.length === 0 ? undefined : decodeView(filter.map((param) => param.join('=')).join('&'));
}

/** The state without what is default anyway, as a link would bring it. Numbers are rounded. */
export function toSharedState(state: ViewState): ViewState {
  const fields = new Map<string, string[]>();
  for (const [name, value] of encodeState(state)) append(fields, name, value);
  return decodeState(fields, '', []);
}

function* encodeState(state: ViewState): Generator<[name: string, value: string]> {
  for (const [name, value, field] of readFields(state)) {
    for (const raw of field.encode(value)) yield [name, raw];
  }
}

function decodeState(fields: Map<string, string[]>, slot: string, problems: LinkProblem[]): ViewState {
  const state: ViewState = {};
  for (const name of fieldNames) {
    const raws = fields.get(name);
    if (raws === undefined) continue;
    const field = stateFields[name] as AnyField;
    const key = `${slot}.${name}`;
    if (field.repeats) {
      // One by one, so that a broken pin does not take the others with it.
      const values = raws
        .slice(0, mostEntries)
        .flatMap((raw) => attempt(key, raw, problems, () => field.decode([raw])) ?? []);
      if (raws.length > mostEntries)
        problems.push(sayOfLink('link-too-many', { key, count: raws.length, most: mostEntries }));
      if (values.length > 0) Object.assign(state, { [name]: values });
      continue;
    }
    const [raw = '', ...more] = raws;
    for (const value of more) problems.push(sayOfLink('link-repeated', { key, value }));
    attempt(key, raw, problems, () => {
      const value = field.decode([raw]);
      const { most = Infinity } = field;
      const count = Array.isArray(value) ? value.length : 0;
      if (count > most) problems.push(sayOfLink('link-long-list', { key, count, most }));
      Object.assign(state, { [name]: count > most ? (value as unknown[]).slice(0, most) : value });
    });
  }
  return state;
}

/** Gives each `open=link:` its data; one that has none becomes a file to drop, where its size is known. */
function fillIn(captures: OpenedCapture[], data: string[], problems: LinkProblem[]): void {
  let next = 0;
  for (const capture of captures) {
    const { ref } = capture;
    if (ref.from !== 'link') continue;
    const own = data[next++];
    if (own) {
      ref.data = own;
      continue;
    }
    problems.push(sayOfLink('link-missing-data', { name: ref.name }));
    const { name, sizeBytes, sha256 } = ref;
    if (sizeBytes !== undefined) capture.ref = { from: 'file', name, sizeBytes, sha256: sha256 ?? '' };
  }
  for (const value of data.slice(next)) problems.push(sayOfLink('link-unknown', { key: 'data', value }));
}

function readVersion(params: LinkParams, problems: LinkProblem[]): number {
  const value = params.find(([key]) => key === 'v')?.[1];
  if (value === undefined) return 0;
  if (!/^\d{1,9}$/.test(value)) {
    problems.push(sayOfLink('link-bad-value', { key: 'v', value, reason: linkReason('link-version') }));
    return linkVersion;
  }
  const version = Number(value);
  if (version > linkVersion) problems.push(sayOfLink('link-newer', { version }));
  return version;
}

function attempt<T>(key: string, value: string, problems: LinkProblem[], read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof LinkValueError || error instanceof URIError)) throw error;
    const reason: Reason = error instanceof LinkValueError ? error.reason : linkReason('link-escape');
    problems.push(sayOfLink('link-bad-value', { key, value, reason }));
    return undefined;
  }
}

function append(lists: Map<string, string[]>, key: string, value: string): void {
  const list = lists.get(key);
  if (list) list.push(value);
  else lists.set(key, [value]);
}
