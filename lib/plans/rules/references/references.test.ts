import { describe, expect, test } from 'vitest'
import { referenceFaults } from '@/lib/plans/rules/references/references'

const said = (document: unknown) =>
  referenceFaults(document).map(({ path, expected, nearest }) => {
    const name = nearest?.()
    return [path.join('.'), name ? `${expected}; did you mean \`${name}\`?` : expected]
  })

const sound = {
  assets: [{ key: 'phoenix', kind: 'db-instance' }],
  roles: [{ id: 'dba' }],
  runbooks: [
    {
      id: 'dr-002',
      variables: [{ name: 'host', from: { kind: 'asset', asset: 'phoenix', fact: 'endpoint' } }],
      steps: [
        { id: 'stop-writes', owner: 'dba', after: [], command: 'psql -h {{ host }}' },
        { id: 'restore', after: ['stop-writes'] },
      ],
    },
  ],
  scenarios: [{ id: 'corruption', runbook: 'dr-002', assets: ['phoenix'] }],
}

type Sound = typeof sound
function changed(change: (document: Sound) => void): unknown {
  const copy = structuredClone(sound)
  change(copy)
  return copy
}
const runbookOf = (document: Sound) => document.runbooks[0] as Sound['runbooks'][0]

describe('references of a plan', () => {
  test('a sound document has no fault, and neither has anything of another shape', () => {
    expect(said(sound)).toEqual([])
    for (const other of [null, 7, [], 'x', { runbooks: 'x' }, { runbooks: [null, { steps: [null, 3] }] }]) {
      expect(said(other)).toEqual([])
    }
  })

  test.each<[string, (document: Sound) => void, string, string]>([
    [
      'a runbook that is not there',
      ({ scenarios }) => Object.assign(scenarios[0] ?? {}, { runbook: 'dr-003' }),
      'scenarios.0.runbook',
      'the id of a runbook; did you mean `dr-002`?',
    ],
    [
      'an owner that is no role',
      (document) => Object.assign(runbookOf(document).steps[0] ?? {}, { owner: 'plumber' }),
      'runbooks.0.steps.0.owner',
      'the id of a role',
    ],
    [
      'a step after one that is not there',
      (document) => Object.assign(runbookOf(document).steps[1] ?? {}, { after: ['stop-write'] }),
      'runbooks.0.steps.1.after.0',
      'the id of a step of this runbook; did you mean `stop-writes`?',
    ],
    [
      'a step used twice',
      (document) => Object.assign(runbookOf(document).steps[1] ?? {}, { id: 'stop-writes', after: [] }),
      'runbooks.0.steps.1.id',
      'an id used once in its runbook',
    ],
    [
      'steps that wait for each other',
      (document) => Object.assign(runbookOf(document).steps[0] ?? {}, { after: ['restore'] }),
      'runbooks.0.steps.0',
      'an order without a circle; `stop-writes` waits for itself: stop-writes → restore → stop-writes',
    ],
    [
      'a place that is not declared',
      (document) => Object.assign(runbookOf(document).steps[1] ?? {}, { command: 'psql {{ hosts }} {{ host }}' }),
      'runbooks.0.steps.1.command',
      'only places that `variables` declares; `hosts` is not among them; did you mean `host`?',
    ],
    [
      'a place that nothing uses',
      (document) => Object.assign(runbookOf(document).steps[0] ?? {}, { command: 'psql' }),
      'runbooks.0.variables.0.name',
      'a name that a template here uses',
    ],
    [
      'braces around no name',
      (document) => Object.assign(runbookOf(document).steps[1] ?? {}, { command: 'echo {{ Host.name }}' }),
      'runbooks.0.steps.1.command',
      'places to fill in such as `{{ instance_id }}`; this has `{{ Host.name }}`',
    ],
    [
      'a variable from an asset that is not there',
      (document) =>
        Object.assign(runbookOf(document).variables[0] ?? {}, {
          from: { kind: 'asset', asset: 'phenix', fact: 'arn' },
        }),
      'runbooks.0.variables.0.from',
      'the key of an asset; did you mean `phoenix`?',
    ],
    [
      'an id used twice',
      ({ scenarios }) => scenarios.push({ id: 'corruption', runbook: 'dr-002', assets: [] }),
      'scenarios.1.id',
      'an id used once; entry 1 of scenarios has it already',
    ],
  ])('%s', (_what, change, path, expected) => {
    expect(said(changed(change))).toEqual([[path, expected]])
  })

  test('a circle of three steps is told once, and a long chain is none', () => {
    const circle = ['a', 'b', 'c'].map((id, index) => ({ id, after: [['c', 'a', 'b'][index]] }))
    expect(said({ runbooks: [{ id: 'x', steps: circle }] })).toEqual([
      ['runbooks.0.steps.0', 'an order without a circle; `a` waits for itself: a → c → b → a'],
    ])
    const chain = Array.from({ length: 60 }, (_, index) => ({ id: `s${index}`, after: index ? [`s${index - 1}`] : [] }))
    expect(said({ runbooks: [{ id: 'x', steps: chain }] })).toEqual([])
  })
})
