import { MILESTONE_WORDS, MILESTONES, type Milestone, type Milestones } from '@/lib/incidents/model/incident'
import { formatInstant } from '@/lib/time/instants'

/**
 * Which time cannot come before which. A partial order on purpose: people acknowledge before and after the declaration,
 * and writes may stop before anybody declares.
 */
const AFTER: Record<Milestone, readonly Milestone[]> = {
  impactStarted: [],
  detected: ['impactStarted'],
  declared: ['impactStarted', 'detected'],
  acknowledged: ['impactStarted', 'detected'],
  writesStopped: ['impactStarted'],
  restored: ['impactStarted'],
  verified: ['impactStarted', 'restored'],
  resumed: ['impactStarted', 'detected', 'writesStopped', 'restored', 'verified'],
  resolved: [
    'impactStarted',
    'detected',
    'declared',
    'acknowledged',
    'writesStopped',
    'restored',
    'verified',
    'resumed',
  ],
}

/** Times from the future are let pass up to this much (ms), for clocks that differ. */
const TOLERANCE = 60_000

/**
 * Whether a milestone may be set to a time beside the others as they stand.
 *
 * @param at epoch milliseconds; null withdraws it (the declaration cannot be withdrawn)
 * @returns null when it may; else which order it would break, as a sentence
 */
export function milestoneFault(times: Milestones, milestone: Milestone, at: number | null, now: number): string | null {
  const word = MILESTONE_WORDS[milestone]
  if (at === null) return milestone === 'declared' ? 'An incident has always been declared at some time.' : null
  if (!Number.isFinite(at)) return `${word} needs a time.`
  if (at > now + TOLERANCE) return `${word} ${formatInstant(at, now)} UTC has not come yet.`
  for (const earlier of AFTER[milestone]) {
    const other = times[earlier]
    if (other !== null && at < other) return outOfOrder(milestone, at, earlier, other, 'before', now)
  }
  for (const later of MILESTONES) {
    const other = times[later]
    if (other !== null && AFTER[later].includes(milestone) && at > other) {
      return outOfOrder(milestone, at, later, other, 'after', now)
    }
  }
  return null
}

/** Times that are acts of the command: when the incident began to be worked, and when it ended. */
const OF_THE_COMMAND: ReadonlySet<Milestone> = new Set(['declared', 'resolved'])

/** Whether a person may move a time, by whether they may command incidents; null when they may, else why not. */
export function movingFault(milestone: Milestone, mayCommand: boolean): string | null {
  if (mayCommand || !OF_THE_COMMAND.has(milestone)) return null
  return `${MILESTONE_WORDS[milestone]} is moved by those who may command an incident. Write what you know as a note.`
}

function outOfOrder(a: Milestone, at: number, b: Milestone, other: number, side: string, now: number): string {
  const [first, second] = [formatInstant(at, now), formatInstant(other, now)]
  return `${MILESTONE_WORDS[a]} ${first} UTC would be ${side} ${MILESTONE_WORDS[b].toLowerCase()} ${second} UTC. Correct that one first if it is wrong.`
}
