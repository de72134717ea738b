import { toPackage } from '#model/go-names.ts';
import { findGoVersion } from '#model/go-root.ts';
import { type Owner, toOwner } from '#model/owner.ts';
import type { Frame } from '#model/profile/frames.ts';
import { type FunctionPlace, toPlaces } from '#model/profile/places.ts';
import type { Profile } from '#model/profile/profile.ts';
import { findSourceUrl } from '#model/source-link.ts';

/** What is known of frames beside their numbers. */
export interface FrameContext {
  ownerOf(frame: Frame): Owner;
  /** Its file and line; of a function the line it begins at. */
  placeOf(frame: Frame): FunctionPlace | undefined;
  /** The address of its source; undefined where that cannot be known. */
  sourceOf(frame: Frame, line?: number): string | undefined;
  /** Finds now what the first answer would have to wait for. */
  prepare(): void;
}

/** @param template of the reader, for their own code */
export function toFrameContext(profile: Profile, template: string): FrameContext {
  // Neither is needed for what is drawn first.
  let places: Map<string, FunctionPlace> | undefined;
  let tag: { of: string | undefined } | undefined;
  const owners = new Map<Frame, Owner>();
  const ownerOf = (frame: Frame): Owner => {
    let owner = owners.get(frame);
    if (!owner) {
      const name = toFunctionName(frame);
      owners.set(frame, (owner = toOwner({ function: name, package: toPackage(name), file: frame.file })));
    }
    return owner;
  };
  const readPlaces = (): Map<string, FunctionPlace> => (places ??= toPlaces(profile));
  const readTag = (): string | undefined => (tag ??= { of: findTag(profile) }).of;
  const placeOf = (frame: Frame): FunctionPlace | undefined => {
    if (frame.line > 0) return frame;
    return readPlaces().get(frame.name) ?? (frame.file === '' ? undefined : frame);
  };
  return {
    ownerOf,
    placeOf,
    sourceOf(frame, line) {
      const place = placeOf(frame);
      if (!place) return undefined;
      const fileLine = line ?? (place.line > 0 ? place.line : 1);
      return findSourceUrl({ owner: ownerOf(frame), file: place.file, fileLine }, readTag(), template);
    },
    prepare() {
      readPlaces();
      readTag();
    },
  };
}

/** Of a frame by line, `main.f /x/main.go:7`, the function alone. */
function toFunctionName({ name, file, line }: Frame): string {
  const place = line > 0 ? ` ${file}:${line}` : ` ${file}`;
  return file !== '' && name.endsWith(place) ? name.slice(0, -place.length) : name;
}

/** `go1.22.3`, where a file of the standard library says which it is of. */
function findTag({ functions, strings }: Profile): string | undefined {
  for (const file of new Set(functions.file)) {
    const version = findGoVersion(strings[file]!);
    if (version?.split('.').length === 3) return `go${version}`;
  }
  return undefined;
}

/** `example.com/board/` and `work.(*Board).run`: what is dimmed of a name, and what the eye looks for. */
export function splitName(name: string): [path: string, rest: string] {
  const bracket = name.indexOf('[');
  const plain = bracket > 0 ? name.slice(0, bracket) : name;
  // Of a file or a name with its place the last element is what it is called by.
  const start = plain.lastIndexOf('/') + 1;
  const dot = toPackage(name) === '' ? start : plain.indexOf('.', start) + 1;
  return [name.slice(0, dot), name.slice(dot)];
}
