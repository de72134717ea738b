import type { CaptureRef } from '#view/view-state.ts';
import type { Source } from './source.ts';

/** Names the file without its bytes. */
export function toFileRef(source: Source): CaptureRef {
  if (source.ref.from === 'file' && source.status === 'missing') return source.ref;
  const file = source.files[0];
  return {
    from: 'file',
    name: file?.name ?? source.name,
    sizeBytes: file?.sizeBytes ?? source.sizeBytes,
    sha256: file?.sha256 ?? '',
  };
}
