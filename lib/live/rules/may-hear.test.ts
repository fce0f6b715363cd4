import { describe, expect, test } from 'vitest'
import type { Holder } from '@/lib/auth/model/actor'
import type { LiveTopic } from '@/lib/live/model/event'
import { mayHear } from '@/lib/live/rules/may-hear'

const one: Holder = { role: null, held: [{ system: 'phaserai', role: 'approver', planRole: null }] }
const all: Holder = { role: 'viewer', held: [] }
const nobody: Holder = { role: null, held: [{ system: 'phaserai', role: null, planRole: 'cto' }] }

describe('of what a person hears', () => {
  const table: [LiveTopic, string, boolean][] = [
    ['board', 'phaserai', true],
    ['board', 'solosuccess', false],
    ['board', 'all', true],
    ['system', 'phaserai', true],
    ['system', 'solosuccess', false],
    ['system', 'all', false],
    ['plans', 'phaserai', true],
    ['plans', 'solosuccess', false],
    ['asset', 'phaserai:phaserai-prod', true],
    ['asset', 'solosuccess:production-solosuccess-db', false],
    ['asset', 'phaserai-two:phaserai:prod', false],
    ['collectors', 'phaserai/210000000001/us-east-1/rds', true],
    ['collectors', 'solosuccess/210000000002/us-east-1/rds', false],
    ['incident', '42', true],
    ['restore', 'RST-0042', true],
    ['review', '42', true],
  ]
  test.each(table)('%s %s', (topic, id, heard) => {
    expect(mayHear(one, { topic, id })).toBe(heard)
    expect(mayHear(all, { topic, id })).toBe(true)
    if (/phaserai|solosuccess/.test(id)) expect(mayHear(nobody, { topic, id })).toBe(false)
  })
})
