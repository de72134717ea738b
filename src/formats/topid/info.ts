import { countBytes, findHeadText, readLines } from '#bytes/text.ts';
import { type Format, FormatError, type ParseContext, type Parsed, type Verdict } from '#formats/format.ts';
import { atPlace, type Notice } from '#model/notice.ts';
import type { Recording, RecordingInfo } from '#model/recording/recording.ts';
import { toEmptyRecording } from './empty-recording.ts';
import { sayOfTopid } from './says.ts';
import { findSession } from '#model/recording/session.ts';

/** What topid tells about the board: its CPU, its kernel, and the output of what `-info` names. */
export const topidInfo: Format<Recording> = {
  id: 'topid-info',
  title: 'topid board information (text)',
  detect: detectInfo,
  parse: parseInfo,
};

/** `------CPUInfo------` */
const SECTION = /^-{4,}(\w+Info)-{4,}\s*$/;
/** `######Command######` */
const COMMAND = /^#{4,}Command#{4,}\s*$/;
/** The text is kept whole, and a file that is named so may be anything. */
const MAX_CHARACTERS = 16 * 1024 * 1024;

function detectInfo(head: Uint8Array): Verdict {
  const first = findHeadText(head)?.trimStart().split('\n', 1)[0];
  return first !== undefined && SECTION.test(first) ? 'certain' : 'no';
}

async function parseInfo(
  chunks: AsyncIterable<Uint8Array>,
  context: ParseContext,
): Promise<Parsed<Recording>> {
  const count = { bytes: 0 };
  const lines: string[] = [];
  let characters = 0;
  let lost = 0;
  for await (const batch of readLines(countBytes(chunks, count), context.signal)) {
    for (const line of batch) {
      characters += line.length + 1;
      if (characters > MAX_CHARACTERS) lost++;
      else lines.push(line);
    }
  }
  const info = toInfo(lines);
  if (!info) {
    const said = sayOfTopid('topid-info-no-section', { file: context.name, lines: lines.length });
    throw new FormatError(atPlace({ line: 1 }, said));
  }
  const notices: Notice[] = [];
  if (lost > 0) {
    const said = sayOfTopid('topid-info-long', { lines: lost, characters: MAX_CHARACTERS });
    notices.push(atPlace({ line: lines.length + 1 }, said));
  }
  if (info.missing.length > 0) {
    const { length: line } = lines;
    const missing = info.missing.join(', ');
    notices.push(atPlace({ line }, sayOfTopid('topid-info-cut', { missing, line })));
  }
  const value = toEmptyRecording('topid-info', findSession(context.name), { info: info.info, notices });
  return { value, notices, end: { byte: count.bytes, complete: lost === 0 } };
}

function toInfo(lines: readonly string[]): { info: RecordingInfo; missing: string[] } | undefined {
  const sections = new Map<string, string[]>();
  const blocks: string[][] = [];
  let body: string[] | undefined;
  let inExtra = false;
  for (const line of lines) {
    const section = SECTION.exec(line)?.[1];
    if (section !== undefined && !sections.has(section)) {
      body = [];
      sections.set(section, body);
      inExtra = section === 'ExtraInfo';
    } else if (inExtra && COMMAND.test(line)) {
      body = [];
      blocks.push(body);
    } else {
      body?.push(line);
    }
  }
  if (sections.size === 0) return undefined;
  const missing = ['CPUInfo', 'KernelInfo'].filter((name) => !sections.has(name));
  const info: RecordingInfo = {
    cpu: toBody(sections.get('CPUInfo')),
    kernel: toBody(sections.get('KernelInfo')),
    commands: blocks.map(toCommand),
    text: lines.join('\n'),
  };
  return { info, missing };
}

/** `$ uptime`, then what it printed. */
function toCommand(block: readonly string[]): { command: string; output: string } {
  const first = block.findIndex((line) => line.trim() !== '');
  if (first < 0) return { command: '', output: '' };
  const line = block[first]!;
  if (!line.startsWith('$')) return { command: '', output: toBody(block) };
  return { command: line.slice(1).trim(), output: toBody(block.slice(first + 1)) };
}

/** Without the empty lines around it, nor what is blank at its end. */
function toBody(lines: readonly string[] | undefined = []): string {
  const first = lines.findIndex((line) => line.trim() !== '');
  return first < 0 ? '' : lines.slice(first).join('\n').trimEnd();
}
