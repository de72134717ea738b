import { workerName } from './worker-name.ts';

/**
 * Has the site kept once the page has loaded and rests: that comes after whatever is looked at. What is said of it is loaded
 * where there is something to say.
 */
export function startOffline(): void {
  const place = document.querySelector<HTMLElement>('.cb-offline');
  // A page within another site's has a storage of its own there, which nobody will look into again.
  if (!place || window.top !== window || import.meta.env.DEV) return;
  const begin = async () => {
    const container = (navigator as Partial<Navigator>).serviceWorker;
    const worker = `${import.meta.env.BASE_URL}${workerName}`;
    const isNew = container && !(await container.getRegistration(worker));
    const savesData = (navigator as { connection?: { saveData?: boolean } }).connection?.saveData === true;
    // A site without the worker's file has nothing to say either.
    if (isNew && !savesData && !(await container.register(worker).catch(() => undefined))) return;
    const { showStatus } = await import('./status.ts');
    await showStatus(place, worker, savesData);
  };
  const rest = () =>
    'requestIdleCallback' in window
      ? requestIdleCallback(() => void begin(), { timeout: 5000 })
      : setTimeout(begin, 1000);
  if (document.readyState === 'complete') rest();
  else addEventListener('load', rest, { once: true });
}
