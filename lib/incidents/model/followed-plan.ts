import type { FollowedRunbook } from '@/lib/incidents/model/acts'
import type { TellingRules } from '@/lib/incidents/rules/next-word'
import type { MessageTemplate } from '@/lib/plans/model/messages'
import type { Checklist } from '@/lib/plans/model/recovery'

/** A runbook as the command view lists it. */
export type PanelRunbook = Omit<FollowedRunbook, 'steps'> & {
  name: string
  /** names of the scenarios that it answers */
  answers: string[]
  everyday: boolean
  /** `restores`: the step is a restore, done in Tidemark */
  steps: (FollowedRunbook['steps'][number] & { name: string; owner: string | null; restores: boolean })[]
}

/** A checklist as the command view lists it; `hours` in words: `0 to 4 h`. */
export type PanelChecklist = {
  id: string
  name: string
  kind: Checklist['kind']
  hours: string | null
  items: { id: string; text: string; owner: string | null }[]
}

/** What of a plan is followed while an incident is worked: browsers get neither its commands nor its templates. */
export type FollowedPlan = {
  system: string
  systemName: string
  runbooks: PanelRunbook[]
  messages: { id: string; name: string; when: MessageTemplate['when']; to: string }[]
  checklists: PanelChecklist[]
  telling: TellingRules
}
