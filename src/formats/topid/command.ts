/** What a command line of topid says about the text that it prints. */
export interface TopidCommand {
  /** Seconds between samples; undefined where `-i` is not there, or is no interval. */
  interval: number | undefined;
  /** `-MB` */
  megabytes: boolean;
}

/** More of a line than anybody types is not looked at. */
const MAX_LINE = 4096;
const MAX_INTERVAL = 1_000_000;

/** `topid`, `./topid`, `/opt/topid-arm64`, `perf/topid/topid.go`; not what it wrote: `==> topid.txt <==` */
const TOPID = /^(?:[^\s"']*\/)?topid(?:[-_.](?![\w.-]*(?:txt|log|out|csv|data|gz)$)[\w.-]*)?$/;
/** The end of a prompt: `~ #`, `root@board:~#`, `$`, `PS>`, the `+` of `sh -x`. */
const PROMPT_END = /[#$>%]$|^\++$/;
/** `~#./topid` */
const GLUED_PROMPT = /^[^#$>%]*[#$>%]([./]?[\w./-]+)$/;
/** Programs that start another, which is named behind them and their options: `nice -n 5`, `gsh run -rt 91 -i`. */
const STARTER =
  /^(?:sudo|doas|nohup|time|nice|ionice|taskset|chrt|timeout|stdbuf|setsid|exec|busybox|strace|sh|bash|ash|su|gsh|run|go|env|then|do)$/;
const STARTER_OPTION = /^-|^\d/;
/** Those that do so somewhere else, which they name: `ssh root@board`, `docker exec board`. */
const REMOTE_STARTER = /^(?:ssh|adb|docker|podman|kubectl)$/;
/** `GOTRACEBACK=all` */
const VARIABLE = /^\w+=/;
const SEPARATOR = /^(?:\|\|?|&&?|;|\()$/;
/** All that Go's flags take for it. */
const FALSE = /^(?:0|[fF]|false|False|FALSE)$/;
/** Options whose value is the next word: it may look like an option itself. */
const WITH_VALUE = new Set(['i', 'c', 'p', 'tag', 'info', 'chartserver', 'config']);

/**
 * The command line of topid that a line shows, as it was typed at a prompt or stands alone; undefined
 * for any other line, such as a row of `ps` that has another topid in it.
 */
export function findTopidCommand(line: string): TopidCommand | undefined {
  const words = splitWords(line.slice(0, MAX_LINE));
  let start = 0;
  for (const [at, word] of words.entries()) {
    // Only what stands before the program is a prompt: `> topid.txt` is behind it.
    if (TOPID.test(word)) break;
    const glued = GLUED_PROMPT.exec(word)?.[1];
    if (glued !== undefined && TOPID.test(glued)) {
      words[at] = glued;
      start = at;
      break;
    }
    if (PROMPT_END.test(word)) start = at + 1;
  }
  let before: 'nothing' | 'starter' | 'remote' | 'other' = 'nothing';
  for (let at = start; at < words.length; at++) {
    const word = words[at]!;
    if (SEPARATOR.test(word)) before = 'nothing';
    else if (before !== 'other' && TOPID.test(word)) return readOptions(words.slice(at + 1));
    else if (before === 'remote' || VARIABLE.test(word)) continue;
    else if (REMOTE_STARTER.test(word)) before = before === 'other' ? 'other' : 'remote';
    else if (before !== 'other' && STARTER.test(word)) before = 'starter';
    else if (before !== 'starter' || !STARTER_OPTION.test(word)) before = 'other';
  }
  return undefined;
}

/** Quotes are taken off, and `;`, `&` and `|` at a word's end stand as words of their own. */
function splitWords(line: string): string[] {
  const words: string[] = [];
  for (const [word] of line.matchAll(/"[^"]*"|'[^']*'|[^\s"';&|()]+|[;(]|&&?|\|\|?/g)) {
    if (word.startsWith('"') || word.startsWith("'")) words.push(...unquote(word.slice(1, -1)));
    else words.push(word);
  }
  return words;
}

/** `sh -c "topid -i 3"` has a command in quotes; any other text in them is one word. */
function unquote(text: string): string[] {
  const parts = text.split(/\s+/);
  return parts.some((part) => TOPID.test(part)) ? parts : [text];
}

function readOptions(words: readonly string[]): TopidCommand {
  const command: TopidCommand = { interval: undefined, megabytes: false };
  for (let at = 0; at < words.length; at++) {
    const word = words[at]!;
    if (SEPARATOR.test(word)) break;
    const [, name, value] = /^--?(\w+)(?:=(.*))?$/.exec(word) ?? [];
    if (name === undefined) continue;
    if (name === 'MB') command.megabytes = !FALSE.test(value ?? '');
    if (name === 'i') command.interval = toInterval(value ?? words[at + 1]);
    if (value === undefined && WITH_VALUE.has(name)) at++;
  }
  return command;
}

function toInterval(text: string | undefined): number | undefined {
  const seconds = /^\d+$/.test(text ?? '') ? Number(text) : 0;
  return seconds > 0 && seconds <= MAX_INTERVAL ? seconds : undefined;
}
