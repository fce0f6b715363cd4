import { nearestName } from '@/lib/plans/rules/nearest-name'
import { type Fault, isRecord, list, type Path, valuesAt } from '@/lib/plans/rules/references/walk'
import { oddPlaces, placesOf } from '@/lib/plans/rules/template-places'

/** Steps used twice, steps after steps that are not there, and steps that wait for each other. */
export function runbookFaults(document: unknown): Fault[] {
  return valuesAt(document, 'runbooks[].steps').flatMap(({ value, path }) => {
    const steps = list(value).flatMap((step, index) =>
      isRecord(step) && typeof step.id === 'string' ? [{ id: step.id, after: namesIn(step.after), index }] : [],
    )
    const ids = new Set(steps.map(({ id }) => id))
    const twice = steps.filter(({ id }, at) => steps.findIndex((other) => other.id === id) < at)
    return [
      ...twice.map(({ index }) => ({ path: [...path, index, 'id'], expected: 'an id used once in its runbook' })),
      ...steps.flatMap(({ after, index }) =>
        after.flatMap((name, position) =>
          ids.has(name)
            ? []
            : {
                path: [...path, index, 'after', position],
                expected: 'the id of a step of this runbook',
                nearest: () => nearestName(name, ids),
              },
        ),
      ),
      ...circle(steps, path),
    ]
  })
}

/** Places of a template that are not declared, declared ones that nothing uses, and double braces around no name. */
export function templateFaults(document: unknown): Fault[] {
  return [
    ...owners(document, 'runbooks[]', [
      'steps[].text',
      'steps[].command',
      'steps[].rollback.text',
      'steps[].rollback.command',
      'steps[].success',
    ]),
    ...owners(document, 'communications.templates[]', ['subject', 'body']),
    ...owners(document, 'verifications[]', ['command', 'expect']),
  ].flatMap(({ variables, texts, path }) => {
    const declared = new Set(variables.flatMap(({ name }) => name))
    const used = new Set(texts.flatMap(({ value }) => placesOf(value)))
    return [
      ...texts.flatMap(({ value, path: at }) => [
        ...oddPlaces(value).map((odd) => ({
          path: at,
          expected: `places to fill in such as \`{{ instance_id }}\`; this has \`${odd.slice(0, 60)}\``,
        })),
        ...placesOf(value)
          .filter((name) => !declared.has(name))
          .map((name) => ({
            path: at,
            expected: `only places that \`variables\` declares; \`${name}\` is not among them`,
            nearest: () => nearestName(name, declared),
          })),
      ]),
      ...variables.flatMap(({ name, index }, at) => [
        ...(used.has(name)
          ? []
          : [{ path: [...path, 'variables', index, 'name'], expected: 'a name that a template here uses' }]),
        ...(variables.findIndex((other) => other.name === name) < at
          ? [{ path: [...path, 'variables', index, 'name'], expected: 'a name declared once' }]
          : []),
      ]),
    ]
  })
}

type Owner = { path: Path; variables: { name: string; index: number }[]; texts: { value: string; path: Path }[] }

function owners(document: unknown, pattern: string, texts: string[]): Owner[] {
  return valuesAt(document, pattern).map(({ value, path }) => ({
    path,
    variables: valuesAt(value, 'variables[].name').flatMap(({ value: name, path: at }) =>
      typeof name === 'string' ? { name, index: Number(at[1]) } : [],
    ),
    texts: texts.flatMap((inner) =>
      valuesAt(value, inner).flatMap(({ value: written, path: at }) =>
        typeof written === 'string' ? { value: written, path: [...path, ...at] } : [],
      ),
    ),
  }))
}

type Step = { id: string; after: string[]; index: number }

/** Reported once, at the first step of the circle in the file. */
function circle(steps: Step[], path: Path): Fault[] {
  const done = new Set<string>()
  const byId = new Map(steps.map((step) => [step.id, step]))
  for (let left = steps; ; ) {
    const ready = left.filter(({ after }) => after.every((name) => done.has(name) || !byId.has(name)))
    if (ready.length === 0) {
      const first = left.find((step) => reaches(step, step.id, byId))
      if (!first) return []
      const expected = `an order without a circle; \`${first.id}\` waits for itself: ${wayBack(first, byId).join(' → ')}`
      return [{ path: [...path, first.index], expected }]
    }
    for (const { id } of ready) done.add(id)
    left = left.filter(({ id }) => !done.has(id))
  }
}

function reaches(from: Step, id: string, byId: Map<string, Step>): boolean {
  return wayBack(from, byId).at(-1) === id
}

/** The shortest way from a step over `after` back to itself; only itself where there is none. */
function wayBack(from: Step, byId: Map<string, Step>): string[] {
  const queue: string[][] = from.after.map((name) => [from.id, name])
  const seen = new Set<string>()
  for (let way = queue.shift(); way; way = queue.shift()) {
    const last = way.at(-1) ?? ''
    if (last === from.id) return way
    if (seen.has(last)) continue
    seen.add(last)
    for (const name of byId.get(last)?.after ?? []) queue.push([...way, name])
  }
  return []
}

function namesIn(value: unknown): string[] {
  return list(value).filter((name) => typeof name === 'string')
}
