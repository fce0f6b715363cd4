'use server'

import { toActionResult } from '@/lib/action-result'
import type { ActionResult } from '@/lib/action-result-types'
import { requireActor } from '@/lib/auth/session'
import { acknowledgeFinding } from '@/lib/findings/acknowledge/acknowledge-finding'
import { withdrawAcknowledgement } from '@/lib/findings/acknowledge/withdraw-acknowledgement'

/** Input as acknowledgeSchema; answers the last day on which it holds. */
export async function acknowledgeFindingAction(input: unknown): Promise<ActionResult<{ until: string }>> {
  return toActionResult(async () => acknowledgeFinding(await requireActor(), input))
}

/** Input as withdrawSchema. */
export async function withdrawAcknowledgementAction(input: unknown): Promise<ActionResult<void>> {
  return toActionResult(async () => withdrawAcknowledgement(await requireActor(), input))
}
