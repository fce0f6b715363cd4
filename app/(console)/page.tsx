import type { Metadata } from 'next'
import { Board } from '@/components/board/board'
import { IncidentBoardStrip } from '@/components/incidents/board-strip'
import { type Query, queryOf } from '@/lib/auth/read-address'
import { requireActor } from '@/lib/auth/session'
import { openIncidents } from '@/lib/incidents/store/queries'
import { boardView } from '@/lib/screens/board/board-view'
import { packBoard } from '@/lib/screens/board/rules/pack'

export const metadata: Metadata = { title: 'Board' }
export const dynamic = 'force-dynamic'

/** Every objective of every plan against what is known now, with the open incidents on top. */
export default async function BoardPage({ searchParams }: { searchParams: Query }) {
  const actor = await requireActor()
  const { state, q } = await queryOf(searchParams)
  const now = Date.now()
  const [board, incidents] = await Promise.all([boardView(actor, now), openIncidents(actor, now)])
  return (
    <>
      <IncidentBoardStrip initial={{ asOf: now, incidents }} />
      <Board initial={packBoard(board)} state={state ?? null} text={q ?? ''} />
    </>
  )
}
