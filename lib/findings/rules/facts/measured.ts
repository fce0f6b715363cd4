import type { Found, MeasuredObjective } from '@/lib/findings/model/rule'
import { lineWords } from '@/lib/freshness/sentences'
import { formatDuration } from '@/lib/time/durations'

/** What every finding about an asset against an objective has in common. */
export function aboutMeasured({
  objective,
  picture,
}: MeasuredObjective): Pick<Found, 'about' | 'subject' | 'assetKey'> {
  const { key, name } = picture.asset
  return { about: `${objective.id}:${key}`, subject: `${objective.name}, ${name}`, assetKey: key }
}

/** The objective, and the best that the plan states to meet it. */
export function designSays({ rpo, judged }: MeasuredObjective): string {
  const best = judged.design.lines[0]
  return `RPO ${formatDuration(rpo)}${best ? `; ${lineWords(best)}` : ''}.`
}
