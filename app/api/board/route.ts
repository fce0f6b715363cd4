import { requireApiActor } from '@/lib/auth/session'
import { toHttp } from '@/lib/http-result'
import { boardView } from '@/lib/screens/board/board-view'
import { packBoard } from '@/lib/screens/board/rules/pack'

export const dynamic = 'force-dynamic'

/** The board as it is now, packed; the same that the page is rendered with. */
export function GET(): Promise<Response> {
  return toHttp(async () => packBoard(await boardView(await requireApiActor(), Date.now())))
}
