import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { joinRecordings } from '#model/recording/join.ts';
import type { CrashFile } from '#model/crash/crash-log.ts';
import type { Recording } from '#model/recording/recording.ts';
import { encodeView } from '#view/link.ts';
import { redactCaptures, type Redaction, usualKinds } from '#redact/index.ts';
import type { View } from '#view/view-state.ts';
import { read, readRecording } from '../formats/read-fixture.ts';
import { type Secrets, secretsArbitrary, toCrash, toForms, toRecording } from './secrets.ts';

function toView(secret: Secrets, recording: Recording): View {
  const { host, user, ip, token } = secret;
  return {
    captures: [],
    active: `${host}.data`,
    states: {
      [`${host}.data`]: {
        only: recording.series.map(({ key }) => key),
        text: user,
        names: recording.series.map(({ name }) => name),
        pins: [
          {
            time: 1,
            text: `ask ${user} about ${host} at ${ip}\nPASSWORD=${token}`,
            series: recording.series[1]?.key ?? '',
          },
        ],
        beside: [`${user}.log`],
      },
      [`${user}.log`]: { package: `git.${secret.folder}.example/fw/${secret.folder}/board`, line: [4, 5] },
      [`elsewhere-${user}`]: { text: user },
    },
  };
}

/** All that leaves, as one text. */
function toOutput({ captures, view }: Redaction): string {
  const files = captures.flatMap(({ slot, files }) => [
    slot,
    ...files.flatMap(({ name, pieces }) => [name, ...pieces]),
  ]);
  return [...files, JSON.stringify(view), encodeView(view)].join('\n');
}

describe('secrets planted everywhere', () => {
  test('none of them is in what leaves, in no form', async () => {
    await fc.assert(
      fc.asyncProperty(secretsArbitrary, async (secret) => {
        const recording = await toRecording(secret);
        const crash = await toCrash(secret);
        const view = toView(secret, recording);
        const redaction = redactCaptures(
          [
            { slot: `${secret.host}.data`, value: recording },
            { slot: `${secret.user}.log`, value: crash },
          ],
          view,
          { kinds: usualKinds },
        );
        const output = toOutput(redaction).toLowerCase();
        for (const [kind, planted] of Object.entries(secret)) {
          for (const form of toForms(planted))
            expect(output.includes(form.toLowerCase()), `${kind} as ${form}`).toBe(false);
        }
      }),
      { numRuns: 40 },
    );
  });

  test('they are found where nothing is taken out: the search can fail', async () => {
    const [secret] = fc.sample(secretsArbitrary, { numRuns: 1, seed: 7 });
    if (!secret) throw new Error('no sample');
    const recording = await toRecording(secret);
    const redaction = redactCaptures(
      [
        { slot: 'a', value: recording },
        { slot: 'b', value: await toCrash(secret) },
      ],
      toView(secret, recording),
      { kinds: [] },
    );
    const output = toOutput(redaction);
    for (const [kind, planted] of Object.entries(secret)) expect(output, kind).toContain(planted);
  });
});

test('what leaves is read again: the same values, lines and places under new names', async () => {
  const [secret] = fc.sample(secretsArbitrary, { numRuns: 1, seed: 3 });
  if (!secret) throw new Error('no sample');
  const recording = await toRecording(secret);
  const crash = await toCrash(secret);
  const { captures, view } = redactCaptures(
    [
      { slot: `${secret.host}.data`, value: recording },
      { slot: `${secret.user}.log`, value: crash },
    ],
    toView(secret, recording),
    { kinds: usualKinds },
  );
  const [first, second] = captures;
  if (!first || !second) throw new Error('two captures');
  const again = joinRecordings(
    await Promise.all(
      first.files.map(({ name, pieces }) => readRecording(name, Buffer.from(pieces.join('')))),
    ),
  );
  expect(again).toHaveLength(1);
  expect(again[0]?.series.map(({ name }) => name)).toEqual([
    'init',
    '/path-1/board_app args-1'.replace('path-1', /path-\d/.exec(again[0]?.series[1]?.name ?? '')?.[0] ?? ''),
    'sshd: args-2',
    'host-1-agent',
    '[kworker/0:1]',
    expect.stringMatching(/^MODE=secret-\d+$/),
  ]);
  expect(again[0]?.series.map(({ userCpu }) => [...userCpu])).toEqual(
    recording.series.map(({ userCpu }) => [...userCpu]),
  );
  expect(again[0]?.snapshots).toHaveLength(1);
  expect(again[0]?.info?.commands).toHaveLength(4);

  const state = view.states[first.slot];
  expect(view.active).toBe(first.slot);
  expect(state?.only).toEqual(again[0]?.series.map(({ key }) => key));
  expect(state?.text).toBeUndefined();
  expect(state?.beside).toEqual([second.slot]);
  expect(state?.pins?.[0]).toMatchObject({ time: 1, series: again[0]?.series[1]?.key });
  expect(Object.keys(view.states)).toEqual([first.slot, second.slot]);

  const { value } = await read('y.log', Buffer.from(second.files[0]?.pieces.join('') ?? ''));
  if (value.kind !== 'crash-log') throw new Error(value.kind);
  expect(value.lines).toHaveLength(crash.lines.length);
  const places = ({ crashes }: CrashFile) =>
    crashes[0]?.goroutines[0]?.frames.map(({ line, fileLine, owner, offset }) => [
      line,
      fileLine,
      owner,
      offset,
    ]);
  expect(places(value)).toEqual(places(crash));
  expect(value.crashes[0]?.goroutines[0]?.frames.map(({ package: path }) => path)).toEqual([
    view.states[second.slot]?.package,
    'io/ioutil',
    'main',
  ]);
  expect(value.crashes[0]?.goroutines[0]?.frames[1]?.file).toMatch(
    /^\/path-\d+\/src\/io\/ioutil\/ioutil\.go$/,
  );
});

test('names of processes go where that is asked for, in the tree too', async () => {
  const table = 'time,pid,name,cpu,mem_kb\n1,1,board_app,1,5\n1,2,init,1,5\n1,0,[CPU0-user],1,0\n';
  const tree =
    '------Snapshot------ 1\n  PID PRIO     CPU      MEM COMM\n    1   20    0.33     4096 ├─ /usr/bin/board_app -x\n';
  const parts = await Promise.all([
    readRecording('process-1.csv', Buffer.from(table)),
    readRecording('snapshot-1.txt', Buffer.from(tree)),
  ]);
  const value = joinRecordings(parts)[0] as Recording;
  const { captures } = redactCaptures(
    [{ slot: 'a', value }],
    { captures: [], states: {} },
    { kinds: ['process'] },
  );
  const text = captures[0]?.files.flatMap(({ pieces }) => pieces).join('') ?? '';
  expect(text).not.toMatch(/board_app|init/);
  expect(text).toContain('1,1,process-1,1,5\n1,2,process-2,1,5\n1,0,[CPU0-user],1,0\n');
  expect(text).toContain('├─ /usr/bin/process-1 -x');
});
