import type { Frame } from '#model/profile/frames.ts';

export type FlameColours =
  | 'package'
  | 'owner'
  | 'change'
  | { colourOf(frame: Frame): string; legend: readonly { label: string; colour: string }[] };
