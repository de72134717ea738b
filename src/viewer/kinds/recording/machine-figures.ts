import { drawnCores, drawnModes, systemCores, systemCpu, toModeLayers } from '#charts/system-cpu.ts';
import { drawnMemory, drawnOthers, systemMemory } from '#charts/system-memory.ts';
import { chartMargins } from '#charts/margins.ts';
import { toLineLayers, usageLines } from '#charts/usage-lines.ts';
import { unitOfLines } from './memory-unit.ts';
import { summarizeRows } from './summaries.ts';
import { type TimeFigureSpec, toTimeFigure } from './time-figure.ts';
import type { FigureScene, UsageFigure } from './usage-figure.ts';
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

/** A figure of rows of the system, with what is said of them. */
function toRowsFigure(
  view: UsageView,
  spec: Omit<TimeFigureSpec, 'summary'>,
  scene: FigureScene,
): UsageFigure {
  const { title, drawn, metric } = spec;
  const { texts, usage } = scene;
  const summary = summarizeRows(view, drawn, metric, usage, title, texts);
  return toTimeFigure(view, { ...spec, summary }, scene);
}

function toModesFigure(view: UsageView, scene: FigureScene): UsageFigure {
  const { texts } = scene;
  const cores = view.system.cores.length;
  const drawn = drawnModes(view.recording, view.system, (mode) => texts.mode[mode]);
  return toRowsFigure(
    view,
    {
      id: 'machine-cpu',
      title: texts.machineCpu,
      unit: texts.unitCpuLong(cores),
      metric: 'cpu',
      stacked: true,
      additive: true,
      drawn,
      note: texts.idleIsRest,
      keyed: true,
      chart: (spec) => systemCpu(drawn, cores, spec),
      layers: (spec) => toModeLayers(drawn, cores, spec),
    },
    scene,
  );
}

function toCoresFigure(view: UsageView, scene: FigureScene): UsageFigure {
  const { texts } = scene;
  const cores = view.system.cores.length;
  const drawn = drawnCores(view.recording, view.system);
  return toRowsFigure(
    view,
    {
      id: 'machine-cpu',
      title: texts.machineCores,
      unit: texts.unitCpuLong(cores),
      metric: 'cpu',
      stacked: false,
      additive: false,
      faceted: true,
      drawn,
      height: cores * (cores > 8 ? 26 : 44) + chartMargins.top + chartMargins.bottom,
      chart: (spec) => systemCores(drawn, spec),
    },
    scene,
  );
}

function toMemoryFigure(view: UsageView, scene: FigureScene): UsageFigure {
  const { texts } = scene;
  const drawn = drawnMemory(view.system, (kind) => kind);
  const memoryUnit = unitOfLines(drawn, scene.usage);
  return toRowsFigure(
    view,
    {
      id: 'machine-memory',
      title: texts.machineMemory,
      unit: memoryUnit,
      memoryUnit,
      keyed: true,
      metric: 'memory',
      stacked: false,
      additive: false,
      drawn,
      note: texts.memoryOverlaps,
      chart: (spec) => systemMemory(drawn, spec),
      layers: (spec) => toLineLayers(drawn, 'memory', spec),
    },
    scene,
  );
}

/** Rows of a newer recorder that are not known here: shown as they are, as lines. */
function toOthersFigure(view: UsageView, scene: FigureScene): UsageFigure {
  const { texts } = scene;
  const drawn = drawnOthers(view.system.otherCpu);
  return toRowsFigure(
    view,
    {
      id: 'machine-others',
      title: texts.machineOthers,
      keyed: true,
      unit: texts.unitCpuLong(0),
      metric: 'cpu',
      stacked: false,
      additive: false,
      drawn,
      chart: (spec) => usageLines(drawn, 'cpu', spec),
      layers: (spec) => toLineLayers(drawn, 'cpu', spec),
    },
    scene,
  );
}
