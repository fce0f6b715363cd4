import { readShellStatus } from '@/app/api/shell/read-shell-status'
import { requireApiActor } from '@/lib/auth/session'
import { toHttp } from '@/lib/http-result'

export const dynamic = 'force-dynamic'

/** Strip and foot, read again by every open page when an incident or a collector changes. */
export function GET(): Promise<Response> {
  return toHttp(async () => {
    return readShellStatus(await requireApiActor())
  })
}
