import Link from 'next/link'
import { Facts } from '@/components/plans/facts'
import { Assumed, FillIn } from '@/components/plans/fill-in'
import { PlanSection, Source, Statement } from '@/components/plans/statement'
import { Instant } from '@/components/ui/instant'
import { StateTag } from '@/components/ui/state-tag'
import type { SettingLine } from '@/lib/findings/model/setting-line'
import type { PlanAsset } from '@/lib/plans/model/assets'
import type { RestoreEstimate } from '@/lib/plans/model/base'
import type { PlanPageDto } from '@/lib/screens/plan/model/plan-page'
import { formatDuration } from '@/lib/time/durations'

/** The account and the environments: regions, approval of restores, how long a whole recovery is thought to take. */
export function PlanEnvironmentsSection({ page }: { page: PlanPageDto }) {
  const { account } = page.plan.system
  return (
    <PlanSection id="environments" title="Account and environments">
      <Statement>
        <Facts
          items={[
            [
              'AWS account',
              <span key="id" className="mono">
                {account.id}
              </span>,
            ],
            ['Regions read', account.regions.join(', ')],
            [
              'Read with',
              <span key="r" className="mono">
                {account.role}
              </span>,
            ],
            [
              'Restored with',
              <span key="w" className="mono">
                {account.restoreRole}
              </span>,
            ],
          ]}
        />
        <Assumed facts={account.assumed} />
      </Statement>
      {page.plan.environments.map((environment) => (
        <Statement key={environment.key}>
          <h3>{environment.name}</h3>
          <Facts
            items={[
              ['Primary region', environment.primaryRegion ?? 'not stated'],
              ['DR region', environment.drRegion ?? 'not stated'],
              [
                'Restores',
                environment.restoreApproval
                  ? `need the approval of ${environment.restoreApproval.by}`
                  : 'need no approval by this plan',
              ],
              ...estimates(environment.estimates),
            ]}
          />
          <Assumed facts={environment.assumed} />
          {environment.restoreApproval ? <Source source={environment.restoreApproval.source} /> : null}
        </Statement>
      ))}
    </PlanSection>
  )
}

/** Everything the plan protects, with its settings as demanded and as found. */
export function PlanAssetsSection({ page }: { page: PlanPageDto }) {
  return (
    <PlanSection id="assets" title="Assets" note={`${page.plan.assets.length}`}>
      {page.plan.assets.map((asset) => (
        <Asset key={asset.key} asset={asset} page={page} />
      ))}
    </PlanSection>
  )
}

function Asset({ asset, page }: { asset: PlanAsset; page: PlanPageDto }) {
  const line = page.assets[asset.key]
  const environment = page.plan.environments.find(({ key }) => key === asset.environment)
  const names = new Map(page.plan.assets.map(({ key, name }) => [key, name]))
  return (
    <Statement
      id={`asset-${asset.key}`}
      now={
        <>
          {line ? <AssetNow line={line} /> : null}
          {line?.settings.map((setting) => (
            <Setting key={setting.name} setting={setting} />
          ))}
          {line?.hasPoints ? (
            <p className="print:hidden">
              <Link href={`/recovery-points/${encodeURIComponent(line.id)}`} prefetch={false}>
                Recovery points
              </Link>
            </p>
          ) : null}
        </>
      }
    >
      <h3>{asset.name}</h3>
      <Facts
        items={[
          [
            asset.platform === 'aws' ? 'Identifier' : 'Known as',
            <span key="id" className="mono">
              {asset.identifier}
            </span>,
          ],
          ['Kind', `${asset.kind.replaceAll('-', ' ')}${asset.role ? `, ${asset.role}` : ''}`],
          ['On', asset.platform === 'aws' ? null : asset.platform],
          ['Where', [environment?.name, asset.region].filter(Boolean).join(', ') || 'not stated'],
          ['Repeats', asset.replicaOf ? (names.get(asset.replicaOf) ?? asset.replicaOf) : null],
          ['Engine', asset.engine ? `${asset.engine.name} ${asset.engine.version ?? ''}`.trim() : null],
          [
            'Database',
            asset.database
              ? `${asset.database.name}${asset.database.user ? `, user ${asset.database.user}` : ''}${asset.database.tables.length > 0 ? `, looked at by ${asset.database.tables.join(', ')}` : ''}`
              : null,
          ],
          [
            'Demanded',
            line && line.settings.length > 0 ? line.settings.map((s) => `${s.name} ${s.planned}`).join('; ') : null,
          ],
          ...asset.restores.map(
            (restore) => [`Restore`, `${restore.name}: ${restore.says} (${restore.where})`] as [string, string],
          ),
          ...estimates(asset.estimates),
        ]}
      />
      <FillIn items={asset.toFillIn} />
      <Assumed facts={[...(asset.assumed ? ['identifier'] : []), ...asset.assumedFacts]} />
    </Statement>
  )
}

function AssetNow({ line }: { line: PlanPageDto['assets'][string] }) {
  if (line.goneAt !== null) {
    return (
      <p>
        <StateTag state="missed" plain>
          Gone
        </StateTag>{' '}
        since <Instant at={line.goneAt} zone />
      </p>
    )
  }
  if (line.collector === 'unobserved') return <p className="text-t-3">Nothing observes it</p>
  if (line.collector !== 'ok' || line.confirmedAt === null) {
    return (
      <p>
        <StateTag state="unknown" plain />
        {line.confirmedAt === null ? null : (
          <>
            {' '}
            last seen <Instant at={line.confirmedAt} zone />
          </>
        )}
      </p>
    )
  }
  return (
    <p>
      {line.status ?? 'there'}, confirmed <Instant at={line.confirmedAt} zone />
    </p>
  )
}

function Setting({ setting: { name, planned, found, agrees } }: { setting: SettingLine }) {
  if (found === null) return <p className="text-t-3">{name}: not read</p>
  return (
    <p>
      {name}: {found}{' '}
      {agrees === null ? (
        <StateTag state="unknown" plain>
          not compared, plan: {planned}
        </StateTag>
      ) : agrees ? (
        <StateTag state="within" plain>
          as planned
        </StateTag>
      ) : (
        <StateTag state="at-risk" plain>
          plan: {planned}
        </StateTag>
      )}
    </p>
  )
}

function estimates(list: readonly RestoreEstimate[]): [string, string][] {
  return list.map(({ of, low, high, note, where }) => [
    `Estimate, ${of.charAt(0).toLowerCase()}${of.slice(1)}`,
    `${formatDuration(low)} to ${formatDuration(high)}${note ? `. ${note}` : ''} (${where})`,
  ])
}
