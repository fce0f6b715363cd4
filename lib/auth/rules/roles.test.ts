import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { type Action, authorise, can, PERMISSIONS, ROLES } from '@/lib/auth/rules/roles'

const ACTIONS = Object.keys(PERMISSIONS) as Action[]

/** The table of docs/roles.md as action -> roles. */
function documented(): Map<string, string[]> {
  const lines = readFileSync('docs/roles.md', 'utf8').split('\n')
  const cells = (line: string) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim())
  const head = lines.findIndex((line) => line.startsWith('| action'))
  const roles = cells(lines[head] ?? '').slice(1)
  const rows = lines
    .slice(head + 2)
    .filter((line) => line.startsWith('|'))
    .map(cells)
  return new Map(rows.map(([action = '', ...marks]) => [action, roles.filter((_, i) => marks[i] === 'yes')]))
}

describe('what each role may do', () => {
  const table = documented()

  test('the page names every action and no other', () => {
    expect([...table.keys()].sort()).toEqual([...ACTIONS].sort())
  })

  test.each(ACTIONS.flatMap((action) => ROLES.map((role) => [role, action] as const)))('%s, %s', (role, action) => {
    expect(can({ role }, action)).toBe(table.get(action)?.includes(role))
  })

  test('a refusal names the role and who may', () => {
    expect(() => authorise({ role: 'viewer' }, 'restore.request')).toThrow(
      'Your role is viewer; this needs one of: dba, admin.',
    )
  })
})
