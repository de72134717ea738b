/** Texts of what moves about in the charts: the selection, zooms and the way back, sizes. */
export const desk = {
  zoomTrail: 'Zooms, the widest first',
  zoomUndo: 'Undo the last zoom',
  keys: 'Keys in a chart: arrows move the cursor, Shift with arrows selects, Enter zooms to the selection or else keeps the cursor, + and - zoom, Backspace or Ctrl+Z undoes a zoom, 0 shows all, Page Up and Page Down pan, M gives the chart all the height, Escape clears the selection, then the cursor.',
  keysOfNotes:
    'P pins a note to the selection or the kept cursor, else to the next click or, by Enter, to the cursor; S opens the nearest snapshot.',
  keysAnywhere:
    'Anywhere on the page / leads to the filter, ? to this list; in the bar of the zoom, too, Backspace and Ctrl+Z undo and 0 shows all.',
  mouse:
    'Drag to select, double-click in the selection to zoom to it; Ctrl and wheel to zoom, Shift and wheel to pan, double-click elsewhere for all. A click keeps the cursor, another lets it go.',
  touch: 'One finger pans, two zoom; hold, then move, to select. Up and down the page scrolls as everywhere.',
  selection: 'Selection',
  selectionNone: 'Nothing selected: drag over a chart.',
  selectionOf: (from: string, to: string, length: string) => `Selected ${from} to ${to} (${length}).`,
  selectionMeasured: (length: string) =>
    `The recorder paused in it: ${length} were measured, and the numbers are of those.`,
  selectionAll: (cpu: string | undefined, cpuSeconds: string, memory: string | undefined) =>
    `All processes: ${cpu === undefined ? 'CPU not measured' : `CPU ${cpu} on average, ${cpuSeconds} CPU seconds`}` +
    (memory === undefined ? '.' : `, memory ${memory} from first to last.`),
  selectionZoom: 'Zoom to selection',
  selectionClear: 'Clear selection',
  selectionEach: 'Each of them',
  selectionWhole: 'All processes',
  selectionColumn: {
    name: 'Process',
    cpu: 'CPU % of the stretch',
    cpuSeconds: 'CPU seconds',
    memFirst: 'Mem first MiB',
    memLast: 'Mem last MiB',
    memDiff: 'Mem change MiB',
  },
  chartHeight: (title: string) => `Height of the chart: ${title}`,
  chartMaximize: (title: string) => `Show ${title} alone, or all again`,
  deskSplit: 'Height of the charts; the table scrolls below',
  snapshotWide: 'Full width',
  marksHere: (count: number) => `${count} marks here`,
  snapshotDifference: 'Difference to the one before',
  snapshotNew: 'new',
  treeOnly: 'Only this one in the charts, or all again',
  treeHelp:
    'A square has the colour of the line in the charts, of the process or of the sum that it is in, and none where neither is drawn: pointing at the row highlights that line, a click on the square or Enter shows the process alone, and all again. Space folds.',
  snapshotGone: (names: readonly string[]) => `Gone since the one before: ${names.join(', ')}`,
};
