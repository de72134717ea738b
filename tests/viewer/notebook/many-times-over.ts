/** A list of a few bytes in a message, of which JavaScript makes a text of a million characters; a few more would take it minutes. */
export function manyTimesOver(): unknown[] {
  let list: unknown[] = [];
  for (let count = 0; count < 20; count++) list = [list, list];
  return list;
}
