import type { Plugin } from 'vite';
import { describe, expect, test } from 'vitest';
import { leanBuild } from '#integrations/lean-build.ts';
import { callHook } from './hooks.ts';

async function toPlugins(command: string): Promise<Plugin[]> {
  const plugins: Plugin[] = [];
  await callHook(leanBuild(), 'astro:config:setup', {
    command,
    updateConfig: ({ vite }: { vite: { plugins: Plugin[] } }) => void plugins.push(...vite.plugins),
  });
  return plugins;
}

describe('a lean build', () => {
  test('has the texts of pages where they are built, and not in what the server makes on request', async () => {
    const [alone] = await toPlugins('build');
    const applies = alone?.applyToEnvironment as (environment: { name: string }) => boolean;
    expect(['ssr', 'prerender', 'client'].filter((name) => applies({ name }))).toEqual(['ssr']);
    const resolve = alone?.resolveId as unknown as (id: string) => string | undefined;
    const load = alone?.load as unknown as (id: string) => string | undefined;
    const stub = resolve('/site/src/content/docs/zh-cn/cases/a.mdx?astroPropagatedAssets');
    expect(load(stub ?? '')).toContain('export function Content()');
    for (const id of ['/site/src/content/docs/a.png', '/site/src/pages/c/[id].astro', '/other/a.mdx']) {
      expect(resolve(id)).toBeUndefined();
      expect(load(id)).toBeUndefined();
    }
  });

  test('compiles JSX once', async () => {
    const [, once] = await toPlugins('build');
    const preact = { name: 'vite:preact-jsx', transform: () => {}, config: () => {} };
    const other = { name: 'other', transform: () => {} };
    const resolved = once?.configResolved as unknown as (config: object) => void;
    resolved({ plugins: [other, preact] });
    expect(Object.keys(preact)).toEqual(['name', 'config']);
    expect(Object.keys(other)).toEqual(['name', 'transform']);
  });
});

test('the development server is left as it is', async () => {
  expect(await toPlugins('dev')).toEqual([]);
});
