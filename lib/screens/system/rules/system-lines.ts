import type { AssetPicture, PolicySchedule, SystemFacts } from '@/lib/freshness/evidence'
import { countSlots } from '@/lib/freshness/slots'
import type { SlotState } from '@/lib/freshness/types'
import { markRank } from '@/lib/freshness/verdict'
import type { AssetState, CollectorState } from '@/lib/inventory/model/asset-state'
import { distrustOfCollector } from '@/lib/inventory/rules/trust'
import type { PlanInForce } from '@/lib/plans/model/in-force'
import type { Plan } from '@/lib/plans/model/plan'
import type { MeasuredRestore } from '@/lib/restores/model/measured'
import type { BoardRow } from '@/lib/screens/board/model/board'
import type {
  AdherenceLine,
  AdherenceState,
  AssetLine,
  ObjectiveLine,
  PlanLine,
} from '@/lib/screens/system/model/system'
import { DAY, formatDuration } from '@/lib/time/durations'
import { parseDay } from '@/lib/time/instants'

/** Every objective of the plan with what is measured of it; what nothing measures stays without a figure. */
export function objectiveLines(
  plan: Plan,
  rows: readonly BoardRow[],
  restores: ReadonlyMap<string, MeasuredRestore>,
): ObjectiveLine[] {
  return plan.objectives.map((objective) => {
    const own = rows.filter((row) => row.objectiveId === objective.id)
    const worst = own.reduce<BoardRow | null>(
      (bad, row) => (bad === null || markRank(row.mark) < markRank(bad.mark) ? row : bad),
      null,
    )
    const names = plan.assets.filter((asset) => objective.covers.includes(asset.key)).map((asset) => asset.name)
    const restore = objective.covers
      .flatMap((key) => restores.get(`${plan.system.key}:${key}`) ?? [])
      .sort((a, b) => b.at - a.at)[0]
    return {
      id: objective.id,
      name: objective.name,
      section: objective.source.section,
      says: objective.source.says,
      covers: [...objective.services, ...names].join(', '),
      assumed: objective.coversAssumed,
      targets: {
        rto: objective.rto?.target ?? null,
        rtoMax: objective.rto?.max ?? null,
        availability: objective.availability?.target ?? null,
        mttr: objective.mttr?.target ?? null,
        integrity: objective.integrity?.target ?? null,
      },
      rpo: objective.rpo?.target ?? null,
      rpoMax: objective.rpo?.max ?? null,
      row: objective.rpo ? worst : null,
      lastRestore: restore ? { number: restore.number, at: restore.at, took: restore.took } : null,
    }
  })
}

/** The system's assets: the planned ones in the plan's order, then what was found beside them. */
export function assetLines(facts: SystemFacts, now: number): AssetLine[] {
  const order = new Map(facts.plan.assets.map((asset, index) => [asset.key, index]))
  const unread = facts.plan.assets.filter((asset) => !facts.assets.has(asset.key))
  const lines = [...facts.assets.values()]
    .filter((asset) => asset.planned || asset.goneAt === null)
    .map((asset) => assetLine(facts, asset, now))
  for (const asset of unread) {
    lines.push({
      id: `${facts.plan.system.key}:${asset.key}`,
      key: asset.key,
      name: asset.name,
      identifier: asset.identifier,
      kind: asset.kind,
      region: asset.region,
      environment: asset.environment,
      planned: true,
      assumed: asset.assumed,
      status: null,
      confirmedAt: null,
      goneAt: null,
      collector: 'waiting',
      collectorError: null,
      hasPoints: false,
    })
  }
  const rank = (line: AssetLine) => order.get(line.key) ?? Number.POSITIVE_INFINITY
  return lines.sort((a, b) => rank(a) - rank(b) || (a.key < b.key ? -1 : 1))
}

function assetLine(facts: SystemFacts, asset: AssetState, now: number): AssetLine {
  const collector = facts.context.collectors.get(asset.collectorId ?? '')
  const state = healthOf(collector, now)
  const planned = facts.plan.assets.find(({ key }) => key === asset.key)
  return {
    id: asset.id,
    key: asset.key,
    name: asset.name,
    identifier: asset.identifier,
    kind: asset.kind,
    region: asset.region,
    environment: planned?.environment ?? null,
    planned: asset.planned,
    assumed: asset.assumed,
    status: asset.status,
    confirmedAt: asset.confirmedAt ?? (state === 'ok' || state === 'stale' ? (collector?.lastSuccessAt ?? null) : null),
    goneAt: asset.goneAt,
    collector: state,
    collectorError: state === 'failing' ? (collector?.errorText ?? collector?.errorCode ?? null) : null,
    hasPoints: asset.mechanisms.length > 0,
  }
}

/** How a collector stands, in the words of a table: what it is not believed for, and whether it fails. */
function healthOf(collector: CollectorState | undefined, now: number): AssetLine['collector'] {
  const distrust = distrustOfCollector(collector, now)
  if (distrust === null) return 'ok'
  if (!collector) return 'unobserved'
  if (collector.lastAttemptAt === null) return 'waiting'
  return collector.failingSince !== null || distrust === 'incomplete' ? 'failing' : 'stale'
}

const WORST_FIRST: SlotState[] = ['missed', 'late', 'unknown', 'running', 'waiting', 'on-time']

/**
 * Schedule adherence day by day, each day the worst of its runs.
 *
 * @param from midnight UTC of the first day
 */
export function adherenceLines(pictures: readonly AssetPicture[], from: number, days: number): AdherenceLine[] {
  return pictures.flatMap((picture) =>
    [...picture.schedules, ...picture.copies].map((schedule) => ({
      name: shortName(schedule),
      schedule: scheduleWords(schedule),
      cells: Array.from({ length: days }, (_, day) => worstOfDay(schedule, from + day * DAY)),
      ...withoutRatio(countSlots(schedule.slots)),
    })),
  )
}

/** What fits beside a row of 35 days. */
function shortName(schedule: PolicySchedule): string {
  const name = schedule.copyTo === null ? schedule.name : `Copy to ${schedule.copyTo}`
  const room = 27 - scheduleWords(schedule).length
  return name.length > room ? `${name.slice(0, room - 1).trimEnd()}…` : name
}

function withoutRatio({ onTime, late, missed, unknown }: ReturnType<typeof countSlots>) {
  return { onTime, late, missed, unknown }
}

function worstOfDay(schedule: PolicySchedule, midnight: number): AdherenceState {
  const states = new Set(
    schedule.slots.filter((slot) => slot.at >= midnight && slot.at < midnight + DAY).map((slot) => slot.state),
  )
  return WORST_FIRST.find((state) => states.has(state)) ?? 'none'
}

const WEEKDAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat']

/** `02:00`, `Sun 01:00`, `1st 00:00`, `every 15 m`. */
function scheduleWords({ policy }: PolicySchedule): string {
  const { schedule } = policy
  if (schedule.kind === 'rate') return `every ${formatDuration(schedule.every)}`
  if (schedule.kind !== 'cron') return ''
  const [minute = '', hour = '', day = '', , weekday = ''] = schedule.cron.split(' ')
  const every = /^\*\/(\d+)$/
  if (every.test(minute)) return `every ${every.exec(minute)?.[1]}\u00a0m`
  if (every.test(hour)) return `every ${every.exec(hour)?.[1]}\u00a0h`
  if (!/^\d+$/.test(minute)) return schedule.cron
  const hours = hour.split(',')
  if (!hours.every((each) => /^\d+$/.test(each))) return schedule.cron
  const time =
    hours.length > 1
      ? hours.map((each) => each.padStart(2, '0')).join(' ')
      : `${hour.padStart(2, '0')}:${minute.padStart(2, '0')}`
  if (/^\d$/.test(weekday)) return `${WEEKDAYS[Number(weekday) % 7]} ${time}`
  if (/^\d+$/.test(day)) return `${day === '1' ? '1st' : `day ${day}`} ${time}`
  return time
}

/** The plan's own facts, with its review. */
export function planLine({ plan, contentHash, since, file, faults, faultSince }: PlanInForce, now: number): PlanLine {
  const { version, owner, lastUpdated, nextReview, frequency, every } = plan.review
  const last = lastUpdated ? parseDay(lastUpdated) : null
  const due = nextReview ? parseDay(nextReview) : last !== null && every !== null ? last + every : null
  return {
    version,
    owner,
    lastUpdated,
    nextReview,
    frequency,
    overdueBy: due !== null && due < now ? now - due : null,
    contentHash,
    since,
    file,
    faults,
    faultSince,
  }
}
