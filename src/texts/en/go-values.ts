export const texts = {
  inputsChanged: (inputs: readonly string[]) =>
    `The inputs have changed since this output: ${inputs.join(', ')}.`,
  runAgain: 'Run with them',
  fromEdited: (cells: readonly string[]) => `Reads ${cells.join(', ')} as you have edited it.`,
  rows: (count: number, columns: readonly string[], hasMore: boolean) =>
    `${count.toLocaleString('en')} rows: ${columns.join(', ')}${hasMore ? ', …' : ''}`,
  crashLog: 'Crash log of this run',
  collections: 'Collections of this run',
  emitted: (name: string) => `${name}, as the cell emitted it`,
  show: (captures: string) => `Show below: ${captures}`,
  openAlone: 'Open it on its own',
  viewFailed: (message: string) => `The view could not be loaded: ${message}`,
};
