import { readdirSync } from 'node:fs'
import { expect, test } from 'vitest'
import { ENTRY_RULES } from '@/lib/incidents/model/entries/entries'
import { WRITABLE_KINDS } from '@/lib/vocabulary/entry-kinds'

test('each file of the folder is a kind, and each kind has a file', () => {
  const files = readdirSync('lib/incidents/model/entries').filter((file) => !file.includes('.test.'))
  const kinds = files.map((file) => file.replace('.ts', '')).filter((file) => file !== 'kind' && file !== 'entries')
  expect(Object.keys(ENTRY_RULES).sort()).toEqual(kinds.sort())
  for (const [kind, rule] of Object.entries(ENTRY_RULES)) expect(rule.kind).toBe(kind)
})

test('only what a person may write is offered, and only decisions are part of the narrative from the start', () => {
  const writable: readonly string[] = WRITABLE_KINDS
  const offered = Object.values(ENTRY_RULES).filter((rule) => rule.offered !== null)
  expect(offered.map(({ offered: word }) => word)).toEqual(['Note', 'Action', 'Decision', 'Message'])
  for (const { kind } of offered) expect(writable).toContain(kind)
  expect(Object.values(ENTRY_RULES).flatMap(({ kind, narrative }) => (narrative ? kind : []))).toEqual(['decision'])
})

test('each kind is drawn with the shape that the legend says', () => {
  const shapes = Object.values(ENTRY_RULES).map(({ kind, shape }) => `${kind}: ${shape}`)
  expect(shapes).toEqual([
    'note: note',
    'action: action',
    'decision: decision',
    'message: message',
    'objection: objection',
    'status: state',
    'role: state',
    'runbook: action',
    'checklist: action',
    'restore: system',
    'alarm: system',
    'correction: note',
  ])
})
