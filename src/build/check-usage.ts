import { type ByKind, callByKind, type Model } from '#model/capture/models.ts';
import type { Recording } from '#model/recording/recording.ts';
import { toSystemRows } from '#model/recording/system-rows.ts';
import { toTimeAxis } from '#model/recording/time-axis.ts';
import type { CatalogEntry } from '#viewer/captures/catalog.ts';
import { readPublished } from './published.ts';

/** What an author wrote that only the recording can answer. */
interface AskedUsage {
  charts?: readonly string[] | undefined;
  marks?: readonly { at: number }[] | undefined;
  spans?: readonly { to: number }[] | undefined;
}

const faults: ByKind<string | undefined, [AskedUsage]> = {
  recording: (recording, asked) => findLateTime(recording, asked) ?? findMissingChart(recording, asked),
  'crash-log': () => 'it is a crash log, which <CrashLog> shows',
  profile: () => 'it is a profile, which <FlameGraph> shows',
};

/**
 * Holds a published capture to be a recording with the charts and the times that an author asks for.
 *
 * @throws Error naming the capture and what there is instead
 */
export async function checkUsage(entry: CatalogEntry, asked: AskedUsage): Promise<void> {
  const fault = findUsageFault(await readPublished(entry), asked);
  if (fault !== undefined) throw new Error(`<Usage>: ${entry.name}: ${fault}`);
}

/** Why a figure of usage cannot show it as it is asked for; undefined where it can. */
export function findUsageFault(value: Model, asked: AskedUsage): string | undefined {
  return callByKind(faults, value, asked);
}

function findLateTime(recording: Recording, { marks = [], spans = [] }: AskedUsage): string | undefined {
  const length = toTimeAxis(recording).elapsed.at(-1) ?? 0;
  const times = [
    ...marks.map(({ at }, index) => ({ name: `marks.${index}.at`, time: at })),
    ...spans.map(({ to }, index) => ({ name: `spans.${index}.to`, time: to })),
  ];
  const late = times.find(({ time }) => time > length);
  return late && `${late.name}: ${late.time} s is after its end at ${length} s`;
}

function findMissingChart(recording: Recording, { charts = [] }: AskedUsage): string | undefined {
  const { cpu, memory, otherMemory } = toSystemRows(recording);
  const has: Record<string, boolean> = {
    'machine-cpu': cpu.length > 0,
    'machine-memory': memory.length + otherMemory.length > 0,
  };
  const missing = charts.find((name) => has[name] === false);
  return missing && `charts: there is no ${missing}: the machine was not recorded`;
}
