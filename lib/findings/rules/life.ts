import type { Finding } from '@/lib/findings/model/finding'
import { DAY } from '@/lib/time/durations'
import { formatDay } from '@/lib/time/instants'
import type { FindingSeverity } from '@/lib/vocabulary/severities'
import { findingRank } from '@/lib/vocabulary/severities'

/** One act on a finding as it was recorded; never edited. Instants are epoch milliseconds. */
export type FindingAct = {
  id: string
  findingId: string
  what: 'acknowledge' | 'withdraw'
  reason: string
  /** the first moment at which an acknowledgement no longer holds; null of a withdrawal */
  expiresAt: number | null
  /** the finding as it read then */
  sentence: string
  severity: FindingSeverity
  actorName: string
  at: number
}

/** `returned`: open again, though it was acknowledged; `because` says by what. */
export type FindingState = 'open' | 'returned' | 'acknowledged'

/** A finding that stands now, with what people said of it. */
export type LivingFinding = Finding & {
  state: FindingState
  because: 'lapsed' | 'risen' | null
  /** the acknowledgement that holds, or the one that held last; null when there is none or it was withdrawn */
  acknowledgement: FindingAct | null
  /** every act, newest first */
  acts: FindingAct[]
}

/** An acknowledgement that holds of a finding that does not stand now: it counts again if the finding comes back. */
export type KeptAcknowledgement = FindingAct & { acts: FindingAct[] }

/** How findings are counted: acknowledged ones never among the open. */
export type FindingCounts = {
  open: number
  high: number
  acknowledged: number
}

/**
 * What the acts on one finding come to now. An acknowledgement ends at its expiry, and does not cover a finding that
 * has become graver than what was acknowledged. It holds for the finding's id: a finding that goes away and comes back
 * is still acknowledged.
 *
 * @param acts in the order in which they were recorded
 * @param now epoch milliseconds
 */
export function livingFinding(finding: Finding, acts: readonly FindingAct[], now: number): LivingFinding {
  const newest = acts.at(-1)
  const acknowledgement = newest?.what === 'acknowledge' ? newest : null
  const because =
    acknowledgement === null
      ? null
      : !holds(acknowledgement, now)
        ? 'lapsed'
        : findingRank(finding.severity) < findingRank(acknowledgement.severity)
          ? 'risen'
          : null
  const state = acknowledgement === null ? 'open' : because === null ? 'acknowledged' : 'returned'
  return { ...finding, state, because, acknowledgement, acts: acts.toReversed() }
}

/** Every finding with its acts, in the order given. @param acts of the system, in the order recorded */
export function livingFindings(
  findings: readonly Finding[],
  acts: readonly FindingAct[],
  now: number,
): LivingFinding[] {
  const byFinding = groupActs(acts)
  return findings.map((finding) => livingFinding(finding, byFinding.get(finding.id) ?? [], now))
}

/** Acknowledgements that hold though their finding does not stand now, newest first. */
export function keptAcknowledgements(
  findings: readonly Finding[],
  acts: readonly FindingAct[],
  now: number,
): KeptAcknowledgement[] {
  const standing = new Set(findings.map(({ id }) => id))
  return [...groupActs(acts)]
    .flatMap(([id, own]) => {
      const newest = own.at(-1)
      if (standing.has(id) || newest?.what !== 'acknowledge' || !holds(newest, now)) return []
      return { ...newest, acts: own.toReversed() }
    })
    .sort((a, b) => b.at - a.at)
}

/** How many are open, how many of those are high, and how many are acknowledged. */
export function countFindings(findings: readonly Pick<LivingFinding, 'state' | 'severity'>[]): FindingCounts {
  const open = findings.filter(({ state }) => state !== 'acknowledged')
  return {
    open: open.length,
    high: open.filter(({ severity }) => severity === 'high').length,
    acknowledged: findings.length - open.length,
  }
}

/** When the first acknowledgement that holds now ends by itself; null when none holds. Epoch milliseconds. */
export function earliestExpiry(
  findings: readonly Pick<LivingFinding, 'acknowledgement'>[],
  now: number,
): number | null {
  const ends = findings.flatMap(({ acknowledgement }) =>
    acknowledgement !== null && holds(acknowledgement, now) ? (acknowledgement.expiresAt ?? []) : [],
  )
  return ends.length === 0 ? null : Math.min(...ends)
}

/** How a finding came to its state, as a sentence without its full stop; empty when nobody ever acknowledged it. */
export function stateWords({ because, acknowledgement, severity }: LivingFinding): string {
  if (acknowledgement === null) return ''
  const { actorName } = acknowledgement
  const said = `Acknowledged until ${lastDay(acknowledgement)} by ${actorName}`
  if (because === 'lapsed') return `${said}; lapsed`
  if (because === 'risen') return `${said} when it was ${acknowledgement.severity}; it is ${severity} now`
  return said
}

/** The last day (UTC) on which an acknowledgement holds, with its year: `3 Nov 2026`. */
export function lastDay({ expiresAt }: Pick<FindingAct, 'expiresAt'>): string {
  return formatDay((expiresAt ?? Number.NaN) - 1, Number.NaN)
}

/** The days an acknowledgement may end on, as `2026-11-21`: today to 366 d ahead, and the one a form begins with. */
export function expiryDays(now: number): { first: string; last: string; usual: string } {
  const today = Math.floor(now / DAY) * DAY
  const day = (at: number) => new Date(at).toISOString().slice(0, 10)
  return { first: day(today), last: day(today + 365 * DAY), usual: day(today + 30 * DAY) }
}

function holds({ expiresAt }: FindingAct, now: number): boolean {
  return expiresAt !== null && now < expiresAt
}

function groupActs(acts: readonly FindingAct[]): Map<string, FindingAct[]> {
  const byFinding = new Map<string, FindingAct[]>()
  for (const act of acts) byFinding.set(act.findingId, [...(byFinding.get(act.findingId) ?? []), act])
  return byFinding
}
