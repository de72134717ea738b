import { formatDate } from '#model/zone.ts';
import { useEffect, useState } from 'preact/hooks';
import { isViewFragment } from '#view/fragment-kind.ts';
import { decodeView } from '#view/link.ts';
import { type OneFileData, OneFileVersionError, readOneFile } from '#one-file/one-file.ts';
import type { View, ViewState } from '#view/view-state.ts';
import { CaptureBody } from '#viewer/captures/CaptureBody.tsx';
import { errorText } from '#viewer/captures/error-text.ts';
import { describeItem } from '#viewer/captures/describe.ts';
import { toItems } from '#viewer/captures/items.ts';
import { Notices } from '#viewer/captures/Notices.tsx';
import { ReadError } from '#viewer/captures/ReadError.tsx';
import type { OpenItem } from '#viewer/captures/source.ts';
import { toTitle } from '#viewer/captures/title.ts';
import { toLocale } from '#locale/locale.ts';
import { saveBlob } from '#viewer/figure/save-blob.ts';
import { readSources } from './read-sources.ts';
import { FileAddress } from './file-address.ts';
import { oneFileTexts } from '#texts/one-file.ts';

type Theme = 'auto' | 'light' | 'dark';

interface Opened {
  data: OneFileData;
  items: OpenItem[];
}

/** The one that the page was made in: it carries no other. */
const locale = toLocale(document.documentElement.lang);

const toSlots = (items: Opened['items']): string[] => items.map(({ slot }) => slot);

/** A page that carries its captures: the same charts and tables as on the open page, without a server. */
export function OneFilePage({ json }: { json: string }) {
  const [theme, setTheme] = useState<Theme>('auto');
  const [opened, setOpened] = useState<Opened>();
  const [reading, setReading] = useState('');
  const [broken, setBroken] = useState('');
  const [view, setView] = useState<View>({ captures: [], states: {} });
  const [address] = useState(() => new FileAddress());
  const texts = oneFileTexts[locale];

  useTheme(theme);

  useEffect(() => {
    const open = async () => {
      const data = await readOneFile(json);
      const items = toItems(await readSources(data.files, setReading));
      // What its reader set comes before what the page was made with, so that a reload keeps it.
      address.given(readHash() ?? data.view, toSlots(items));
      setView(address.view);
      setReading('');
      setOpened({ data, items });
    };
    open().catch((error: unknown) =>
      setBroken(
        error instanceof OneFileVersionError
          ? texts.newer(error.version)
          : texts.broken(errorText(error, locale)),
      ),
    );
  }, [json, texts, address]);

  // Back and Forward go over its zooms and captures, as on the site.
  useEffect(() => {
    if (!opened) return undefined;
    const follow = () => {
      address.given(readHash() ?? opened.data.view, toSlots(opened.items));
      setView(address.view);
    };
    addEventListener('popstate', follow);
    return () => removeEventListener('popstate', follow);
  }, [opened, address]);

  const change = (next: View) => {
    setView(next);
    address.write(next);
  };
  const items = opened?.items ?? [];
  const active = items.find(({ slot }) => slot === view.active) ?? items[0];
  const stateOf = (slot: string): ViewState =>
    (Object.hasOwn(view.states, slot) ? view.states[slot] : undefined) ?? {};
  const titleOf = (item: OpenItem): string => toTitle(item, stateOf(item.slot), []);
  const setState = (slot: string, state: ViewState) =>
    change({ ...view, states: { ...view.states, [slot]: state } });

  return (
    <div class="cb-one">
      <header class="cb-one-head">
        <h1>{opened?.data.title ?? document.title}</h1>
        <div class="cb-one-settings">
          <label>
            <span>{texts.theme}</span>
            <select
              class="cb-field"
              value={theme}
              onChange={(event) => setTheme(event.currentTarget.value as Theme)}
            >
              {(['auto', 'light', 'dark'] as const).map((one) => (
                <option key={one} value={one}>
                  {texts.themes[one]}
                </option>
              ))}
            </select>
          </label>
        </div>
      </header>
      <main>
        {broken && <p role="alert">{broken}</p>}
        {reading && !opened && !broken && (
          <p class="cb-loading" role="status">
            {texts.reading(reading)}
          </p>
        )}
        {items.length > 1 && (
          <nav class="cb-one-list" aria-label={texts.captures}>
            {items.map((item) => (
              <button
                key={item.slot}
                type="button"
                class="cb-button"
                aria-current={item.slot === active?.slot ? 'true' : undefined}
                onClick={() => change({ ...view, active: item.slot })}
              >
                {titleOf(item)}
              </button>
            ))}
          </nav>
        )}
        {active && (
          <section aria-label={titleOf(active)}>
            <p class="cb-one-what">{texts.what(titleOf(active), describeItem(active, locale))}</p>
            <Notices notices={active.notices} locale={locale} />
            <ReadError item={active} locale={locale} />
            <CaptureBody
              key={active.slot}
              item={active}
              items={items}
              titleOf={titleOf}
              state={stateOf(active.slot)}
              onState={(state) => setState(active.slot, state)}
              locale={locale}
            />
          </section>
        )}
      </main>
      {opened && (
        <footer class="cb-one-foot">
          <details>
            <summary>{texts.files}</summary>
            <ul>
              {opened.data.files.map(({ slot, name, blob }) => (
                <li key={`${slot} ${name}`}>
                  <button type="button" class="cb-button" data-quiet onClick={() => saveBlob(blob, name)}>
                    {texts.save(name)}
                  </button>
                </li>
              ))}
            </ul>
          </details>
          <p>{texts.made(formatDate(opened.data.madeAt.getTime() / 1000, 'UTC'))}</p>
        </footer>
      )}
    </div>
  );
}

/** Charts take their colours from the theme that the page's root names. */
function useTheme(theme: Theme): void {
  useEffect(() => {
    const light = matchMedia('(prefers-color-scheme: light)');
    const apply = () => {
      const shown = theme === 'auto' ? (light.matches ? 'light' : 'dark') : theme;
      document.documentElement.dataset['theme'] = shown;
    };
    apply();
    light.addEventListener('change', apply);
    return () => light.removeEventListener('change', apply);
  }, [theme]);
}

function readHash(): View | undefined {
  const fragment = location.hash.replace(/^#/, '');
  return isViewFragment(fragment) ? decodeView(fragment).view : undefined;
}
