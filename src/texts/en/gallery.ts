export const texts = {
  data: 'The data',
  /** In the drawings. */
  chart: {
    time: 'time (UTC)',
    elapsed: 'time since the first sample',
    cpu: 'CPU (% of one core)',
    memory: 'memory (MiB)',
    meanCpu: 'mean CPU (% of one core)',
    part: (percent: string, ofAll: string) => `${percent} % · ${ofAll} % of all`,
    bytes: 'frame size, bytes',
    unknownSize: 'size not known',
    minutes: 'minutes waited',
    started: 'seconds since the program began',
    heap: 'heap (MiB)',
    step: 'the clock was set',
    gap: 'no samples',
    pin: 'a note',
    whole: 'all',
  },
};
