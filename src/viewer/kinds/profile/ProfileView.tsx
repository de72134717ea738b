import { useMemo } from 'preact/hooks';
import { formatAmount } from '#locale/amount.ts';
import type { Locale } from '#locale/locale.ts';
import { foldStacks, toCallTree } from '#model/profile/call-tree.ts';
import type { Profile } from '#model/profile/profile.ts';
import { findSampleType } from '#model/profile/sample-type.ts';
import { toTop } from '#model/profile/top.ts';
import { toWeights } from '#model/profile/weights.ts';
import type { ProfileState } from '#view/profile-state.ts';

export interface OtherProfile {
  slot: string;
  name: string;
  profile: Profile;
}

export interface ProfileViewProps {
  profile: Profile;
  name: string;
  state: ProfileState;
  onState(next: ProfileState): void;
  locale: Locale;
  compact?: boolean;
  height?: number;
  /** What it can be compared with, or added to. */
  others: readonly OtherProfile[];
}

/** The functions of a profile, those first that most was spent in. */
export function ProfileView({ profile, name, state }: ProfileViewProps) {
  const type = findSampleType(profile, state.sample) ?? findSampleType(profile) ?? 0;
  const rows = useMemo(
    () => toTop(toCallTree(profile, foldStacks(profile), toWeights(profile, type))).slice(0, 40),
    [profile, type],
  );
  const unit = profile.sampleTypes[type]?.unit ?? '';
  return (
    <table>
      <caption>{name}</caption>
      <tbody>
        {rows.map(({ frame, flat, cum }) => (
          <tr key={frame.name}>
            <td>{formatAmount(flat, unit)}</td>
            <td>{formatAmount(cum, unit)}</td>
            <th scope="row">{frame.name}</th>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
