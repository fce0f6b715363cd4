import { breakOf } from '@/lib/cli/attacks/break-of'
import type { Attack, World } from '@/lib/cli/attacks/model'
import { entryHash } from '@/lib/timeline/rules/chain'

type Written = { id: string; name: string }

/** An incident of six entries whose head was signed and written outside the database. */
async function writtenIncident(world: World, title: string): Promise<Written> {
  const number = await world.declare(title)
  await world.say(await world.as('responder'), number, ['one', 'two', 'three', 'four', 'five'])
  const { writeHeads } = await import('@/lib/chains/commands/write-heads')
  await writeHeads(world.dataFolder, Date.now())
  const { rows } = await world.owner.query<{ id: string }>('SELECT id FROM incident WHERE number = $1', [number])
  return { id: rows[0]?.id ?? '', name: `INC-${String(number).padStart(4, '0')}` }
}

/** SQL as the owner, past every trigger; then the whole chain and its head computed anew, so that nothing in it is odd. */
async function tamper({ owner }: World, { id }: Written, sql: string): Promise<void> {
  // lib/env reads the variables when it is loaded: by now the product has set them.
  const { db } = await import('@/lib/db/client')
  const { chained, entriesOf } = await import('@/lib/timeline/entries')
  await owner.query('ALTER TABLE timeline_entry DISABLE TRIGGER USER')
  try {
    await owner.query(sql, [id])
    let [prevHash, seq] = ['', 0]
    for (const entry of (await entriesOf(db, id)).map(chained)) {
      const hash = entryHash(prevHash, entry)
      const values = [entry.id, prevHash, hash]
      await owner.query('UPDATE timeline_entry SET prev_hash = $2, hash = $3 WHERE id = $1', values)
      ;[prevHash, seq] = [hash, entry.seq]
    }
    const end = [id, seq, prevHash]
    await owner.query('UPDATE timeline SET entry_count = $2, last_hash = $3 WHERE incident_id = $1', end)
    await owner.query('DELETE FROM chain_mark')
  } finally {
    await owner.query('ALTER TABLE timeline_entry ENABLE TRIGGER USER')
  }
}

async function told({ verify }: World, { name }: Written): Promise<string> {
  const { code, text } = await verify()
  return `exit ${code}: ${breakOf(text, name) ?? 'nothing of it'}`
}

function attackOf(id: string, sentence: string, title: string, sql: string): Attack {
  return {
    id,
    sentence,
    attack: async (world) => {
      const written = await writtenIncident(world, title)
      await tamper(world, written, sql)
      return told(world, written)
    },
    must: /^exit 1: .*INC-\d+.*(head was written|was there)/,
    within: 90_000,
  }
}

export const rehashedEdit = attackOf(
  'rehashed-edit',
  'the owner of the database rewrites an entry and hashes all that follow anew',
  'A rewritten entry',
  `UPDATE timeline_entry SET text = 'never happened' WHERE incident_id = $1 AND seq = 3`,
)

export const cutTail = attackOf(
  'cut-tail',
  'the owner of the database cuts the last entries and sets the head back',
  'A cut tail',
  'DELETE FROM timeline_entry WHERE incident_id = $1 AND seq > 3',
)
