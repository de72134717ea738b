import { toCaptureAddress } from '#api/addresses.ts';
import type { StoreReceipt } from '#api/wire.ts';
import type { StoredCapture } from '#store/store.ts';
import { formatExactSize } from '#locale/format.ts';
import { toCapturePath } from '#locale/store-paths.ts';
import type { Caller } from './access.ts';

/** The page of a capture. */
export function toAddress({ id }: Pick<StoredCapture, 'id'>, { baseUrl }: Caller): string {
  return baseUrl + toCapturePath(id);
}

/** What an uploader reads: the link stands on a line of its own. */
export function toReceipt(capture: StoredCapture, key: string, caller: Caller): string {
  const kept = capture.expiresAt
    ? `kept until ${capture.expiresAt.slice(0, 16).replace('T', ' ')} UTC`
    : 'kept for ever';
  const what =
    capture.state === 'growing'
      ? `${capture.name}, growing as it is sent, ${kept}`
      : `${capture.name}, ${formatExactSize(capture.sizeBytes)}, SHA-256 ${capture.sha256}, ${kept}`;
  return [
    'Visit below URL to get the chart:',
    toAddress(capture, caller),
    '',
    what,
    `To delete it: curl -X DELETE -H 'Casebook-Key: ${key}' ${toCaptureAddress(caller.baseUrl, capture.id)}`,
    '',
  ].join('\n');
}

export function toReceiptJson(capture: StoredCapture, key: string | undefined, caller: Caller): StoreReceipt {
  return { ...capture, link: toAddress(capture, caller), ...(key === undefined ? {} : { key }) };
}
