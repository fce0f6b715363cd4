import { generateKeyPairSync } from 'node:crypto'
import { afterAll, expect, it } from 'vitest'
import { recordAudit } from '@/lib/audit/record'
import type { Role } from '@/lib/auth/model/actor'
import { explainBreak } from '@/lib/chains/commands/explain-break'
import { lookAtChains } from '@/lib/chains/commands/look-at-chains'
import { readWritten } from '@/lib/chains/outside/lines'
import { signFacts } from '@/lib/chains/rules/signature'
import { EXPLAIN } from '@/lib/chains/store/explanations'
import { chainVerdict, recordState } from '@/lib/chains/store/record-state'
import { breaksOf, dataFolder, owner, tamper, timelineOf } from '@/lib/chains/testing/owner'
import { db } from '@/lib/db/client'
import { transaction } from '@/lib/db/transaction'

afterAll(() => owner.end())

const folder = dataFolder()
const NOW = Date.parse('2026-11-27T20:00:00Z')
const someone = (role: Role) => ({ id: 'c0ffee', email: `${role}@tidemark.local`, name: `A ${role}`, role, held: [] })
const look = async () => lookAtChains(true, await readWritten(folder), folder, NOW)
const explain = async (role: Role, chain: string, seq: number, reason = 'Restored from the dump of 02:00 UTC.') =>
  explainBreak(someone(role), { chain, seq, reason }, await look(), folder, NOW)

async function brokenAt(...seqs: number[]): Promise<{ id: string; chain: string }> {
  const timeline = await timelineOf(5)
  await tamper('UPDATE timeline_entry SET text = $2 WHERE incident_id = $1 AND seq = ANY($3)', [timeline.id, 'x', seqs])
  return timeline
}

it('explains a break by a signed record of the audit; the break stays, and others are left', async () => {
  const { id, chain } = await brokenAt(2, 4)
  await explain('commander', chain, 2)
  const explained = { by: 'A commander', at: NOW, reason: 'Restored from the dump of 02:00 UTC.' }
  expect(await breaksOf(chain, folder)).toMatchObject([
    { seq: 2, explained },
    { seq: 4, explained: null },
  ])
  expect((await chainVerdict(someone('viewer'), chain))?.breaks).toMatchObject([{ explained }, { explained: null }])
  const said = (await recordState(someone('viewer'))).breaks.filter((each) => each.chain === chain)
  expect(said).toMatchObject([{ seq: 2, explained }, { seq: 4 }])
  const record = await db.auditRecord.findFirst({ where: { action: EXPLAIN, subjectId: chain } })
  expect(record).toMatchObject({ actorName: 'A commander', detail: { chain, seq: 2, reason: explained.reason } })
  // What is there becomes another thing again: nobody explained that.
  await tamper('UPDATE timeline_entry SET text = $2 WHERE incident_id = $1 AND seq = 2', [id, 'y'])
  expect(await breaksOf(chain, folder)).toMatchObject([{ seq: 2, explained: null }, { seq: 4 }])
})

it.each<Role>(['viewer', 'responder', 'dba', 'approver'])('is no matter for a %s', async (role) => {
  const { chain } = await brokenAt(1)
  await expect(explain(role, chain, 1)).rejects.toThrow(/^Your role is .* commander, admin/)
  expect(await breaksOf(chain, folder)).toMatchObject([{ explained: null }])
})

it.each([
  ['a place that holds', 'INC-9999', 1, 'A reason.', /no unexplained break at INC-9999, 1/],
  ['no reason', '', 3, ' x ', /reason/],
])('refuses %s', async (_what, other, seq, reason, message) => {
  const { chain } = await brokenAt(3)
  await expect(explain('admin', other || chain, seq, reason)).rejects.toThrow(message)
})

it('believes no explanation that was slipped into the database without the key', async () => {
  const { chain } = await brokenAt(3)
  const [{ found } = { found: '' }] = await breaksOf(chain, folder)
  const facts = { chain, seq: 3, found, reason: 'Trust me.', by: 'Nobody', at: new Date(NOW).toISOString() }
  const foreign = generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
  const given = await db.auditRecord.findFirstOrThrow({ where: { action: EXPLAIN } })
  const { key, signature } = given.detail as { key: string; signature: string }
  for (const signed of [{}, { key, signature }, signFacts(foreign, facts), { ...signFacts(foreign, facts), key }]) {
    const detail = { ...facts, ...signed }
    const subject = { type: 'chain', id: chain }
    await transaction((tx) => recordAudit(tx, { actor: someone('admin'), action: EXPLAIN, subject, detail }))
  }
  expect(await breaksOf(chain, folder)).toMatchObject([{ seq: 3, explained: null }])
})
