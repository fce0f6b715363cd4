import type { Contradiction } from '@/lib/plans/model/base'
import type { Plan } from '@/lib/plans/model/plan'
import { formatDuration } from '@/lib/time/durations'

/** Where a plan disagrees with itself: as its authors marked it, and where a tier is looser than the system's own maximum. */
export function findContradictions(
  plan: Plan,
): { subject: string; asset: string | null; contradiction: Contradiction }[] {
  const marked = [
    { subject: plan.system.name, asset: null, contradictions: plan.system.contradictions },
    ...plan.objectives.map((objective) => ({
      subject: objective.name,
      asset: objective.covers[0] ?? null,
      contradictions: objective.contradictions,
    })),
    ...plan.assets.map((asset) => ({ subject: asset.name, asset: asset.key, contradictions: asset.contradictions })),
    ...plan.backups.map((policy) => ({
      subject: policy.name,
      asset: policy.asset,
      contradictions: policy.contradictions,
    })),
    ...plan.scenarios.map(({ name, assets, contradictions }) => ({
      subject: name,
      asset: assets[0] ?? null,
      contradictions,
    })),
    ...plan.runbooks.map(({ name, assets, contradictions }) => ({
      subject: name,
      asset: assets[0] ?? null,
      contradictions,
    })),
    ...plan.drills.map(({ name, contradictions }) => ({ subject: name, asset: null, contradictions })),
  ]
  return [
    ...marked.flatMap(({ contradictions, ...about }) =>
      contradictions.map((contradiction) => ({ ...about, contradiction })),
    ),
    ...looserThanMaximum(plan),
  ]
}

function looserThanMaximum(plan: Plan) {
  const whole = plan.objectives.find(({ scope }) => scope === 'system')
  if (!whole) return []
  return plan.objectives.flatMap((objective) =>
    (['rto', 'rpo'] as const).flatMap((kind) => {
      const max = whole[kind]?.max
      const target = objective[kind]?.target
      if (objective === whole || !max || target === undefined || target <= max) return []
      const word = kind.toUpperCase()
      const contradiction: Contradiction = {
        id: `${objective.id}-${kind}-over-maximum`,
        about: `${objective.name} has a longer ${word} than the system's maximum`,
        severity: 'medium',
        statements: [
          { text: `${word} ${formatDuration(target)} for ${objective.name}.`, where: objective.source.section },
          {
            text: `${word} of at most ${formatDuration(max)} for ${plan.system.name} as a whole.`,
            where: whole.source.section,
          },
        ],
        toDecide: `Whether the maximum of ${formatDuration(max)} also binds ${objective.name}.`,
      }
      return [{ subject: objective.name, asset: objective.covers[0] ?? null, contradiction }]
    }),
  )
}
