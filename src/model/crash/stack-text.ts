import type { CodePlace, Frame, Goroutine } from './crash-log.ts';

/**
 * One stack as Go prints it, whatever its log wrapped around the lines, for tools that read tracebacks:
 *
 *     goroutine 18 [chan receive, 10 minutes]:
 *     main.(*port).wait(0xc000012018)
 *     	/src/boardd/port.go:31 +0x1d
 *     created by main.main in goroutine 1
 *     	/src/boardd/main.go:9 +0x44
 *
 * A stack that the log gives without a header (those of profiles and loggers) has none here.
 */
export function toStackText(goroutine: Goroutine): string {
  const { frames, elided, stackUnavailable, createdBy, ancestors = [] } = goroutine;
  const lines = [...toHeader(goroutine), ...frames.flatMap(toFrameLines)];
  if (stackUnavailable) lines.push('\tgoroutine running on other thread; stack unavailable');
  if (elided !== 0) lines.push(`...${elided < 0 ? 'additional' : elided} frames elided...`);
  if (createdBy) {
    const by = createdBy.goroutine === undefined ? '' : ` in goroutine ${createdBy.goroutine}`;
    lines.push(`created by ${createdBy.function}${by}`, ...toPositionLine(createdBy, [createdBy.offset]));
  }
  for (const ancestor of ancestors) {
    lines.push(`[originating from goroutine ${ancestor.goroutine}]:`);
    lines.push(...ancestor.frames.flatMap(toFrameLines));
  }
  return `${lines.join('\n')}\n`;
}

function toHeader({
  id,
  thread,
  state,
  marks,
  waitMinutes,
  lockedToThread,
  attributes,
}: Goroutine): string[] {
  if (id === undefined) return thread ? [`${state}:`] : [];
  const { labels, ...registers } = attributes;
  const pairs = Object.entries(registers).map(([name, value]) => ` ${name}=${value}`);
  const bracketed = marks.filter((mark) => ofState.has(mark)).map((mark) => ` (${mark})`);
  const inside = [
    `${state}${bracketed.join('')}`,
    ...(waitMinutes > 0 ? [`${waitMinutes} minutes`] : []),
    ...(lockedToThread ? ['locked to thread'] : []),
    ...marks.filter((mark) => !ofState.has(mark)),
  ];
  const told = labels === undefined ? '' : ` labels:${labels}`;
  return [`goroutine ${id}${pairs.join('')} [${inside.join(', ')}${told}]:`];
}

/** Marks that Go prints in brackets behind the state: `sleep (durable)`. */
const ofState: ReadonlySet<string> = new Set(['scan', 'leaked', 'durable']);

function toFrameLines(frame: Frame): string[] {
  const { function: name, args, offset, fp, sp, pc } = frame;
  const registers = Object.entries({ fp, sp, pc }).map(([key, value]) => value && `${key}=${value}`);
  const call = name === '' ? [] : [`${name}(${args})`];
  return [...call, ...toPositionLine(frame, [offset, ...registers])];
}

function toPositionLine({ file, fileLine }: CodePlace, rest: readonly (string | undefined)[]): string[] {
  if (file === undefined) return [];
  const where = fileLine === undefined ? file : `${file}:${fileLine}`;
  return [`\t${[where, ...rest].filter(Boolean).join(' ')}`];
}
