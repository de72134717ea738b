import { useRef, useState } from 'preact/hooks';
import type { RecordingTexts } from '#texts/recording.ts';
import { toShareOfWidth } from '#viewer/figure/share-of-width.ts';
import { MARK_ROW, type MarkGroup } from './mark-rows.ts';

/** Something at a time, as a button below the charts. */
export interface LaneMark {
  key: string | number;
  x: number;
  /** On the button. */
  sign: string;
  label: string;
  title: string;
  onGo(): void;
}

export interface MarkButtonsProps {
  marks: readonly LaneMark[];
  groups: readonly MarkGroup[];
  className: string;
  /** Pixels of the lane. */
  width: number;
  texts: RecordingTexts;
}

/** Marks in their rows, and in the place of many at one time one that opens a list of them. */
export function MarkButtons({ marks, groups, className, width, texts }: MarkButtonsProps) {
  return groups.map(({ x, row, members }) => {
    const place = { left: toShareOfWidth(x, width), top: `${1 + MARK_ROW * row}px` };
    const inside = members.flatMap((index) => marks[index] ?? []);
    const [first] = inside;
    if (!first) return null;
    if (inside.length > 1) {
      return (
        <MarkCrowd
          key={`crowd-${first.key}`}
          marks={inside}
          className={className}
          place={place}
          width={width}
          texts={texts}
        />
      );
    }
    return (
      <button
        key={first.key}
        type="button"
        class={className}
        style={place}
        aria-label={first.label}
        title={first.title}
        onClick={() => first.onGo()}
      >
        {first.sign}
      </button>
    );
  });
}

/** Pixels of the list, at most. */
const LIST = 260;

interface MarkCrowdProps extends Omit<MarkButtonsProps, 'groups'> {
  place: { left: string; top: string };
}

function MarkCrowd({ marks, className, place, width, texts }: MarkCrowdProps) {
  const [isOpen, setOpen] = useState(false);
  const buttonRef = useRef<HTMLButtonElement>(null);
  const left = Math.max(0, Math.min(width - LIST, (marks[0]?.x ?? 0) - LIST / 2));
  const label = texts.marksHere(marks.length);
  return (
    // Escape, and leaving it, close its list, whichever of its buttons is focused.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <div
      role="group"
      aria-label={label}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || !isOpen) return;
        event.stopPropagation();
        setOpen(false);
        buttonRef.current?.focus();
      }}
      onFocusOut={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget as Node | null)) setOpen(false);
      }}
    >
      <button
        ref={buttonRef}
        type="button"
        class={className}
        style={place}
        aria-label={label}
        aria-expanded={isOpen}
        title={label}
        onClick={() => setOpen(!isOpen)}
      >
        ×{marks.length}
      </button>
      {isOpen && (
        <ul
          class="cb-rec-crowd-list"
          style={{ left: `${left}px`, bottom: '100%' }}
          aria-label={label}
          // Focus stays in it when it is pressed beside its buttons, and on them where a browser gives buttons none.
          tabIndex={-1}
        >
          {marks.map((mark) => (
            <li key={mark.key}>
              <button
                type="button"
                class="cb-rec-link"
                onClick={() => {
                  setOpen(false);
                  mark.onGo();
                }}
              >
                {mark.label}
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
