/**
 * The built server under load for as long as wanted: uploads, streams with followers, reading and deleting by
 * many at once, while it is killed, its disk is full, or its bucket slow. At the end all that was acknowledged is
 * looked for, and whether memory has grown is said; what is not as it should be makes the exit code 1.
 *
 *   npm run soak -- [--minutes N] [--clients N] [--seed N] [--only steady,kills,full,s3] [--json]
 *
 * An hour where nothing is said, parted among the worlds. Needs a built site.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { Random } from '../fuzz/random.ts';
import { startServer, type RunningServer } from '../server/start-server.ts';
import { findFreePort } from '../store/s3-server.ts';
import { Ledger } from './ledger.ts';
import { MemoryWatch } from './memory.ts';
import { soak } from './senders.ts';
import { type World, worlds } from './worlds.ts';
import { readOptions } from '../command-options.ts';

const usage = `npm run soak -- [--minutes N] [--clients N] [--seed N] [--only ${Object.keys(worlds).join(',')}] [--json]`;
const { values } = readOptions(
  {
    options: {
      minutes: { type: 'string', default: '60' },
      clients: { type: 'string', default: '12' },
      seed: { type: 'string', default: String(Date.now() % 2 ** 31) },
      only: { type: 'string', default: Object.keys(worlds).join(',') },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  },
  usage,
);
if (values.help) {
  console.log(usage);
  process.exit(0);
}
const [minutes, clients, seed] = [values.minutes, values.clients, values.seed].map(Number) as [
  number,
  number,
  number,
];
const only = values.only.split(',');
const unknown = only.filter((name) => !(name in worlds));
if (unknown.length > 0 || !(minutes > 0) || !(clients >= 1) || !Number.isInteger(seed)) {
  console.error(
    unknown.length > 0
      ? `no world ${unknown.join(', ')}: there are ${Object.keys(worlds).join(', ')}`
      : '--minutes, --clients and --seed are numbers',
  );
  process.exit(2);
}

interface Report {
  world: string;
  skipped?: string;
  seconds: number;
  kills: number;
  done: Record<string, number>;
  acknowledged: number;
  memory: ReturnType<MemoryWatch['findGrowth']>;
  faults: string[];
}

const say = (line: string) => values.json || console.log(line);
say(`seed ${seed}, ${clients} clients, ${minutes} minutes for ${only.join(', ')}`);
const reports: Report[] = [];
for (const name of only) {
  const { says, make, ...spec } = worlds[name]!;
  say(`\n${name}: ${says}`);
  const world = await make();
  const report =
    typeof world === 'string'
      ? { ...toReport(name, new Ledger()), skipped: world }
      : await run(name, world, spec).finally(world.close);
  reports.push(report);
  print(report);
}
if (values.json) console.log(JSON.stringify({ seed, clients, minutes, reports }, null, 2));
const faults = reports.reduce((sum, report) => sum + report.faults.length, 0);
const measured = reports.filter(({ memory }) => memory).map(({ world }) => world);
const flat = measured.length > 0 ? `memory is flat in ${measured.join(', ')}` : 'too short to tell of memory';
say(faults === 0 ? `\nnothing acknowledged is lost; ${flat}` : `\n${faults} faults`);
process.exitCode = faults === 0 ? 0 : 1;

async function run(
  name: string,
  { env }: World,
  { kills, refusals }: { kills: boolean; refusals: readonly number[] },
): Promise<Report> {
  const random = new Random(seed, only.indexOf(name));
  const port = await findFreePort();
  const settings = { CASEBOOK_DESCRIBE: '0', CASEBOOK_RATE: '1000000', CASEBOOK_RATE_BYTES: '100TB', ...env };
  const start = () => startServer(settings, port);
  let server: RunningServer = await start();
  const { url } = server;
  const ledger = new Ledger();
  const memory = new MemoryWatch();
  const began = performance.now();
  const until = began + (minutes * 60_000) / only.length;
  const isOver = () => performance.now() >= until;
  let [isNew, isDown, killed, upAt] = [true, false, 0, -Infinity];
  // A connection of before may be tried once more.
  const wasDownSince = (time: number) => isDown || upAt + 1000 > time;
  const watch = setInterval(() => {
    if (!isDown) void memory.sample(server.child.pid ?? 0, isNew);
    isNew = false;
  }, 250);
  const killing = async () => {
    while (!isOver()) {
      await sleep(500 + random.below(4000));
      if (isOver()) break;
      isDown = true;
      collectFaults(server, ledger);
      await server.kill();
      server = await start();
      killed++;
      [isDown, isNew, upAt] = [false, true, performance.now()];
    }
  };
  const working = Array.from({ length: clients }, (_, client) =>
    soak({ url, random: new Random(seed, client + 1), ledger, isOver, wasDownSince, refusals }),
  );
  await Promise.all([kills && killing(), ...working]);
  clearInterval(watch);
  // What was acknowledged last lies on the disk of one that is killed once more.
  collectFaults(server, ledger);
  await server.kill();
  server = await start();
  await ledger.verify(url);
  await server.stop();
  const growth = memory.findGrowth();
  if (growth && !growth.isFlat)
    ledger.fault(`memory grew from ${growth.earlyMib.toFixed(0)} to ${growth.lateMib.toFixed(0)} MiB`);
  return {
    ...toReport(name, ledger),
    seconds: (performance.now() - began) / 1000,
    kills: killed,
    memory: growth,
  };
}

/** What the server itself could not explain; a full disk and a bucket out of reach are no such thing. */
function collectFaults(server: RunningServer, ledger: Ledger): void {
  for (const { event, code, cause } of server.log()) {
    if (event === 'uncaught' || event === 'unhandled' || (event === 'error' && code === 'unexpected'))
      ledger.fault(`the server: ${String(event)}, ${String(cause)}`);
  }
}

function toReport(world: string, ledger: Ledger): Report {
  const done = Object.fromEntries([...ledger.counts].sort(([a], [b]) => (a < b ? -1 : 1)));
  const { faults, there } = ledger;
  return { world, seconds: 0, kills: 0, done, acknowledged: there.length, memory: undefined, faults };
}

function print({ skipped, seconds, kills, done, acknowledged, memory, faults: found }: Report): void {
  if (skipped) return void say(`  skipped: ${skipped}`);
  say(`  ${seconds.toFixed(0)} s, ${kills} kills`);
  for (const [what, count] of Object.entries(done)) say(`  ${String(count).padStart(7)} ${what}`);
  say(`  ${acknowledged} captures there at the end, each byte of them compared`);
  if (memory) say(`  memory ${memory.earlyMib.toFixed(0)} MiB early, ${memory.lateMib.toFixed(0)} MiB late`);
  for (const fault of found) say(`  FAULT ${fault}`);
}
