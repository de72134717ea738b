import { expect, test } from 'vitest';
import { splitArchive } from '../../src/go-toolchain/archive.ts';

const toBytes = (text: string) => new TextEncoder().encode(text);
const toText = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
const header = (name: string, size: number) =>
  `${name.padEnd(16)}0           0     0     644     ${String(size).padEnd(10)}\`\n`;

test('an archive is parted after the exports, which may have a byte to fill them up', () => {
  for (const [exports, fill] of [
    ['abcd', ''],
    ['abc', '\n'],
  ] as const) {
    const first = `${header('__.PKGDEF', exports.length)}${exports}${fill}`;
    const rest = `${header('_go_.o', 2)}xy`;
    const parts = splitArchive(toBytes(`!<arch>\n${first}${rest}`));
    expect(toText(parts.exportData)).toBe(`!<arch>\n${first}`);
    expect(toText(parts.objects)).toBe(`!<arch>\n${rest}`);
  }
});

test.each(['', '!<arch>\n', `!<arch>\n${header('_go_.o', 2)}xy`, `<arch>!\n${header('__.PKGDEF', 1)}a`])(
  '%j is none',
  (text) => {
    expect(() => splitArchive(toBytes(text))).toThrow('no archive of a Go package');
  },
);
