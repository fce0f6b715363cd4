import type { Metadata } from 'next'
import { RestoreTable } from '@/components/restores/restore-table'
import { LinkButton } from '@/components/ui/link-button'
import { type Query, queryOf } from '@/lib/auth/read-address'
import { requireActor } from '@/lib/auth/session'
import { listRestores } from '@/lib/screens/restore/restore-view'

export const metadata: Metadata = { title: 'Restores' }

type Props = {
  searchParams: Query
}

export default async function RestoresPage({ searchParams }: Props) {
  const actor = await requireActor()
  const { before } = await queryOf(searchParams)
  const from = before ?? null
  const list = await listRestores(actor, from)
  return (
    <div className="page-pad">
      <div className="ph">
        <div>
          <h1>Restores</h1>
          <div className="sub">Each makes a new instance beside the old one. What is running stays as it is.</div>
        </div>
        <span className="flex-1" />
        <LinkButton href="/recovery-points">Choose a recovery point</LinkButton>
      </div>
      <RestoreTable list={list} first={from === null} />
    </div>
  )
}
