import { useEffect, useState } from 'preact/hooks';

const key = 'casebook-source-template';
const listeners = new Set<() => void>();
/** Where storage is switched off the address holds for as long as the page is open. */
let unstored: string | undefined;

/** The reader's address of their own code, as it was last kept in this browser; empty where none was. */
function readSourceTemplate(): string {
  if (unstored !== undefined) return unstored;
  try {
    return localStorage.getItem(key) ?? '';
  } catch {
    return '';
  }
}

export function keepSourceTemplate(template: string): void {
  try {
    if (template === '') localStorage.removeItem(key);
    else localStorage.setItem(key, template);
    unstored = undefined;
  } catch {
    unstored = template;
  }
  for (const listener of listeners) listener();
}

/** Calls back when the template changes, in this page or another; gives what ends that. */
function onSourceTemplate(listener: () => void): () => void {
  const stored = (event: StorageEvent): void => {
    if (event.key === key) listener();
  };
  listeners.add(listener);
  addEventListener('storage', stored);
  return () => {
    listeners.delete(listener);
    removeEventListener('storage', stored);
  };
}

/** The template as it is now; empty until the page is alive. */
export function useSourceTemplate(): string {
  const [template, setTemplate] = useState('');
  useEffect(() => {
    const read = (): void => setTemplate(readSourceTemplate());
    read();
    return onSourceTemplate(read);
  }, []);
  return template;
}
