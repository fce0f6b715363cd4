import styles from '@/components/board/board.module.css'
import { SlotStrip } from '@/components/ui/slot-strip'
import type { SlotState } from '@/lib/freshness/types'
import type { SlotSummary } from '@/lib/screens/board/model/board'

const STATES: Record<string, SlotState> = {
  o: 'on-time',
  l: 'late',
  m: 'missed',
  u: 'unknown',
  r: 'running',
  w: 'waiting',
}

/** Seven days of expected runs of the schedule that says most. */
export function SlotsCell({ slots, tall }: { slots: SlotSummary | null; tall?: boolean }) {
  if (!slots) {
    return (
      <td className={`md:max-lg:hidden ${styles.slots}`}>
        <span className={styles.quietWord}>no schedule</span>
      </td>
    )
  }
  const drawn = [...slots.codes].flatMap((code, at) => {
    const state = STATES[code]
    return state ? [{ at, state }] : []
  })
  return (
    <td className={`md:max-lg:hidden ${styles.slots}`} title={slots.name}>
      <SlotStrip slots={drawn} from={0} to={slots.codes.length} label={`${slots.name}: ${slotWords(slots)} in 7 d`} />
      {tall ? <span className="text-small text-t-2">{slotWords(slots)}</span> : null}
    </td>
  )
}

/** `1 missed`, `3 late`, `28 of 28`, `2 not seen`. */
function slotWords({ onTime, late, missed, unknown }: SlotSummary): string {
  const parts: string[] = []
  if (missed > 0) parts.push(`${missed} missed`)
  if (late > 0) parts.push(`${late} late`)
  if (parts.length === 0 && onTime > 0) parts.push(`${onTime} of ${onTime}`)
  if (unknown > 0 && parts.length < 2) parts.push(`${unknown} not seen`)
  return parts.join(', ') || 'none due'
}
