/** Variables, passwords, tokens and keys as they stand in text. */

/** Variables that Go itself reads and whose values are no secrets, and registers that look like variables. */
const plainNames =
  /^(?:GODEBUG|GOTRACEBACK|GOMAXPROCS|GOGC|GOMEMLIMIT|GOOS|GOARCH|GOARM|GOAMD64|CGO_ENABLED|PC|SP|LR|FP|IP|PSR|CPSR|RIP|RSP)$/;

/** `DB_PASSWORD=hunter2`, `export TOKEN="a b"`, `Z=1`: the name and what separates it in the first group. */
const variable =
  /((?<![\p{L}\p{N}_$.%/-])(?:[A-Z_][A-Z0-9_]+)=)("[^"]*"|'[^']*'|[^\s"'\uE000-\uE0FF][^\s\uE000-\uE0FF]*)/gu;

/** A line that is nothing but a variable, as `env` prints it: the value may have spaces. */
const variableLine = /^(\s*(?:export\s+|declare -x\s+)?([A-Za-z_][A-Za-z0-9_]*)=)(?!=)(.+)$/u;

/** `password: x`, `api_key = "x"`, `--token x`, `secret=x`; in JSON the name has its quotes. */
const named =
  /((?<![\p{L}\p{N}])(?:--?)?[\w-]*(?:passw(?:or)?d|passphrase|passwd|secret|token|api[_-]?key|access[_-]?key|private[_-]?key|credentials?|session[_-]?id|cookie|authorization)[\w-]*["']?(?:\s*[:=]\s*|\s+(?=\S))(?:(?:Bearer|Basic|Digest|Token)\s+)?)(?!(?:Bearer|Basic|Digest|Token)\s)("[^"]*"|'[^']*'|[^\s"'&,;\uE000-\uE0FF]+)/giu;

/** Tokens that tell what they are by their look: JSON web tokens, those of code hosts, clouds and chats. */
const known =
  /(?<![\p{L}\p{N}])(?:eyJ[\w-]{8,}\.[\w-]+\.[\w-]*|gh[pousr]_\w{20,}|github_pat_\w{20,}|glpat-[\w-]{16,}|AKIA[0-9A-Z]{16}|xox[abeprs]-[\w-]{10,}|sk-[\w-]{20,}|(?:Bearer|Basic)\s+[\w+/=.-]{8,})/gu;

export const pemBegin = /-----BEGIN [A-Z ]*(?:PRIVATE KEY|CERTIFICATE)-----/;
export const pemEnd = /-----END [A-Z ]*(?:PRIVATE KEY|CERTIFICATE)-----/;

/** `replace` gets each secret without what names it, and gives what stands in its place. */
export function replaceSecrets(text: string, replace: (secret: string) => string): string {
  const whole = variableLine.exec(text);
  // `s.nelems=5 free=3` of a log is no line of `env`: those have one name, in capitals or without more of its kind.
  if (
    whole &&
    !plainNames.test(whole[2] ?? '') &&
    (/^[A-Z_][A-Z0-9_]*$/.test(whole[2] ?? '') || !/\s/.test(whole[3] ?? ''))
  ) {
    return (whole[1] ?? '') + replace(whole[3] ?? '');
  }
  return text
    .replace(known, (secret) => {
      const scheme = /^(?:Bearer|Basic)\s+/.exec(secret)?.[0] ?? '';
      return scheme + replace(secret.slice(scheme.length));
    })
    .replace(variable, (match, name: string, value: string) =>
      plainNames.test(name.slice(0, -1)) ? match : name + replaceQuoted(value, replace),
    )
    .replace(named, (match, name: string, value: string) => {
      // A word of a sentence after «token»: `unexpected token in line 3`.
      if (/\s$/.test(name) && !/[:=]\s*(?:\w+\s+)?$/.test(name) && !/^--?/.test(name)) return match;
      return name + replaceQuoted(value, replace);
    });
}

function replaceQuoted(value: string, replace: (secret: string) => string): string {
  const quote = /^(["'])(.*)\1$/s.exec(value);
  if (quote) return quote[2] === '' ? value : `${quote[1]}${replace(quote[2] ?? '')}${quote[1]}`;
  return replace(value);
}
