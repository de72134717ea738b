import { describe, expect, test, vi } from 'vitest';
import { pageLoader } from '#schemas/page-loader.ts';

type Entry = { id: string; data: Record<string, unknown> };

// Starlight's own reads files; what it does with an entry is all that counts here.
vi.mock('@astrojs/starlight/loaders', () => ({
  docsLoader: () => ({
    name: 'docs',
    load: async (context: { entry: Entry; parseData(entry: Entry): Promise<unknown>; loaded: unknown[] }) => {
      context.loaded.push(await context.parseData(context.entry));
    },
  }),
}));

async function load(data: Record<string, unknown>, watcher: object | undefined): Promise<unknown[]> {
  const loaded: unknown[] = [];
  const parseData = async (entry: Entry) => {
    if (entry.data['status'] === 'wrong') throw new Error(`${entry.id}: status`);
    return entry.data;
  };
  await pageLoader().load({ entry: { id: 'cases/a', data }, parseData, loaded, watcher } as never);
  return loaded;
}

describe('a page whose frontmatter is wrong', () => {
  test('ends a build', async () => {
    await expect(load({ title: 'A', status: 'wrong' }, undefined)).rejects.toThrow('cases/a: status');
  });

  test('is there under the development server, with its title or its name', async () => {
    expect(await load({ title: 'A', status: 'wrong' }, {})).toEqual([{ title: 'A' }]);
    expect(await load({ status: 'wrong' }, {})).toEqual([{ title: 'cases/a' }]);
  });
});

test('any other is as it is written', async () => {
  expect(await load({ title: 'A', status: 'open' }, undefined)).toEqual([{ title: 'A', status: 'open' }]);
  expect(await load({ title: 'A', status: 'open' }, {})).toEqual([{ title: 'A', status: 'open' }]);
});
