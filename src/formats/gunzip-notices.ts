import type { GunzipReport } from '#bytes/gunzip.ts';
import { atPlace, type Where } from '#model/notice.ts';
import { FormatError } from '#formats/format.ts';
import { type GzipNotice, sayOfFile, sayOfGzip } from './says.ts';

/** The error for a .gz that gives nothing at all. */
export function toEmptyGzipError(name: string, reports: readonly GunzipReport[]): FormatError {
  const [found] = reports.flatMap(toGunzipNotices);
  if (!found) return new FormatError(sayOfFile('empty-gzip', { file: name, problem: undefined }));
  const { where, ...problem } = found;
  return new FormatError({ ...sayOfFile('empty-gzip', { file: name, problem }), where });
}

/** What was odd about a .gz, for the reader. */
export function toGunzipNotices(report: GunzipReport): (GzipNotice & { where?: Where })[] {
  const { cutAt, corrupt, badChecksums, trailing } = report;
  const notices: (GzipNotice & { where?: Where })[] = [];
  if (cutAt !== undefined) notices.push(atPlace({ byte: cutAt }, sayOfGzip('gzip-cut', { byte: cutAt })));
  if (corrupt) {
    const { reason, byte } = corrupt;
    notices.push(atPlace({ byte }, sayOfGzip('gzip-corrupt', { reason, byte })));
  }
  if (badChecksums > 0) notices.push(sayOfGzip('gzip-checksum'));
  if (trailing) {
    const { byte, sizeBytes } = trailing;
    notices.push(atPlace({ byte }, sayOfGzip('gzip-trailing', { byte, sizeBytes })));
  }
  return notices;
}
