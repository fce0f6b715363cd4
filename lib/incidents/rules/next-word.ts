import type { IncidentStatus } from '@/lib/incidents/model/incident'
import type { Cadence } from '@/lib/plans/model/messages'
import type { Deadline, PlanSeverity } from '@/lib/plans/model/response'
import type { SeverityLevel } from '@/lib/vocabulary/severities'

/** By when somebody has to be told something, and by which rule of the plan. Instants are epoch milliseconds. */
export type NextWord = {
  dueAt: number
  /** the rule in words */
  says: string
  /** where the document says it */
  where: string
  /** again and again in this rhythm; null for what is said once. Milliseconds */
  every: number | null
}

/** What of a plan says when somebody has to be told. */
export type TellingRules = {
  cadence: readonly Cadence[]
  severities: readonly PlanSeverity[]
}

type Told = {
  status: IncidentStatus
  severity: SeverityLevel
  declaredAt: number
  /** by the messages of the timeline, to whomever they went; null when nobody was told yet */
  lastMessageAt: number | null
}

/**
 * When the next word is due by the plan: the earliest of the rules that hold now. First words count from the
 * declaration, before which nobody could speak; rhythms from the last message. During recovery the rhythm for it holds,
 * where the plan has none the one for an active incident. Null where the plan states nothing, and once it is resolved.
 */
export function nextWord({ cadence, severities }: TellingRules, told: Told): NextWord | null {
  if (told.status === 'resolved') return null
  const due: NextWord[] = []
  if (told.lastMessageAt === null) {
    for (const { when, within, says, source } of cadence) {
      if (when !== 'first' || within === null) continue
      due.push({ dueAt: told.declaredAt + within, says, where: source.section, every: null })
    }
    for (const severity of severities.filter(({ treatedAs }) => treatedAs === told.severity)) {
      for (const [deadline, whom] of [
        [severity.tellInside, 'inside'],
        [severity.tellOutside, 'outside'],
      ] as const) {
        const ms = lengthOf(deadline)
        if (ms === null) continue
        const says = `${severity.name}: people ${whom} are told${ms === 0 ? ' at once' : ''}.`
        due.push({ dueAt: told.declaredAt + ms, says, where: severity.source.section, every: null })
      }
    }
  }
  for (const { every, says, source } of rhythms(cadence, told.status)) {
    due.push({ dueAt: (told.lastMessageAt ?? told.declaredAt) + every, says, where: source.section, every })
  }
  return due.toSorted((a, b) => a.dueAt - b.dueAt)[0] ?? null
}

function rhythms(cadence: readonly Cadence[], status: IncidentStatus) {
  const repeated = cadence.filter((rule): rule is Cadence & { every: number } => rule.every !== null)
  const recovery = repeated.filter(({ when }) => when === 'recovery')
  const recovering = status === 'recovering' || status === 'monitoring'
  return recovering && recovery.length > 0 ? recovery : repeated.filter(({ when }) => when === 'active')
}

/** The next business day is no length of time that could be counted here. */
function lengthOf(deadline: Deadline | null): number | null {
  if (deadline?.kind === 'at-once') return 0
  return deadline?.kind === 'within' ? deadline.ms : null
}
