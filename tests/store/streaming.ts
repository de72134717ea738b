import type { CaptureStore } from '#store/capture-store.ts';

/** One line of a stream; its number is in it, so that a lost or doubled one is seen. */
export const lineOf = (n: number) => `${n},7,board_app,1.5,0.5,2048\n`;

export function linesUpTo(count: number): string {
  return Array.from({ length: count }, (_, n) => lineOf(n)).join('');
}

/**
 * Sends lines to a stream, each of them kept as a piece before the next comes.
 *
 * @param onKept told after each piece how many bytes there are
 */
export async function sendLines(
  store: CaptureStore,
  id: string,
  count: number,
  onKept: (sizeBytes: number, lines: number) => void = () => {},
): Promise<void> {
  let kept = () => {};
  let lines = 0;
  async function* source(): AsyncIterable<Uint8Array> {
    for (let n = 0; n < count; n++) {
      const isKept = new Promise<void>((resolve) => (kept = resolve));
      yield new TextEncoder().encode(lineOf(n));
      await isKept;
    }
  }
  await store.append(id, 0, source(), {
    keepEveryMs: 0,
    onKept: (sizeBytes) => {
      onKept(sizeBytes, ++lines);
      kept();
    },
  });
}
