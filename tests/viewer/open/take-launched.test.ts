import { afterEach, expect, test, vi } from 'vitest';
import { takeLaunched } from '#viewer/open/take-launched.ts';

afterEach(() => vi.unstubAllGlobals());

function launch(files: unknown): void {
  const setConsumer = (consume: (launch: { files: unknown }) => void) => consume({ files });
  vi.stubGlobal('window', { launchQueue: { setConsumer } });
}

test('files that the system opens with the app are opened; one that is gone meanwhile takes none with it', async () => {
  const take = vi.fn();
  const file = new File(['a'], 'crash.log');
  launch([
    { getFile: async () => file },
    { getFile: async () => Promise.reject(new DOMException('', 'NotFoundError')) },
  ]);
  takeLaunched(take);
  await vi.waitFor(() => expect(take).toHaveBeenCalledWith([file]), { timeout: 30_000 });
});

test('a start without files, and a browser that knows of none, change nothing', async () => {
  const take = vi.fn();
  launch(undefined);
  takeLaunched(take);
  vi.stubGlobal('window', {});
  takeLaunched(take);
  await new Promise((resolve) => setTimeout(resolve));
  expect(take).not.toHaveBeenCalled();
});
