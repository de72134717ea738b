import type { CodePlace, Frame } from '#model/crash/crash-log.ts';
import { toPackage } from '#model/go-names.ts';
import { ownerOfFile, toOwner } from '#model/owner.ts';

type Groups = readonly (string | undefined)[];

/**
 * A frame, from the groups of its call line (`runtime.throw(0x1a8caa, 0x31)`) and of its position line
 * (`runtime/panic.go:774 +0x54 fp=0x40000a0ca0 sp=0x40000a0c70 pc=0x3bc84`), which a cut log may lack.
 */
export function readFrame(call: Groups, position: Groups | undefined, line: number): Frame {
  const name = call[0] ?? '';
  const args = call[1] ?? '';
  const [file, fileLine, offset, fp, sp, pc] = position ?? [];
  const place = toPlace(name, file, fileLine);
  return {
    ...place,
    args,
    // Inlined calls have no frame of their own: no arguments, and no offset. So have the frames of
    // ancestors, which are printed with an offset.
    inlined: args === '...' && offset === undefined,
    owner: toOwner(place),
    offset: offset && `+${offset}`,
    fp,
    sp,
    pc,
    sizeBytes: toSize(fp, sp),
    line,
  };
}

/** A frame of a list that has the file first, and the function without its package below it, if at all. */
export function readListedFrame([file, fileLine, pc]: Groups, line: number): Frame {
  return {
    function: '',
    package: '',
    file,
    fileLine: Number(fileLine),
    args: '',
    inlined: false,
    owner: ownerOfFile(file!),
    offset: undefined,
    fp: undefined,
    sp: undefined,
    pc,
    sizeBytes: undefined,
    line,
  };
}

/** `#\t0x49b04f\tinternal/poll.(*FD).Read+0x1b0\t\t/usr/local/go/src/internal/poll/fd_unix.go:169` */
export function readProfileFrame([pc, name, offset, file, fileLine]: Groups, line: number): Frame {
  const position = [file, fileLine, offset, undefined, undefined, pc];
  return readFrame([name, ''], position, line);
}

export function toPlace(name: string, file: string | undefined, fileLine: string | undefined): CodePlace {
  return {
    function: name,
    package: toPackage(name),
    file: file === '?' || file === '??' ? undefined : file,
    fileLine: file === undefined || file === '?' || file === '??' ? undefined : Number(fileLine),
  };
}

function toSize(fp: string | undefined, sp: string | undefined): number | undefined {
  if (!fp || !sp) return undefined;
  const size = BigInt(fp) - BigInt(sp);
  // A frame larger than the largest stack (1 GB) is a misread or cut number.
  return size >= 0n && size <= 1n << 30n ? Number(size) : undefined;
}
