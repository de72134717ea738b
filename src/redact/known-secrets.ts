import { amongUnspaced } from './unspaced.ts';

/**
 * Secrets that tell what they are by their look, wherever they stand. Prefixes and lengths are those
 * that the makers of the tokens publish; a longer one is taken whole. Each pattern either fails within
 * its first few characters or takes the whole run, so that no text makes it look twice.
 */
const shapes = [
  // JSON web tokens and what else is base64 of a JSON object.
  String.raw`eyJ[\w-]{8,}(?:\.[\w=-]*){0,4}`,
  // Bearer and basic authorization.
  String.raw`(?<=\b(?:[Bb]earer|[Bb]asic)\s{1,4})[\w+/=.~-]{8,}`,
  // A login of SMTP and IMAP.
  String.raw`(?<=\bAUTH(?:ENTICATE)? (?:PLAIN|LOGIN|XOAUTH2)\s{1,4})[\w+/=]{8,}`,
  // Code hosts and registries of packages.
  String.raw`gh[pousr]_\w{20,}`,
  String.raw`github_pat_\w{20,}`,
  String.raw`gl(?:pat|ptt|dt|rt|rtr|cbt|agent|imt|ft|soat|oas|ffct)-[\w.-]{16,}`,
  String.raw`GR1348941[\w-]{16,}`,
  String.raw`npm_[A-Za-z0-9]{30,}`,
  String.raw`pypi-[\w-]{40,}`,
  String.raw`rubygems_[0-9a-f]{40,}`,
  String.raw`cio[A-Za-z0-9]{32}`,
  String.raw`dckr_(?:pat|oat)_[\w-]{20,}`,
  String.raw`AT(?:ATT|CTT|BB)[\w=+/-]{20,}`,
  // Clouds.
  String.raw`(?:AKIA|ASIA|ABIA|ACCA|AROA|AIDA|AGPA|ANPA|ANVA|AIPA|APKA|A3T[A-Z0-9])[A-Z0-9]{12,}`,
  String.raw`AIza[\w-]{25,}`,
  String.raw`ya29\.[\w-]{16,}`,
  String.raw`GOCSPX-[\w-]{20,}`,
  String.raw`1\/\/0[\w-]{20,}`,
  String.raw`do[opr]_v1_[0-9a-f]{40,}`,
  String.raw`dapi[0-9a-f]{32}(?:-\d)?`,
  String.raw`(?:LTAI|AKID)[A-Za-z0-9]{12,}`,
  String.raw`v1\.0-[0-9a-f]{24}-[0-9a-f]{64,}`,
  String.raw`fo1_[\w-]{30,}|fm\d[ar]?_[\w+/=-]{40,}`,
  String.raw`HRKU-[\w-]{30,}`,
  String.raw`tskey-[a-z]{2,12}-[\w-]{10,}`,
  String.raw`pscale_(?:tkn|pw|oauth)_[\w=.-]{20,}`,
  String.raw`(?:sbp|nfp|sgp|figd|ntn|lin_api|lin_oauth)_[\w-]{20,}`,
  String.raw`hv[sbr]\.[\w-]{20,}`,
  String.raw`[A-Za-z0-9]{14}\.atlasv1\.[\w-]{40,}`,
  String.raw`dp\.(?:pt|st|ct|sa|scim|audit)\.[\w.-]{30,}`,
  String.raw`AGE-SECRET-KEY-1[A-Z0-9]{40,}`,
  // Models, watchers, chats, mail, payments.
  String.raw`sk-[\w-]{20,}`,
  String.raw`hf_[A-Za-z]{30,}`,
  String.raw`gl(?:sa|c)_[\w+/=]{30,}`,
  String.raw`NR(?:AK|AA|JS|II|RA)-[\w-]{16,}`,
  String.raw`sntry[us]_[\w+/=]{30,}`,
  String.raw`PMAK-[0-9a-f]{24}-[0-9a-f]{30,}`,
  String.raw`xox[a-z](?:\.xox[a-z])?-[\w-]{10,}`,
  String.raw`xapp-\d-[\w-]{10,}`,
  String.raw`(?:bot)?\d{8,10}:AA[\w-]{30,}`,
  String.raw`[MNO][\w-]{23,27}\.[\w-]{6}\.[\w-]{27,}`,
  String.raw`SG\.[\w-]{16,}\.[\w-]{16,}`,
  String.raw`key-[0-9a-f]{32}`,
  String.raw`[0-9a-f]{32}-us\d{1,2}`,
  String.raw`(?:SK|AC)[0-9a-f]{32}`,
  String.raw`(?:sk|pk|rk)_(?:live|test|prod)_\w{10,}`,
  String.raw`whsec_[\w+/=]{16,}`,
  String.raw`shp(?:at|ca|pa|ss)_[0-9a-fA-F]{32}`,
  String.raw`sq0[a-z]{3}-[\w-]{20,}|EAAA[\w-]{50,}`,
  // Passwords as systems keep them: `$6$salt$hash`, `{SSHA}x`, `pbkdf2_sha256$1$salt$hash`.
  String.raw`\$(?:1|2[abxy]?|5|6|7|y|gy|apr1|md5|sha1|argon2(?:id|i|d)|scrypt|pbkdf2[\w-]{0,16}|bcrypt[\w-]{0,16})\$[\w./+=,$-]{8,}`,
  String.raw`\{S?(?:SHA|MD5|SHA256|SHA512|CRYPT)\}[\w./+=$-]{16,}`,
  String.raw`pbkdf2_sha\d{1,3}\$\d+\$[\w./+=$-]{16,}`,
  // Public keys and fingerprints: not secret, but whose they are is known.
  String.raw`AAAA(?:B3NzaC1|C3NzaC1|E2VjZHNh|GnNr|InNr)[\w+/]+={0,2}`,
  String.raw`SHA256:[A-Za-z0-9+/]{43}(?![A-Za-z0-9+/])`,
];

const known = amongUnspaced(
  new RegExp(
    String.raw`(?<![\p{L}\p{N}_])(?:${shapes.filter((one) => !one.startsWith('\\$') && !one.startsWith('\\{') && !one.startsWith('(?<=')).join('|')})`,
    'gu',
  ),
);
/** Those that begin with a sign, or behind a word. */
const others = new RegExp(
  `(?:${shapes.filter((one) => one.startsWith('\\$') || one.startsWith('\\{') || one.startsWith('(?<=')).join('|')})`,
  'gu',
);

export function replaceKnownSecrets(text: string, replace: (secret: string) => string): string {
  const toText = (secret: string) => {
    // `eyJ` begins base64 of any JSON object; a word may begin so too.
    if (secret.startsWith('eyJ') && !secret.includes('.') && !/\d/.test(secret)) return secret;
    return replace(secret);
  };
  return text.replace(known, toText).replace(others, toText);
}

/** `bob:x@tcp(10.1.2.3:3306)/db` and `bob@unix(/run/x.sock)/db`: Go's MySQL. */
const goDsn =
  /([^\s"'`:@/(){}=,;\uFDD0\uFDD1]{1,128})(?::([^\s"'`\uFDD0\uFDD1]{0,256}))?@(?:tcp[46]?|udp|unix|cloudsql)\(([^\s"'`()]{0,256})\)(?:\/([^\s"'`?)\]},;]{1,128}))?/giu;

export interface Dsn {
  user: string;
  password: string | undefined;
  address: string;
  database: string | undefined;
}

export function replaceDsns(text: string, toText: (dsn: Dsn, whole: string) => string): string {
  if (!/@(?:tcp|udp|unix|cloudsql)/i.test(text)) return text;
  return text.replace(
    goDsn,
    (whole, user: string, password: string | undefined, address: string, database: string | undefined) =>
      toText({ user, password, address, database }, whole),
  );
}
