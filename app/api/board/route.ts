import { answerRequest } from '@/lib/auth/answer-request'
import { boardView } from '@/lib/screens/board/board-view'
import { packBoard } from '@/lib/screens/board/rules/pack'

export const dynamic = 'force-dynamic'

/** The board as it is now, packed; the same that the page is rendered with. */
export const GET = answerRequest(async ({ actor }) => packBoard(await boardView(actor, Date.now())))
