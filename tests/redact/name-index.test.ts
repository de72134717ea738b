import { expect, test } from 'vitest';
import { NameIndex } from '#redact/name-index.ts';

function replace(name: string, text: string): string {
  const index = new NameIndex<string>({ caseless: true });
  index.add(name, 'x');
  return index.replace(text, () => 'X');
}

test.each([
  ['bob', 'Bob, bob_x, bobby, abob', 'X, X_x, bobby, abob'],
  // Between words of these scripts stands nothing.
  ['张三', '给张三的请求，张三 a张三b', '给X的请求，X aXb'],
  ['秘密客户', '秘密客户的请求；秘密客', 'X的请求；秘密客'],
  ['acme', 'acme的请求失败, acmes', 'X的请求失败, acmes'],
  ['東京タワー', 'これは東京タワーです', 'これはXです'],
  ['สมชาย', 'คุณสมชายมา', 'คุณXมา'],
  // One letter is a part of other words.
  ['王', '国王, 王 said, 王国, a王', '国王, X said, 王国, a王'],
])('%s', (name, text, expected) => {
  expect(replace(name, text)).toBe(expected);
});
