import type { Model } from '#model/capture/models.ts';
import type { RedactionSpec, Replacement } from './kinds.ts';
import { type Redactable, redactionOf } from './redactable.ts';
import type { RedactedFile } from './redact-recording.ts';
import { learnStates, type LostKind, type NewNamesOf, redactStates } from './redact-view.ts';
import { Redactor } from './redactor.ts';
import { Sha256 } from '#bytes/sha256.ts';
import type { View } from '#view/view-state.ts';

export { optionalKinds, redactionKinds, usualKinds } from './kinds.ts';
export type { RedactionKind, RedactionSpec, Replacement } from './kinds.ts';
export type { Redactable } from './redactable.ts';
export type { LostKind } from './redact-view.ts';
export type { RedactedFile } from './redact-recording.ts';

interface RedactedCapture {
  /** The slot that it had. */
  before: string;
  /** The slot, and the name, that it has now: nothing of the old one is in it. */
  slot: string;
  files: RedactedFile[];
}

export interface Redaction {
  captures: RedactedCapture[];
  /** States and what is looked at, under the new names. Its captures are for the caller to fill in. */
  view: View;
  /** What of the view could not go along, since it told of what is taken out: each kind of text once. */
  lost: LostKind[];
  /** In the order in which they were met. */
  replacements: Replacement[];
}

/** A capture that everybody has as it is. */
export interface PublicCapture {
  /** The slot that it had, which a link may have called anything. */
  before: string;
  /** The slot that it has now. */
  slot: string;
  /** What it holds a view may name; undefined where that is not at hand. */
  value: Model | undefined;
}

export interface RedactionOptions {
  /** Whose states go on under the view's other slots. */
  kept?: readonly PublicCapture[];
  /** A case's charts have slots of their own, which stay whatever is in them. */
  keepSlots?: boolean;
  /** Called now and then with how much is done, from 0 to 1. */
  onProgress?: (done: number) => void;
}

/** Characters between two calls of `onProgress`, at least. */
const progressStep = 65_536;

/**
 * Takes out of captures, and out of the view on them, what the spec names. The same thing has the
 * same pseudonym in all of them. A recording becomes a table, its snapshots and its information
 * text files beside it; a crash log stays text with as many lines; a profile is one as pprof writes it.
 *
 * What is taken out is found by its look and by where it stands; nothing knows every secret. Show
 * the result before it goes.
 */
export function redactCaptures(
  captures: readonly Redactable[],
  view: View,
  spec: RedactionSpec,
  { kept = [], keepSlots = false, onProgress }: RedactionOptions = {},
): Redaction {
  const redactor = new Redactor(spec, onProgress && toWorkReport(captures, onProgress));
  for (const { value } of captures) redactionOf(value).learn(value, redactor);
  learnStates(view.states, redactor);

  const slots = new Map<string, string>();
  const publicNames = new Map<string, ReadonlySet<string>>();
  for (const { before, slot, value } of kept) {
    // Where no capture is at hand the link alone says that there is such a slot.
    if (!value && redactor.line(slot) !== slot) continue;
    slots.set(before, slot);
    const names = value ? redactionOf(value).names(value) : [];
    publicNames.set(before, new Set([...(publicNames.get(before) ?? []), ...names]));
  }
  const keys = new Map<string, NewNamesOf>();
  const texts: (readonly string[])[] = [];
  const redacted = captures.map(({ slot: before, value }): RedactedCapture => {
    const { redact, toSlot } = redactionOf(value);
    const { files, keys: newKeys, texts: own } = redact(value, redactor);
    texts.push(own ?? files.flatMap(({ pieces }) => pieces.filter((piece) => typeof piece === 'string')));
    const id = `redacted-${toId(files)}`;
    const named = files.map((file) => ({ ...file, name: file.name.replace('.', `-${id}.`) }));
    const slot = keepSlots ? before : toFree(toSlot(id, named), slots);
    slots.set(before, slot);
    const others = keys.get(before);
    if (newKeys) keys.set(before, { get: (name) => newKeys.get(name) ?? others?.get(name) });
    return { before, slot, files: named };
  });

  const stays = (part: string): boolean =>
    [...texts, ...publicNames.values()].some((list) => {
      for (const text of list) if (text.toLowerCase().includes(part)) return true;
      return false;
    });
  const { states, lost } = redactStates(view.states, { slots, keys, publicNames, stays }, redactor);
  const active = view.active === undefined ? undefined : slots.get(view.active);
  return {
    captures: redacted,
    view: {
      captures: [],
      ...(active === undefined ? {} : { active }),
      states,
    },
    lost,
    replacements: redactor.replacements,
  };
}

/** All text is gone through twice: to learn from, and to take out of. */
function toWorkReport(captures: readonly Redactable[], onProgress: (done: number) => void) {
  const total = captures.reduce((sum, { value }) => sum + redactionOf(value).count(value), 1);
  let done = 0;
  let reported = 0;
  return (characters: number) => {
    done += characters;
    if (done - reported < progressStep) return;
    reported = done;
    onProgress(Math.min(1, done / total));
  };
}

/** By content, so that the same files make the same name, and others another. */
function toId(files: readonly RedactedFile[]): string {
  const hash = new Sha256();
  const encoder = new TextEncoder();
  for (const { pieces } of files) {
    for (const piece of pieces) hash.update(typeof piece === 'string' ? encoder.encode(piece) : piece);
  }
  return hash.hex().slice(0, 8);
}

function toFree(wanted: string, slots: ReadonlyMap<string, string>): string {
  const taken = new Set(slots.values());
  let slot = wanted;
  for (let count = 2; taken.has(slot); count++) slot = `${wanted}#${count}`;
  return slot;
}
