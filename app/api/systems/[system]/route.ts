import { answerRequest } from '@/lib/auth/answer-request'
import { systemView } from '@/lib/screens/system/system-view'

export const dynamic = 'force-dynamic'

/** One system as its page shows it; `asset` chooses whose exposure is drawn. */
export const GET = answerRequest<{ system: string }>(({ actor, params, search }) =>
  systemView(actor, params.system, search.get('asset'), Date.now()),
)
