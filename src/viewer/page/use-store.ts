import { useEffect, useState } from 'preact/hooks';

/** Draws a component again whenever a store tells of a change, and gives what `read` picks from it. */
export function useStore<T>(store: { subscribe(listener: () => void): () => void }, read: () => T): T {
  const [, setVersion] = useState(0);
  useEffect(() => {
    setVersion((version) => version + 1); // what changed between drawing and subscribing
    return store.subscribe(() => setVersion((version) => version + 1));
  }, [store]);
  return read();
}
