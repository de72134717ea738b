/**
 * How fast Casebook is, beside what others take for the same: each in turn, several times, on the same machine.
 *
 *   npm run bench -- [NAME...] [--runs N] [--json] [--write] [--list] [--peer NAME=PATH]... [--set NAME=NUMBER]...
 *
 * NAME is a scenario's or a group's, `--list` prints them all. Inputs and peers are made once, in
 * `~/.cache/casebook/bench` (or `CASEBOOK_CACHE`): with Go on PATH. A peer that is not there has no figures but a reason.
 * `--set` makes an input larger or smaller. `--write` puts the lines of the table into bench/RESULTS.md.
 */
import { choose } from './choose.ts';
import { type Measured, measure, toFailed } from './measured.ts';
import { writeResults } from './results.ts';
import { type Scenario, type Settings, usualSettings } from './scenario.ts';
import { otherBenches, peerNames, toGroups } from './scenarios.ts';
import { toTable, toText } from './table.ts';
import { readOptions } from '../tests/command-options.ts';

const usage =
  'npm run bench -- [NAME...] [--runs N] [--json] [--write] [--list] [--peer NAME=PATH]... [--set NAME=NUMBER]...';
const { values, positionals } = readOptions(
  {
    allowPositionals: true,
    options: {
      runs: { type: 'string', default: '5' },
      json: { type: 'boolean', default: false },
      write: { type: 'boolean', default: false },
      list: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
      peer: { type: 'string', multiple: true, default: [] },
      set: { type: 'string', multiple: true, default: [] },
    },
  },
  usage,
);
const pairs = values.peer.map((pair) => pair.split('=', 2) as [name: string, path?: string]);
const groups = toGroups(new Map(pairs.map(([name, path = '']) => [name, path])));

if (values.help) console.log(`${usage}\n\n--list prints the names.`);
else if (values.list) list();
else {
  try {
    for (const [name, path] of pairs)
      if (!path || !peerNames.includes(name))
        throw new Error(`--peer ${name}: it is NAME=PATH, NAME one of ${peerNames.join(', ')}`);
    const runs = Number(values.runs);
    if (!Number.isInteger(runs) || runs < 1) {
      throw new Error(`--runs ${values.runs}: it is a whole number, 1 or more`);
    }
    const [chosen, settings] = [choose(groups, positionals), toSettings(values.set)];
    await measureAll(chosen, settings, runs);
  } catch (error) {
    console.error((error as Error).message);
    process.exitCode = 2;
  }
}

async function measureAll(chosen: readonly Scenario[], settings: Settings, runs: number): Promise<void> {
  const measured: Measured[] = [];
  for (const scenario of chosen) {
    console.error(`${scenario.name}: ${scenario.says}`);
    const some = await measure(scenario, settings, runs).catch((error: unknown) => {
      process.exitCode = 1;
      return [toFailed(scenario.name, error)];
    });
    // The whole takes hours, and may be ended before.
    console.error(`${toText(toTable(some))}\n`);
    measured.push(...some);
  }
  if (values.json) console.log(JSON.stringify(measured, null, 2));
  else console.log(toText(toTable(measured)));
  if (!values.write) return;
  const order = groups.flatMap(({ scenarios }) => scenarios.map(({ name }) => name));
  await writeResults(measured, order, `npm run bench -- ${process.argv.slice(2).join(' ')}`, runs);
}

/** @throws Error that says which is none */
function toSettings(pairs: readonly string[]): Settings {
  const settings = { ...usualSettings };
  for (const pair of pairs) {
    const [name = '', number = ''] = pair.split('=', 2);
    if (!(name in settings) || !(Number(number) >= 1)) {
      throw new Error(`--set ${pair}: it is NAME=NUMBER, NAME one of ${Object.keys(settings).join(', ')}`);
    }
    settings[name as keyof Settings] = Number(number);
  }
  return settings;
}

function list(): void {
  for (const { name, scenarios } of groups) {
    console.log(name);
    for (const one of scenarios) console.log(`  ${one.name.padEnd(18)}  ${one.says}`);
  }
  const usual = Object.entries(usualSettings).map((pair) => pair.join('='));
  console.log(`\n--set changes ${usual.join(', ')}`);
  console.log('\nEach a program of its own:');
  for (const [path, says] of Object.entries(otherBenches)) {
    console.log(`  ${`node ${path}`.padEnd(30)}  ${says}`);
  }
}
