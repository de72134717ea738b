import { defineCollection } from 'astro:content';
import { glob } from 'astro/loaders';
import { docsLoader } from '@astrojs/starlight/loaders';
import { docsSchema } from '@astrojs/starlight/schema';
import { captureSchema } from '#schemas/capture-schema.ts';
import { caseSchema } from '#schemas/case-schema.ts';

export const collections = {
  docs: defineCollection({ loader: docsLoader(), schema: docsSchema({ extend: caseSchema }) }),
  captures: defineCollection({
    loader: glob({ pattern: '*.yaml', base: './src/content/captures' }),
    schema: captureSchema,
  }),
};
