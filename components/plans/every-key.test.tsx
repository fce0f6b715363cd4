import { readFileSync } from 'node:fs'
import { AppRouterContext } from 'next/dist/shared/lib/app-router-context.shared-runtime'
import type { ReactElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { CalendarPage } from '@/components/plans/calendar-page'
import { ContactsPage } from '@/components/plans/contacts-page'
import { GapsPage } from '@/components/plans/gaps-page'
import { PlanDocument } from '@/components/plans/plan-document'
import { RunbookPage } from '@/components/plans/runbook-page'
import { findingsOf } from '@/lib/findings/rules/findings-of'
import { gapsOf } from '@/lib/findings/rules/gaps'
import { calendarItems, schedulesOf } from '@/lib/plans/calendar/items'
import { parsePlan } from '@/lib/plans/document/parse'
import type { Plan } from '@/lib/plans/model/plan'
import { planDocument } from '@/lib/screens/plan/rules/plan-document'
import { runbookDocument } from '@/lib/screens/runbook/rules/runbook-document'
import { DAY } from '@/lib/time/durations'

const NOW = Date.parse('2026-11-21T03:00:00Z')
const SYSTEMS = ['phaserai', 'solosuccess', 'fruitfulplanet', 'devonn', 'phoenix']
const router = { back() {}, forward() {}, refresh() {}, push() {}, replace() {}, prefetch() {}, bfcacheId: '' }

const markup = (page: ReactElement) =>
  renderToStaticMarkup(<AppRouterContext value={router as never}>{page}</AppRouterContext>)

/** The screens of a plan, cheapest first, each as the text a browser would get. */
function screens(plan: Plan): (() => string)[] {
  const system = plan.system.key
  const revision = { revisionId: 'revision', system, version: '1', contentHash: 'hash', plan }
  const state = { ...revision, since: NOW, file: 'plan.yaml', faults: [], faultSince: null, checkedAt: NOW }
  const facts = { plan, assets: new Map(), runs: new Map(), context: { collectors: new Map() } }
  const whole = { state, facts, firstDay: NOW - 34 * DAY, restores: new Map(), alarms: [], acts: [] }
  const calendar = () => ({
    asOf: NOW,
    month: '2026-11',
    from: NOW,
    to: NOW + 31 * DAY,
    system,
    systems: [{ key: system, name: plan.system.name }],
    items: calendarItems(plan, NOW - 400 * DAY, NOW + 400 * DAY, NOW),
    schedules: schedulesOf(plan, NOW),
  })
  return [
    () => markup(<PlanDocument page={planDocument(whole, NOW)} rehearsal={null} />),
    () => markup(<ContactsPage system={system} plan={plan} />),
    () => markup(<GapsPage system={system} name={plan.system.name} groups={gapsOf(plan)} />),
    () => markup(<CalendarPage calendar={calendar()} />),
    () => JSON.stringify(findingsOf(facts, NOW)),
    ...plan.runbooks.map(
      (runbook) => () =>
        markup(
          <RunbookPage
            page={runbookDocument({ state, runbook, known: new Map(), typed: {}, incident: null }, NOW)}
            work={null}
            measured={{ whole: null, steps: {} }}
            mayDeclare={false}
          />,
        ),
    ),
  ]
}

const parsed = SYSTEMS.map((system) => {
  const found = parsePlan(readFileSync(`plans/${system}.yaml`, 'utf8'), `${system}.yaml`)
  if (!found.ok) throw new Error(found.faults[0]?.message)
  return found.plan
})

/** What a plan may state and none of the five does. */
function rarelyStated(plan: Plan): Plan {
  const done = { on: '2026-10-02', by: 'the DBA on call', evidence: 'report 7' }
  const says = plan.objectives[0]?.source as Plan['objectives'][0]['source']
  const statements = [{ text: 'One', where: 'Here' }]
  return {
    ...plan,
    review: { ...plan.review, approvedBy: 'CTO' },
    assets: plan.assets.map((asset) => ({ ...asset, settings: { ...asset.settings, deletionProtection: true } })),
    backups: plan.backups.map((policy) => ({
      ...policy,
      expectedDuration: 60_000,
      window: { from: '02:00', to: '03:00', zone: 'UTC', weekday: 'Sunday' },
      store: { kind: 'instance', instance: 'standby', region: 'us-west-2' },
      copies: [{ mechanism: 'cold-storage', store: glacier, assumed: false, note: null }],
    })),
    checklists: plan.checklists.map((list) => ({
      ...list,
      items: list.items.map((item) => ({ ...item, group: 'Data' })),
    })),
    contacts: plan.contacts.map((contact) => ({ ...contact, phone: '+1 555 0100' })),
    documents: [{ id: 'runbook', name: 'Runbook', location: null, due: '2026-12-01', done, source: says }],
    maintenance: plan.maintenance.map((task) => ({ ...task, due: '2026-12-01', done })),
    drills: plan.drills.map((drill) => ({
      ...drill,
      days: ['2026-12-03'],
      schedule: { kind: 'cron', cron: '0 5 * * 1', zone: 'UTC' },
    })),
    scenarios: plan.scenarios.map((scenario) => ({
      ...scenario,
      contradictions: [{ id: 'one', about: 'Two words', severity: 'low', statements, toDecide: 'Which' }],
    })),
  }
}

const glacier = {
  kind: 'objects',
  bucket: 'archive',
  prefix: 'old/',
  region: 'us-west-2',
  objectName: 'dump-*.gz',
  storageClass: 'GLACIER',
} as const

const plans = [...parsed, ...parsed.slice(0, 1).map(rarelyStated)]

/** One value of a plan: its path, and the same with the entries of lists left out. */
type Leaf = {
  plan: Plan
  path: (string | number)[]
  key: string
  value: string | number | boolean
}

function leavesOf(plan: Plan, value: unknown = plan, path: (string | number)[] = []): Leaf[] {
  if (Array.isArray(value)) return value.flatMap((entry, index) => leavesOf(plan, entry, [...path, index]))
  if (value !== null && typeof value === 'object')
    return Object.entries(value).flatMap(([key, entry]) => leavesOf(plan, entry, [...path, key]))
  if (value === null || value === undefined) return []
  const key = path.map((part) => (typeof part === 'number' ? '[]' : part)).join('.')
  return [{ plan, path, key: key.replaceAll('.[]', '[]'), value: value as Leaf['value'] }]
}

type Holder = Record<string | number, unknown>

/** The plan with another value in one place. */
function changed({ plan, path, value }: Leaf): Plan {
  const copy = structuredClone(plan)
  const holder = path.slice(0, -1).reduce<unknown>((inner, part) => (inner as Holder)[part], copy) as Holder
  holder[path.at(-1) ?? ''] = other(value)
  return copy
}

function other(value: Leaf['value']): Leaf['value'] {
  if (typeof value === 'boolean') return !value
  if (typeof value === 'number') return value * 3 + 1
  if (/^\d{4}-\d\d-\d\d$/.test(value)) return new Date(Date.parse(value) + DAY).toISOString().slice(0, 10)
  if (/^[\d*/]+ [\d*/]+ [\d*?L#]+ /.test(value)) return '13 13 13 * *'
  return `${value}¤`
}

const before = new Map(plans.map((plan) => [plan, screens(plan).map((screen) => screen())]))

/** Whether another value makes a screen another one; a screen that cannot be drawn with it has read it, too. */
function isShown(leaf: Leaf): boolean {
  const was = before.get(leaf.plan) ?? []
  const now = screens(changed(leaf))
  const first = leaf.path[0] === 'runbooks' ? 5 + Number(leaf.path[1]) : 0
  const order = [first, ...[...now.keys()].filter((index) => index !== first)]
  return order.some((index) => {
    try {
      return now[index]?.() !== was[index]
    } catch {
      return true
    }
  })
}

/** Literals that have no other value to show. */
const WITHOUT_ALTERNATIVE = ['environments[].restoreApproval.required']

test('a key of the five plans that no screen shows is a defect', { timeout: 120_000 }, () => {
  const leaves = plans.flatMap((plan) => leavesOf(plan))
  const shown = new Set<string>(WITHOUT_ALTERNATIVE)
  for (const leaf of leaves) if (!shown.has(leaf.key) && isShown(leaf)) shown.add(leaf.key)
  expect(shown.size).toBeGreaterThan(400)
  expect([...new Set(leaves.map(({ key }) => key))].filter((key) => !shown.has(key))).toEqual([])
})
