import type { Metadata } from 'next'
import { AuditTable } from '@/components/audit/audit-table'
import { RecordStatePanel } from '@/components/audit/record-state'
import { LinkButton } from '@/components/ui/link-button'
import { type AuditFilter, auditPage } from '@/lib/audit/queries'
import { type Query, queryOf } from '@/lib/auth/read-address'
import { can, EVERY_SYSTEM, rolesInWords } from '@/lib/auth/rules/roles'
import { requireActor } from '@/lib/auth/session'
import { recordState } from '@/lib/chains/store/record-state'

export const metadata: Metadata = { title: 'Audit' }
export const dynamic = 'force-dynamic'

type Props = {
  searchParams: Query
}

/** Who did what when. Append-only: a record is written in the transaction of its act and never changes. */
export default async function AuditPage({ searchParams }: Props) {
  const actor = await requireActor()
  if (!can(actor, 'audit.read', EVERY_SYSTEM)) {
    return (
      <div className="page-pad">
        <h1>Audit</h1>
        <p className="mt-3 text-t-2">
          {rolesInWords(actor)}. The audit is read by approvers, commanders and admins for all systems.
        </p>
      </div>
    )
  }
  const { before, action, system } = await queryOf(searchParams)
  const filter: AuditFilter = { before: before || undefined, action: action || undefined, system: system || undefined }
  const [page, state] = await Promise.all([auditPage(actor, filter), recordState(actor)])
  return (
    <div className="page-pad">
      <div className="ph">
        <div>
          <h1>Audit</h1>
          <div className="sub">Who did what when, newest first. Times UTC. Nothing here can be changed.</div>
        </div>
        <span className="flex-1" />
        <LinkButton href="/api/audit/export" download>
          Export JSON lines
        </LinkButton>
      </div>
      <RecordStatePanel state={state} />
      <AuditTable page={page} filter={filter} />
    </div>
  )
}
