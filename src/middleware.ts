import { defineMiddleware } from 'astro:middleware';
import { addPolicy } from '#integrations/csp.ts';
import type { Service } from '#server/service.ts';

let own: Promise<Service | undefined> | undefined;

/**
 * For what is made on request: pages get the policy that the build writes into every other, and
 * `astro dev`, which has no bin/serve.ts to bring the store along, opens one itself.
 */
export const onRequest = defineMiddleware(async (context, next) => {
  if (context.isPrerendered) return next();
  if (import.meta.env.DEV && context.locals.casebook === undefined) {
    own ??= import('#server/open-service.ts').then(({ openService }) => openService(process.env));
    context.locals.casebook = await own;
  }
  const response = await next();
  const isPage = /^text\/html\b/.test(response.headers.get('content-type') ?? '');
  if (!isPage || import.meta.env.DEV) return response;
  const { status, headers } = response;
  return new Response(addPolicy(await response.text()), { status, headers });
});
