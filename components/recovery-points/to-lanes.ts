import type { Lane } from '@/components/charts/types'
import { type PointsAddress, pointsHref } from '@/components/recovery-points/points-address'
import { lossIfChosen } from '@/lib/freshness/loss'
import { keepsTarget } from '@/lib/freshness/verdict'
import type { Mechanism } from '@/lib/inventory/model/facts'
import { MECHANISM_WORDS } from '@/lib/inventory/model/mechanism-words'
import { locationWords } from '@/lib/inventory/places/location'
import type { RecoveryPointsView } from '@/lib/screens/restore/model/restore'
import { formatDuration } from '@/lib/time/durations'
import { formatInstant } from '@/lib/time/instants'

/** From the finest to the coarsest, copies after what they copy. */
const ORDER: readonly Mechanism[] = [
  'rds-automated',
  'rds-snapshot-automated',
  'rds-snapshot-manual',
  'aws-backup',
  's3-object',
  'rds-snapshot-copy',
  'aws-backup-copy',
  'replica',
]

/** What fits beside a lane, in characters; the table has the whole. */
const FITS = 29

/** The lanes with words and links: the newest loss beside each, a note where nothing lies in the range. */
export function toLanes(view: RecoveryPointsView, address: PointsAddress): Lane[] {
  const { rpo, lossUntil, asOf, from } = view
  const lanes = [...view.lanes].sort((a, b) => ORDER.indexOf(a.mechanism) - ORDER.indexOf(b.mechanism))
  return lanes.map((lane) => {
    const lossMs = lane.newestAt === null ? null : lossIfChosen(lane.newestAt, lossUntil)
    const before = lane.newestAt !== null && lane.newestAt < from
    return {
      key: `${lane.mechanism} ${lane.location}`,
      name: MECHANISM_WORDS[lane.mechanism],
      sub: fitting(locationWords(lane.location)),
      points: lane.points.map((point) => ({
        key: point.id,
        consistentAt: point.consistentAt,
        completedAt: point.completedAt,
        href: pointsHref(address, { point: point.id, at: null }),
        selected: point.id === view.chosen?.id,
        inferred: point.inferred,
        unusable: point.status !== 'available' && point.status !== 'creating',
      })),
      ...(lane.window ? { window: lane.window } : {}),
      loss: lossMs === null ? null : { ms: lossMs, breached: rpo !== null && !keepsTarget(lossMs, rpo.ms) },
      ...(before && lane.newestAt !== null
        ? {
            note: `newest is ${formatInstant(lane.newestAt, asOf)}, ${formatDuration(from - lane.newestAt)} before this window`,
          }
        : lane.newestAt === null
          ? { note: 'no point yet' }
          : {}),
      unknown: !lane.believed,
    }
  })
}

function fitting(text: string): string {
  return text.length <= FITS ? text : `${text.slice(0, FITS - 1)}…`
}
