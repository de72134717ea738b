/**
 * How fast files are read, beside what others take for them: each program in turn, several times, on the same machine.
 *
 *   npm run bench -- [NAME...] [--runs N] [--json] [--write] [--list] [--peer NAME=PATH]...
 *
 * NAME is a scenario's, `--list` prints them all, and the benches that are programs of their own. Inputs and peers
 * are made once, in `~/.cache/casebook/bench` (or `CASEBOOK_CACHE`): with Go on PATH. A peer that is not there has
 * no column but a reason. `--write` puts the table into bench/RESULTS.md.
 */
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Program } from './programs.ts';
import { sizeOf } from './programs.ts';
import { type Measured, toTable, toText, writeResults } from './results.ts';
import { otherBenches, type Scenario, scenarios } from './scenarios.ts';
import { runTimed, type Taken, toSpread } from './timed.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    runs: { type: 'string', default: '5' },
    json: { type: 'boolean', default: false },
    write: { type: 'boolean', default: false },
    list: { type: 'boolean', default: false },
    peer: { type: 'string', multiple: true, default: [] },
  },
});
const runs = Number(values.runs);
const casebook = join(import.meta.dirname, '..', 'bin', 'casebook.mjs');
const given = new Map(values.peer.map((pair) => pair.split('=', 2) as [string, string]));

if (values.list) {
  for (const { name, says } of scenarios) console.log(`${name.padEnd(24)}  ${says}`);
  console.log('\nand, each a program of its own:');
  for (const [path, says] of Object.entries(otherBenches))
    console.log(`${`node ${path}`.padEnd(30)}  ${says}`);
} else {
  await measureAll();
}

async function measureAll(): Promise<void> {
  const unknown = positionals.filter((name) => !scenarios.some((one) => one.name === name));
  if (unknown.length > 0 || !(runs >= 1)) {
    console.error(
      unknown.length > 0 ? `no scenario ${unknown.join(', ')}: see --list` : '--runs is a number',
    );
    process.exitCode = 2;
    return;
  }
  const chosen = scenarios.filter(({ name }) => positionals.length === 0 || positionals.includes(name));
  const measured: Measured[] = [];
  for (const scenario of chosen) {
    console.error(`${scenario.name}: ${scenario.says}`);
    const one = await measure(scenario);
    // The whole may take half an hour, and be ended before.
    console.error(`${toText(toTable([one]))}\n`);
    measured.push(one);
  }
  if (values.json) console.log(JSON.stringify(measured, null, 2));
  else if (measured.length > 1) console.log(toText(toTable(measured)));
  if (values.write) await writeResults(measured, `npm run bench -- ${process.argv.slice(2).join(' ')}`, runs);
}

async function measure({ name, makeInput, peers }: Scenario): Promise<Measured> {
  const input = await makeInput();
  if (typeof input !== 'string')
    return { scenario: name, input: 'missing' in input ? input.missing : '', programs: [] };
  const programs: { name: string; program: Program; taken: Taken[] }[] = [
    // The second is what the first begins with, whatever it reads.
    {
      name: 'casebook',
      program: { command: [process.execPath, casebook, 'inspect', '--json', input] },
      taken: [],
    },
    { name: 'start of casebook', program: { command: [process.execPath, casebook, '--version'] }, taken: [] },
    { name: 'start of Node', program: { command: [process.execPath, '-e', '0'] }, taken: [] },
  ];
  for (const [peer, find] of Object.entries(peers)) {
    const path = given.get(peer);
    const program = path === undefined ? await find() : { command: [path] };
    programs.push({
      name: peer,
      program: 'missing' in program ? program : { command: [...program.command, input] },
      taken: [],
    });
  }
  // One round that does not count: files come from the disk, and what is compiled once is compiled.
  for (let round = -1; round < runs; round++) {
    for (const { program, taken } of programs) {
      if ('missing' in program) continue;
      const once = runTimed(program.command);
      if (round >= 0) taken.push(once);
    }
  }
  return {
    scenario: name,
    input: await sizeOf(input),
    programs: programs.map(({ name: who, program, taken }) => ({
      name: who,
      ...('missing' in program && { missing: program.missing }),
      seconds: toSpread(taken.map(({ seconds }) => seconds)),
      cpuSeconds: toSpread(taken.map(({ cpuSeconds }) => cpuSeconds)),
      peakMib: toSpread(taken.map(({ peakMib }) => peakMib)),
    })),
  };
}
