import type { AccountRule } from '@/lib/findings/model/rule'
import { formatInstant } from '@/lib/time/instants'

/** Runs that were missed in the last seven days. */
export const missed: AccountRule = {
  id: 'missed',
  scope: 'account',
  find: ({ pictures, now }) =>
    pictures.flatMap((picture) =>
      [...picture.schedules, ...picture.copies].flatMap(({ policy, copyTo, name, slots }) => {
        const gone = slots.filter((slot) => slot.state === 'missed')
        if (gone.length === 0) return []
        const times = gone.slice(-3).map((slot) => formatInstant(slot.at, now).slice(0, -3))
        const more = gone.length > 3 ? `, and ${gone.length - 3} before` : ''
        return {
          about: `${policy.id}${copyTo === null ? '' : `:${copyTo}`}`,
          severity: 'medium' as const,
          mark: 'missed' as const,
          subject: name,
          assetKey: picture.asset.key,
          sentence: `${name}: ${gone.length} of ${slots.length} runs missed in 7 d.`,
          planSays: policy.source.says,
          found: `Nothing for ${times.join(', ')} UTC${more}.`,
          whatToDo:
            copyTo === null
              ? 'See why the job did not run, and run it by hand if the gap matters.'
              : 'See why the copy was not made.',
        }
      }),
    ),
}
