import { createHash, randomUUID } from 'node:crypto'
import { expect, it } from 'vitest'
import { exportAudit } from '@/lib/audit/export'
import { recordAudit, SYSTEM } from '@/lib/audit/record'
import { jsonLine } from '@/lib/audit/rules/json-line'
import type { Role } from '@/lib/auth/model/actor'
import { db } from '@/lib/db/client'
import { transaction } from '@/lib/db/transaction'

const someone = (role: Role) => ({ id: randomUUID(), email: 'someone@example.test', name: `A ${role}`, role, held: [] })

const act = (action: string, detail: object, system?: string) =>
  transaction((tx) =>
    recordAudit(tx, { actor: SYSTEM, action, subject: { type: 't\n', id: '"x"' }, system, detail: detail as never }),
  )

/** The hash of a line as docs/own-database.md tells a stranger to compute it. */
function hashOf(line: string): string {
  const said = JSON.parse(line)
  const detail = /"detail":(.*),"prevHash":"[0-9a-f]*","hash":"[0-9a-f]{64}"\}$/.exec(line)?.[1]
  const fields = [said.id, String(Date.parse(said.at)), said.actorId, said.actorName, said.action]
  const all = [...fields, said.subjectType, said.subjectId, said.system, detail]
  const text = all.map((field) => (field === null ? '~' : `${Buffer.byteLength(field)}:${field}`)).join('')
  return createHash('sha256').update(`${said.prevHash}\n${said.seq}\n${text}`).digest('hex')
}

it('gives every record with the hashes of its chain, the taking itself as the last one', async () => {
  await act('test.one', { b: 1, aa: { é: [null, '😀', -0, 1e21] } }, 'phaserai')
  await act('test.two', { said: '"detail":{},"prevHash":"","hash":"x"}', ',"prevHash":"ab","hash":"cd"': 1 })
  await Promise.all(Array.from({ length: 20 }, (_, i) => act(`test.many.${i}`, { i })))
  const commander = someone('commander')
  const lines: string[] = []
  for await (const page of await exportAudit(commander)) lines.push(...page.map(jsonLine))
  const said = lines.map((line) => JSON.parse(line))
  expect(said.map(({ seq }) => seq)).toEqual(said.map((_, i) => i + 1))
  expect(said).toHaveLength(await db.auditRecord.count())
  let prevHash = ''
  for (const [index, line] of lines.entries()) {
    expect(said[index].prevHash).toBe(prevHash)
    expect(hashOf(line.trimEnd()), line).toBe(said[index].hash)
    prevHash = said[index].hash
  }
  expect(said.at(-1)).toMatchObject({ action: 'audit.export', actorId: commander.id, actorName: 'A commander' })
})

it.each<Role>(['viewer', 'responder', 'dba'])('is not given to a %s, and nothing is recorded', async (role) => {
  const before = await db.auditRecord.count()
  await expect(exportAudit(someone(role))).rejects.toThrow(/this needs one of: approver, commander, admin/)
  expect(await db.auditRecord.count()).toBe(before)
})
