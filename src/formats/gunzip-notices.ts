import type { GunzipReport } from '#bytes/gunzip.ts';
import type { Notice } from '#model/notice.ts';
import { FormatError } from '#formats/format.ts';

/** The error for a .gz that gives nothing at all. */
export function toEmptyGzipError(name: string, reports: readonly GunzipReport[]): FormatError {
  const problem = reports.flatMap((report) => toGunzipNotices(report, name))[0];
  const why = problem ? problem.message : 'gzip: there is nothing in it';
  return new FormatError('empty-gzip', `${name}: ${why}`, problem?.where, {
    ...problem?.params,
    file: name,
    why,
    problem: problem?.code ?? '',
  });
}

/** What was odd about a .gz, for the reader. */
export function toGunzipNotices(report: GunzipReport, name: string): Notice[] {
  const notices: Notice[] = [];
  if (report.cutAt !== undefined) {
    notices.push({
      code: 'gzip-cut',
      message: `gzip: the compressed data ends too early, at byte ${report.cutAt}; what came before was read`,
      params: { file: name, byte: report.cutAt },
      where: { byte: report.cutAt },
    });
  }
  if (report.corrupt) {
    const { reason, byte } = report.corrupt;
    notices.push({
      code: 'gzip-corrupt',
      message: `gzip: ${reason}; what came before was read`,
      params: { file: name, byte, reason },
      where: { byte },
    });
  }
  if (report.badChecksums > 0) {
    notices.push({
      code: 'gzip-checksum',
      message: 'gzip: the checksum does not match the content; some of it may be wrong',
      params: { file: name },
    });
  }
  if (report.trailing) {
    const { byte, sizeBytes } = report.trailing;
    notices.push({
      code: 'gzip-trailing',
      message: `gzip: ${sizeBytes} bytes behind the compressed data, from byte ${byte} on, were left out`,
      params: { file: name, byte, sizeBytes },
      where: { byte },
    });
  }
  return notices;
}
