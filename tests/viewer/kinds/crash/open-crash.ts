import { h } from 'preact';
import type { Locale } from '#locale/locale.ts';
import type { ViewState } from '#view/view-state.ts';
import { CrashView } from '#viewer/kinds/crash/CrashView.tsx';
import { openPage, type OpenPage } from '../../open-page.ts';
import { parse, readCapture, readValid } from '../../../formats/go-crash/read-log.ts';

/** Logs on a page, and the state that the reader's hand has made of them. */
export interface OpenCrash extends OpenPage {
  state: ViewState;
}

/** @param names of fixtures, or of captures of the site (`topid-…`); or texts of logs, which have several lines */
export async function openCrash(
  names: readonly string[],
  state: ViewState = {},
  locale: Locale = 'en',
  compact = false,
): Promise<OpenCrash> {
  const files = await Promise.all(
    names.map(async (name, at) => {
      const isText = name.includes('\n');
      const bytes = isText ? name : name.startsWith('topid-') ? readCapture(name) : readValid(name);
      const { value } = await parse(bytes);
      return { slot: 'abc'[at]!, name: isText ? `${'abc'[at]}.log` : name, file: value };
    }),
  );
  const page: OpenCrash = { ...openPage(), state };
  const draw = (): void =>
    page.show(
      h(CrashView, {
        files,
        state: page.state,
        onState(next) {
          page.state = next;
          draw();
        },
        locale,
        compact,
      }),
    );
  draw();
  await page.settle();
  return page;
}
