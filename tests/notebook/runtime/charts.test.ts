import { createReadStream } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { createDocument } from '#build/document.ts';
import { readCapture } from '#formats/index.ts';
import { createCharts } from '#notebook/runtime/charts.ts';
import { CrashData } from '#notebook/runtime/crash-data.ts';
import { RecordingData } from '#notebook/runtime/recording-data.ts';
import { twoProcesses } from './recordings.ts';

const charts = createCharts(createDocument());
const data = new RecordingData('run', twoProcesses());

async function readCrash(): Promise<CrashData> {
  const { value } = await readCapture('log', createReadStream('public/captures/topid-crash-1.log'));
  if (value.kind !== 'crash-log') throw new Error(value.kind);
  return new CrashData('topid-crash-1', value);
}

describe('usage', () => {
  test('a line a process, the gap left open, named for those who do not see it', () => {
    const svg = charts.usage(data, { width: 400, height: 150 });
    expect(svg.getAttribute('aria-label')).toBe('cpu of app 7, idle 8');
    expect(svg.getAttribute('width')).toBe('400');
    expect(svg.querySelectorAll('.cb-series-0')).not.toHaveLength(0);
    const lines = [...svg.querySelectorAll('.cb-series-0 path')].map((path) => path.getAttribute('d') ?? '');
    expect(lines.join('').split('M').length - 1).toBeGreaterThanOrEqual(1);
  });

  test('only those named, in MiB, stacked, within the window', () => {
    const svg = charts.usage(data.window(2, 8), { names: ['idle'], metric: 'memory', chart: 'stack' });
    expect(svg.getAttribute('aria-label')).toBe('memory of idle 8');
    expect(svg.textContent).toContain('memory (MiB)');
  });

  test('a process that is not there', () => {
    expect(() => charts.usage(data, { names: ['nobody'] })).toThrow('run has no process nobody');
  });
});

describe('a crash', () => {
  test('numbers, frames and reason as cells read them', async () => {
    const crash = await readCrash();
    expect(crash.reason).toBe('s.allocCount != s.nelems && freeIndex == s.nelems');
    expect(crash.numbers()).toEqual({ 's.allocCount': 3, 's.nelems': 5 });
    expect(crash.frames('nextFree')[0]?.args).toMatch(/^0x7f82a2a6d0, 0xa2f47, /);
    expect(crash.frames(/^io\/ioutil/).map((frame) => frame.function)).toEqual([
      'io/ioutil.readAll',
      'io/ioutil.ReadAll',
    ]);
    expect(() => crash.crash(2)).toThrow('topid-crash-1 has no crash 2; there are 1');
  });

  test('its stack, innermost frame first', async () => {
    const svg = charts.stack(await readCrash(), { most: 4 });
    expect(svg.getAttribute('aria-label')).toBe(
      'topid-crash-1: runtime.throw, runtime.(*mcache).nextFree, runtime.mallocgc, runtime.makeslice',
    );
    expect(svg.textContent).toContain('runtime.mallocgc');
  });
});
