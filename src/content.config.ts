import { defineCollection } from 'astro:content';
import { glob } from 'astro/loaders';
import { docsLoader } from '@astrojs/starlight/loaders';
import { captureSchema } from '#schemas/capture-schema.ts';
import { pageSchema } from '#schemas/page-schema.ts';

export const collections = {
  docs: defineCollection({ loader: docsLoader(), schema: pageSchema }),
  captures: defineCollection({
    loader: glob({ pattern: '*.yaml', base: './src/content/captures' }),
    schema: captureSchema,
  }),
};
