/** The service worker, at the root of the site, whose pages are then its own. In a file by itself, for the script within every page. */
export const workerName = 'offline-worker.js';
