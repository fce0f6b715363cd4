'use server'

import { revalidatePath } from 'next/cache'
import { inputAction } from '@/lib/auth/answer-action'
import { saveSection, setReviewStatus } from '@/lib/reviews/commands/save-section'

/** Input: number, section, base (the version seen), markdown. Answers the version saved. */
export const saveSectionAction = inputAction(saveSection, () => revalidatePath('/reviews/[number]', 'page'))

/** Input: number, status (draft or reviewed). */
export const setReviewStatusAction = inputAction(setReviewStatus, () => revalidatePath('/reviews/[number]', 'page'))
