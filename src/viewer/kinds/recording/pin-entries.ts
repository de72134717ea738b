import type { TimeMark } from '#charts/time-chart.ts';
import { toPrintable } from '#model/printable.ts';
import { placePin, type PlacedPin } from '#model/recording/pins.ts';
import type { Recording } from '#model/recording/recording.ts';
import type { TimeAxis } from '#model/recording/time-axis.ts';
import type { Pin } from '#view/capture-state.ts';

/** A pin with its place in the list and in the recording. */
export interface PinEntry {
  /** Place in the state's list, from 0. */
  index: number;
  /** With its text as it can be shown: it may be of a link, and turn the direction of the time beside it. */
  pin: Pin;
  placed: PlacedPin;
}

/** Pins of lines are a log's, and none of a recording's business: they are kept in the state and not listed. */
export function toPinEntries(
  pins: readonly Pin[] | undefined,
  recording: Recording,
  axis: TimeAxis,
): PinEntry[] {
  return (pins ?? []).flatMap((pin, index) =>
    pin.line === undefined
      ? [{ index, pin: { ...pin, text: toPrintable(pin.text) }, placed: placePin(pin, recording, axis) }]
      : [],
  );
}

/** The pins that stand on the time axis, as charts draw them. */
export function toPinMarks(entries: readonly PinEntry[]): TimeMark[] {
  return entries.flatMap(({ index, pin, placed }) => {
    if (placed.place !== 'time') return [];
    const { from, to } = placed;
    return [{ kind: 'pin', from, to, label: pin.text, number: index + 1, text: pin.text }];
  });
}
