import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { toStoreName } from '#api/store-upload.ts';
import { checkName } from '#store/names.ts';

test('whatever a file is called, it can be sent under a name that the store takes', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (name) => {
      const sent = toStoreName(name);
      expect(checkName(sent)).toBe(sent.normalize('NFC'));
    }),
  );
});

test.each([
  ['_core.log', '_core.log'],
  ['.hidden', 'hidden'],
  ['a/b\\c"d.log', 'a_b_c_d.log'],
  ['  日志 .log ', '日志 .log'],
  ['a\u202etxt.exe', 'a_txt.exe'],
  ['...', 'capture'],
  ['👩‍💻.log', '👩‍💻.log'],
])('%j is sent as %j', (name, sent) => {
  expect(toStoreName(name)).toBe(sent);
});
