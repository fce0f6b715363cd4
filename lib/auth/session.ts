import { redirect } from 'next/navigation'
import { getServerSession } from 'next-auth'
import { cache } from 'react'
import type { Actor } from '@/lib/auth/model/actor'
import { authOptions } from '@/lib/auth/options'
import { db } from '@/lib/db/client'

/**
 * Who is asking, read from the database once a request: a disabled account is nobody, a new role holds at once.
 * Null when nobody is signed in. Throws when the database is not reached.
 */
export const currentActor = cache(async (): Promise<Actor | null> => {
  const session = await getServerSession(authOptions)
  const id = (session?.user as { id?: string } | undefined)?.id
  return id ? findActor(id) : null
})

/** The person behind an account's id, or null when there is none or it is disabled. */
export async function findActor(id: string): Promise<Actor | null> {
  if (!/^[0-9a-f-]{36}$/.test(id)) return null
  const user = await db.user.findUnique({ where: { id } })
  if (!user || user.disabledAt) return null
  return { id: user.id, email: user.email, name: user.name, role: user.role }
}

/** For pages, and for actions through answer-action.ts: the person, or off to the sign-in page. */
export async function requireActor(): Promise<Actor> {
  const actor = await currentActor()
  if (!actor) redirect('/sign-in')
  return actor
}
