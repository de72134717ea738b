import { defineCollection } from 'astro:content';
import { glob } from 'astro/loaders';
import { pageLoader } from '#schemas/page-loader.ts';
import { captureSchema } from '#schemas/capture-schema.ts';
import { pageSchema } from '#schemas/page-schema.ts';

export const collections = {
  docs: defineCollection({ loader: pageLoader(), schema: pageSchema }),
  captures: defineCollection({
    loader: glob({ pattern: '*.yaml', base: './src/content/captures' }),
    schema: captureSchema,
  }),
};
