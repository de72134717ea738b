import { h } from 'preact';
import type { Locale } from '#locale/locale.ts';
import type { Profile } from '#model/profile/profile.ts';
import type { ProfileState } from '#view/profile-state.ts';
import { ProfileView } from '#viewer/kinds/profile/ProfileView.tsx';
import { readPprofFixture } from '../../../model/profile/read-profile.ts';
import { openPage, type OpenPage } from '../../open-page.ts';

/** A profile on a page, and the state that the reader's hand has made of its view. */
export interface OpenProfile extends OpenPage {
  state: ProfileState;
  profile: Profile;
}

export interface ProfileOptions {
  state?: ProfileState;
  locale?: Locale;
  compact?: boolean;
  /** Others that are open, by name; a slot is the name without its ending. */
  others?: Record<string, Profile | string>;
}

/** @param profile one, or the name of a fixture of pprof's */
export async function openProfile(
  profile: Profile | string,
  { state = {}, locale = 'en', compact = false, others = {} }: ProfileOptions = {},
): Promise<OpenProfile> {
  const read = (one: Profile | string): Profile =>
    typeof one === 'string' ? readPprofFixture(`pprof/valid/${one}`) : one;
  const own = read(profile);
  const beside = Object.entries(others).map(([name, one]) => ({
    slot: name.replace(/\..*$/, ''),
    name,
    profile: read(one),
  }));
  const page: OpenProfile = { ...openPage(), state, profile: own };
  const draw = (): void =>
    page.show(
      h(ProfileView, {
        profile: own,
        name: typeof profile === 'string' ? profile : 'made.pb.gz',
        state: page.state,
        onState(next) {
          page.state = next;
          draw();
        },
        locale,
        compact,
        others: beside,
      }),
    );
  draw();
  await page.settle();
  return page;
}

/** The cells of a table's rows as text, those of the body that are in the page; of a frame's place nothing. */
export function rowsOf(page: OpenPage, table: Element): string[][] {
  const toText = (cell: Element): string => {
    const parts = [...cell.querySelectorAll('.cb-prof-twist, .cb-prof-level, .cb-prof-all, .cb-prof-frame')];
    return parts.length === 0 ? page.text(cell) : parts.map((part) => page.text(part)).join('');
  };
  return [...table.querySelectorAll('tbody tr')]
    .filter((row) => row.getAttribute('aria-hidden') !== 'true')
    .map((row) => [...row.children].map(toText));
}
