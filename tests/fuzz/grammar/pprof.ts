import { bytes, number, packed, text } from '../../formats/pprof/message.ts';
import type { Random } from '../random.ts';
import { drawInt, drawText, drawUint, repeat } from './bytes.ts';

/** A profile.proto: references that hold as a rule, any values, fields in any order. */
export function makePprof(random: Random): Uint8Array {
  const odd = random.pick([0, 0, 60, 10]);
  /** An index or id below `end`, or one that is nowhere. */
  const refer = (end: number, first = 0): bigint =>
    odd > 0 && random.once(odd) ? drawUint(random) : BigInt(first + random.below(Math.max(1, end)));
  const strings = ['', 'cpu', 'nanoseconds', 'samples', 'count', 'main.f', '/x/main.go', '/bin/app', 'kind', 'bytes', ...repeat(random, 30, () => drawText(random))]; // prettier-ignore
  const types = 1 + random.below(3);
  const [functions, locations, mappings] = [1 + random.below(20), 1 + random.below(30), random.below(3)];
  const valueType = () => [...number(1, refer(strings.length)), ...number(2, refer(strings.length))];
  const list = (field: number, values: bigint[]) =>
    random.once(3) ? values.flatMap((value) => number(field, value)) : packed(field, values);
  const label = () =>
    bytes(3, [
      ...number(1, refer(strings.length)),
      ...(random.once(2) ? number(2, refer(strings.length)) : number(3, drawInt(random))),
      ...(random.once(4) ? number(4, refer(strings.length)) : []),
    ]);
  const sample = () =>
    bytes(2, [
      ...list(
        1,
        repeat(random, 60, () => refer(locations, 1)),
      ),
      ...list(2, Array.from({ length: odd > 0 && random.once(odd) ? random.below(5) : types }, () => drawInt(random))), // prettier-ignore
      ...(random.once(3) ? repeat(random, 4, label).flat() : []),
    ]);
  const line = () =>
    bytes(4, [...number(1, refer(functions, 1)), ...number(2, drawInt(random)), ...(random.once(4) ? number(3, drawInt(random)) : [])]); // prettier-ignore
  const parts = [
    ...Array.from({ length: types }, () => bytes(1, valueType())),
    ...repeat(random, 60, sample),
    ...Array.from(
      { length: mappings },
      (_, at) =>
      bytes(3, [...number(1, at + 1), ...number(2, drawUint(random)), ...number(3, drawUint(random)), ...number(5, refer(strings.length))]), // prettier-ignore
    ),
    ...Array.from(
      { length: locations },
      (_, at) =>
      bytes(4, [...number(1, odd > 0 && random.once(odd) ? drawUint(random) : at + 1), ...number(2, refer(mappings, 1)), ...number(3, drawUint(random)), ...repeat(random, 3, line).flat()]), // prettier-ignore
    ),
    ...Array.from(
      { length: functions },
      (_, at) =>
      bytes(5, [...number(1, at + 1), ...number(2, refer(strings.length)), ...number(3, refer(strings.length)), ...number(4, refer(strings.length)), ...number(5, drawInt(random))]), // prettier-ignore
    ),
    ...strings.map((one) => text(6, one)),
    ...repeat(random, 4, () => number(7 + random.below(8), refer(strings.length))),
    ...(random.once(3) ? [bytes(11, valueType())] : []),
  ];
  if (random.once(3)) parts.reverse();
  return Uint8Array.from(parts.flat());
}
