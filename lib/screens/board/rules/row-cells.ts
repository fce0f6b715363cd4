import type { Evaluation } from '@/lib/freshness/evaluate'
import type { AssetPicture } from '@/lib/freshness/evidence'
import { countSlots } from '@/lib/freshness/slots'
import type { Slot } from '@/lib/freshness/types'
import { parseLocation } from '@/lib/inventory/places/location'
import type { BoardRow, CopyAge, NextExpected, SlotSummary } from '@/lib/screens/board/model/board'
import { DAY } from '@/lib/time/durations'

/** What an asset is expected to get next: an open or coming run, protection all the time, or nothing that is stated. */
export function nextOf(picture: AssetPicture, judged: Evaluation): NextExpected {
  const open = picture.schedules
    .flatMap((schedule) => {
      const slot = schedule.slots.findLast((each) => each.state !== 'unknown')
      if (!slot || slot.completedAt !== null || slot.state === 'waiting' || slot.state === 'unknown') return []
      return [{ schedule, slot }]
    })
    .sort((a, b) => STATE_ORDER.indexOf(a.slot.state) - STATE_ORDER.indexOf(b.slot.state))[0]
  const upcoming = picture.schedules
    .flatMap((schedule) =>
      schedule.next === null ? [] : [{ at: waitingSlot(schedule.slots) ?? schedule.next, name: schedule.name }],
    )
    .sort((a, b) => a.at - b.at)[0]
  const next = open ? (open.schedule.next ?? upcoming?.at) : upcoming?.at
  if (next !== undefined && (open || upcoming)) {
    const state = open ? (open.slot.state as 'running' | 'late' | 'missed') : 'due'
    return {
      kind: 'run',
      at: next,
      name: (open?.schedule.name ?? upcoming?.name) as string,
      state,
      slotAt: open?.slot.at ?? null,
    }
  }
  if (judged.verdict.mark === 'unknown') return { kind: 'unknown' }
  const live = picture.sources.find(
    (source) => source.kind === 'versions' || source.kind === 'window' || source.kind === 'replica',
  )
  return live ? { kind: 'live', name: LIVE_WORDS[live.kind] ?? live.kind } : { kind: 'none-stated' }
}

const STATE_ORDER = ['missed', 'late', 'running']
const LIVE_WORDS: Record<string, string> = { versions: 'versions', window: 'PITR', replica: 'replica' }

function waitingSlot(slots: readonly Slot[]): number | null {
  return slots.findLast((slot) => slot.state === 'waiting')?.at ?? null
}

const CODES: Record<Slot['state'], string> = {
  'on-time': 'o',
  late: 'l',
  missed: 'm',
  unknown: 'u',
  running: 'r',
  waiting: 'w',
}
const WORST_FIRST = 'mlurwo'
const MOST_CODES = 42

/** The schedule that says most: the one with trouble, else the most frequent. Many runs fall into 42 columns, the worst shown. */
export function slotSummary(picture: AssetPicture, now: number): SlotSummary | null {
  const best = picture.schedules
    .map((schedule) => ({ schedule, count: countSlots(schedule.slots) }))
    .sort(
      (a, b) =>
        b.count.missed - a.count.missed ||
        b.count.late - a.count.late ||
        b.schedule.slots.length - a.schedule.slots.length,
    )[0]
  if (!best || best.schedule.slots.length === 0) return null
  const { schedule, count } = best
  const letters = schedule.slots.map((slot) => CODES[slot.state])
  const columns = Math.min(MOST_CODES, Math.max(7, letters.length))
  const from = now - 7 * DAY
  const cells: string[] = letters.length <= MOST_CODES ? letters : Array.from({ length: columns }, () => '')
  if (letters.length > MOST_CODES) {
    schedule.slots.forEach((slot, index) => {
      const column = Math.min(columns - 1, Math.max(0, Math.floor(((slot.at - from) / (7 * DAY)) * columns)))
      cells[column] += letters[index] ?? ''
    })
  }
  const codes = cells.map((cell) => [...WORST_FIRST].find((code) => cell.includes(code)) ?? '·').join('')
  return {
    name: schedule.name,
    codes,
    onTime: count.onTime,
    late: count.late,
    missed: count.missed,
    unknown: count.unknown,
  }
}

/** How far back continuous backup reaches, or that there is none. */
export function windowOf(picture: AssetPicture): BoardRow['window'] {
  const source = picture.sources.find((each) => each.kind === 'window' && each.mechanism === 'rds-automated')
  if (source?.window) {
    const days = Math.round((source.window.latest - source.window.earliest) / DAY) * DAY
    return days > 0 ? days : source.window.latest - source.window.earliest
  }
  if (picture.asset.kind !== 'db-instance' && picture.asset.kind !== 'replica') return null
  if (picture.asset.confirmedAt === null) return 'unknown'
  return picture.asset.facts.backupRetentionDays === 0 ? 'off' : 'none'
}

/** The newest point of each region. */
export function copiesOf(judged: Evaluation): CopyAge[] {
  const regions = new Map<string, Evaluation['byLocation']>()
  for (const place of judged.byLocation) {
    if (!/^[a-z]{2}(?:-[a-z]+)+-\d$/.test(place.region)) continue
    regions.set(place.region, [...(regions.get(place.region) ?? []), place])
  }
  return [...regions].map(([region, places]) => {
    const trusted = places.filter((place) => place.distrust === null && place.at !== null)
    const best = (trusted.length > 0 ? trusted : places)[0]
    const stores = places.map((place) => parseLocation(place.location).store).join(', ')
    return {
      place: shortRegion(region),
      title: `${region}: ${stores}`,
      at: best?.at ?? null,
      follows: best?.follows ?? false,
      distrust: trusted.length > 0 ? null : (best?.distrust ?? null),
    }
  })
}

/** `us-east-1` -> `use1` */
function shortRegion(region: string): string {
  return region
    .split('-')
    .map((part, index) => (index === 0 ? part : part.charAt(0)))
    .join('')
}
