'use server'

import { toActionResult } from '@/lib/action-result'
import type { ActionResult } from '@/lib/action-result-types'
import { requireActor } from '@/lib/auth/session'
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
export async function declareIncidentAction(input: unknown): Promise<ActionResult<{ name: string }>> {
  return toActionResult(async () => declareIncident(await requireActor(), input))
}

/** Input: number, to, note. */
export async function setStatusAction(input: unknown): Promise<ActionResult<void>> {
  return toActionResult(async () => setStatus(await requireActor(), input))
}

/** Input: number, to (1–4), note. */
export async function setSeverityAction(input: unknown): Promise<ActionResult<void>> {
  return toActionResult(async () => setSeverity(await requireActor(), input))
}

/** Input: number, milestone, at (epoch ms or null), note. */
export async function setMilestoneAction(input: unknown): Promise<ActionResult<void>> {
  return toActionResult(async () => setMilestone(await requireActor(), input))
}

/** Input: number, at (epoch ms or null), note. */
export async function setRecoveryPointAction(input: unknown): Promise<ActionResult<void>> {
  return toActionResult(async () => setRecoveryPoint(await requireActor(), input))
}

/** Input: id (made in the browser), number, runbook, step, outcome, note. */
export async function recordStepAction(input: unknown): Promise<ActionResult<void>> {
  return toActionResult(async () => recordStep(await requireActor(), input))
}

/** Input: id (made in the browser), number, checklist, item, ticked. */
export async function recordCheckAction(input: unknown): Promise<ActionResult<void>> {
  return toActionResult(async () => recordCheck(await requireActor(), input))
}

/** Input: number, entryId, starred. */
export async function starEntryAction(input: unknown): Promise<ActionResult<void>> {
  return toActionResult(async () => starEntry(await requireActor(), input))
}

/** Input: number, role, userId. */
export async function assignRoleAction(input: unknown): Promise<ActionResult<void>> {
  return toActionResult(async () => assignRole(await requireActor(), input))
}

/** Input: number, role, userId, note. */
export async function handOverRoleAction(input: unknown): Promise<ActionResult<void>> {
  return toActionResult(async () => handOverRole(await requireActor(), input))
}

/** Input: number, offer (the entry's id), accept. */
export async function answerHandoverAction(input: unknown): Promise<ActionResult<void>> {
  return toActionResult(async () => answerHandover(await requireActor(), input))
}

/** Input: number, resumedAt, recoveredToAt (epoch ms or null), note. */
export async function resolveIncidentAction(input: unknown): Promise<ActionResult<void>> {
  return toActionResult(async () => resolveIncident(await requireActor(), input, { openReview }))
}

/** Input: number, to (an open status), note. */
export async function reopenIncidentAction(input: unknown): Promise<ActionResult<void>> {
  return toActionResult(async () => reopenIncident(await requireActor(), input))
}
