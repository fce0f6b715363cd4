import { requireApiActor } from '@/lib/auth/session'
import { toHttp } from '@/lib/http-result'
import { systemView } from '@/lib/screens/system/system-view'

export const dynamic = 'force-dynamic'

/** One system as its page shows it; `asset` chooses whose exposure is drawn. */
export function GET(request: Request, { params }: { params: Promise<{ system: string }> }): Promise<Response> {
  return toHttp(async () => {
    const actor = await requireApiActor()
    const { system } = await params
    return systemView(actor, system, new URL(request.url).searchParams.get('asset'), Date.now())
  })
}
