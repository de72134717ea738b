import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';

export interface DropTargetProps {
  /** What is shown over the target while files hang above it. */
  label: string;
  onFiles(files: File[]): void;
  /** The whole window takes the drop, not only this element. */
  whole?: boolean;
  children: ComponentChildren;
}

/** Takes dropped files (and folders' files are left to the browser's picker). Keyboard users have the picker. */
export function DropTarget({ label, onFiles, whole = false, children }: DropTargetProps) {
  const ref = useRef<HTMLDivElement>(null);
  const [over, setOver] = useState(false);

  // In the moment it comes alive, and not a frame later: the browser would open what is dropped meanwhile.
  useLayoutEffect(() => {
    const target: HTMLElement | Window = whole ? window : (ref.current as HTMLElement);
    let depth = 0;
    const hasFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files') ?? false;
    const enter = (event: DragEvent) => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      depth++;
      setOver(true);
    };
    const leave = (event: DragEvent) => {
      if (!hasFiles(event)) return;
      if (--depth <= 0) {
        depth = 0;
        setOver(false);
      }
    };
    const hover = (event: DragEvent) => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      if (event.dataTransfer) event.dataTransfer.dropEffect = 'copy';
    };
    const drop = (event: DragEvent) => {
      if (!hasFiles(event) || event.defaultPrevented) return;
      event.preventDefault();
      depth = 0;
      setOver(false);
      const files = [...(event.dataTransfer?.files ?? [])];
      if (files.length) onFiles(files);
    };
    const listeners = { dragenter: enter, dragleave: leave, dragover: hover, drop } as const;
    for (const [name, listener] of Object.entries(listeners))
      target.addEventListener(name, listener as EventListener);
    return () => {
      for (const [name, listener] of Object.entries(listeners))
        target.removeEventListener(name, listener as EventListener);
    };
  }, [whole, onFiles]);

  return (
    <div class="cb-drop" data-over={over || undefined} ref={ref}>
      {children}
      {over && (
        <div class="cb-drop-veil" data-whole={whole || undefined} aria-hidden="true">
          {label}
        </div>
      )}
    </div>
  );
}
