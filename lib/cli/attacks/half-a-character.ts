import { breakOf } from '@/lib/cli/attacks/break-of'
import type { Attack, World } from '@/lib/cli/attacks/model'

const HALF = 'h\uD800'

/** Every field of an incident that goes into the record, with half a character in it. */
const fieldsOf = (number: number, userId: string, entryId: string): [action: string, input: object][] => [
  ['declareIncidentAction', { title: HALF, system: 'phaserai', environment: null, severity: 3, mode: 'live' }],
  ['setStatusAction', { number, to: 'identified', note: HALF }],
  ['setSeverityAction', { number, to: 2, note: HALF }],
  ['handOverRoleAction', { number, role: 'commander', userId, note: HALF }],
  ['setMilestoneAction', { number, milestone: 'detected', at: Date.now() - 1_000, note: HALF }],
  ['setRecoveryPointAction', { number, at: Date.now() - 1_000, note: HALF }],
  ['resolveIncidentAction', { number, resumedAt: null, recoveredToAt: null, note: HALF }],
  ['recordStepAction', { id: entryId, number, runbook: 'r', step: 's', outcome: 'done', note: HALF }],
]

/** A note with a lone surrogate was hashed as one thing and stored as another, and broke the chain for ever. */
export const halfACharacter: Attack = {
  id: 'half-a-character',
  sentence: 'half a character in every field of an incident, and in an entry',
  attack: async (world) => {
    const number = await world.declare('Half a character')
    const before = await lengthOf(world, number)
    const commander = await world.as('commander')
    const fields = fieldsOf(number, commander.id, crypto.randomUUID())
    let refused = 0
    for (const [action, input] of fields) {
      const { code } = await world.act(commander, action, input)
      if (code === 'invalid') refused++
    }
    const { status } = await world.say(commander, number, [HALF])
    await world.say(commander, number, ['a whole one'])
    const grown = (await lengthOf(world, number)) - before
    const { text } = await world.verify()
    const looked = /\d entries in \d+ chain/.test(text)
    const broken = !looked || breakOf(text, name(number)) !== undefined
    return `${refused} of ${fields.length} refused, entry ${status}, ${grown} more recorded, chain ${broken ? 'broken' : 'whole'}`
  },
  must: /^(\d+) of \1 refused, entry 400, 1 more recorded, chain whole$/,
}

/** One bad item of a batch drops that item alone, and says which. */
export const badItem: Attack = {
  id: 'bad-item',
  sentence: 'a batch of three entries, one of them with half a character',
  attack: async (world) => {
    const number = await world.declare('A batch')
    const { status, text } = await world.say(await world.as('responder'), number, ['one', HALF, 'three'])
    const { outcomes } = JSON.parse(text) as { outcomes: { outcome: string }[] }
    return `${status} ${outcomes.map(({ outcome }) => outcome).join(' ')}`
  },
  must: /^207 recorded refused recorded$/,
}

const name = (number: number) => `INC-${String(number).padStart(4, '0')}`

async function lengthOf({ owner }: World, number: number): Promise<number> {
  const { rows } = await owner.query<{ entry_count: number }>('SELECT entry_count FROM timeline WHERE number = $1', [
    number,
  ])
  return rows[0]?.entry_count ?? 0
}
