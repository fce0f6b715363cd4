import type { Actor } from '@/lib/auth/model/actor'
import type { Prisma } from '@/lib/db/generated/client'

/** What an account is read with, so that what it holds comes with it. */
export const WITH_HELD = {
  held: { select: { system: true, role: true, planRole: true }, orderBy: [{ system: 'asc' }, { role: 'asc' }] },
} satisfies Prisma.UserInclude

/** An account that was read with what it holds. */
export type WithHeld = Prisma.UserGetPayload<{ include: typeof WITH_HELD }>

/** The person of an account. Whether it is disabled is the caller's question. */
export function actorOf({ id, email, name, role, held }: WithHeld): Actor {
  return { id, email, name, role, held }
}
