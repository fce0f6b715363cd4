import { expect, test } from 'vitest'
import { followedPlan } from '@/lib/incidents/rules/followed-plan'
import type { MessageTemplate } from '@/lib/plans/model/messages'
import type { Checklist, Runbook, RunbookStep, Scenario } from '@/lib/plans/model/recovery'
import type { PlanRole } from '@/lib/plans/model/response'
import { planWith } from '@/lib/plans/testing/samples'
import { HOUR } from '@/lib/time/durations'

const stop = { do: 'stop', says: 'Stop.' } as const
const step = (id: string, more: Partial<RunbookStep> = {}) =>
  ({ id, name: `Step ${id}`, after: [], onFailure: null, owner: null, restore: null, ...more }) as RunbookStep
const runbook = (id: string, more: Partial<Runbook> = {}) =>
  ({ id, name: `Runbook ${id}`, kind: 'recovery', onFailure: stop, steps: [], ...more }) as Runbook
const scenario = (name: string, answer: string | null) => ({ name, runbook: answer }) as Scenario
const template = (id: string, audiences: string[]) =>
  ({ id, name: `Template ${id}`, when: 'first', audiences, body: 'secret' }) as unknown as MessageTemplate
const list = (kind: Checklist['kind'], more: Partial<Checklist> = {}): Checklist => ({
  ...{ id: kind, name: `List ${kind}`, kind, from: null, to: null, items: [], source: { section: 's', says: '' } },
  ...more,
})
const roles = [{ id: 'dba', name: 'Database administrator' }] as PlanRole[]

test('of a plan without runbooks, messages and lists the system and the rules of telling are left', () => {
  const plan = planWith({ severities: [{ id: 'sev1' }] as never })
  expect(followedPlan(plan)).toEqual({
    ...{ system: 'orders', systemName: 'Orders', runbooks: [], messages: [], checklists: [] },
    telling: { cadence: plan.communications.cadence, severities: plan.severities },
  })
})

test('a runbook shows what it answers, whether it is everyday work, and its steps without their commands', () => {
  const steps = [
    step('a', { owner: 'dba', restore: { asset: 'db', needs: 'rds-automated' }, command: 'rm -rf /' }),
    step('b', { after: ['a'], onFailure: stop, owner: 'nobody of the plan' }),
  ]
  const runbooks = [runbook('failover', { steps }), runbook('backup', { kind: 'operation' })]
  const scenarios = [scenario('Corruption', 'failover'), scenario('Flood', null), scenario('Outage', 'failover')]
  expect(followedPlan(planWith({ runbooks, scenarios, roles })).runbooks).toEqual([
    {
      ...{ id: 'failover', name: 'Runbook failover', onFailure: stop, everyday: false },
      answers: ['Corruption', 'Outage'],
      steps: [
        {
          ...{ id: 'a', name: 'Step a', after: [], onFailure: null, owner: 'Database administrator', restores: true },
        },
        { id: 'b', name: 'Step b', after: ['a'], onFailure: stop, owner: null, restores: false },
      ],
    },
    { id: 'backup', name: 'Runbook backup', onFailure: stop, everyday: true, answers: [], steps: [] },
  ])
})

test('a message names the audiences that it goes to, in the order of the plan, and never shows its text', () => {
  const audiences = ['team', 'customers', 'board'].map((id) => ({ id, name: `The ${id}`, inside: true, who: '' }))
  const communications = { ...planWith().communications, audiences, templates: [template('a', ['board', 'team'])] }
  expect(followedPlan(planWith({ communications })).messages).toEqual([
    { id: 'a', name: 'Template a', when: 'first', to: 'The team, The board' },
  ])
})

test('a list shows its hours and owners; a list of documents is not worked in an incident', () => {
  const items = [
    { id: 'i', text: 'Call', owner: 'dba', group: 'g' },
    { id: 'j', text: 'Write', owner: null, group: null },
  ]
  const checklists = [list('response', { from: 0, to: 4 * HOUR, items }), list('documents'), list('drill')]
  expect(followedPlan(planWith({ checklists, roles })).checklists).toEqual([
    {
      ...{ id: 'response', name: 'List response', kind: 'response', hours: '0 to 4\u00a0h' },
      items: [
        { id: 'i', text: 'Call', owner: 'Database administrator' },
        { id: 'j', text: 'Write', owner: null },
      ],
    },
    { id: 'drill', name: 'List drill', kind: 'drill', hours: null, items: [] },
  ])
})
