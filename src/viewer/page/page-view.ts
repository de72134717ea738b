import { cellsSlot } from '#view/fragment.ts';
import { isViewFragment } from '#view/fragment-kind.ts';
import { type DecodedView, decodeView, encodeView, readTopidchartQuery, toLink } from '#view/link.ts';
import { type LinkProblem, sayOfLink } from '#view/says.ts';
import { linkVersion } from '#view/link-upgrades.ts';
import { isSameOpen, isStep } from '#view/steps.ts';
import type { View, ViewState } from '#view/view-state.ts';

/**
 * The view that the address bar holds: read from the fragment when the page starts, written back a
 * moment after each change, so that the address can be copied at any time. A step, such as a zoom, is
 * an entry of the browser's history, once it has settled; other changes replace the one there is.
 * One for a page, shared by all its charts.
 */
class PageView {
  #view: View = { captures: [], states: {} };
  #problems: LinkProblem[] = [];
  #listeners = new Set<() => void>();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #written = '';
  /** The address that the view was read from or written to: another one is a link that is yet to be told of. */
  #address = '';
  /** The view that the address holds. */
  #writtenView: View = this.#view;

  constructor() {
    if (typeof location === 'undefined') return;
    takeLate();
    this.#readAddress();
    if (isHeading(location.hash) && findHeld() === undefined) this.#holdView();
    addEventListener('hashchange', () => {
      if (location.hash === this.#address) return;
      // Gone to a heading: what is open, and how it is looked at, stays.
      if (isHeading(location.hash) && findHeld() === undefined) return this.#holdView();
      const before = this.#view;
      this.#readAddress();
      // Back to a step before, of what is open: nothing is read again.
      if (!isSameOpen(before, this.#view)) for (const listener of this.#arrivals) listener();
      else if (this.#slots) this.#claim(this.#slots);
      this.#tell();
    });
    addEventListener('pagehide', () => keepLate(() => this.#flush()));
  }

  /** The link is of this version: each of its fields was written by somebody. */
  #isOfNow = false;
  /** What of the address is of which capture has yet to be compared with what is open. */
  #isUnclaimed = false;
  /** What is open, once that is known. */
  #slots: readonly string[] | undefined;

  #arrivals = new Set<() => void>();

  get view(): View {
    return this.#view;
  }

  /** What the link had that could not be understood. */
  get problems(): readonly LinkProblem[] {
    return this.#problems;
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Called when another link was put into the address bar of the open page, of other captures or cells. */
  onArrival(listener: () => void): () => void {
    this.#arrivals.add(listener);
    return () => this.#arrivals.delete(listener);
  }

  /** What is set for a slot, over what an old link of topidchart's sets for whatever is open. */
  stateOf(slot: string): ViewState {
    return { ...stateIn(this.#view, forAll), ...stateIn(this.#view, slot) };
  }

  setState(slot: string, state: ViewState): void {
    this.#set({ ...this.#view, states: { ...this.#view.states, [slot]: state } });
  }

  /** Leaves of what is set for a slot what is its own, once it is known what that is. */
  keepOnly(slot: string, toOwn: (state: ViewState) => ViewState): void {
    const state = stateIn(this.#view, slot);
    const own = state && toOwn(state);
    if (!state || !own) return;
    const keys = Object.keys(state).filter((name) => !Object.hasOwn(own, name));
    if (keys.length === 0) return;
    // What an old link gives to whatever it opens nobody asked for.
    if (this.#isOfNow) {
      const said = { keys: keys.map((name) => `${slot}.${name}`), name: slot };
      this.#problems = [...this.#problems, sayOfLink('link-other-kind', said)];
    }
    this.setState(slot, own);
  }

  setActive(slot: string | undefined): void {
    const { active: _, ...rest } = this.#view;
    this.#set(slot === undefined ? rest : { ...rest, active: slot });
  }

  /** @param slots where given, states of slots that are not among them are dropped; cells are of the page */
  setCaptures(captures: View['captures'], slots?: readonly string[]): void {
    if (slots) {
      this.#slots = slots;
      if (this.#isUnclaimed) this.#claim(slots);
    }
    const states = Object.fromEntries(
      Object.entries(this.#view.states).filter(([slot]) => !slots || isKnown(slot, slots)),
    );
    // A capture that grows is told of again and again: an address that waited for the last would wait for its end.
    const isWaiting = this.#timer !== undefined && isSameList(captures, this.#view.captures);
    this.#set({ ...this.#view, captures, states }, isWaiting);
  }

  /**
   * The address of a view.
   *
   * @param path of the page that it is a view of; this one where not said
   */
  toAddress(view: View = this.#view, path: string = location.pathname): string {
    return toLink(location.origin + path, view);
  }

  /** @param isWaiting the address is written when it would have been without this */
  #set(view: View, isWaiting = false): void {
    this.#view = view;
    if (!isWaiting) {
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => this.#flush(), 200);
    }
    this.#tell();
  }

  #readAddress(): void {
    const fragment = location.hash.replace(/^#/, '');
    this.#written = fragment;
    this.#address = location.hash;
    const nothing: DecodedView = { view: { captures: [], states: {} }, version: 0, problems: [] };
    const query = readTopidchartQuery(location.search) ?? nothing;
    const linked = isHeading(fragment) ? (findHeld() ?? '') : fragment;
    const { view, version, problems } = isViewFragment(linked) ? decodeView(linked) : nothing;
    this.#isOfNow = version === linkVersion;
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#view = { ...view, states: { ...query.view.states, ...view.states } };
    this.#writtenView = this.#view;
    this.#problems = [...query.problems, ...problems];
    this.#isUnclaimed = true;
  }

  /** Has the entry of the browser's history remember the view, where the address is a heading's. */
  #holdView(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#written = location.hash.replace(/^#/, '');
    this.#address = location.hash;
    this.#writtenView = this.#view;
    history.replaceState({ ...(history.state as object | null), [heldKey]: encodeView(this.#view) }, '');
  }

  /** Says what the address has of captures that are not open. What is removed later takes its own with it. */
  #claim(slots: readonly string[]): void {
    this.#isUnclaimed = false;
    const { active, ...rest } = this.#view;
    const parts = Object.entries(rest.states).map(
      ([slot, state]) => [slot, Object.keys(state).map((name) => `${slot}.${name}`)] as const,
    );
    const isLost = active !== undefined && !isKnown(active, slots);
    if (isLost) {
      parts.push([active, ['at']]);
      this.#view = rest;
    }
    const lost = parts.filter(([slot]) => !isKnown(slot, slots));
    if (lost.length === 0) return;
    const said = lost.map(([name, keys]) => sayOfLink('link-not-open', { name, keys }));
    this.#problems = [...this.#problems, ...said];
  }

  #flush(): void {
    if (this.#timer === undefined || location.hash !== this.#address) return;
    clearTimeout(this.#timer);
    this.#timer = undefined;
    // Nothing for a view that says nothing: the address of a page just opened stays clean.
    const fragment = encodeView(this.#view);
    const isNew = isStep(this.#writtenView, this.#view);
    this.#writtenView = this.#view;
    if (fragment === this.#written) return;
    this.#written = fragment;
    const address = fragment ? `#${fragment}` : location.pathname + location.search;
    if (isNew) history.pushState(history.state, '', address);
    else history.replaceState(history.state, '', address);
    this.#address = location.hash;
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }
}

/** Whether a fragment is the anchor of something in the page, and no view. */
function isHeading(fragment: string): boolean {
  return /^#?[^#]/.test(fragment) && !isViewFragment(fragment);
}

const heldKey = 'casebookView';

/** The view of an entry of the history whose address is a heading's; undefined where the reader has just come to it. */
function findHeld(): string | undefined {
  const held: unknown = (history.state as Record<string, unknown> | null | undefined)?.[heldKey];
  return typeof held === 'string' ? held : undefined;
}

/** Where a page that is left keeps an address that it wrote only then: by then a reload has taken the one before. */
const lateKey = 'casebook-late-address';

function keepLate(flush: () => void): void {
  const before = location.href;
  flush();
  try {
    if (location.href !== before) sessionStorage.setItem(lateKey, JSON.stringify([before, location.href]));
  } catch {
    // A browser that keeps nothing loads the address before again.
  }
}

function takeLate(): void {
  try {
    const [before, late] = JSON.parse(sessionStorage.getItem(lateKey) ?? '[]') as string[];
    sessionStorage.removeItem(lateKey);
    const [{ type }] = performance.getEntriesByType('navigation') as [PerformanceNavigationTiming];
    if (type === 'reload' && before === location.href) history.replaceState(history.state, '', late);
  } catch {
    // Nothing is kept.
  }
}

/** A file may be called `constructor`: what every object has is no state of it. */
function stateIn({ states }: View, slot: string): ViewState | undefined {
  return Object.hasOwn(states, slot) ? states[slot] : undefined;
}

function isSameList(some: View['captures'], others: View['captures']): boolean {
  const isSame = ({ slot, ref }: View['captures'][number], other?: View['captures'][number]) =>
    slot === other?.slot && (ref === other.ref || JSON.stringify(ref) === JSON.stringify(other.ref));
  return some.length === others.length && some.every((one, index) => isSame(one, others[index]));
}

/** The slot of a state that is for every capture. */
const forAll = '';

/** Whether a slot is of something that is open; cells are of the page. */
function isKnown(slot: string, slots: readonly string[]): boolean {
  return slot === forAll || slot === cellsSlot || slots.includes(slot);
}

export const pageView = new PageView();
