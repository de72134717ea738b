import { defineMiddleware } from 'astro:middleware';
import type { Service } from '#server/service.ts';

let own: Promise<Service | undefined> | undefined;

/** `astro dev` has no bin/serve.ts to bring the store along, so it opens one itself. */
export const onRequest = defineMiddleware(async (context, next) => {
  if (import.meta.env.DEV && !context.isPrerendered && context.locals.casebook === undefined) {
    own ??= import('#server/open-service.ts').then(({ openService }) => openService(process.env));
    context.locals.casebook = await own;
  }
  return next();
});
