import { type Codes, toSay } from '#codes/said.ts';

interface OfFile {
  file: string;
  lines: number;
}

const topidNotices = {
  'topid-no-processes': ({ samples }: { samples: number }) =>
    `topid: none of the ${samples} samples has a process`,
  'topid-sample-limit': ({ samples }: { samples: number }) =>
    `topid: the recording has ${samples} samples, after which topid stops; what it watched may have gone on`,
  'topid-surplus-rows': ({ rows, sample }: { rows: number; sample: number }) =>
    `topid: ${rows} rows, the first of them in sample ${sample}, are left out: one sample has more than 100 of their name and pid`,
  'topid-field-kind': ({ field }: { field: string }) =>
    `topid: the field ${field} is of a kind that cannot be read as ${field}; it is left out`,
  'topid-no-field': ({ field }: { field: string }) =>
    `topid: the recorder did not send the field ${field}; it counts as 0`,
  'topid-other-values': ({ values }: { values: number }) =>
    `topid: ${values} values that are no samples were passed over`,
  'topid-odd-time': ({ samples, sample }: { samples: number; sample: number }) =>
    `topid: ${samples} samples, the first of them sample ${sample}, have a time that is no date; they got the time of the sample before`,
  'topid-odd-snapshot-time': ({ snapshots, snapshot }: { snapshots: number; snapshot: number }) =>
    `topid: ${snapshots} snapshots, the first of them snapshot ${snapshot}, have a time that is no date; they got the time of the snapshot before`,

  'topid-info-long': ({ lines, characters }: { lines: number; characters: number }) =>
    `topid: the information is longer than ${characters} characters; its last ${lines} lines were left out`,
  'topid-info-cut': ({ missing, line }: { missing: string; line: number }) =>
    `topid: the information has no section ${missing}; it may be cut at line ${line}`,
  'topid-snapshot-text-long': ({ lines, characters }: { lines: number; characters: number }) =>
    `topid: the snapshots are longer than ${characters} characters; the last ${lines} lines were left out`,

  'topid-text-no-times': () =>
    'topid: the text has no times and does not tell how far its samples are apart; they are drawn 1 second apart',
  'topid-text-restart': ({ line }: { line: number }) =>
    `topid: line ${line} starts topid again with another interval or unit; its samples are drawn with those of the first`,
  'topid-text-unit': ({ unit, max }: { unit: 'KB' | 'MB'; max: number }) => {
    const why =
      unit === 'MB'
        ? `no process has more than ${max}, and not all are multiples of 4`
        : `the largest process has ${max}`;
    return `topid: the text does not tell the unit of MEM; taken for ${unit}, since ${why}`;
  },
  'topid-text-threads': ({ rows }: { rows: number }) =>
    `topid: ${rows} rows of threads are shown in the process trees alone, for the rows of their processes contain them`,
  'topid-text-lines': ({ lines, line }: { lines: number; line: number }) =>
    `topid: ${lines} lines between the rows were not understood, the first of them line ${line}`,
};

const topidErrors = {
  'topid-info-no-section': ({ file, lines }: OfFile) =>
    `${file}: no section such as ------CPUInfo------ in ${lines} lines`,
  'topid-snapshot-text-none': ({ file, lines }: OfFile) =>
    `${file}: no line such as ------Snapshot------ 1636624800 in ${lines} lines`,
  'topid-text-no-header': ({ file, lines }: OfFile) =>
    `${file}: no header "PID PRIO CPU MEM COMM" in ${lines} lines`,
};

declare module '#model/notice.ts' {
  interface Notices extends Codes<typeof topidNotices> {}
  interface Failures extends Codes<typeof topidErrors> {}
}

export const topidSentences = { ...topidNotices, ...topidErrors };
export const sayOfTopid = toSay(topidSentences);
