import type { Route } from 'next'
import Link from 'next/link'
import { formatBytes } from '@/components/recovery-points/format-bytes'
import { type PointsAddress, pointsHref } from '@/components/recovery-points/points-address'
import { LinkButton } from '@/components/ui/link-button'
import { StateTag } from '@/components/ui/state-tag'
import { TableFrame } from '@/components/ui/table-frame'
import { lossIfChosen } from '@/lib/freshness/loss'
import { keepsTarget } from '@/lib/freshness/verdict'
import { MECHANISM_WORDS } from '@/lib/inventory/model/mechanism-words'
import type { Point } from '@/lib/inventory/model/point'
import { locationWords } from '@/lib/inventory/places/location'
import type { RecoveryPointsView } from '@/lib/screens/restore/model/restore'
import { formatDuration } from '@/lib/time/durations'
import { formatDay, formatInstant } from '@/lib/time/instants'

const COLUMNS = [
  { key: 'consistent-at', head: 'Consistent at' },
  { key: 'completed-at', head: 'Completed at' },
  { key: 'kind', head: 'Kind' },
  { key: 'identifier', head: 'Identifier' },
  { key: 'where', head: 'Where' },
  { key: 'size', head: 'Size', numeric: true },
  { key: 'encryption', head: 'Encryption' },
  { key: 'expires', head: 'Expires' },
  { key: 'loss-if-chosen', head: 'Loss if chosen', numeric: true },
]

/** One page of the points, chosen by keyset: as fast at any depth. */
export function PointTable({ view, address }: { view: RecoveryPointsView; address: PointsAddress }) {
  const { rows, next } = view
  const paged = address.asked.before !== undefined
  if (rows.length === 0) {
    return (
      <p className="text-t-2">
        {paged || address.filtered
          ? 'No points here.'
          : 'No single points: what there is, is the restore window above.'}
      </p>
    )
  }
  return (
    <>
      <TableFrame
        caption="Recovery points, newest first, times UTC"
        columns={COLUMNS}
        className="w-full min-w-[920px] text-small"
      >
        {rows.map((row) => (
          <Row key={row.id} row={row} view={view} address={address} />
        ))}
      </TableFrame>
      <p className="mt-3 flex gap-2">
        {paged ? (
          <LinkButton href={pointsHref(address, { before: null })} size="small">
            Newest
          </LinkButton>
        ) : null}
        {next ? (
          <LinkButton href={pointsHref(address, { before: next })} size="small">
            Older
          </LinkButton>
        ) : null}
      </p>
    </>
  )
}

function Row({ row, view, address }: { row: Point; view: RecoveryPointsView; address: PointsAddress }) {
  const { asOf, rpo, lossUntil } = view
  const loss = lossIfChosen(row.consistentAt, lossUntil)
  const chosen = row.id === view.chosen?.id
  const usable = row.goneAt === null && row.status === 'available'
  return (
    <tr data-row className={chosen ? 'sel' : undefined} aria-current={chosen ? 'true' : undefined}>
      <th scope="row" className="font-semibold whitespace-nowrap">
        <Link href={pointsHref(address, { point: row.id, at: null }) as Route} scroll={false} prefetch={false}>
          {formatInstant(row.consistentAt, asOf)}
        </Link>
        {row.inferred ? <span className="ml-1 font-normal text-t-3">inferred</span> : null}
      </th>
      <td className="whitespace-nowrap text-t-2">
        {row.completedAt === null ? 'not yet' : formatInstant(row.completedAt, asOf)}
      </td>
      <td className="whitespace-nowrap">
        {MECHANISM_WORDS[row.mechanism]}
        {usable ? null : <span className="ml-1 text-risk">{row.goneAt === null ? row.status : 'gone'}</span>}
      </td>
      <td className="mono max-w-[200px] truncate text-t-2" title={row.identifier}>
        {row.identifier.split(/[:/]/).at(-1)}
      </td>
      <td className="text-t-2">{locationWords(row.location)}</td>
      <td className="num whitespace-nowrap text-t-2">{formatBytes(row.sizeBytes)}</td>
      <td className="text-t-2">
        {row.kmsKey ? 'KMS' : row.encrypted === null ? 'unknown' : row.encrypted ? 'yes' : 'none'}
      </td>
      <td className="whitespace-nowrap text-t-2">
        {row.expiresAt === null ? 'not stated' : formatDay(row.expiresAt, asOf)}
      </td>
      <td className="num whitespace-nowrap">
        <span className="mr-1.5">{formatDuration(loss)}</span>
        {rpo ? (
          <StateTag state={keepsTarget(loss, rpo.ms) ? 'within' : 'breached'} plain>
            {keepsTarget(loss, rpo.ms) ? 'inside RPO' : 'over RPO'}
          </StateTag>
        ) : null}
      </td>
    </tr>
  )
}
