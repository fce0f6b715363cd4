import type { ReactNode } from 'react'
import { NoRole } from '@/components/shell/no-role'
import { Shell } from '@/components/shell/shell'
import { OutboxFlusher } from '@/components/timeline/outbox-flusher'
import { canSomewhere } from '@/lib/auth/rules/roles'
import { requireActor } from '@/lib/auth/session'
import { readShellStatus } from '@/lib/screens/shell/read-shell-status'
import { mayOf, roleWord } from '@/lib/screens/shell/rules/may'

/** The signed-in console: nobody gets past here without a session. */
export default async function ConsoleLayout({ children }: { children: ReactNode }) {
  const actor = await requireActor()
  const status = await readShellStatus(actor)
  return (
    <Shell actor={{ name: actor.name, email: actor.email, role: roleWord(actor), may: mayOf(actor) }} status={status}>
      <OutboxFlusher actorId={actor.id} />
      {canSomewhere(actor, 'board.read') ? children : <NoRole />}
    </Shell>
  )
}
