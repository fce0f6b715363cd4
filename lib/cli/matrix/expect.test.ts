import { describe, expect, test } from 'vitest'
import type { Role } from '@/lib/auth/model/actor'
import { mayCome } from '@/lib/cli/matrix/expect'
import type { Asking, Guard, Things } from '@/lib/cli/matrix/model'

const things = { subject: { system: 'solosuccess' } } as Things
const person = { id: '', email: '', cookie: '' }
const all = (role: Role | null): Asking => ({ name: '', known: true, holder: { role, held: [] }, person })
const of = (system: string, role: Role): Asking => {
  return { name: '', known: true, holder: { role: null, held: [{ system, role, planRole: null }] }, person }
}
const stranger: Asking = { ...all('admin'), known: false }
const approve: Guard = { needs: 'restore.approve', about: 'thing' }
const read: Guard = { needs: 'restore.read', about: 'thing' }

describe('what may come of a cell', () => {
  test.each<[string, Asking, Guard, readonly string[]]>([
    ['a stranger signs in first', stranger, approve, ['sign in']],
    ['a stranger reads what is open', stranger, 'open', ['passes']],
    ['an approver approves', all('approver'), approve, ['passes']],
    ['an approver of the system approves', of('solosuccess', 'approver'), approve, ['passes']],
    ['one of another system finds nothing', of('phaserai', 'approver'), approve, ['refused', 'not found']],
    ['a viewer is refused in words', all('viewer'), approve, ['refused']],
    ['a viewer reads', all('viewer'), read, ['passes']],
    ['who holds nothing reads nothing', all(null), read, ['refused', 'not found']],
    [
      'an admin of one system keeps no accounts',
      of('solosuccess', 'admin'),
      { needs: 'user.manage', about: 'all' },
      ['refused'],
    ],
    [
      'a list is for whoever sees some of it',
      of('phaserai', 'viewer'),
      { needs: 'plan.read', about: 'any' },
      ['passes'],
    ],
    ['everybody has themselves', all(null), { needs: 'account.own', about: 'self' }, ['passes']],
  ])('%s', (_, asking, guard, may) => {
    expect(mayCome(asking, guard, things)).toEqual(may)
  })
})
