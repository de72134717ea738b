import { docsLoader } from '@astrojs/starlight/loaders';
import type { Loader } from 'astro/loaders';

/**
 * Starlight's loader of pages. Under `npm run dev` a page whose frontmatter is wrong is there all the
 * same, with its title alone, so that what is wrong can stand over it; a build ends with it.
 */
export function pageLoader(): Loader {
  const loader = docsLoader();
  return {
    ...loader,
    load: (context) =>
      loader.load({
        ...context,
        parseData: async (entry) => {
          try {
            return await context.parseData(entry);
          } catch (error) {
            // A build watches nothing.
            if (!context.watcher) throw error;
            const title = String((entry.data as Record<string, unknown>)['title'] ?? entry.id);
            return context.parseData({ ...entry, data: { title } as unknown as typeof entry.data });
          }
        },
      }),
  };
}
