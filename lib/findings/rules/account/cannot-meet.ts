import type { AccountRule } from '@/lib/findings/model/rule'
import { aboutMeasured, designSays } from '@/lib/findings/rules/facts/measured'
import { design } from '@/lib/findings/rules/plan/design'
import { formatDuration } from '@/lib/time/durations'

/** Objectives that by design no run of any schedule satisfies, with all that the account adds. */
export const cannotMeet: AccountRule = {
  id: 'cannot-meet',
  scope: 'objective',
  find: ({ measured }) =>
    measured.flatMap((one) => {
      const { marks, design: stated } = one.judged
      if (!marks.includes('cannot-meet')) return []
      const about = aboutMeasured(one)
      const best = stated.lines[0]
      return {
        ...about,
        severity: 'high' as const,
        mark: 'cannot-meet' as const,
        sentence: `${about.subject}: by design no run of any schedule satisfies the RPO of ${formatDuration(one.rpo)}.`,
        planSays: designSays(one),
        found: best ? `At worst the newest point is ${formatDuration(best.worst)} old.` : 'No schedule at all.',
        whatToDo: 'Back up more often, add continuous backup, or agree another objective.',
      }
    }),
  replaces: [design],
}
