/**
 * Text as a terminal shows it: without colours, links and other sequences, which may stand in the
 * middle of a word and would hide it. They go from what leaves, too: a link (`ESC]8;;file://host/…`)
 * holds names itself. Nothing that can be seen is lost.
 */
export function stripTerminal(text: string): string {
  if (!mayHold.test(text)) return text;
  return text.replace(sequences, '');
}

// oxlint-disable-next-line no-control-regex
const mayHold = /[\u001B\u009B\u009D\u00AD\u200B\u2060\uFEFF\u241B]|\^\[|\[[\d;]{0,19}m/;

/** `ESC`, and as `cat -v` and editors show it. */
const escape = String.raw`(?:\u001B|\^\[|\u241B)`;
const sequences = new RegExp(
  [
    // `ESC[31m`, `ESC[?25l`: CSI.
    String.raw`(?:${escape}\[|\u009B)[0-?]{0,64}[ -/]{0,8}[@-~]`,
    // `ESC]8;;https://x BEL`, `ESC]0;title ESC \`: OSC, and DCS, which begins with P.
    String.raw`(?:${escape}[\]PX^_]|\u009D)[^\u0007\u001B\u009C]*(?:\u0007|\u001B\\|\u009C)`,
    // `ESC(B`, `ESC=`
    String.raw`\u001B(?:[()*+][0-9A-Z]|[78=>cDEHMNOZ])`,
    // `\u001b[31m`, `\x1b[31m`, `\033[31m`, `#033[31m`: colours as loggers, shells and rsyslog write them.
    String.raw`(?<!\\)(?:\\u001[bB]|\\x1[bB]|\\033|\\e|#033)\[\d{0,3}(?:;\d{1,3}){0,4}m`,
    // What is left of a colour where a logger dropped the ESC: `[36mINFO[0m`. `[5m]` is no such thing.
    String.raw`(?<!\\u001[bB]|\\x1[bB]|\\033|\\e|#033)\[\d{1,3}(?:;\d{1,3}){0,4}m(?!\])`,
    // What takes no room on the screen: an ESC alone, soft hyphens, zero width spaces, byte order marks.
    String.raw`[\u001B\u009B\u009D\u00AD\u200B\u2060\uFEFF]`,
  ].join('|'),
  'gu',
);
