import type { ReactNode } from 'react'
import { Shell } from '@/components/shell/shell'
import { OutboxFlusher } from '@/components/timeline/outbox-flusher'
import { requireActor } from '@/lib/auth/session'
import { readShellStatus } from '@/lib/screens/shell/read-shell-status'
import { mayOf } from '@/lib/screens/shell/rules/may'

/** The signed-in console: nobody gets past here without a session. */
export default async function ConsoleLayout({ children }: { children: ReactNode }) {
  const actor = await requireActor()
  const status = await readShellStatus(actor)
  return (
    <Shell actor={{ name: actor.name, email: actor.email, role: actor.role, may: mayOf(actor) }} status={status}>
      <OutboxFlusher actorId={actor.id} />
      {children}
    </Shell>
  )
}
