import { z } from 'zod'
import { instant, text, wholeNumber } from '@/lib/door/fields'
import { STEP_OUTCOMES } from '@/lib/incidents/model/acts'
import { INCIDENT_STATUSES, MILESTONES } from '@/lib/incidents/model/incident'
import { WRITABLE_KINDS } from '@/lib/vocabulary/entry-kinds'
import { INCIDENT_ROLES } from '@/lib/vocabulary/incident-roles'
import { SEVERITIES } from '@/lib/vocabulary/severities'

const number = wholeNumber()
const words = (most: number, empty: string) => text().trim().min(1, empty).max(most, `At most ${most} characters.`)
const note = words(2_000, 'Say something or leave it out.').optional()

/** Declaring: `impactStartedAt` is null only when the person says that it is not known. Epoch milliseconds. */
export const declareSchema = z.object({
  title: words(160, 'Say in a few words what is wrong.'),
  system: text().min(1, 'Choose the system.'),
  environment: text().min(1).nullable(),
  severity: z.literal(SEVERITIES, { error: `Choose a severity from 1 to ${SEVERITIES.length}.` }),
  mode: z.enum(['live', 'drill'], { error: 'Say whether it is live or a drill.' }),
  // No default: an impact start that nobody stated would shift every figure of the review.
  impactStartedAt: instant('Say when the impact started, or that it is not known.').nullable(),
  takeCommand: z.boolean().default(false),
  idempotencyKey: z.uuid('The form has no key. Load the page again.'),
})

export const statusSchema = z.object({ number, to: z.enum(INCIDENT_STATUSES), note })
export const severitySchema = z.object({
  number,
  to: z.literal(SEVERITIES),
  note,
})
export const milestoneSchema = z.object({ number, milestone: z.enum(MILESTONES), at: instant().nullable(), note })
export const recoveryPointSchema = z.object({ number, at: instant().nullable(), note })
export const stepSchema = z.object({
  /** made in the browser: a retry is the same entry */
  id: z.uuid('The form has no key. Load the page again.'),
  number,
  runbook: text().min(1).max(80),
  step: text().min(1).max(80),
  outcome: z.enum(STEP_OUTCOMES, { error: 'Choose what became of the step.' }),
  note,
})
export const checkSchema = z.object({
  /** made in the browser: a retry is the same entry */
  id: z.uuid('The form has no key. Load the page again.'),
  number,
  checklist: text().min(1).max(80),
  item: text().min(1).max(80),
  ticked: z.boolean(),
})
export const starSchema = z.object({ number, entryId: z.uuid(), starred: z.boolean() })
export const assignSchema = z.object({
  number,
  role: z.enum(INCIDENT_ROLES),
  userId: z.uuid('Choose a person.'),
})
export const handOverSchema = z.object({
  number,
  role: z.enum(INCIDENT_ROLES),
  userId: z.uuid('Choose a person.'),
  note,
})
export const answerSchema = z.object({ number, offer: z.uuid(), accept: z.boolean() })
export const resolveSchema = z.object({
  number,
  resumedAt: instant().nullable(),
  recoveredToAt: instant().nullable(),
  note,
})
export const reopenSchema = z.object({ number, to: z.enum(INCIDENT_STATUSES), note })

/** One outgoing entry; the text is checked by rules, because it is kept byte for byte. */
export const outgoingSchema = z.object({
  id: z.uuid(),
  incident: number,
  authorId: text().max(64),
  kind: z.enum([...WRITABLE_KINDS, 'correction']),
  text: text(),
  occurredAt: instant(),
  correctsId: z.uuid().optional(),
  newOccurredAt: instant().optional(),
  newText: text().optional(),
})
export const batchSchema = z.object({ entries: z.array(z.unknown()).min(1).max(200) })
