import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import type { Actor } from '@/lib/auth/model/actor'
import { db } from '@/lib/db/client'
import { assignRole } from '@/lib/incidents/commands/assign-role'
import { handOverRole } from '@/lib/incidents/commands/hand-over-role'
import { recordEntries } from '@/lib/incidents/commands/record-entries'
import { reopenIncident } from '@/lib/incidents/commands/reopen-incident'
import { resolveIncident } from '@/lib/incidents/commands/resolve-incident'
import { setMilestone } from '@/lib/incidents/commands/set-milestone'
import { setRecoveryPoint } from '@/lib/incidents/commands/set-recovery-point'
import { setSeverity } from '@/lib/incidents/commands/set-severity'
import { setStatus } from '@/lib/incidents/commands/set-status'
import { makeActor, makeIncident } from '@/lib/incidents/testing/fixtures'
import { saveSection } from '@/lib/reviews/commands/save-section'
import { appendEntry } from '@/lib/timeline/append'

const responder = await makeActor('responder', 'First responder')
const commander = await makeActor('commander', 'Commander on call')
const openReview = async () => {}

type Act = (number: number, words: string) => Promise<unknown>

/** Every act that keeps a person's words in the timeline, by the field that holds them. */
const ACTS: [what: string, field: string, act: Act][] = [
  ['a status', 'note', (number, note) => setStatus(commander, { number, to: 'monitoring', note })],
  ['a severity', 'note', (number, note) => setSeverity(commander, { number, to: 3, note })],
  [
    'a milestone',
    'note',
    (number, note) => setMilestone(responder, { number, milestone: 'detected', at: Date.now() - 60_000, note }),
  ],
  ['a recovery point', 'note', (number, note) => setRecoveryPoint(responder, { number, at: Date.now() - 1_000, note })],
  [
    'a handover',
    'note',
    async (number, note) => {
      await assignRole(responder, { number, role: 'scribe', userId: responder.id })
      return handOverRole(responder, { number, role: 'scribe', userId: commander.id, note })
    },
  ],
  [
    'the end',
    'note',
    (number, note) =>
      resolveIncident(commander, { number, resumedAt: null, recoveredToAt: null, note }, { openReview }),
  ],
  [
    'a reopening',
    'note',
    async (number, note) => {
      await resolveIncident(commander, { number, resumedAt: null, recoveredToAt: null }, { openReview })
      return reopenIncident(commander, { number, to: 'recovering', note })
    },
  ],
  ['the title', 'title', (_, title) => makeIncident(responder, { title })],
  ['a section of a review', 'markdown', (number, markdown) => saveSection(responder, { ...SECTION, number, markdown })],
]
const SECTION = { section: 'summary', base: 0 }

const HALVES: [words: string, found: string][] = [
  ['h\uD800', 'half of a character (U+D800) at position 2'],
  ['\uDC00tail', 'half of a character (U+DC00) at position 1'],
  ['😀\uDBFF\uD800\uDC00', 'half of a character (U+DBFF) at position 2'],
  ['a\u0000b', 'a NUL character (U+0000) at position 2'],
]

describe('words that Postgres would not keep as they are', () => {
  it.each(ACTS)('are refused with %s, by the name of the field', async (_, field, act) => {
    for (const [words, found] of HALVES) {
      const { number } = await makeIncident(commander)
      const message = `"${field}": found ${found}; expected text without it.`
      await expect(act(number, words)).rejects.toMatchObject({ code: 'invalid', message, fields: { [field]: message } })
    }
  })

  it('are refused as one entry of a batch, alone and by name', async () => {
    const { number } = await makeIncident(commander)
    const entry = (text: string, more: object = {}) => ({ ...entryOf(responder, number), text, ...more })
    const sent = [
      entry('before'),
      entry('h\uD800'),
      entry('a\u0000'),
      entry('in a key', { 'k\uD800': 1 }),
      entry('with a reason', { newText: '\uDC00' }),
      entry('after'),
    ]
    const outcomes = await recordEntries(responder, { entries: sent })
    expect(outcomes.map(({ id }) => id)).toEqual(sent.map(({ id }) => id))
    expect(outcomes.map((one) => ('message' in one ? one.message : one.outcome))).toEqual([
      'recorded',
      '"text": found half of a character (U+D800) at position 2; expected text without it.',
      '"text": found a NUL character (U+0000) at position 2; expected text without it.',
      'The name of a field: found half of a character (U+D800) at position 2; expected text without it.',
      '"newText": found half of a character (U+DC00) at position 1; expected text without it.',
      'recorded',
    ])
  })

  it('are refused where the chain is written too, whatever way they took', async () => {
    const { number } = await makeIncident(commander)
    const { id } = await db.incident.findUniqueOrThrow({ where: { number } })
    const author = { id: responder.id, name: responder.name }
    const entry = { kind: 'note', text: 'note', occurredAt: new Date(), author } as never
    for (const more of [{ text: 'h\uD800' }, { detail: { a: [{ b: 'h\uD800' }] } }, { detail: { 'k\u0000': 1 } }]) {
      const write = db.$transaction((tx) => appendEntry(tx, id, { ...(entry as object), ...more } as never))
      await expect(write).rejects.toMatchObject({ code: 'invalid' })
    }
    expect(await db.timelineEntry.count({ where: { incidentId: id } })).toBe(1)
  })
})

function entryOf(actor: Actor, incident: number) {
  return { id: randomUUID(), incident, authorId: actor.id, kind: 'note', occurredAt: Date.now() - 1_000 }
}
