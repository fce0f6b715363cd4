import Link from 'next/link'
import { Duration } from '@/components/ui/duration'
import { EmptyState } from '@/components/ui/empty-state'
import { Instant } from '@/components/ui/instant'
import { LinkButton } from '@/components/ui/link-button'
import { StateTag } from '@/components/ui/state-tag'
import { TableFrame } from '@/components/ui/table-frame'
import { STATE_WORDS } from '@/lib/restores/rules/words'
import type { RestoreList, RestoreRow } from '@/lib/screens/restore/model/restore'

const COLUMNS = [
  { key: 'number', head: 'Number' },
  { key: 'state', head: 'State' },
  { key: 'from', head: 'From' },
  { key: 'data-as-of-utc', head: 'Data as of, UTC' },
  { key: 'target', head: 'Target' },
  { key: 'asked-for-utc', head: 'Asked for, UTC' },
  { key: 'took', head: 'Took', numeric: true },
  { key: 'incident', head: 'Incident' },
]

/** All restores, newest first, a page at a time. */
export function RestoreTable({ list, first }: { list: RestoreList; first: boolean }) {
  if (list.rows.length === 0) {
    return (
      <EmptyState action={<LinkButton href="/recovery-points">Choose a recovery point</LinkButton>}>
        {first ? 'Restores will be listed here. None was asked for yet.' : 'There are no older restores.'}
      </EmptyState>
    )
  }
  return (
    <section className="sec">
      <TableFrame caption="Restores, newest first, times UTC" columns={COLUMNS} className="w-full min-w-[920px]">
        {list.rows.map((row) => (
          <Row key={row.number} row={row} />
        ))}
      </TableFrame>
      {list.next ? (
        <p className="mt-3">
          <LinkButton href={`/restores?before=${list.next}`} size="small">
            Older
          </LinkButton>
        </p>
      ) : null}
    </section>
  )
}

function Row({ row }: { row: RestoreRow }) {
  const { mark, word } = STATE_WORDS[row.state]
  return (
    <tr data-row>
      <th scope="row" className="font-semibold">
        <Link href={`/restores/${row.number}`} prefetch={false}>
          {row.number}
        </Link>
      </th>
      <td className="whitespace-nowrap">
        {row.deletedAt === null ? (
          <StateTag state={mark}>{word}</StateTag>
        ) : (
          <StateTag state="info">Deleted again</StateTag>
        )}
      </td>
      <td>
        <span className="mono">{row.source}</span>
        <span className="block text-small text-t-2">{row.method}</span>
      </td>
      <td className="whitespace-nowrap">
        <Instant at={row.pointAt} />
      </td>
      <td className="mono">{row.target}</td>
      <td className="whitespace-nowrap">
        <Instant at={row.createdAt} />
        <span className="block text-small text-t-2">{row.requester}</span>
      </td>
      <td className="num whitespace-nowrap">
        {row.tookMs === null ? <span className="text-t-3">not measured</span> : <Duration ms={row.tookMs} />}
      </td>
      <td>
        {row.incident ? (
          <Link href={`/incidents/${row.incident}`} prefetch={false}>
            {row.incident}
          </Link>
        ) : (
          <span className="text-t-3">none</span>
        )}
      </td>
    </tr>
  )
}
