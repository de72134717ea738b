import { expect, test } from 'vitest';
import { contents } from '#integrations/contents.ts';
import { callHook } from './hooks.ts';

interface Resolver {
  resolveId(id: string): string | undefined;
}

/** The integration, and what of its plugin resolves imports. */
async function start() {
  const integration = contents();
  let plugin: Resolver | undefined;
  await callHook(integration, 'astro:config:setup', {
    updateConfig: ({ vite }: { vite: { plugins: Resolver[] } }) => void ([plugin] = vite.plugins),
  });
  return { integration, resolve: (id: string) => plugin?.resolveId(id) };
}

test('Starlight’s script of the contents is the site’s own, by whichever path it is imported', async () => {
  const { integration, resolve } = await start();
  for (const path of [
    '../components-internals/TableOfContents/starlight-toc',
    '/a/TableOfContents/starlight-toc.ts',
  ]) {
    expect(resolve(path), path).toMatch(/\/src\/theme\/contents\.ts$/);
  }
  expect(resolve('../components-internals/TableOfContents/TableOfContentsList.astro')).toBeUndefined();
  await callHook(integration, 'astro:build:done', {});
});

test('a Starlight that has it elsewhere fails the build', async () => {
  const { integration, resolve } = await start();
  resolve('../components/Contents/toc');
  await expect(callHook(integration, 'astro:build:done', {})).rejects.toThrow(
    'TableOfContents/starlight-toc',
  );
});
