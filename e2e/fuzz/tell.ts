import type { Finding, Outcome } from '@/e2e/fuzz/run'

const SHOWN = 40

/** What came of it for a person: how often each status, the shortest example of each kind of fault, and the verdict last. */
export function tellOutcome(outcome: Outcome, seed: number, hangMs: number): string[] {
  const { found, inputs, statuses, failed, unexpected, hangs, slowestMs } = outcome
  const counts = [...statuses].toSorted(([a], [b]) => a - b).map(([status, times]) => `${status} × ${times}`)
  return [
    `${found.pages} pages, ${found.routes} routes and ${found.actions} actions were found`,
    `answers: ${counts.join(', ')}; the slowest took ${Math.round(slowestMs)} ms`,
    ...examples(outcome.findings),
    `${inputs} inputs, seed ${seed}: ${failed} answers >= 500, ${unexpected} unexpected, ${hangs} hangs > ${hangMs / 1_000} s`,
  ]
}

function examples(findings: Finding[]): string[] {
  const kinds = Map.groupBy(findings, kindOf)
  return [...kinds].slice(0, SHOWN).map(([kind, found]) => {
    const [shortest] = found.toSorted((a, b) => sizeOf(a) - sizeOf(b))
    return shortest ? `${kind}, ${found.length} times, e.g. ${show(shortest)}` : kind
  })
}

/** Faults of one kind: the same verdict about the same thing that was tried, answered in the same words. */
function kindOf({ verdict, input, answer }: Finding): string {
  const said = verdict === '599' ? answer.text : ''
  return `${verdict} ${input.kind.replace(/^action \w+/, 'action')} ${said}`.trim()
}

const sizeOf = ({ input }: Finding) => JSON.stringify({ ...input, body: input.body?.toString('latin1') }).length

function show({ input, role, answer }: Finding): string {
  if (input.raw !== undefined)
    return `${role}: ${JSON.stringify(input.raw.slice(0, 400))} (${Math.round(answer.ms)} ms)`
  const headers = input.headers.map(([name, value]) => `${name}: ${value.slice(0, 120)}`)
  const body = input.body ? ` body ${JSON.stringify(input.body.toString('utf8').slice(0, 400))}` : ''
  return `${role}: ${input.method} ${input.path.slice(0, 200)} [${headers.join(' | ')}]${body} (${Math.round(answer.ms)} ms)`
}
