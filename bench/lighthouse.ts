import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { FoundBrowser } from '../tests/e2e/browser.ts';

interface Report {
  categories: Record<string, { score: number | null; auditRefs: { id: string; weight: number }[] }>;
  audits: Record<string, { score: number | null; numericValue?: number }>;
}

/** What Lighthouse says of a page as a phone has it. */
export interface LighthouseResult {
  /** Of 100, by category: performance, accessibility, best-practices, seo. */
  scores: Record<string, number>;
  /** Total blocking time, in milliseconds. */
  blocked: number;
  /** Audits that count and are not passed, those of performance left out. */
  failed: string[];
}

/** Has the Lighthouse in a folder's node_modules look at a page. */
export async function runLighthouse(
  folder: string,
  { executablePath, env }: FoundBrowser,
  address: string,
): Promise<LighthouseResult> {
  const program = join(folder, 'node_modules/lighthouse/cli/index.js');
  const flags = `--headless=new${process.getuid?.() === 0 ? ' --no-sandbox' : ''}`;
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [program, address, '--output=json', '--quiet', `--chrome-flags=${flags}`],
    { env: { ...process.env, ...env, CHROME_PATH: executablePath }, maxBuffer: 64 * 1024 * 1024 },
  );
  const { categories, audits } = JSON.parse(stdout) as Report;
  const others = Object.entries(categories).filter(([name]) => name !== 'performance');
  return {
    scores: Object.fromEntries(
      Object.entries(categories).map(([name, { score }]) => [name, Math.round((score ?? 0) * 100)]),
    ),
    blocked: audits['total-blocking-time']?.numericValue ?? Number.NaN,
    failed: others.flatMap(([, { auditRefs }]) =>
      auditRefs.filter(({ id, weight }) => weight > 0 && (audits[id]?.score ?? 1) < 1).map(({ id }) => id),
    ),
  };
}
