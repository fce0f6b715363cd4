import { answerRequest } from '@/lib/auth/answer-request'
import { restoreView } from '@/lib/screens/restore/restore-view'

export const dynamic = 'force-dynamic'

/** One restore as its page shows it, for the live view. */
export const GET = answerRequest<{ number: string }>(({ actor, params }) => restoreView(actor, params.number))
