import type { ReactNode } from 'react'
import { Shell } from '@/components/shell/shell'
import { OutboxFlusher } from '@/components/timeline/outbox-flusher'
import { can } from '@/lib/auth/rules/roles'
import { requireActor } from '@/lib/auth/session'
import { readShellStatus } from '@/lib/screens/shell/read-shell-status'

/** The signed-in console: nobody gets past here without a session. */
export default async function ConsoleLayout({ children }: { children: ReactNode }) {
  const actor = await requireActor()
  const status = await readShellStatus(actor)
  return (
    <Shell
      actor={{
        name: actor.name,
        email: actor.email,
        role: actor.role,
        may: {
          audit: can(actor, 'audit.read'),
          admin: can(actor, 'user.manage'),
          declare: can(actor, 'incident.declare'),
          restore: can(actor, 'restore.request'),
        },
      }}
      status={status}
    >
      <OutboxFlusher actorId={actor.id} />
      {children}
    </Shell>
  )
}
