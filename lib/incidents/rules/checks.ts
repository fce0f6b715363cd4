import type { CheckAct, CheckDetail } from '@/lib/incidents/model/acts'
import type { IncidentStatus } from '@/lib/incidents/model/incident'
import type { Checklist } from '@/lib/plans/model/recovery'
import { formatTime } from '@/lib/time/instants'

/** Which kinds of list belong to which status of an incident. */
const FITS: Record<IncidentStatus, readonly Checklist['kind'][]> = {
  investigating: ['assessment', 'response'],
  identified: ['response', 'recovery'],
  recovering: ['recovery', 'verification'],
  monitoring: ['verification', 'post-recovery'],
  resolved: ['post-recovery'],
}

/** Whether a list is worked while an incident stands so. Lists of drills belong to drills, whatever the status. */
export function isDue(kind: Checklist['kind'], status: IncidentStatus, mode: 'live' | 'drill'): boolean {
  return kind === 'drill' ? mode === 'drill' : FITS[status].includes(kind)
}

/** The newest act on each item of a list, by the item's id; by order of recording. */
export function ticksOf(checklist: string, acts: readonly CheckAct[]): Map<string, CheckAct> {
  const own = acts.filter((act) => act.checklist === checklist).toSorted((a, b) => a.seq - b.seq)
  return new Map(own.map((act) => [act.item, act]))
}

/** Why a tick cannot be recorded; null when it can. */
export function checkFault(
  acts: readonly CheckAct[],
  { checklist, item, ticked }: Pick<CheckDetail, 'checklist' | 'item' | 'ticked'>,
): string | null {
  const last = ticksOf(checklist, acts).get(item)
  if (ticked && last?.ticked) return `${last.byName} ticked it at ${formatTime(last.at)} UTC already.`
  if (!ticked && !last?.ticked) return 'It is not ticked.'
  return null
}

/** The line of the timeline: `Checked: Every service works (Right after recovery).` */
export function checkText(list: string, item: string, ticked: boolean): string {
  return `${ticked ? 'Checked' : 'Check taken back'}: ${item} (${list}).`
}
