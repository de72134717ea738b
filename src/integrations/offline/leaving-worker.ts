/**
 * The worker of a site that has none, as under `astro dev`: it takes away the one that was there and all that it kept, and
 * has the pages load from the server.
 */
export const leavingWorker = `
addEventListener('install', () => self.skipWaiting());
addEventListener('activate', (event) => event.waitUntil((async () => {
  for (const name of await caches.keys()) {
    if (name.startsWith('casebook-') && name.endsWith(registration.scope)) await caches.delete(name);
  }
  await registration.unregister();
  for (const page of await clients.matchAll({ type: 'window' })) await page.navigate(page.url);
})()));
`;
