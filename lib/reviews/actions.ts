'use server'

import { revalidatePath } from 'next/cache'
import { toActionResult } from '@/lib/action-result'
import type { ActionResult } from '@/lib/action-result-types'
import { requireActor } from '@/lib/auth/session'
import { saveSection, setReviewStatus } from '@/lib/reviews/commands/save-section'

/** Input: number, section, base (the version seen), markdown. Answers the version saved. */
export async function saveSectionAction(input: unknown): Promise<ActionResult<{ version: number }>> {
  return toActionResult(async () => {
    const saved = await saveSection(await requireActor(), input)
    revalidatePath('/reviews/[number]', 'page')
    return saved
  })
}

/** Input: number, status (draft or reviewed). */
export async function setReviewStatusAction(input: unknown): Promise<ActionResult<void>> {
  return toActionResult(async () => {
    await setReviewStatus(await requireActor(), input)
    revalidatePath('/reviews/[number]', 'page')
  })
}
