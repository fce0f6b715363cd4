import type { AccountRule } from '@/lib/findings/model/rule'
import { aboutMeasured } from '@/lib/findings/rules/facts/measured'
import { design } from '@/lib/findings/rules/plan/design'
import { formatDuration } from '@/lib/time/durations'

/** Replicas on which an objective rests, and that lag beyond it. */
export const replicaBeyond: AccountRule = {
  id: 'replica-beyond',
  scope: 'objective',
  find: ({ measured }) =>
    measured.flatMap((one) => {
      const lag = one.judged.replicaBeyond
      if (lag === null) return []
      const target = formatDuration(one.rpo)
      return {
        ...aboutMeasured(one),
        severity: 'high' as const,
        mark: 'breached' as const,
        sentence: `The replica of ${one.picture.asset.identifier} lags beyond the RPO of ${target}, and nothing else is designed to meet it.`,
        planSays: `RPO ${target}.`,
        found: `Lag ${formatDuration(lag)}; restore windows move in steps of 5 min.`,
        whatToDo: 'Find what slows the replica, or add a replica that keeps up.',
      }
    }),
  replaces: [design],
}
