import { requireApiActor } from '@/lib/auth/session'
import { toHttp } from '@/lib/http-result'
import { restoreView } from '@/lib/screens/restore/restore-view'

export const dynamic = 'force-dynamic'

/** One restore as its page shows it, for the live view. */
export async function GET(_request: Request, { params }: { params: Promise<{ number: string }> }): Promise<Response> {
  return toHttp(async () => {
    const actor = await requireApiActor()
    return restoreView(actor, (await params).number)
  })
}
