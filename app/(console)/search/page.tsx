import type { Metadata } from 'next'
import { SearchPage } from '@/components/shell/search-page'
import { type Query, queryOf } from '@/lib/auth/read-address'
import { requireActor } from '@/lib/auth/session'
import { cut } from '@/lib/door/rules/well-formed'
import { searchEverything } from '@/lib/screens/search/search-everything'
import { readShellStatus } from '@/lib/screens/shell/read-shell-status'
import { mayOf } from '@/lib/screens/shell/rules/may'
import { LONGEST_QUERY } from '@/lib/search/model/search'

export const metadata: Metadata = { title: 'Find' }
export const dynamic = 'force-dynamic'

/** The palette as a page: `?q=` in words. What is longer than a search may be is cut, as its field shows. */
export default async function Page({ searchParams }: { searchParams: Query }) {
  const actor = await requireActor()
  const { q } = await queryOf(searchParams)
  const text = cut(q ?? '', LONGEST_QUERY)
  const [status, answer] = await Promise.all([readShellStatus(actor), searchEverything(actor, text, Date.now())])
  return <SearchPage may={mayOf(actor)} status={status} answer={answer} />
}
