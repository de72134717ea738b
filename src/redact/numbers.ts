import type { RedactionKind } from './kinds.ts';
import { amongUnspaced } from './unspaced.ts';

/** Numbers of persons and devices that tell what they are by their look alone. */
export function replaceNumbers(
  text: string,
  has: (kind: RedactionKind) => boolean,
  put: (kind: RedactionKind, before: string) => string,
): string {
  let out = text;
  if (has('uuid')) out = out.replace(uuid, (found) => (/^[0-]+$/.test(found) ? found : put('uuid', found)));
  if (!/\d/.test(out)) return out;
  if (has('imei')) out = out.replace(imei, (found) => (isLuhn(found) ? put('imei', found) : found));
  if (has('imsi')) out = out.replace(iccid, (found) => (isLuhn(found) ? put('imsi', found) : found));
  if (has('location')) {
    out = out
      .replace(pair, (found) => put('location', found))
      .replace(nmea, (found) => put('location', found))
      .replace(degrees, (found) => put('location', found));
  }
  if (has('phone')) out = out.replace(phone, (found) => put('phone', found));
  return out;
}

const uuid = amongUnspaced(
  /(?<![\p{L}\p{N}-])[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}(?![\p{L}\p{N}])/giu,
);
/** `356938035643809`, `35-693803-564380-9` */
const imei = amongUnspaced(
  /(?<![\p{L}\p{N}.,:+-])(?:\d{15}|\d{2}-\d{6}-\d{6}-\d)(?![\p{L}\p{N}]|[.,:-]\d)/gu,
);
/** A SIM card's own number: 19 or 20 digits from 89 on. */
const iccid = amongUnspaced(/(?<![\p{L}\p{N}.,:+-])89\d{17,18}(?![\p{L}\p{N}]|[.,:-]\d)/gu);
/** `+380 44 123 45 67`; `+08:00` and `+0x1d` are none. */
const phone = amongUnspaced(/(?<![\p{L}\p{N}+])\+[1-9](?:[ ().-]{0,2}\d){7,14}(?![\p{L}\p{N}]|[.,:-]\d)/gu);
/** `50.4501, 30.5234`, `geo:50.4501,30.5234` */
const pair = amongUnspaced(
  /(?<![\p{L}\p{N}.-])[+-]?\d{1,2}\.\d{4,}°?\s?[NS]?\s{0,2}[,;]\s{0,2}[+-]?\d{1,3}\.\d{4,}°?\s?[EW]?(?![\p{L}\p{N}.])/gu,
);
/** `4807.038,N,01131.000,E` of a GPS receiver. */
const nmea = amongUnspaced(/(?<![\p{L}\p{N}.])\d{3,5}\.\d{2,},[NS],\d{4,5}\.\d{2,},[EW](?![\p{L}\p{N}])/gu);
/** `50°27'00"N 30°31'24"E` */
const degrees =
  /\d{1,3}°\s?\d{1,2}(?:\.\d+)?['′](?:\s?\d{1,2}(?:\.\d+)?["″])?\s?[NSEW](?:,?\s{0,2}\d{1,3}°\s?\d{1,2}(?:\.\d+)?['′](?:\s?\d{1,2}(?:\.\d+)?["″])?\s?[NSEW])?/gu;

/** The check digit of credit cards, IMEIs and SIM cards. */
function isLuhn(text: string): boolean {
  const digits = text.replace(/\D/g, '');
  if (/^0+$/.test(digits)) return false;
  let sum = 0;
  for (let at = 0; at < digits.length; at++) {
    const digit = Number(digits[digits.length - 1 - at]);
    const value = at % 2 === 0 ? digit : digit * 2;
    sum += value > 9 ? value - 9 : value;
  }
  return sum % 10 === 0;
}
