import { AdherenceGrid } from '@/components/charts/adherence-grid'
import { RestoresMeasured } from '@/components/charts/restores-measured'
import { RefreshOn } from '@/components/live/refresh-on'
import { AssetsTable } from '@/components/systems/assets-table'
import { ExposureSection } from '@/components/systems/exposure-section'
import { FiguresRow } from '@/components/systems/figures-row'
import { FindingsBrief } from '@/components/systems/findings-list'
import { ObjectivesTable } from '@/components/systems/objectives-table'
import { PlanPanel } from '@/components/systems/plan-panel'
import { EmptyState } from '@/components/ui/empty-state'
import { Instant } from '@/components/ui/instant'
import { LinkButton } from '@/components/ui/link-button'
import type { SystemDto } from '@/lib/screens/system/model/system'
import { DAY } from '@/lib/time/durations'
import { restoreName } from '@/lib/vocabulary/numbers'

type Props = {
  system: SystemDto
  mayRestore: boolean
  mayAcknowledge: boolean
}

/** One system: objectives against actual, exposure, schedules, findings, assets and the plan. */
export function SystemPage({ system, mayRestore, mayAcknowledge }: Props) {
  const { primaryAsset, adherence } = system
  const days = Array.from({ length: adherence.days }, (_, index) => adherence.from + index * DAY)
  const kept = adherence.lines.filter((line) => line.cells.some((cell) => cell !== 'none'))
  const rto = Math.min(...system.objectives.flatMap(({ targets }) => targets.rto ?? []))
  return (
    <div className="page-pad">
      <RefreshOn
        topics={['board', 'plans', 'collectors', `system:${system.system}`, 'restore']}
        nextChangeAt={system.nextChangeAt}
      />
      <div className="ph">
        <div>
          <h1>{system.name}</h1>
          <div className="sub">
            {primaryAsset ? (
              <>
                {primaryAsset.engine ?? 'Database'}, <span className="mono">{primaryAsset.identifier}</span>
                {primaryAsset.region ? `, ${primaryAsset.region}` : ''}.{' '}
              </>
            ) : (
              `${system.description} `
            )}
            Owner: {system.plan.owner ?? 'not stated'}. Facts read{' '}
            {system.factsReadAt === null ? 'never' : <Instant at={system.factsReadAt} zone />}
          </div>
        </div>
        <span className="flex-1" />
        {primaryAsset ? (
          <>
            <LinkButton href={`/recovery-points/${encodeURIComponent(primaryAsset.id)}`}>Recovery points</LinkButton>
            {mayRestore ? (
              <LinkButton look="primary" href={`/restores/new?asset=${encodeURIComponent(primaryAsset.id)}`}>
                Restore…
              </LinkButton>
            ) : null}
          </>
        ) : null}
      </div>
      <div className="grid gap-7 xl:grid-cols-[minmax(0,1fr)_340px]">
        <div className="min-w-0">
          <FiguresRow system={system} />
          <ExposureSection system={system} />
          <div className="mt-4 grid grid-cols-1 gap-7 lg:grid-cols-[minmax(0,600px)_minmax(0,1fr)]">
            <section className="sec">
              <div className="h2row">
                <h2>Schedule adherence, 35 days</h2>
                <span className="text-small text-t-3">each day the worst of its runs</span>
              </div>
              {kept.length > 0 ? (
                <AdherenceGrid days={days} rows={kept} />
              ) : (
                <EmptyState>
                  Here every run of every schedule would be set against its slot. This plan states no schedule.
                </EmptyState>
              )}
            </section>
            <section className="sec">
              <FindingsBrief
                system={system.system}
                findings={system.findings}
                counts={system.findingCounts}
                may={mayAcknowledge}
              />
            </section>
          </div>
          <section className="sec mt-4">
            <div className="h2row">
              <h2>Objectives against actual</h2>
              <span className="text-small text-t-3">all {system.objectives.length} of the plan</span>
            </div>
            <ObjectivesTable objectives={system.objectives} />
          </section>
          <section className="sec mt-4">
            <div className="h2row">
              <h2>Assets</h2>
              <span className="text-small text-t-3">{system.assets.length}</span>
            </div>
            <AssetsTable assets={system.assets} />
          </section>
        </div>
        <aside className="flex min-w-0 flex-col gap-4" aria-label="Plan and measures">
          <PlanPanel system={system.system} name={system.name} plan={system.plan} now={system.asOf} />
          <section className="sec">
            <div className="h2row">
              <h2>Restores measured</h2>
            </div>
            {system.restores.length > 0 ? (
              <RestoresMeasured
                target={Number.isFinite(rto) ? rto : null}
                restores={system.restores.map(({ number, at, took }) => ({
                  key: String(number),
                  ms: took,
                  at,
                  kind: 'restore' as const,
                  label: restoreName(number),
                }))}
              />
            ) : (
              <p className="text-t-2">None yet. The first restore that becomes available measures it.</p>
            )}
          </section>
          <section className="sec">
            <div className="h2row">
              <h2>Alarms</h2>
            </div>
            {system.alarms.length === 0 ? (
              <p className="text-t-2">None rings.</p>
            ) : (
              <ul className="mono text-risk">
                {system.alarms.map((alarm) => (
                  <li key={alarm}>{alarm}</li>
                ))}
              </ul>
            )}
          </section>
        </aside>
      </div>
    </div>
  )
}
