import { toStateOf, withStateOf } from '#view/state-fields.ts';
import { ProfileView } from '#viewer/kinds/profile/ProfileView.tsx';
import { type BodyProps, findOthers } from './body-props.ts';

/** A profile, and what it may be compared with. */
export function ProfileBody({ value, ...props }: BodyProps<'profile'>) {
  const { item, state, onState, locale, compact = false, height } = props;
  return (
    <ProfileView
      profile={value}
      name={item.name}
      state={toStateOf(value.kind, state)}
      onState={(next) => onState(withStateOf(value.kind, state, next))}
      locale={locale}
      compact={compact}
      others={findOthers(value.kind, props).map((other) => ({
        slot: other.slot,
        name: other.name,
        profile: other.value,
      }))}
      {...(height === undefined ? {} : { height })}
    />
  );
}
