import { registerRoute } from 'workbox-routing/registerRoute.js';
import { handOver } from '#offline/hand-over.ts';
import { toOwnPath } from './scope.ts';

/** Files that another app shares with the installed one: they take the way of those dropped on another page. */
export function takeShared(): void {
  registerRoute(
    ({ url }) => /^(?:[\w-]+\/)?open\/$/.test(toOwnPath(url) ?? ''),
    async ({ request, url }) => {
      const form = await request.formData();
      await handOver(form.getAll('files').filter((one) => one instanceof File));
      return Response.redirect(url.href, 303);
    },
    'POST',
  );
}
