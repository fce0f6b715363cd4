import { describe, expect, test } from 'vitest'
import { runbookFaults, templateFaults } from '@/lib/plans/rules/references/runbooks'

type Faults = ReturnType<typeof runbookFaults>
const told = (faults: Faults) =>
  faults.map(({ path, expected, nearest }) => `${path.join('.')}: ${expected}, ${nearest?.() ?? '–'}`)
const steps = (...list: unknown[]) => told(runbookFaults({ runbooks: [{ steps: list }] }))
const step = (id: unknown, ...after: unknown[]) => ({ id, after })

describe('steps of a runbook', () => {
  const circle = (at: number, way: string) =>
    `runbooks.0.steps.${at}: an order without a circle; \`${way.charAt(0)}\` waits for itself: ${way}, –`
  const NO_STEP = 'the id of a step of this runbook'
  test.each<[string, unknown[], string[]]>([
    ['in order', [step('a'), step('b', 'a'), step('c', 'a', 'b')], []],
    ['a step that waits for itself', [step('a', 'a')], [circle(0, 'a → a')]],
    [
      'a circle beside steps that wait for nothing',
      [step('a'), step('b', 'c'), step('c', 'b')],
      [circle(1, 'b → c → b')],
    ],
    [
      'a step that waits for a circle is not told as one',
      [step('x', 'b'), step('b', 'c'), step('c', 'b')],
      [circle(1, 'b → c → b')],
    ],
    [
      'a step that waits for one of a circle and one before it',
      [step('a'), step('x', 'a', 'b'), step('b', 'x')],
      [circle(1, 'x → b → x')],
    ],
    ['the shortest way of two', [step('a', 'b', 'c'), step('b', 'c'), step('c', 'a')], [circle(0, 'a → c → a')]],
    [
      'a circle of steps one of which waits for nothing that is there',
      [step('a', 'gone', 'b'), step('b', 'a')],
      [`runbooks.0.steps.0.after.0: ${NO_STEP}, –`, circle(0, 'a → b → a')],
    ],
    [
      'a step after what is not there',
      [step('a', 'gone'), step('b', 'a')],
      [`runbooks.0.steps.0.after.0: ${NO_STEP}, –`],
    ],
    [
      'ids used twice, each told but the first',
      [step('a'), step('a'), step('b'), step('a')],
      [1, 3].map((at) => `runbooks.0.steps.${at}.id: an id used once in its runbook, –`),
    ],
    [
      'what is no text is left to others',
      [step(5), step(5), step('a', 5, null), { id: 'b', after: 'a' }, null, 'x'],
      [],
    ],
  ])('%s', (_, list, faults) => {
    expect(steps(...list)).toEqual(faults)
  })
})

describe('templates', () => {
  const ODD = 'places to fill in such as `{{ instance_id }}`; this has'
  const undeclared = (at: string, name: string) =>
    `${at}: only places that \`variables\` declares; \`${name}\` is not among them, –`
  const names = (...list: unknown[]) => list.map((name) => ({ name }))
  const message = (over: object) => ({ communications: { templates: [over] } })
  const runbook = (over: object) => ({ runbooks: [over] })
  test.each<[string, unknown, string[]]>([
    [
      'a message’s subject and body',
      message({ subject: '{{ a }}', body: '{{ b }}' }),
      [undeclared('communications.templates.0.subject', 'a'), undeclared('communications.templates.0.body', 'b')],
    ],
    [
      'a verification’s command and what it expects',
      { verifications: [{ command: '{{ a }}', expect: '{{ b }}' }] },
      [undeclared('verifications.0.command', 'a'), undeclared('verifications.0.expect', 'b')],
    ],
    [
      'a step’s texts, and how it is undone',
      runbook({
        steps: [
          { text: '{{ a }}', command: '{{ b }}', success: '{{ c }}' },
          { rollback: { text: '{{ d }}', command: '{{ e }}' } },
        ],
      }),
      [
        'steps.0.text a',
        'steps.0.command b',
        'steps.1.rollback.text d',
        'steps.1.rollback.command e',
        'steps.0.success c',
      ]
        .map((each) => each.split(' '))
        .map(([at, name]) => undeclared(`runbooks.0.${at}`, `${name}`)),
    ],
    ['declared and used', message({ variables: names('a', 'b'), subject: '{{ a }}', body: '{{ b }} {{ a }}' }), []],
    [
      'declared and used by nothing',
      message({ variables: names('a', 'b'), subject: '{{ a }}' }),
      ['communications.templates.0.variables.1.name: a name that a template here uses, –'],
    ],
    [
      'declared twice',
      message({ variables: names('a', 'b', 'a'), subject: '{{ a }} {{ b }}' }),
      ['communications.templates.0.variables.2.name: a name declared once, –'],
    ],
    [
      'a long text in double braces, cut',
      message({ body: `{{ ${'X'.repeat(80)} }}` }),
      [`communications.templates.0.body: ${ODD} \`{{ ${'X'.repeat(57)}\`, –`],
    ],
    ['what is no text is left to others', message({ variables: names(5, null), subject: 5, body: null }), []],
  ])('%s', (_, document, faults) => {
    expect(told(templateFaults(document))).toEqual(faults)
  })
})
