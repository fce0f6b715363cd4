'use server'

import { inputAction } from '@/lib/auth/answer-action'
import { assignRole } from '@/lib/incidents/commands/assign-role'
import { declareIncident } from '@/lib/incidents/commands/declare-incident'
import { answerHandover, handOverRole } from '@/lib/incidents/commands/hand-over-role'
import { recordCheck } from '@/lib/incidents/commands/record-check'
import { recordStep } from '@/lib/incidents/commands/record-step'
import { reopenIncident } from '@/lib/incidents/commands/reopen-incident'
import { resolveIncident } from '@/lib/incidents/commands/resolve-incident'
import { setMilestone } from '@/lib/incidents/commands/set-milestone'
import { setRecoveryPoint } from '@/lib/incidents/commands/set-recovery-point'
import { setSeverity } from '@/lib/incidents/commands/set-severity'
import { setStatus } from '@/lib/incidents/commands/set-status'
import { starEntry } from '@/lib/incidents/commands/star-entry'
import { openReview } from '@/lib/reviews/commands/open-review'

/** Input as declareSchema; answers the new incident's name. */
export const declareIncidentAction = inputAction(declareIncident)

/** Input: number, to, note. */
export const setStatusAction = inputAction(setStatus)

/** Input: number, to (1–4), note. */
export const setSeverityAction = inputAction(setSeverity)

/** Input: number, milestone, at (epoch ms or null), note. */
export const setMilestoneAction = inputAction(setMilestone)

/** Input: number, at (epoch ms or null), note. */
export const setRecoveryPointAction = inputAction(setRecoveryPoint)

/** Input: id (made in the browser), number, runbook, step, outcome, note. */
export const recordStepAction = inputAction(recordStep)

/** Input: id (made in the browser), number, checklist, item, ticked. */
export const recordCheckAction = inputAction(recordCheck)

/** Input: number, entryId, starred. */
export const starEntryAction = inputAction(starEntry)

/** Input: number, role, userId. */
export const assignRoleAction = inputAction(assignRole)

/** Input: number, role, userId, note. */
export const handOverRoleAction = inputAction(handOverRole)

/** Input: number, offer (the entry's id), accept. */
export const answerHandoverAction = inputAction(answerHandover)

/** Input: number, resumedAt, recoveredToAt (epoch ms or null), note. */
export const resolveIncidentAction = inputAction((actor, input) => resolveIncident(actor, input, { openReview }))

/** Input: number, to (an open status), note. */
export const reopenIncidentAction = inputAction(reopenIncident)
