import type { Frame } from '#model/crash/crash-log.ts';

export type Fold = readonly ('runtime' | 'std')[];

/** A frame that is shown, or a run of frames that are folded into one row. */
export type FrameRow =
  | { kind: 'frame'; frame: Frame; depth: number }
  | { kind: 'fold'; owner: 'runtime' | 'std'; frames: Frame[]; depth: number };

/** Frames with the runs of folded owners put together; a run of one is shown as it is. */
export function toFrameRows(frames: readonly Frame[], fold: Fold): FrameRow[] {
  const rows: FrameRow[] = [];
  for (let at = 0; at < frames.length;) {
    const frame = frames[at]!;
    const { owner } = frame;
    let end = at + 1;
    if ((owner === 'runtime' || owner === 'std') && fold.includes(owner)) {
      while (frames[end]?.owner === owner) end++;
      if (end - at > 1) {
        rows.push({ kind: 'fold', owner, frames: frames.slice(at, end), depth: at });
        at = end;
        continue;
      }
    }
    rows.push({ kind: 'frame', frame, depth: at });
    at++;
  }
  return rows;
}

/** What the frames of known size take together; undefined where none is known. */
export function sumSizes(frames: readonly Frame[]): number | undefined {
  const sizes = frames.flatMap(({ sizeBytes }) => (sizeBytes === undefined ? [] : [sizeBytes]));
  return sizes.length === 0 ? undefined : sizes.reduce((sum, size) => sum + size, 0);
}
