import type { RedactionKind } from './kinds.ts';

/** What a field's name says of its value. */
export type FieldKind =
  | Extract<
      RedactionKind,
      'user' | 'host' | 'mac' | 'serial' | 'imei' | 'imsi' | 'phone' | 'location' | 'uuid'
    >
  /** Passwords and other secrets. */
  | 'secret'
  /** The rest of a header with a scheme: `Authorization`. */
  | 'authorization'
  | 'cookie'
  /** Secret where it stands in a dump of a Go struct, `{Host:x Key:y}`, or looks like one; a word elsewhere. */
  | 'structKey';

const secret =
  /passw(?:or)?d|passwd|passphrase|passcode|^pwd$|(?:user|db|admin|root|login)pwd$|secret|token|apikey|accesskey|authkey|privatekey|signingkey|encryptionkey|accountkey|sharedkey|masterkey|sessionkey|licen[cs]ekey|productkey|activationkey|credential|sessionid|sessid|^sid$|^jwt$|^bearer$|^psk$|wpapsk|presharedkey|^e?ssid$|^otp$|^totp$|^pincode$|^pin$|^puk$|connectionstring|^sig$|^signature$|^pass$|(?:user|db|smtp|mail|admin|auth)pass$|passwort|kennwort|contrase[nñ]a|motdepasse|^passe$|senha|wachtwoord|пароль|パスワード|비밀번호|密码|口令|令牌|密钥/;
/** `max_tokens=4096`, `password_length: 8` tell a number of something. */
const notSecret =
  /(?:count|length|len|size|limit|max|min|ttl|expir\w*|expiresin|age|timeout|type|name|file|path|url|uri|policy|enabled|required|rotation|version|bytes|pos|index|kind)$|tokeniz|^(?:max|min|num|total|n)\w*tokens?$|tokens$/;

const exact = new Map<string, FieldKind>();
const add = (kind: FieldKind, names: string) => {
  for (const name of names.split(/\s+/)) exact.set(name, kind);
};
add('authorization', 'authorization proxyauthorization xauthorization');
add('cookie', 'cookie setcookie cookies');
add(
  'user',
  `user username usr login loginname logname account accountname owner operator customer principal
  fullname firstname lastname realname displayname userid sudouser runas remoteuser author uid identity
  用户 用户名`,
);
add(
  'host',
  `host hostname server servername node nodename machine machinename computername pod podname broker
  endpoint peer domain workstation gateway upstream 主机 主机名`,
);
add('mac', 'mac macaddr macaddress hwaddr hwaddress ethaddr bssid ether lladdr');
add(
  'serial',
  `serial serialnumber serialno serialnum sn snr deviceid deviceserial devicesn deviceserialnumber
  boardserial boardid machineid bootid chipid hwid hardwareid udid meid esn assettag eid cpuid`,
);
add('imei', 'imei imeisv imei1 imei2');
add('imsi', 'imsi iccid ccid simid simserial');
add('phone', 'phone phonenumber tel telephone mobile mobilenumber msisdn cell cellphone fax 电话 手机');
add(
  'location',
  'lat latitude lon lng longitude gps coord coords coordinates location latlng latlon geo position',
);
add('uuid', 'uuid guid containerid sandboxid');
// `"auth": "Y2Fyb2w6eA=="` of Docker's settings.
add('structKey', 'key auth');
add('secret', 'dbname database initialcatalog');

/** Undefined where a name says nothing. */
export function toFieldKind(name: string): FieldKind | undefined {
  const known = exact.get(name);
  if (known) return known;
  if (secret.test(name) && !notSecret.test(name)) return 'secret';
  if (/(?:user|username|login)$/.test(name)) return 'user';
  if (/(?:host|hostname|nodename)$/.test(name)) return 'host';
  if (/serial(?:number|no|num)?$/.test(name)) return 'serial';
  return undefined;
}

/** What every log says behind such a name, and tells nothing. */
const empty =
  /^(?:true|false|nil|null|none|undefined|unset|empty|yes|no|on|off|n\/a|-+|\*+|x+|<[\w ]*>|\.{3}|redacted|hidden|\d{1,3}|0x0+)$/i;

export function saysNothingOf(kind: FieldKind, value: string): boolean {
  if (value.trim() === '' || empty.test(value.trim())) return kind !== 'secret' || !/^\d{1,3}$/.test(value);
  return false;
}

/**
 * Words that follow `token: ` and `password ` in a sentence: they tell what is wrong with it, not
 * what it is.
 */
export const sentenceWords = new Set(
  `a an the is was are not no be been has have had must should may can cannot will would expired expires
  expiring invalid valid missing required mismatch mismatched wrong incorrect bad empty unknown unexpected
  expected expecting found failed failure error denied rejected refused revoked malformed too of for from in
  on at to by with without and or but if when while as it its this that these those authentication auth
  authorization prompt field file store manager hash hashes reset change changed check checking verification
  verified verify validation validated lookup leak length rotated refresh refreshed renewed renewal request
  response type name names value values key keys bucket ring scanner stream source position at line column
  literal string number object array end eof parse parsed parsing parser read reading write writing
  could does did do used using unused set unset get got given provider policy none nil null true false
  expiry lifetime exchange endpoint count counts limit limits bytes per second sharing based only set
  cleared removed deleted created updated loaded saved stored present absent ok ready done accepted
  supplied provided entered please enter again try retry after before signature issuer audience claims
  claim subject scope scopes service server client user host session secret token password passphrase
  database file-name not-found permission access exhausted overflow underflow size format formatting
  decode decoding encode encoding encrypted decrypted encryption decryption`.split(/\s+/),
);
