import { drawnCores, drawnModes, systemCores, systemCpu } from '#charts/system-cpu.ts';
import { drawnMemory, drawnOthers, systemMemory } from '#charts/system-memory.ts';
import { chartMargins } from '#charts/time-chart.ts';
import { usageLines } from '#charts/usage-lines.ts';
import { timeSpec, toCsv, type Figure, type FigureScene } from './figure.ts';
import { summarizeRows } from './summaries.ts';
import type { UsageView } from './usage-view.ts';

/** The machine's own rows, in charts of their own: they count the same time and memory as the processes. */
export function toMachineFigures(view: UsageView, eachCore: boolean, scene: FigureScene): Figure[] {
  const { system } = view;
  return [
    ...(system.cpu.length === 0 ? [] : [eachCore ? toCoresFigure(view, scene) : toModesFigure(view, scene)]),
    ...(system.memory.length + system.otherMemory.length === 0 ? [] : [toMemoryFigure(view, scene)]),
    ...(system.otherCpu.length === 0 ? [] : [toOthersFigure(view, scene)]),
  ];
}

function toModesFigure(view: UsageView, scene: FigureScene): Figure {
  const { texts, height, window, draft } = scene;
  const title = texts.machineCpu;
  const cores = view.system.cores.length;
  const drawn = drawnModes(view.recording, view.system, (mode) => texts.mode[mode]);
  const summary = draft ? title : summarizeRows(view, drawn, 'cpu', window, title, texts);
  return {
    id: 'machine-cpu',
    title,
    unit: texts.unitCpuLong(cores),
    summary,
    kind: 'time',
    metric: 'cpu',
    stacked: true,
    additive: true,
    drawn,
    height,
    note: texts.idleIsRest,
    csv: () => toCsv(view, drawn, window),
    options: (width) =>
      systemCpu(drawn, cores, {
        ...timeSpec(view, scene),
        width,
        height,
        yLabel: texts.axisCpu,
        ariaLabel: title,
        ariaDescription: summary,
      }),
  };
}

function toCoresFigure(view: UsageView, scene: FigureScene): Figure {
  const { texts } = scene;
  const cores = view.system.cores.length;
  const height = cores * (cores > 8 ? 26 : 44) + chartMargins.top + chartMargins.bottom;
  const title = texts.machineCores;
  const drawn = drawnCores(view.recording, view.system);
  const summary = scene.draft ? title : summarizeRows(view, drawn, 'cpu', scene.window, title, texts);
  return {
    id: 'machine-cpu',
    title,
    unit: texts.unitCpuLong(cores),
    summary,
    kind: 'time',
    metric: 'cpu',
    stacked: false,
    additive: false,
    faceted: true,
    drawn,
    height,
    csv: () => toCsv(view, drawn, scene.window),
    options: (width) =>
      systemCores(drawn, {
        ...timeSpec(view, scene),
        width,
        height,
        yLabel: texts.unitCpu,
        ariaLabel: title,
        ariaDescription: summary,
      }),
  };
}

function toMemoryFigure(view: UsageView, scene: FigureScene): Figure {
  const { texts, height, window, draft } = scene;
  const title = texts.machineMemory;
  const drawn = drawnMemory(view.system, (kind) => kind);
  const summary = draft ? title : summarizeRows(view, drawn, 'memory', window, title, texts);
  return {
    id: 'machine-memory',
    title,
    unit: texts.unitMemory,
    summary,
    kind: 'time',
    metric: 'memory',
    stacked: false,
    additive: false,
    drawn,
    height,
    note: texts.memoryOverlaps,
    csv: () => toCsv(view, drawn, window),
    options: (width) =>
      systemMemory(drawn, {
        ...timeSpec(view, scene),
        width,
        height,
        yLabel: texts.axisMemory,
        ariaLabel: title,
        ariaDescription: summary,
      }),
  };
}

/** Rows of a newer recorder that are not known here: shown as they are, as lines. */
function toOthersFigure(view: UsageView, scene: FigureScene): Figure {
  const { texts, height, window, draft } = scene;
  const title = texts.machineOthers;
  const drawn = drawnOthers(view.system.otherCpu);
  const summary = draft ? title : summarizeRows(view, drawn, 'cpu', window, title, texts);
  return {
    id: 'machine-others',
    title,
    unit: texts.unitCpuLong(0),
    summary,
    kind: 'time',
    metric: 'cpu',
    stacked: false,
    additive: false,
    drawn,
    height,
    csv: () => toCsv(view, drawn, window),
    options: (width) =>
      usageLines(drawn, 'cpu', {
        ...timeSpec(view, scene),
        width,
        height,
        yLabel: texts.axisCpu,
        ariaLabel: title,
        ariaDescription: summary,
      }),
  };
}
