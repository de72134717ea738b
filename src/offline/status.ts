import { formatSize } from '#locale/format.ts';
import { toLocale } from '#locale/locale.ts';
import { pathIn } from '#locale/paths.ts';
import { siteBase, toSitePath } from '#locale/site-path.ts';
import { offlineTexts } from '#texts/offline.ts';
import { textsReady } from '#texts/page-texts.ts';
import { isOfSite, type OfflineSize, sizeName, toScope } from './addresses.ts';
import { refreshKeptCaptures, toKeptPlace } from './kept-captures.ts';
import { Keeping, type KeepingBrowser, type KeepingState } from './keeping.ts';

/** Has the site kept, and says in the footer how that stands. */
export async function showStatus(place: HTMLElement, worker: string, savesData: boolean): Promise<void> {
  await textsReady();
  const browser = toBrowser(worker, savesData);
  const keeping = new Keeping(browser, worker, (state) => void show(place, keeping, state));
  await keeping.start();
  if (browser.isSecure) await refreshKeptCaptures(toKeptPlace(toScope(location.origin, siteBase())));
}

async function show(place: HTMLElement, keeping: Keeping, state: KeepingState): Promise<void> {
  const locale = toLocale(document.documentElement.lang);
  const texts = offlineTexts[locale];
  const [quiet, spoken] = place.children as unknown as [HTMLElement, HTMLElement];
  place.dataset['state'] = state;
  quiet.replaceChildren();
  spoken.replaceChildren();
  const say = (where: HTMLElement, text: string) => {
    const link = document.createElement('a');
    link.href = pathIn(locale, '/guides/offline/');
    link.textContent = text;
    where.append(link);
  };
  const offer = (where: HTMLElement, label: string, act: () => void) => {
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'cb-button';
    button.textContent = label;
    button.addEventListener('click', act);
    where.append(' ', button);
  };
  switch (state) {
    case 'unknown':
      return;
    case 'insecure':
      return say(quiet, texts.insecure);
    case 'asking': {
      const size = await readSize();
      if (place.dataset['state'] !== state) return;
      return offer(quiet, texts.keep(size && formatSize(size.sentBytes)), () => void keeping.keep());
    }
    case 'keeping':
      return say(quiet, texts.keeping);
    case 'kept':
      return say(quiet, texts.kept);
    case 'no-room':
      return say(spoken, texts.noRoom);
    case 'failed':
      say(spoken, texts.failed);
      return offer(spoken, texts.tryAgain, () => void keeping.keep());
    case 'newer':
      say(spoken, texts.newer);
      return offer(spoken, texts.takeNewer, () => keeping.takeNewer());
    case 'taken':
      say(spoken, texts.taken);
      return offer(spoken, texts.reload, () => location.reload());
  }
}

async function readSize(): Promise<OfflineSize | undefined> {
  try {
    const answer = await fetch(toSitePath(`/${sizeName}`));
    return answer.ok ? ((await answer.json()) as OfflineSize) : undefined;
  } catch {
    return undefined;
  }
}

function toBrowser(worker: string, savesData: boolean): KeepingBrowser {
  const scope = toScope(location.origin, siteBase());
  return {
    isSecure: isSecureContext,
    savesData,
    container: (navigator as Partial<Navigator>).serviceWorker,
    async askForWorker() {
      try {
        return (await fetch(worker, { method: 'HEAD', cache: 'no-store' })).status;
      } catch {
        return undefined;
      }
    },
    async forgetAll() {
      for (const name of await caches.keys()) if (isOfSite(name, scope)) await caches.delete(name);
    },
    reload: () => location.reload(),
  };
}
