import type { Edit } from './field-values.ts';

/** Variables that Go itself reads and whose values are no secrets, and registers that look like variables. */
const plainNames =
  /^(?:GODEBUG|GOTRACEBACK|GOMAXPROCS|GOGC|GOMEMLIMIT|GOOS|GOARCH|GOARM|GOAMD64|CGO_ENABLED|PC|SP|LR|FP|IP|PSR|CPSR|RIP|RSP)$/;

/** `DB_PASSWORD=hunter2`, `export TOKEN="a b"`, `Z=1`. */
const variable = /(?<![\p{L}\p{N}_$.%/-])([A-Z_][A-Z0-9_]+)=(?=[^\s=])/gu;

/** A line that is nothing but a variable, as `env` prints it: the value may have spaces. */
const variableLine = /^(\s*(?:export\s+|declare -x\s+)?([A-Za-z_][A-Za-z0-9_]*)=)(?!=)(.+)$/u;

/** Values of variables, as shells and `env` write them. */
export function* findVariables(text: string): Generator<Edit> {
  if (!text.includes('=')) return;
  const whole = variableLine.exec(text);
  if (whole) {
    const [, before = '', name = '', value = ''] = whole;
    // `s.nelems=5 free=3` of a log is no line of `env`: those have one name, in capitals or without more
    // of its kind. `fp=0x40` is what a narrow terminal left of a frame.
    const isVariable = /^[A-Z_][A-Z0-9_]*$/.test(name)
      ? !plainNames.test(name)
      : !/\s/.test(value) &&
        !/^(?:0x[0-9a-f]*|[\d.]+(?:[a-zµ%]{0,4})?|true|false|nil|null|<nil>)$/i.test(value);
    if (isVariable) {
      const quoted = /^(["'])(.+)\1$/s.test(value) ? 1 : 0;
      yield { kind: 'env', start: before.length + quoted, end: text.length - quoted };
      return;
    }
  }
  variable.lastIndex = 0;
  for (let match = variable.exec(text); match; match = variable.exec(text)) {
    if (plainNames.test(match[1] ?? '')) continue;
    const start = match.index + match[0].length;
    const quote = text[start] ?? '';
    const close = /["']/.test(quote) ? text.indexOf(quote, start + 1) : -1;
    if (close === start + 1) continue;
    if (close > 0) {
      yield { kind: 'env', start: start + 1, end: close };
      variable.lastIndex = close + 1;
      continue;
    }
    const from = /["']/.test(quote) ? start + 1 : start;
    let end = from;
    while (end < text.length && !/[\s\uFDD0\uFDD1]/.test(text[end] ?? '')) end++;
    // In a struct or a list it ends where that does.
    while (end > from && /["'}\]),;]/.test(text[end - 1] ?? '')) end--;
    if (end > from) yield { kind: 'env', start: from, end };
    variable.lastIndex = Math.max(end, match.index + match[0].length);
  }
}
