import { randomUUID } from 'node:crypto'
import type { Metadata } from 'next'
import { CheckList } from '@/components/restores/check-list'
import { ConfigurationTable } from '@/components/restores/configuration-table'
import { NewRestoreForm } from '@/components/restores/new-restore-form'
import { NewRestoreHead } from '@/components/restores/new-restore-head'
import { SameByHand } from '@/components/restores/same-by-hand'
import { TargetForm } from '@/components/restores/target-form'
import { EmptyState } from '@/components/ui/empty-state'
import { LinkButton } from '@/components/ui/link-button'
import { type Query, queryOf } from '@/lib/auth/read-address'
import { requireActor } from '@/lib/auth/session'
import { DomainError } from '@/lib/errors'
import { newRestoreView } from '@/lib/screens/restore/new-restore-view'

export const metadata: Metadata = { title: 'New restore' }

type Props = {
  searchParams: Query
}

export default async function NewRestorePage({ searchParams }: Props) {
  const actor = await requireActor()
  const asked = Object.fromEntries(Object.entries(await queryOf(searchParams)).filter(([, value]) => value))
  const found = await newRestoreView(actor, asked).catch((error: unknown) => {
    if (error instanceof DomainError) return error.message
    throw error
  })
  if (typeof found === 'string') {
    return (
      <div className="page-pad">
        <div className="ph">
          <h1>New restore</h1>
        </div>
        <EmptyState action={<LinkButton href="/recovery-points">Choose a recovery point</LinkButton>}>
          {found}
        </EmptyState>
      </div>
    )
  }
  return (
    <div className="page-pad">
      <NewRestoreHead view={found} />
      <div className="grid gap-x-7 gap-y-4 lg:grid-cols-[minmax(0,1fr)_minmax(0,1fr)] xl:grid-cols-[minmax(0,1fr)_372px_330px]">
        <ConfigurationTable lines={found.preflight.configuration} />
        <CheckList checks={found.preflight.checks} />
        <div>
          <TargetForm view={found} />
          <NewRestoreForm view={found} idempotencyKey={randomUUID()} />
        </div>
      </div>
      <SameByHand command={found.command}>
        For when this console cannot be reached: it makes the same instance, and no restore of ours knows of it.
        {found.preflight.approval.required
          ? ` It needs approval by ${found.preflight.approval.by} all the same.`
          : null}
      </SameByHand>
    </div>
  )
}
