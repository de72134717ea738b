import { readFileSync, writeFileSync } from 'node:fs';

/**
 * The most memory that this process held since `resetPeak`. Linux tells; elsewhere it is what it holds now.
 * Not `resourceUsage().maxRSS`, which has what the parent held before it started the process.
 */
export function peakBytes(): number {
  const kb = /^VmHWM:\s*(\d+) kB$/m.exec(read('/proc/self/status'))?.[1];
  return kb === undefined ? process.memoryUsage.rss() : Number(kb) * 1024;
}

export function resetPeak(): void {
  try {
    writeFileSync('/proc/self/clear_refs', '5');
  } catch {
    // Then it is the most since the process began, which can only be more.
  }
}

/** What an input may take above an idle process. */
export function allowedBytes(unpackedBytes: number): number {
  return 4 * unpackedBytes + 64 * 2 ** 20;
}

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
