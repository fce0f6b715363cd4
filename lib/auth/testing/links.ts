import { followLink } from '@/lib/auth/follow-link'
import type { NewLink } from '@/lib/auth/model/new-link'

/** For tests: what stands behind the # of a link. */
export function tokenOf(made: NewLink | null): string {
  return made?.link.split('#')[1] ?? ''
}

/** For tests: the owner follows a link and sets this password. `now` is epoch milliseconds. */
export async function followed(made: NewLink | null, password: string, now = Date.now()): Promise<{ email: string }> {
  return followLink('test', { token: tokenOf(made), password, again: password }, now)
}
