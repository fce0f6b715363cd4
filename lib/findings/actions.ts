'use server'

import { inputAction } from '@/lib/auth/answer-action'
import { acknowledgeFinding } from '@/lib/findings/acknowledge/acknowledge-finding'
import { withdrawAcknowledgement } from '@/lib/findings/acknowledge/withdraw-acknowledgement'

/** Input as acknowledgeSchema; answers the last day on which it holds. */
export const acknowledgeFindingAction = inputAction(acknowledgeFinding)

/** Input as withdrawSchema. */
export const withdrawAcknowledgementAction = inputAction(withdrawAcknowledgement)
