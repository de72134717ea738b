import { useMemo, useState } from 'preact/hooks';
import type { ValueType } from '#model/profile/profile.ts';
import type { ProfileTexts } from '#texts/profile.ts';
import { Labelled } from '#viewer/controls/Labelled.tsx';

/** Types that are listed at once; a profile has a few, only a made-up one has thousands. */
const MOST = 100;

/** Which sample type is shown: one of a list, that of thousands is found by its text. */
export function SampleTypes({
  sampleTypes,
  shown,
  texts,
  onChoose,
}: {
  sampleTypes: readonly ValueType[];
  shown: ValueType;
  texts: ProfileTexts;
  onChoose(type: string): void;
}) {
  const [wanted, setWanted] = useState('');
  const { listed, more } = useMemo(() => findTypes(sampleTypes, shown, wanted), [sampleTypes, shown, wanted]);
  const isLong = sampleTypes.length > MOST;
  return (
    <>
      <Labelled label={texts.type}>
        <select
          class="cb-prof-select"
          value={shown.type}
          onChange={(event) => onChoose(event.currentTarget.value)}
        >
          {listed.map(({ type, unit }, at) => (
            <option key={at} value={type}>
              {texts.typeOption(type, unit)}
            </option>
          ))}
        </select>
      </Labelled>
      {isLong && (
        <>
          <input
            type="search"
            class="cb-prof-input"
            aria-label={texts.typeFind}
            placeholder={texts.typeFind}
            spellcheck={false}
            value={wanted}
            onInput={(event) => setWanted(event.currentTarget.value)}
          />
          <span class="cb-prof-note" role="status">
            {more === 0 ? texts.typesListed(listed.length) : texts.typesMore(more)}
          </span>
        </>
      )}
    </>
  );
}

/** Those that have the text, the one that is shown among them whatever its text: a list has to have what it shows. */
function findTypes(
  sampleTypes: readonly ValueType[],
  shown: ValueType,
  wanted: string,
): { listed: ValueType[]; more: number } {
  const text = wanted.trim().toLowerCase();
  const fitting =
    text === '' ? sampleTypes : sampleTypes.filter(({ type }) => type.toLowerCase().includes(text));
  const listed = fitting.slice(0, MOST);
  if (!listed.some(({ type }) => type === shown.type)) listed.unshift(shown);
  return { listed, more: Math.max(0, fitting.length - MOST) };
}

/** Names in a row, as many as a person reads. */
export function toTypeNames(sampleTypes: readonly ValueType[], texts: ProfileTexts): string {
  const names = sampleTypes.slice(0, MOST).map(({ type, unit }) => texts.typeOption(type, unit));
  const left = sampleTypes.length - names.length;
  return [...names, ...(left > 0 ? [texts.more(left)] : [])].join(texts.and);
}
