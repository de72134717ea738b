import { renderChart } from '#charts/render.ts';
import { drawnCores, drawnModes, systemCores, systemCpu } from '#charts/system-cpu.ts';
import { drawnMemory, drawnOthers, systemMemory } from '#charts/system-memory.ts';
import { chartMargins } from '#charts/time-chart.ts';
import { usageLines } from '#charts/usage-lines.ts';
import { withNumbers } from './figure-numbers.ts';
import { timeSpec, type FigureScene, type UsageFigure } from './usage-figure.ts';
import { summarizeRows } from './summaries.ts';
import type { UsageView } from './usage-view.ts';

/** The machine's own rows, in charts of their own: they count the same time and memory as the processes. */
export function toMachineFigures(view: UsageView, eachCore: boolean, scene: FigureScene): UsageFigure[] {
  const { system } = view;
  return [
    ...(system.cpu.length === 0 ? [] : [eachCore ? toCoresFigure(view, scene) : toModesFigure(view, scene)]),
    ...(system.memory.length + system.otherMemory.length === 0 ? [] : [toMemoryFigure(view, scene)]),
    ...(system.otherCpu.length === 0 ? [] : [toOthersFigure(view, scene)]),
  ];
}

function toModesFigure(view: UsageView, scene: FigureScene): UsageFigure {
  const { texts, height, usage, draft } = scene;
  const title = texts.machineCpu;
  const cores = view.system.cores.length;
  const drawn = drawnModes(view.recording, view.system, (mode) => texts.mode[mode]);
  const summary = draft ? title : summarizeRows(view, drawn, 'cpu', usage, title, texts);
  return withNumbers(
    view,
    {
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
      draw: (width, document) =>
        renderChart(
          systemCpu(drawn, cores, {
            ...timeSpec(view, scene),
            width,
            height,
            yLabel: texts.axisCpu,
            ariaLabel: title,
            ariaDescription: summary,
          }),
          document,
        ),
    },
    scene,
  );
}

function toCoresFigure(view: UsageView, scene: FigureScene): UsageFigure {
  const { texts } = scene;
  const cores = view.system.cores.length;
  const height = cores * (cores > 8 ? 26 : 44) + chartMargins.top + chartMargins.bottom;
  const title = texts.machineCores;
  const drawn = drawnCores(view.recording, view.system);
  const summary = scene.draft ? title : summarizeRows(view, drawn, 'cpu', scene.usage, title, texts);
  return withNumbers(
    view,
    {
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
      draw: (width, document) =>
        renderChart(
          systemCores(drawn, {
            ...timeSpec(view, scene),
            width,
            height,
            yLabel: texts.unitCpu,
            ariaLabel: title,
            ariaDescription: summary,
          }),
          document,
        ),
    },
    scene,
  );
}

function toMemoryFigure(view: UsageView, scene: FigureScene): UsageFigure {
  const { texts, height, usage, draft } = scene;
  const title = texts.machineMemory;
  const drawn = drawnMemory(view.system, (kind) => kind);
  const summary = draft ? title : summarizeRows(view, drawn, 'memory', usage, title, texts);
  return withNumbers(
    view,
    {
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
      draw: (width, document) =>
        renderChart(
          systemMemory(drawn, {
            ...timeSpec(view, scene),
            width,
            height,
            yLabel: texts.axisMemory,
            ariaLabel: title,
            ariaDescription: summary,
          }),
          document,
        ),
    },
    scene,
  );
}

/** Rows of a newer recorder that are not known here: shown as they are, as lines. */
function toOthersFigure(view: UsageView, scene: FigureScene): UsageFigure {
  const { texts, height, usage, draft } = scene;
  const title = texts.machineOthers;
  const drawn = drawnOthers(view.system.otherCpu);
  const summary = draft ? title : summarizeRows(view, drawn, 'cpu', usage, title, texts);
  return withNumbers(
    view,
    {
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
      draw: (width, document) =>
        renderChart(
          usageLines(drawn, 'cpu', {
            ...timeSpec(view, scene),
            width,
            height,
            yLabel: texts.axisCpu,
            ariaLabel: title,
            ariaDescription: summary,
          }),
          document,
        ),
    },
    scene,
  );
}
