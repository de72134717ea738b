import { expect, test } from 'vitest';
import { toSubject } from '#viewer/kinds/profile/shown.ts';
import { makeProfile } from '../../../model/profile/make-profile.ts';

test('a profile that is not open is missed once, however often the link names it', () => {
  const own = makeProfile([{ stack: ['main.main'], value: 1 }]);
  const { faults } = toSubject(own, { base: 'gone', added: ['gone', 'away', 'gone'] }, []);
  expect(faults).toEqual([
    { code: 'not-open', slot: 'gone' },
    { code: 'not-open', slot: 'away' },
  ]);
});
