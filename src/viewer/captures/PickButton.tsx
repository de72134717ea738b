import { useRef } from 'preact/hooks';

export interface PickButtonProps {
  label: string;
  onFiles(files: File[]): void;
  multiple?: boolean;
  primary?: boolean;
  quiet?: boolean;
}

/** A button that opens the browser's file picker. The same file can be picked again. */
export function PickButton({
  label,
  onFiles,
  multiple = false,
  primary = false,
  quiet = false,
}: PickButtonProps) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <button
        type="button"
        class="cb-button"
        data-primary={primary || undefined}
        data-quiet={quiet || undefined}
        onClick={() => input.current?.click()}
      >
        {label}
      </button>
      <input
        ref={input}
        type="file"
        multiple={multiple}
        hidden
        aria-label={label}
        onChange={(event) => {
          const files = [...(event.currentTarget.files ?? [])];
          event.currentTarget.value = '';
          if (files.length) onFiles(files);
        }}
      />
    </>
  );
}
