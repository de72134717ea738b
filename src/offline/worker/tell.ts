import type { FromWorker } from '#offline/messages.ts';
import { worker } from './scope.ts';

/** To every page of the site that is open. */
export async function tell(message: FromWorker): Promise<void> {
  const pages = await worker.clients.matchAll({ type: 'window', includeUncontrolled: true });
  for (const page of pages) page.postMessage(message, []);
}
