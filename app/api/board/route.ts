import { requireApiActor } from '@/lib/auth/session'
import { packBoard } from '@/lib/freshness/board-pack'
import { boardView } from '@/lib/freshness/queries'
import { toHttp } from '@/lib/http-result'

export const dynamic = 'force-dynamic'

/** The board as it is now, packed; the same that the page is rendered with. */
export function GET(): Promise<Response> {
  return toHttp(async () => packBoard(await boardView(await requireApiActor(), Date.now())))
}
