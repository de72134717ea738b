import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { ProfileState } from '#view/profile-state.ts';
import { makeProfile } from '../model/profile/make-profile.ts';
import { readPprofFixture } from '../model/profile/read-profile.ts';
import { openProfile, type OpenProfile, type ProfileOptions } from '../viewer/kinds/profile/open-profile.ts';
import { speakPseudo, textsInCode } from './pseudo-language.ts';

let back: () => void;
beforeAll(async () => {
  back = await speakPseudo();
});
afterAll(() => back());

let page: OpenProfile;
afterEach(() => page.close());

const later = readPprofFixture('pprof/valid/cpu-labels-later.pb.gz');

/** Signs of units, of a zone, of what makes shares; an address as an example. */
const signs = 'ns µs ms s min h d B KiB MiB GiB UTC https://git.example.com/board/blob/main/{path}#L{line}';

function isData(text: string): boolean {
  const { strings, sampleTypes } = page.profile;
  const types = sampleTypes.flatMap(({ type, unit }) => [type, unit]);
  const names = [...strings, ...later.strings, ...types, 'cpu-labels pb gz before made', signs];
  const known = [...names, page.state.focus ?? ''].join(' ').toLowerCase();
  return (text.toLowerCase().match(/\p{L}+/gu) ?? []).every((word) => known.includes(word));
}

async function open(state: ProfileState, options: ProfileOptions = {}): Promise<void> {
  page = await openProfile('cpu-labels.pb.gz', { ...options, state });
  for (const details of page.root.querySelectorAll('details')) page.unfold(details);
}

const states: ProfileState[] = [
  {},
  { figure: 'icicle', colour: 'owner', text: 'main', zoom: ['runtime.main', 'main.main'] },
  { figure: 'top', order: '-cum', text: 'main', frame: 'main.words' },
  { figure: 'tree', text: 'nothing', frame: '⟦gone⟧' },
  { figure: 'sandwich' },
  { figure: 'sandwich', frame: 'main.descend', by: 'functions' },
  { figure: 'top', by: 'packages', frame: 'strings' },
  { figure: 'top', focus: '(main', ignore: 'a**', labels: [{ key: 'kind', value: 'parse', not: true }] },
  { figure: 'top', focus: 'nothing' },
  { sample: '⟦gone⟧', base: '⟦gone too⟧', added: ['⟦and this⟧'] },
];

test.each(states)('%o: the view of a profile says nothing of its own', async (state) => {
  await open(state);
  expect(textsInCode(page.root.innerHTML, isData)).toEqual([]);
});

test.each<ProfileState>([
  { base: 'before', normalised: true, figure: 'top', frame: 'main.words' },
  { base: 'before', figure: 'tree' },
  { base: 'before' },
  { base: '⟦other⟧', added: ['⟦other⟧'] },
])('%o: nor does a comparison', async (state) => {
  const other = makeProfile([{ stack: ['main'], value: 1 }], { type: 'space', unit: 'bytes' });
  await open(state, {
    others: { 'before.pb.gz': later, '⟦other⟧.pb.gz': other },
  });
  expect(textsInCode(page.root.innerHTML, isData)).toEqual([]);
});

test('nor one within a case, or one that is empty', async () => {
  await open({}, { compact: true });
  expect(textsInCode(page.root.innerHTML, isData)).toEqual([]);
  page.close();
  page = await openProfile(makeProfile([]));
  expect(textsInCode(page.root.innerHTML, isData)).toEqual([]);
  page.close();
  page = await openProfile(makeProfile([{ stack: ['main'], value: 0 }]));
  expect(textsInCode(page.root.innerHTML, isData)).toEqual([]);
});
