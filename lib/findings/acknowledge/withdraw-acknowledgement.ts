import type { Actor } from '@/lib/auth/model/actor'
import { authorise, systemsFor } from '@/lib/auth/rules/roles'
import { transaction } from '@/lib/db/transaction'
import { Conflict, Precondition } from '@/lib/errors'
import type { FindingDeps } from '@/lib/findings/acknowledge/acknowledge-finding'
import { lockFinding, recordAct, repeatedAct } from '@/lib/findings/acknowledge/record-act'
import { withdrawSchema } from '@/lib/findings/acknowledge/schema'
import { lastDay } from '@/lib/findings/rules/life'
import { findingsNow } from '@/lib/findings/store/finding-queries'
import { parseInput } from '@/lib/parse-input'

/**
 * Takes an acknowledgement back, with a reason: the finding is open again. Of a finding that does not stand now too,
 * so that it would be open if it came back. The same form sent twice writes once.
 *
 * @throws Forbidden, InvalidInput by field, NotFound (system), Precondition (lapsed), Conflict (another act came first)
 */
export async function withdrawAcknowledgement(
  actor: Actor,
  input: unknown,
  { now = Date.now(), findings = findingsNow }: FindingDeps = {},
): Promise<void> {
  systemsFor(actor, 'finding.acknowledge')
  const { seen, ...act } = parseInput(withdrawSchema, input)
  authorise(actor, 'finding.acknowledge', act)
  const standing = (await findings(act.system, now)).find(({ id }) => id === act.findingId)
  await transaction(async (tx) => {
    const newest = await lockFinding(tx, act)
    if (await repeatedAct(tx, actor, { ...act, what: 'withdraw', expiresAt: null })) return
    if (newest?.id !== seen || newest.what !== 'acknowledge') {
      throw new Conflict(
        'The acknowledgement that this form takes back is not the newest word on it. Load the page again.',
      )
    }
    if ((newest.expiresAt ?? 0) <= now) {
      throw new Precondition(`The acknowledgement lapsed after ${lastDay(newest)}: the finding is open already.`)
    }
    const { sentence, severity } = standing ?? newest
    await recordAct(tx, actor, { ...act, what: 'withdraw', expiresAt: null, sentence, severity, at: now })
  })
}
