import { toStateOf, withStateOf } from '#view/state-fields.ts';
import { ProfileView } from '#viewer/kinds/profile/ProfileView.tsx';
import { type BodyProps, findOthers } from './body-props.ts';

/** A profile, and what it may be compared with. */
export function ProfileBody({ value, ...props }: BodyProps<'profile'>) {
  const { item, state, onState, locale, compact = false, height, titleOf = ({ name }) => name } = props;
  return (
    <ProfileView
      profile={value}
      name={titleOf(item)}
      state={toStateOf(value.kind, state)}
      onState={(next) => onState(withStateOf(value.kind, state, next))}
      locale={locale}
      compact={compact}
      others={findOthers(value.kind, props).map((other) => ({
        slot: other.slot,
        name: titleOf(other),
        profile: other.value,
      }))}
      {...(height === undefined ? {} : { height })}
    />
  );
}
