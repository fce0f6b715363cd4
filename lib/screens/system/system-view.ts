import type { Actor } from '@/lib/auth/model/actor'
import { findingsOf } from '@/lib/findings/rules/findings-of'
import { countFindings, earliestExpiry, livingFindings } from '@/lib/findings/rules/life'
import { loadFindingActs } from '@/lib/findings/store/finding-queries'
import { loadSystemFacts, SHOWN_DAYS } from '@/lib/findings/store/system-facts'
import { type AssetPicture, dataAssets, pictureOf, type SystemFacts } from '@/lib/freshness/evidence'
import { exposureHistory, type Reading } from '@/lib/freshness/history'
import { complianceOf, peakOf } from '@/lib/freshness/sawtooth'
import { markOfExposure, worstMark } from '@/lib/freshness/verdict'
import { OBSERVATIONS_SHOWN } from '@/lib/inventory/rules/observation-age'
import { loadSystemAlarms } from '@/lib/inventory/store/alarms'
import { observationsSince } from '@/lib/inventory/store/observations'
import { plansInForce } from '@/lib/plans/in-force/queries'
import { governing } from '@/lib/plans/rules/governing'
import { loadLastRestores } from '@/lib/restores/store/measured-restores'
import type { BoardRow } from '@/lib/screens/board/model/board'
import { rowsOfSystem, sortRows } from '@/lib/screens/board/rules/rows'
import type { ExposureHistory, SystemDto, SystemSummary } from '@/lib/screens/system/model/system'
import { adherenceLines, assetLines, objectiveLines, planLine } from '@/lib/screens/system/rules/system-lines'

/**
 * One system: objectives against actual, assets, seven days of exposure of one asset, schedules of 35 days, findings.
 *
 * @param assetKey whose exposure is drawn; the asset of the worst row when null or unknown
 * @param now epoch milliseconds
 * @throws NotFound when no plan of this name is in force that the person may read
 */
export async function systemView(
  actor: Actor,
  system: string,
  assetKey: string | null,
  now: number,
): Promise<SystemDto> {
  const [{ state, facts, assets, firstDay }, restores, alarms, acts] = await Promise.all([
    loadSystemFacts(actor, system, now),
    loadLastRestores(system),
    loadSystemAlarms(system),
    loadFindingActs(system),
  ])
  const { plan, assets: known } = facts
  const { collectors } = facts.context
  const rows = sortRows(rowsOfSystem({ ...facts, restores, systemAlarms: alarms.get(system) ?? [] }, now))
  const choices = choicesOf(facts, rows)
  const chosen = choices.find(({ key }) => key === assetKey)?.key ?? choices[0]?.key ?? null
  const pictures = plan.assets.flatMap((asset) => pictureOf(facts, asset.key, firstDay, now) ?? [])
  const picture = pictures.find(({ asset }) => asset.key === chosen)
  const primary = primaryAsset(facts)
  const read = [...collectors.values()].flatMap(({ lastSuccessAt }) => lastSuccessAt ?? [])
  const findings = livingFindings(findingsOf(facts, now), acts, now)
  const changes = [...rows.map((row) => row.nextChangeAt), earliestExpiry(findings, now)].filter((at) => at !== null)
  return {
    asOf: now,
    nextChangeAt: changes.length === 0 ? null : Math.min(...changes),
    system,
    name: plan.system.name,
    description: plan.system.description,
    factsReadAt: read.length === 0 ? null : Math.max(...read),
    primaryAsset: primary,
    rows,
    objectives: objectiveLines(plan, rows, restores),
    choices,
    history: picture ? await historyOf(facts, picture, now) : null,
    assets: assetLines(facts, now),
    adherence: { from: firstDay, days: SHOWN_DAYS, lines: adherenceLines(pictures, firstDay, SHOWN_DAYS) },
    findings,
    findingCounts: countFindings(findings),
    plan: planLine(state, now),
    restores: [...restores.values()].map(({ number, assetId, at, took }) => ({
      number,
      at,
      took,
      assetName: known.get(assetId.slice(system.length + 1))?.name ?? assetId.slice(system.length + 1),
    })),
    alarms: [
      ...assets.flatMap((asset) => asset.alarms.filter((alarm) => alarm.state === 'ALARM').map((alarm) => alarm.name)),
      ...(alarms.get(system) ?? []),
    ],
  }
}

function choicesOf(facts: SystemFacts, rows: readonly BoardRow[]): SystemDto['choices'] {
  const keys = new Set(
    facts.plan.objectives.filter(({ rpo }) => rpo).flatMap(({ covers }) => dataAssets(facts, covers)),
  )
  return [...keys].map((key) => {
    const marks = rows.filter((row) => row.assetId === `${facts.plan.system.key}:${key}` && row.rpo !== null)
    const asset = facts.assets.get(key) ?? facts.plan.assets.find((candidate) => candidate.key === key)
    return { key, name: asset?.name ?? key, mark: worstMark(marks.map(({ mark }) => mark)) }
  })
}

function primaryAsset(facts: SystemFacts): SystemDto['primaryAsset'] {
  const planned = facts.plan.assets.find((asset) => asset.kind === 'db-instance' && asset.role === 'primary')
  if (!planned) return null
  const version = facts.assets.get(planned.key)?.facts.engineVersion ?? planned.engine?.version
  const engine = planned.engine?.name === 'postgres' ? 'PostgreSQL' : (planned.engine?.name ?? null)
  return {
    id: `${facts.plan.system.key}:${planned.key}`,
    key: planned.key,
    name: planned.name,
    identifier: planned.identifier,
    region: planned.region,
    engine: engine && version ? `${engine} ${version}` : engine,
  }
}

async function historyOf(facts: SystemFacts, picture: AssetPicture, now: number): Promise<ExposureHistory> {
  const from = now - OBSERVATIONS_SHOWN
  const { asset } = picture
  const readings: Reading[] = await observationsSince(asset.id, from)
  const past = facts.runs.get(asset.id) ?? []
  const limit = Math.max(0, ...picture.sources.map((source) => source.limit))
  const draw = (outside: string | null) => exposureHistory(picture, past, readings, { outside }, from, now, limit)
  const segments = draw(null)
  const rpo = governing(facts.plan, asset.key).rpo?.target.target ?? null
  return {
    assetKey: asset.key,
    assetId: asset.id,
    assetName: asset.name,
    from,
    to: now,
    rpo,
    segments,
    compliance: rpo === null ? null : complianceOf(segments, rpo),
    peak: peakOf(segments),
    runs: picture.schedules.map(({ name, slots }) => ({
      name,
      slots: slots.filter(({ at }) => at >= from).map(({ at, state }) => ({ at, state })),
    })),
    elsewhere: elsewhereOf(facts, picture, rpo, draw),
  }
}

function elsewhereOf(
  facts: SystemFacts,
  picture: AssetPicture,
  rpo: number | null,
  draw: (outside: string | null) => ExposureHistory['segments'],
): ExposureHistory['elsewhere'] {
  const home = picture.homeRegion
  const spoken =
    picture.policies.some(({ copies }) => copies.length > 0) ||
    picture.sources.some((source) => source.region !== home) ||
    facts.plan.environments.some(({ primaryRegion, drRegion }) => primaryRegion === home && drRegion !== null)
  if (home === null || !spoken) return null
  const segments = draw(home)
  const worst = peakOf(segments)?.ms ?? null
  const now = segments.at(-1)
  const mark =
    now?.state === 'known' && rpo !== null
      ? markOfExposure(now.end, rpo)
      : now?.state === 'pending'
        ? 'cannot-meet'
        : 'unknown'
  return { region: home, segments, worst, mark }
}

/** The systems with a plan in force that the person may read, worst first. */
export async function systemsView(actor: Actor, now: number): Promise<SystemSummary[]> {
  const plans = await plansInForce(actor)
  const views = await Promise.all(plans.map(({ system }) => systemView(actor, system, null, now)))
  return views
    .map((view) => {
      const marks = new Map<BoardRow['mark'], number>()
      for (const row of view.rows) marks.set(row.mark, (marks.get(row.mark) ?? 0) + 1)
      return {
        system: view.system,
        name: view.name,
        description: view.description,
        mark: worstMark(view.rows.map((row) => row.mark)),
        marks: [...marks].map(([mark, count]) => ({ mark, count })),
        objectives: view.objectives.length,
        assets: view.assets.length,
        findings: view.findingCounts,
        nextChangeAt: view.nextChangeAt,
        version: view.plan.version,
        owner: view.plan.owner,
        sentence: view.rows.find((row) => row.sentence)?.sentence ?? '',
      }
    })
    .sort((a, b) => rankOf(a) - rankOf(b) || (a.name < b.name ? -1 : 1))
}

function rankOf({ mark }: SystemSummary): number {
  return ['breached', 'cannot-meet', 'unknown', 'missed', 'late', 'at-risk'].indexOf(mark) >>> 0
}
