const last = new WeakMap<object, Promise<unknown>>();

/**
 * Gives what the parts of a page come to in the order in which they began, whichever is there first: what follows on each (the
 * numbers of islands, the script that the first of them brings) is then the same in every build.
 *
 * @param page by which it is known as long as it is made
 */
export async function inTurn<Value>(page: object, work: () => Promise<Value>): Promise<Value> {
  const before = last.get(page);
  const own = work();
  const turn = Promise.allSettled([before, own]);
  // The next one's begins when all is done that follows on this one's without a wait.
  last.set(
    page,
    turn.then(() => new Promise(setImmediate)),
  );
  await turn;
  return own;
}
