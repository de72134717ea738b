import { expect, test } from 'vitest';
import { findFrames, toSearchable } from '#viewer/kinds/profile/shown.ts';

const frames = [
  ['main.(*Tree).add', 'tree.go'],
  ['main.main', 'main.go'],
  ['encoding/json.Unmarshal', 'decode.go'],
  ['compress/flate.NewWriter', 'deflate.go'],
].map(([name = '', file = '']) => ({ name, file, line: 0 }));
const find = (text: string): string[] => {
  const found = findFrames(toSearchable(frames), text);
  return frames.filter((_, at) => found[at]).map(({ name }) => name);
};

test('a name is found as it stands, whatever its case, a file by its name', () => {
  expect(find('main.(*tree)')).toEqual(['main.(*Tree).add']);
  expect(find('Main.')).toEqual(['main.(*Tree).add', 'main.main']);
  expect(find('deflate.go')).toEqual(['compress/flate.NewWriter']);
});

test('what no name has is looked for as a regular expression', () => {
  expect(find('JSON|flate')).toEqual(['encoding/json.Unmarshal', 'compress/flate.NewWriter']);
  expect(find('^main\\.m')).toEqual(['main.main']);
  // Half written, it finds nothing yet.
  expect(find('json|(')).toEqual([]);
  expect(find('nothing')).toEqual([]);
});
