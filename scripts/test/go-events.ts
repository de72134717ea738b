import { atLeastOneFailure, type Tally } from './tally.ts';

interface GoEvent {
  Action: string;
  Package?: string;
  Test?: string;
  Output?: string;
}

/**
 * What `go test -json` tells. It may end within a line, as where it is killed: that is a failure, and so
 * is each test that has begun and came to nothing.
 *
 * @param show is given what the tests, and Go itself, printed, where it failed
 */
export function tallyGoEvents(ok: boolean, stdout: string, show: (text: string) => void): Tally {
  const said: string[] = [];
  const tally = { passed: 0, failed: 0, skipped: 0, said };
  const open = new Set<string>();
  for (const line of stdout.split('\n').filter((text) => text !== '')) {
    const event = line.startsWith('{') ? toEvent(line) : { Action: 'output', Output: `${line}\n` };
    if (!event) {
      tally.failed++;
      said.push(`what go test told ends within a line: ${line.slice(0, 200)}`);
      continue;
    }
    if (!ok && event.Action.endsWith('output')) show(event.Output ?? '');
    if (!event.Test) continue;
    const name = `${event.Package} ${event.Test}`;
    if (event.Action === 'run') open.add(name);
    if (!/^(?:pass|fail|skip)$/.test(event.Action)) continue;
    open.delete(name);
    if (event.Action === 'pass') tally.passed++;
    if (event.Action === 'skip') tally.skipped++;
    if (event.Action === 'fail') {
      tally.failed++;
      said.push(name);
    }
  }
  for (const name of open) {
    tally.failed++;
    said.push(`${name} has begun, and did not end`);
  }
  return atLeastOneFailure(ok, tally);
}

function toEvent(line: string): GoEvent | undefined {
  try {
    return JSON.parse(line) as GoEvent;
  } catch {
    return undefined;
  }
}
