import { describe, expect, test } from 'vitest';
import { cutTo, toColumns, toCount, toTerminalText } from '../../src/command-line/terminal-text.ts';
import { cpuClock } from '../cpu-clock.ts';

describe('text for a terminal', () => {
  test('what would move the cursor or turn the line is shown, the rest stays', () => {
    expect(toTerminalText('\x1b]0;title\x07 a\r\nb\x9b2K')).toBe('\\x1b]0;title\\x07 a\\x0d\\x0ab\\x9b2K');
    expect(toTerminalText('user\u202etxt.exe\u2066\u200b\u2028')).toBe(
      'user\\u{202e}txt.exe\\u{2066}\\u{200b}\\u{2028}',
    );
    expect(toTerminalText('half \ud83d')).toBe('half \\u{d83d}');
    expect(toTerminalText('火焰图 é <b> 👩‍🔧')).toBe('火焰图 é <b> 👩‍🔧');
  });

  test('columns line up, whatever the characters', () => {
    expect(
      toColumns(
        [
          ['火焰图', '1'],
          ['e\u0301', '20'],
          ['init', '300'],
        ],
        [false, true],
      ),
    ).toEqual(['火焰图    1', 'e\u0301        20', 'init    300']);
  });

  test('is cut to what fits, not within a character', () => {
    expect(cutTo(6, 'abcdef')).toBe('abcdef');
    expect(cutTo(5, 'abcdef')).toBe('abcd…');
    expect(cutTo(5, '火焰图')).toBe('火焰…');
    expect(cutTo(4, '火焰图')).toBe('火…');
  });

  test('a name of many megabytes is cut as soon as there is enough of it', () => {
    const name = 'e\u0301'.repeat(10_000_000);
    const started = cpuClock();
    expect(cutTo(3, name)).toBe('e\u0301e\u0301…');
    expect(cpuClock() - started).toBeLessThan(1000);
  });

  test('counts', () => {
    expect([toCount(1, 'row'), toCount(1260000, 'row'), toCount(2, 'process', 'processes')]).toEqual([
      '1 row',
      '1,260,000 rows',
      '2 processes',
    ]);
  });
});
