import { defineMiddleware } from 'astro:middleware';
import { siteBase } from '#locale/site-path.ts';
import { toPolicy } from '#integrations/policy.ts';
import type { Service } from '#server/service.ts';

let own: Promise<Service | undefined> | undefined;

async function openOwn(): Promise<Service | undefined> {
  const { openService } = await import('#server/open-service.ts');
  const { readSettings } = await import('#server/settings.ts');
  return openService(readSettings(process.env, siteBase()));
}

/**
 * For what is made on request: pages get the policy that the build writes into every other, with who may
 * frame them, and `astro dev`, which has no bin/serve.ts to bring the store along, opens one itself.
 *
 * Which inline scripts may run is known from the build. It is never read from the page at hand, whose
 * words may be anybody's.
 */
export const onRequest = defineMiddleware(async (context, next) => {
  if (context.isPrerendered) return next();
  if (import.meta.env.DEV && context.locals.casebook === undefined) {
    own ??= openOwn();
    context.locals.casebook = await own;
  }
  const response = await next();
  const isPage = /^text\/html\b/.test(response.headers.get('content-type') ?? '');
  if (!isPage || import.meta.env.DEV) return response;
  // A page without scripts has a stricter one of its own.
  const policy =
    response.headers.get('content-security-policy') ?? toPolicy(context.locals.pageScripts ?? []);
  const frames = context.locals.casebook?.settings.frameAncestors ?? "'self'";
  response.headers.set('Content-Security-Policy', `${policy}; frame-ancestors ${frames}`);
  return response;
});
