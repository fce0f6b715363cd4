import type { ReactNode } from 'react'
import { LiveExposure } from '@/components/live/live-figures'
import { Duration } from '@/components/ui/duration'
import { Figure, figureClass } from '@/components/ui/figure'
import { Instant } from '@/components/ui/instant'
import { StateTag } from '@/components/ui/state-tag'
import type { Compliance } from '@/lib/freshness/types'
import type { BoardRow } from '@/lib/screens/board/model/board'
import type { SystemDto } from '@/lib/screens/system/model/system'
import { formatDuration } from '@/lib/time/durations'

/** What the system is measured by, in four figures. What nothing measures says so. */
export function FiguresRow({ system }: { system: SystemDto }) {
  const { history } = system
  const row = system.rows.find((each) => history !== null && each.assetId === history.assetId && each.rpo !== null)
  const availability =
    system.objectives.find(({ targets }) => targets.availability !== null)?.targets.availability ?? null
  const rto = system.objectives
    .filter((objective) => objective.targets.rto !== null)
    .sort((a, b) => (a.targets.rto ?? 0) - (b.targets.rto ?? 0))[0]
  return (
    <section className="mb-3.5 grid gap-y-4 md:grid-cols-2 xl:grid-cols-4" aria-label="Objectives and actual">
      <Cell label={`Exposure now, RPO${row ? `, ${row.assetName}` : ''}`} first>
        {row ? <ExposureNow row={row} /> : <None>no RPO is stated for an asset with data</None>}
      </Cell>
      <Cell label={rto ? `Last restore, RTO of ${rto.name}` : 'Last restore, RTO'}>
        {rto?.lastRestore ? (
          <>
            <Figure ms={rto.lastRestore.took} /> <Of>of {formatDuration(rto.targets.rto ?? 0)}</Of>
            <Sub>
              <Instant at={rto.lastRestore.at} zone />, available, not verified
            </Sub>
          </>
        ) : (
          <>
            <span className={figureClass('fact', 'text-t-3')}>none yet</span>{' '}
            {rto ? <Of>of {formatDuration(rto.targets.rto ?? 0)}</Of> : null}
            <Sub>A restore measures the recovery time.</Sub>
          </>
        )}
      </Cell>
      <Cell label="RPO met, 7 d">
        {history?.compliance ? <Met compliance={history.compliance} /> : <None>not measured</None>}
      </Cell>
      <Cell label="Availability">
        <span className={figureClass('fact', 'text-t-3')}>not measured</span>{' '}
        {availability === null ? null : <Of>of {availability}&nbsp;%</Of>}
        <Sub>{availability === null ? 'No target is stated.' : 'Nothing measures it yet.'}</Sub>
      </Cell>
    </section>
  )
}

function ExposureNow({ row }: { row: BoardRow }) {
  const of = row.rpo === 0 ? 'of 0' : `of ${formatDuration(row.rpo ?? 0)}`
  return (
    <>
      <span className={figureClass('fact', row.doubted ? 'text-unknown' : undefined)}>
        {row.doubted || row.restorableTo === null ? (
          row.doubted ? (
            'Unknown'
          ) : (
            'No point yet'
          )
        ) : row.sync ? (
          row.sync === 'in-sync' ? (
            'In sync'
          ) : (
            'Not in sync'
          )
        ) : row.follows ? (
          <Duration ms={row.exposure ?? 0} />
        ) : (
          <LiveExposure at={row.restorableTo} />
        )}
      </span>{' '}
      <Of>{of}</Of>
      <Sub>
        {row.restorableTo === null ? 'Nothing to restore to.' : row.doubted ? 'Last known ' : 'Restorable to '}
        {row.restorableTo === null ? null : <Instant at={row.restorableTo} zone />}
      </Sub>
      <div className="mt-1">
        <StateTag state={row.mark} plain />
      </div>
    </>
  )
}

function Met({ compliance }: { compliance: Compliance }) {
  return (
    <>
      {compliance.ratio === null ? (
        <span className={figureClass('fact', 'text-unknown')}>Unknown</span>
      ) : (
        <>
          <span className={figureClass('fact')}>
            {percent(compliance.ratio)}
            <span className="u">%</span>
          </span>{' '}
          <Of>of observed time</Of>
        </>
      )}
      <Sub>
        Over {formatDuration(compliance.breached)}, unknown {formatDuration(compliance.unknown)} of 7&nbsp;d
      </Sub>
    </>
  )
}

/** Rounded down: 99.96 % is not 100 %. */
function percent(ratio: number): string {
  return (Math.floor(ratio * 1_000) / 10).toFixed(1)
}

function Cell({ label, first, children }: { label: string; first?: boolean; children: ReactNode }) {
  return (
    <div className={first ? 'pr-4' : 'pr-4 md:border-l md:border-line-2 md:pl-4'}>
      <div className="lb">{label}</div>
      {children}
    </div>
  )
}

function Of({ children }: { children: ReactNode }) {
  return <span className="whitespace-nowrap text-t-2">{children}</span>
}

function Sub({ children }: { children: ReactNode }) {
  return <div className="text-small text-t-2">{children}</div>
}

function None({ children }: { children: ReactNode }) {
  return <span className={figureClass('fact', 'text-t-3')}>{children}</span>
}
