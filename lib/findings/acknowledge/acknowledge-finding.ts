import type { Actor } from '@/lib/auth/model/actor'
import { authorise, systemsFor } from '@/lib/auth/rules/roles'
import { transaction } from '@/lib/db/transaction'
import { Conflict, InvalidInput } from '@/lib/errors'
import { lockFinding, recordAct, repeatedAct } from '@/lib/findings/acknowledge/record-act'
import { acknowledgeSchema } from '@/lib/findings/acknowledge/schema'
import type { Finding } from '@/lib/findings/model/finding'
import { expiryDays, lastDay } from '@/lib/findings/rules/life'
import { findingsNow } from '@/lib/findings/store/finding-queries'
import { parseInput } from '@/lib/parse-input'
import { DAY } from '@/lib/time/durations'
import { formatInstant, parseDay } from '@/lib/time/instants'

/** What a command on findings reads beside its input; tests give their own. */
export type FindingDeps = {
  now?: number
  findings?: (system: string, now: number) => Promise<readonly Finding[]>
}

/**
 * Takes note of a finding until the end of a day (UTC), with a reason: it is counted no longer until then. The same
 * form sent twice writes once; a finding that somebody else dealt with meanwhile is a conflict.
 *
 * @returns the last day on which it holds, as shown
 * @throws Forbidden, InvalidInput by field, NotFound (system), Conflict (gone, or another act came first)
 */
export async function acknowledgeFinding(
  actor: Actor,
  input: unknown,
  { now = Date.now(), findings = findingsNow }: FindingDeps = {},
): Promise<{ until: string }> {
  systemsFor(actor, 'finding.acknowledge')
  const { until, seen, ...act } = parseInput(acknowledgeSchema, input)
  authorise(actor, 'finding.acknowledge', act)
  const expiresAt = expiryOf(until, now)
  // Outside the transaction: no lock of ours could hold what an account answers.
  const standing = (await findings(act.system, now)).find(({ id }) => id === act.findingId)
  await transaction(async (tx) => {
    const newest = await lockFinding(tx, act)
    if (await repeatedAct(tx, actor, { ...act, what: 'acknowledge', expiresAt })) return
    if (!standing) {
      throw new Conflict(
        'This finding does not stand any more, so there is nothing to acknowledge. Load the page again.',
      )
    }
    if ((newest?.id ?? null) !== seen) throw new Conflict(meanwhile(newest, now))
    const { sentence, severity } = standing
    await recordAct(tx, actor, { ...act, what: 'acknowledge', expiresAt, sentence, severity, at: now })
  })
  return { until: lastDay({ expiresAt }) }
}

function expiryOf(until: string, now: number): number {
  const { first, last } = expiryDays(now)
  const day = parseDay(until)
  if (day !== null && until >= first && until <= last) return day + DAY
  const found = until === '' ? 'nothing' : `“${until.slice(0, 40)}”`
  const message = `Until: found ${found}; expected a day from ${first} to ${last}, UTC.`
  throw new InvalidInput(message, { until: message })
}

function meanwhile(newest: { what: string; actorName: string; at: number } | null, now: number): string {
  if (!newest) return 'What this form refers to is not on record. Load the page again.'
  const did = newest.what === 'withdraw' ? 'withdrew the acknowledgement' : 'acknowledged it'
  return `${newest.actorName} ${did} at ${formatInstant(newest.at, now)} UTC, after this page was read. Load it again.`
}
