import { formatBytes } from '@/components/recovery-points/format-bytes'
import { type PointsAddress, pointsHref } from '@/components/recovery-points/points-address'
import { RestoreToTime } from '@/components/recovery-points/restore-to-time'
import { EstimateWords } from '@/components/restores/estimate-words'
import { DefinitionList } from '@/components/ui/definition-list'
import { Drawer } from '@/components/ui/drawer'
import { Duration } from '@/components/ui/duration'
import { Figure } from '@/components/ui/figure'
import { Instant } from '@/components/ui/instant'
import { LinkButton } from '@/components/ui/link-button'
import { RangeBar } from '@/components/ui/range-bar'
import { StateTag } from '@/components/ui/state-tag'
import { lossIfChosen } from '@/lib/freshness/loss'
import { keepsTarget } from '@/lib/freshness/verdict'
import { MECHANISM_WORDS } from '@/lib/inventory/model/mechanism-words'
import type { Point } from '@/lib/inventory/model/point'
import { locationWords } from '@/lib/inventory/places/location'
import type { RecoveryPointsView } from '@/lib/screens/restore/model/restore'

type Props = {
  view: RecoveryPointsView
  address: PointsAddress
}

/** The chosen point in full and what choosing it costs; without one, the restore to a time. */
export function ChosenPoint({ view, address }: Props) {
  const { chosen } = view
  if (!chosen) {
    return (
      <Drawer label="Restore to a time" title={view.windows.length > 0 ? 'Restore to a time' : 'No restore window'}>
        <RestoreToTime view={view} at={address.at} />
        <p className="mt-4 text-small text-t-2">Or choose a point in the drawing or the table to see its details.</p>
      </Drawer>
    )
  }
  const title = (
    <>
      {MECHANISM_WORDS[chosen.mechanism]}, <Instant at={chosen.consistentAt} zone />
    </>
  )
  return (
    <Drawer label="Chosen recovery point" title={title} closeHref={pointsHref(address, { point: null })}>
      <Loss view={view} at={chosen.consistentAt} />
      <DefinitionList items={facts(chosen, view)} />
      <Estimate view={view} />
      <Act point={chosen} view={view} />
      {view.windows.length > 0 ? (
        <section className="mt-5 border-t border-line-1 pt-3">
          <h3 className="mb-2 font-semibold">Restore to a time instead</h3>
          <RestoreToTime view={view} at={address.at} />
        </section>
      ) : null}
    </Drawer>
  )
}

function Loss({ view, at }: { view: RecoveryPointsView; at: number }) {
  const { rpo, lossUntil, writesStopped } = view
  const ms = lossIfChosen(at, lossUntil)
  return (
    <div className="border-t border-line-1 py-2">
      <div className="lb">You lose</div>
      <Figure ms={ms} size="middle" />
      <p className="text-small text-t-2">
        of writes, <Instant at={at} /> to <Instant at={lossUntil} /> UTC,{' '}
        {writesStopped ? 'when writes stopped' : 'now'}.{' '}
        {rpo === null ? (
          <StateTag state="unknown">No RPO stated</StateTag>
        ) : (
          <StateTag state={keepsTarget(ms, rpo.ms) ? 'within' : 'breached'} plain={keepsTarget(ms, rpo.ms)}>
            {keepsTarget(ms, rpo.ms) ? 'Inside' : 'Over'} RPO {rpo.realTime ? '0, real time' : <Duration ms={rpo.ms} />}
          </StateTag>
        )}
      </p>
    </div>
  )
}

function facts(point: Point, view: RecoveryPointsView) {
  return [
    {
      term: 'Consistent at',
      value: (
        <>
          <b>
            <Instant at={point.consistentAt} zone />
          </b>
          {point.inferred ? <span className="block text-risk">inferred, not stated by the source</span> : null}
        </>
      ),
    },
    { term: 'Completed at', value: point.completedAt === null ? 'not yet' : <Instant at={point.completedAt} zone /> },
    { term: 'Status', value: point.goneAt === null ? point.status : 'gone' },
    { term: 'Identifier', value: <span className="mono">{point.identifier}</span> },
    { term: 'Location', value: locationWords(point.location) },
    { term: 'Size', value: formatBytes(point.sizeBytes) },
    { term: 'Encryption', value: point.kmsKey ? <span className="mono">{point.kmsKey}</span> : encryption(point) },
    { term: 'Expires', value: point.expiresAt === null ? 'not stated' : <Instant at={point.expiresAt} zone /> },
    { term: 'Last seen', value: <Instant at={point.confirmedAt} zone /> },
    { term: 'Asset restored', value: restored(view) },
  ]
}

function encryption({ encrypted }: Point): string {
  if (encrypted === null) return 'unknown'
  return encrypted ? 'encrypted' : 'not encrypted'
}

function restored({ restoredCount, lastRestoredAt }: RecoveryPointsView) {
  if (restoredCount === 0 || lastRestoredAt === null) return 'never measured'
  return (
    <>
      {restoredCount} {restoredCount === 1 ? 'time' : 'times'}, last <Instant at={lastRestoredAt} />
    </>
  )
}

function Estimate({ view }: { view: RecoveryPointsView }) {
  const { estimate, rtoMs } = view
  return (
    <div className="my-3">
      <div className="lb">Estimated restore to available</div>
      <p className="text-lead font-medium">
        <EstimateWords estimate={estimate} />
      </p>
      {estimate.kind === 'measured' && rtoMs !== null ? (
        <RangeBar p50={estimate.p50} p90={estimate.p90} n={estimate.n} target={rtoMs} width={300} line />
      ) : null}
      {rtoMs === null ? null : (
        <p className="text-small text-t-3">
          RTO <Duration ms={rtoMs} />
        </p>
      )}
    </div>
  )
}

function inWords(offers: readonly string[]): string {
  return offers.length < 2 ? offers.join('') : `${offers.slice(0, -1).join(', ')} and ${offers.at(-1)}`
}

function Act({ point, view }: { point: Point; view: RecoveryPointsView }) {
  const usable = point.goneAt === null && point.status === 'available'
  if (!view.restorable) {
    return (
      <p className="box text-small">
        Tidemark cannot restore from its kind: follow the plan’s own procedure with this one. From here one restores{' '}
        {inWords(view.offers)}.
      </p>
    )
  }
  if (!usable)
    return <p className="box text-small">This point is not usable: {point.goneAt === null ? point.status : 'gone'}.</p>
  if (!view.mayRestore) return <p className="box text-small">A DBA or an admin restores from here.</p>
  return (
    <LinkButton
      href={`/restores/new?asset=${encodeURIComponent(view.asset.id)}&point=${point.id}`}
      look="primary"
      size="large"
    >
      Restore from this point…
    </LinkButton>
  )
}
