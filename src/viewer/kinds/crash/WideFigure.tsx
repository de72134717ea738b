import type { Locale } from '#locale/locale.ts';
import type { Figure } from '#viewer/figure/figure.ts';
import { FigureFrame } from '#viewer/figure/FigureFrame.tsx';
import { useWidth } from '#viewer/figure/use-width.ts';
import { toHere } from '#viewer/page/here.ts';

/** A figure of a crash, as wide as there is room, what it shows in a sentence above it where that has room. */
export function WideFigure({
  figure,
  name,
  summarized = true,
  locale,
}: {
  figure: Figure;
  name: string;
  summarized?: boolean;
  locale: Locale;
}) {
  const [boxRef, width] = useWidth<HTMLDivElement>();
  return (
    <div ref={boxRef} class="cb-crash-figure">
      <FigureFrame
        figure={figure}
        place={{ name, linkOf: toHere, locale }}
        width={width}
        summarized={summarized}
      />
    </div>
  );
}
