import { useEffect, useMemo, useState } from 'preact/hooks';
import { type Locale, locales } from '#locale/locale.ts';
import { pathIn } from '#locale/paths.ts';
import { siteBase } from '#locale/site-path.ts';
import { toCapturePath } from '#locale/store-paths.ts';
import { toScope } from '#offline/addresses.ts';
import { findKeptCapture, forgetCapture, keepCapture, toKeptPlace } from '#offline/kept-captures.ts';
import { offlineTexts } from '#texts/offline.ts';

export interface KeepOfflineProps {
  captures: { id: string; expiresAt?: string | undefined }[];
  locale: Locale;
}

/**
 * Has the captures of the page kept in this browser, if its reader wants that, and takes them away again. Nothing is to be seen
 * where the site has no service worker, which would hand them out.
 */
export function KeepOffline({ captures, locale }: KeepOfflineProps) {
  const texts = offlineTexts[locale];
  const [state, setState] = useState<'unknown' | 'not-kept' | 'keeping' | 'kept'>('unknown');
  const [problem, setProblem] = useState('');
  const toPlace = useMemo(() => () => toKeptPlace(toScope(location.origin, siteBase())), []);

  useEffect(() => {
    let isHere = true;
    void (navigator as Partial<Navigator>).serviceWorker?.ready.then(async () => {
      const found = await Promise.all(captures.map(({ id }) => findKeptCapture(toPlace(), id)));
      if (isHere) setState(found.every(Boolean) ? 'kept' : 'not-kept');
    });
    return () => {
      isHere = false;
    };
  }, [captures, toPlace]);

  const forget = async () => {
    for (const { id } of captures) await forgetCapture(toPlace(), id);
    setState('not-kept');
  };
  const keep = async () => {
    setState('keeping');
    setProblem('');
    // A browser that runs short of room takes what is kept away elsewhere first.
    void navigator.storage?.persist?.().catch(() => false);
    try {
      for (const { id, expiresAt } of captures) {
        const pages = locales.map((one) => pathIn(one, toCapturePath(id)));
        await keepCapture(toPlace(), { id, expiresAt, pages: [...new Set([...pages, location.pathname])] });
      }
      setState('kept');
    } catch (error) {
      const { name, message } = error as Error;
      await forget();
      setProblem(texts.captureNotKept(name === 'QuotaExceededError' ? texts.captureNoRoom : message));
    }
  };

  return (
    <p class="cb-stored-offline">
      {state !== 'unknown' && (
        <>
          {state === 'kept' && <span>{texts.captureKept} </span>}
          <button
            type="button"
            class="cb-button"
            data-quiet
            aria-disabled={state === 'keeping'}
            onClick={() => {
              if (state === 'kept') void forget();
              else if (state === 'not-kept') void keep();
            }}
          >
            {state === 'kept'
              ? texts.forgetCapture
              : state === 'keeping'
                ? texts.keepingCapture
                : texts.keepCapture}
          </button>
        </>
      )}
      <span role="status">{problem}</span>
    </p>
  );
}
