import { EventEmitter } from 'node:events';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';
import { reloadCaptures } from '#integrations/reload-captures.ts';
import { callHook } from './hooks.ts';

test('a capture that changes, comes or goes loads the pages again; no other file does', async () => {
  const publicDir = pathToFileURL(`${process.cwd()}/public/`);
  const sent: unknown[] = [];
  const watcher = new EventEmitter();
  const integration = reloadCaptures();
  await callHook(integration, 'astro:config:setup', { config: { publicDir } });
  const hot = { send: (message: unknown) => void sent.push(message) };
  await callHook(integration, 'astro:server:setup', {
    server: { watcher, environments: { client: { hot } } },
  });
  const toFile = (path: string) => join(fileURLToPath(publicDir), path);
  for (const event of ['add', 'change', 'unlink']) watcher.emit(event, toFile('captures/board/a.data'));
  expect(sent).toEqual([{ type: 'full-reload' }, { type: 'full-reload' }, { type: 'full-reload' }]);
  watcher.emit('change', toFile('favicon.svg'));
  watcher.emit('change', toFile('captures-of-another/a.data'));
  expect(sent).toHaveLength(3);
});
