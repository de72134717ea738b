import type { Random } from '../random.ts';
import { makeGob } from './gob.ts';
import { makePprof } from './pprof.ts';
import { textGrammars } from './texts.ts';

const encoder = new TextEncoder();

/** Inputs made by the rules of their format, by the folder that has its fixtures. */
export const grammars: Record<string, (random: Random) => Uint8Array> = {
  'topid-process': makeGob,
  pprof: makePprof,
  ...Object.fromEntries(
    Object.entries(textGrammars).map(([format, make]) => [format, (random: Random) => encoder.encode(make(random))]), // prettier-ignore
  ),
};
