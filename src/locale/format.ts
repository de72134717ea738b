import { withMinus } from './minus.ts';

/**
 * How sizes, counts and lengths of time are written, the same everywhere: on pages of every
 * language, at a terminal, in the store's cards. Times of day are in model/zone.ts.
 */

/**
 * `1.4 MB`, `880 B`, of a file or of what is sent: at most three digits, one decimal below ten of a
 * unit.
 *
 * Units of files are decimal, 1 MB being 10^6 bytes, as the SI has them, disks are sold, and the file
 * managers of Linux and macOS, browsers and `ls --si` show them. Memory of processes is another
 * thing: the kernel counts it in pages of 2^n bytes, and Go, top and the charts here show MiB.
 */
export function formatSize(sizeBytes: number): string {
  if (sizeBytes < 1000) return `${sizeBytes} B`;
  let value = sizeBytes;
  let unit = 'B';
  for (const next of ['KB', 'MB', 'GB', 'TB']) {
    // What rounds to 1000 is one of the next unit.
    if (value < 999.5) break;
    value /= 1000;
    unit = next;
  }
  return `${value.toFixed(value < 9.95 ? 1 : 0)} ${unit}`;
}

/** `1.8 KB (1,821 B)`, `880 B`: of what somebody compares to the byte. */
export function formatExactSize(sizeBytes: number): string {
  const size = formatSize(sizeBytes);
  return sizeBytes < 1000 ? size : `${size} (${formatCount(sizeBytes)} B)`;
}

/**
 * `64 MiB`, `1.5 GiB`, `2 GB`, `1,234,567 B`: of a limit, to the byte. It is set in units of 2^n or of
 * 10^n, and reads in those: what was set as 64MiB is not 67 MB, nor rounded to more than there is.
 */
export function formatLimit(limitBytes: number): string {
  for (const power of [4, 3, 2, 1]) {
    for (const [base, unit] of [
      [1024, 'iB'],
      [1000, 'B'],
    ] as const) {
      const value = limitBytes / base ** power;
      if (value >= 1 && Number.isInteger(value * 10)) {
        return `${formatCount(value)} ${'KMGT'[power - 1]}${unit}`;
      }
    }
  }
  return `${formatCount(limitBytes)} B`;
}

/** `1,204`, `−3`: English and Chinese group digits alike. */
export function formatCount(count: number): string {
  return withMinus(count.toLocaleString('en-US'));
}

/** Milliseconds without their unit: three digits that mean something, and whole ones from a second on: `0.086`, `4,276`. */
export function formatMs(ms: number): string {
  return ms >= 1000 ? formatCount(Math.round(ms)) : String(Number(ms.toPrecision(3)));
}

/**
 * A length of time for people: `0.25 s`, `5 s`, `3 min 20 s`, `2 h 5 min`, `3 d 4 h`, `51.8 y`.
 *
 * @param digits decimals of less than two minutes, at most; by their size where not given
 */
export function formatDuration(seconds: number, digits?: number): string {
  const size = Math.abs(seconds);
  if (size < 119.5) return `${Number(size.toFixed(digits ?? (size < 1 ? 3 : size < 10 ? 2 : 0)))} s`;
  if (size < 3599.5) return inParts(Math.round(size), 60, 'min', 's');
  const minutes = Math.round(size / 60);
  if (minutes < 2 * 1440) return inParts(minutes, 60, 'h', 'min');
  const hours = Math.round(size / 3600);
  return hours < 2 * 8766 ? inParts(hours, 24, 'd', 'h') : `${(size / 31_557_600).toFixed(1)} y`;
}

function inParts(count: number, per: number, unit: string, part: string): string {
  const rest = count % per;
  return `${Math.floor(count / per)} ${unit}${rest > 0 ? ` ${rest} ${part}` : ''}`;
}
