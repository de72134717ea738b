import { useEffect } from 'preact/hooks';

/** A key that does something wherever on the page it is pressed, but where somebody writes. */
export function usePageKey(key: string, isOn: boolean, act: () => void): void {
  useEffect(() => {
    if (!isOn) return;
    const onKey = (event: KeyboardEvent): void => {
      if (event.key !== key || event.ctrlKey || event.metaKey || event.altKey || isTyping(event)) return;
      event.preventDefault();
      act();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  });
}

/** A key that is part of what somebody writes. */
function isTyping({ target }: KeyboardEvent): boolean {
  const element = target as HTMLElement | null;
  const place = element?.closest?.('input, textarea, select, [contenteditable]') ?? null;
  return place !== null;
}
