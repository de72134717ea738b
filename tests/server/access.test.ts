import { expect, test } from 'vitest';
import { toAuthorization } from '#api/store-client.ts';
import { checkToken } from '#server/access.ts';

function check(given: string | undefined, wanted: string): void {
  checkToken(
    new Request('https://casebook.test/api/uploads', { headers: toAuthorization(given) }),
    wanted,
    'upload',
  );
}

test.each(['let-me-in', 'two words', 'a:b', 'wröng', '令牌', '🔑 of the board', 'a\tb'])(
  'a token is known as it was given: %j',
  (token) => {
    expect(() => check(token, token)).not.toThrow();
    expect(() => check(`${token}x`, token)).toThrow('Uploading needs a token');
    expect(() => check(token, 'another')).toThrow('Uploading needs a token');
  },
);

test('none is none', () => {
  expect(() => check(undefined, 'let-me-in')).toThrow('Uploading needs a token');
});
