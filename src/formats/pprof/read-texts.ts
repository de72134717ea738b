import { PROFILE_FIELDS } from './fields.ts';
import { WireReader } from './wire.ts';

/**
 * All texts of a profile that is not compressed, in the order of its table: whatever is text in it refers to that. For who
 * wants to read what stands in a file, without what it means.
 *
 * @throws ReadError for what is no message of protobuf
 */
export function readTexts(bytes: Uint8Array): string[] {
  const reader = new WireReader(bytes);
  const decoder = new TextDecoder();
  const texts: string[] = [];
  while (reader.next()) {
    if (reader.field !== PROFILE_FIELDS.string_table) continue;
    reader.wantBytes();
    texts.push(decoder.decode(bytes.subarray(reader.offset, reader.valueEnd)));
  }
  return texts;
}
