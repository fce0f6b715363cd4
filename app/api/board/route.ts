import { answerRequest } from '@/lib/auth/answer-request'
import { packBoard } from '@/lib/freshness/board-pack'
import { boardView } from '@/lib/freshness/queries'

export const dynamic = 'force-dynamic'

/** The board as it is now, packed; the same that the page is rendered with. */
export const GET = answerRequest(async ({ actor }) => packBoard(await boardView(actor, Date.now())))
