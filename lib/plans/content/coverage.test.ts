import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { parsePlan } from '@/lib/plans/document/parse'
import type { Plan } from '@/lib/plans/model/plan'

/** docs/coverage.md says where each statement of the documents is; here it is held to the plans and to the screens. */

type Row = { section: string; keys: string[]; screen: string }
const NAMES: Record<string, string> = {
  PhaserAI: 'phaserai',
  'SoloSuccess AI': 'solosuccess',
  FruitfulPlanet: 'fruitfulplanet',
  'Devonn.AI': 'devonn',
  'Phoenix Platform': 'phoenix',
}
const tables = readFileSync('docs/coverage.md', 'utf8')
  .split(/^## /m)
  .slice(1)
  .map((part) => {
    const [name = '', ...lines] = part.split('\n')
    const rows = lines.filter((line) => line.startsWith('| ') && !line.startsWith('| document')).map(rowOf)
    return { name, system: NAMES[name] ?? '', rows }
  })

function rowOf(line: string): Row {
  const [section = '', keys = '', screen = ''] = line
    .split('|')
    .slice(1)
    .map((cell) => cell.trim())
  return {
    section,
    keys: [...keys.matchAll(/`([^`]+)`/g)].map(([, key]) => key ?? ''),
    screen: screen.replaceAll('`', ''),
  }
}

function planOf(system: string): Plan {
  const parsed = parsePlan(readFileSync(`plans/${system}.yaml`, 'utf8'), `${system}.yaml`)
  if (!parsed.ok) throw new Error(parsed.faults[0]?.message)
  return parsed.plan
}

/** What a path such as `assets[phaserai-prod].settings.multiAz` leads to; undefined where it leads nowhere. */
function valueAt(plan: unknown, path: string): unknown {
  return [...path.matchAll(/([A-Za-z]+)|\[([^\]]+)\]/g)].reduce<unknown>((value, [, key, id]) => {
    if (key) return (value as Record<string, unknown> | undefined)?.[key]
    if (!Array.isArray(value)) return undefined
    return value.find((entry) => entry.id === id || entry.key === id)
  }, plan)
}

const isEmpty = (value: unknown) =>
  value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0)

const SECTIONS = [
  ...readFileSync('components/plans/plan-document.tsx', 'utf8').matchAll(/\['([a-z]+)', '[^']+', /g),
].map(([, id]) => id)

test('every system has its table', () => {
  expect(tables.map(({ name }) => name)).toEqual(Object.keys(NAMES))
})

describe.each(tables)('the document of $name', ({ system, rows }) => {
  const plan = planOf(system)

  test('every key that is named holds something', () => {
    const empty = rows.flatMap(({ section, keys }) =>
      keys.filter((key) => isEmpty(valueAt(plan, key))).map((key) => `${section}: ${key}`),
    )
    expect(empty).toEqual([])
    expect(rows.filter(({ keys }) => keys.length === 0)).toEqual([])
  })

  test('every section of the plan is named in some row, and every runbook, scenario, drill and checklist', () => {
    const named = new Set(rows.flatMap(({ keys }) => keys))
    const held = Object.entries(plan).filter(([key, value]) => key !== 'communications' && !isEmpty(value))
    expect(held.map(([key]) => key).filter((key) => ![...named].some((path) => path.startsWith(key)))).toEqual([])
    for (const list of ['runbooks', 'scenarios', 'drills', 'checklists', 'objectives'] as const) {
      const covered = (id: string) => named.has(list) || [...named].some((path) => path.startsWith(`${list}[${id}]`))
      expect(plan[list].map(({ id }) => id).filter((id) => !covered(id))).toEqual([])
    }
  })

  test('every screen exists', () => {
    for (const { screen } of rows) {
      const [path = '', anchor] = screen.split('#')
      const route = path
        .replace(`/systems/${system}`, '/systems/[system]')
        .replace(/\/runbooks\/.+/, '/runbooks/[runbook]')
      expect(existsSync(`app/(console)${route}/page.tsx`), `${screen}: app/(console)${route}`).toBe(true)
      const runbook = /\/runbooks\/(.+)/.exec(path)?.[1]
      if (runbook) expect(plan.runbooks.map(({ id }) => id)).toContain(runbook)
      if (anchor) expect(SECTIONS).toContain(anchor)
    }
  })
})
