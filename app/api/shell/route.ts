import { requireApiActor } from '@/lib/auth/session'
import { toHttp } from '@/lib/http-result'
import { readShellStatus } from '@/lib/screens/shell/read-shell-status'

export const dynamic = 'force-dynamic'

/** Strip and foot, read again by every open page when an incident or a collector changes. */
export function GET(): Promise<Response> {
  return toHttp(async () => {
    return readShellStatus(await requireApiActor())
  })
}
