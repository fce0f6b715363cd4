const MOST = 256 * 1024
const MOST_SIGNS = 30_000
const MEGABYTES = 5_000_000

/** As many repetitions as a plan may have, by its characters and by its brackets, quotes and line ends. */
function full(piece: (index: number) => string, open = '', close = ''): string {
  const parts = [open]
  let left = MOST - open.length - close.length
  let signs = MOST_SIGNS - open.length - close.length
  for (let index = 0; ; index += 1) {
    const part = piece(index)
    left -= part.length
    signs -= part.match(/[^\w\s]|\n/g)?.length ?? 0
    if (left < 0 || signs < 0) return parts.join('') + close
    parts.push(part)
  }
}

const HEAD = 'system:\n  key: phoenix\n'

function bomb(levels: number, width: number): string {
  const lines = Array.from({ length: levels }, (_, level) => {
    const inner = level === 0 ? 'x' : `*a${level - 1}`
    return `a${level}: &a${level} [${Array(width).fill(inner).join(', ')}]`
  })
  return lines.join('\n')
}

/** Documents made to be the worst for who reads them, each by name; the texts are made when they are asked for. */
export const HOSTILE_DOCUMENTS: [string, () => string][] = [
  ['nothing', () => ''],
  ['a blank', () => ' \n\n \t\n'],
  ['a comment', () => '# nothing here'],
  ['a word', () => 'hello'],
  ['a list', () => '- a\n- b'],
  ['null', () => '~'],
  ['a number', () => '9'.repeat(10_000)],
  ['binary', () => '\u0000\u0001\u0002\ufffe'],
  ['three hyphens', () => '---'],
  ['a hundred documents', () => '---\n'.repeat(100)],
  ['an open quote', () => 'system: "phoenix'],
  ['an open list', () => 'system: ['],
  ['a key that is no text', () => '? [a, b]\n: c'],
  ['an alias to nothing', () => 'system: *nothing'],
  ['a circle of aliases', () => 'system: &s { key: *s }'],
  ['a circle in a list', () => 'assets: &s [*s, *s]'],
  ['an anchor on a key', () => '&a system: { key: *a }'],
  ['aliases that multiply', () => bomb(12, 9)],
  ['aliases that multiply, wide', () => bomb(4, 60)],
  ['aliases of a long list', () => `assets: &a [${'1,'.repeat(50_000)}]\nbackups: [${Array(90).fill('*a').join(',')}]`],
  ['thousands of aliases', () => full(() => '*a,', 'assets: [&a 1,', ']')],
  ['thousands of anchors', () => full((index) => `&a${index} 1,`, 'assets: [', ']')],
  ['a merge of itself', () => 'system: &s\n  <<: *s\n  key: phoenix'],
  ['a merge of much', () => `${bomb(3, 20)}\nsystem:\n  <<: [*a2, *a2, *a2]`],
  ['brackets without end', () => full(() => '[')],
  ['braces without end', () => full(() => '{a: ')],
  ['lists in lists', () => full(() => '- ')],
  ['lists in lists, few', () => `assets: ${'['.repeat(400)}${']'.repeat(400)}`],
  ['keys that ask', () => full(() => '? ')],
  ['groups in groups', () => full((index) => `${' '.repeat(index)}a:\n`)],
  ['groups in groups, closed', () => `system: ${'{ a: '.repeat(900)}1${' }'.repeat(900)}`],
  ['very many keys', () => full((index) => `k${index.toString(36)}:\n`)],
  ['very many keys in a group', () => full((index) => `k${index.toString(36)}: 1,`, 'system: {', '}')],
  ['one key again and again', () => full(() => 'system: 1\n')],
  ['very many assets', () => full((index) => `  - key: a${index % 500}\n`, `${HEAD}assets:\n`)],
  ['very many empty assets', () => full(() => '  - {}\n', `${HEAD}assets:\n`)],
  [
    'very many names of nothing',
    () =>
      full(
        (index) => `n${index},`,
        `assets: [${Array.from({ length: 300 }, (_, index) => `{ key: asset-${index} }`).join(', ')}]\nobjectives: [{ covers: [`,
        '] }]',
      ),
  ],
  [
    'very many steps in a chain',
    () => full((index) => `{ id: s${index}, after: [s${index + 1}] },`, 'runbooks: [{ steps: [', '] }]'),
  ],
  ['very many braces in a text', () => full(() => '{{ ', 'runbooks: [{ steps: [{ id: a, text: "', '" }] }]')],
  [
    'very many places in a text',
    () => full((index) => `{{ p${index} }}`, 'runbooks: [{ steps: [{ id: a, text: "', '" }] }]'),
  ],
  [
    'evidence of a key of JavaScript',
    () => 'compliance: [{ evidence: [{ kind: constructor, of: x }, { kind: __proto__, of: y }] }]',
  ],
  [
    'a variable of a key of JavaScript',
    () => 'runbooks: [{ variables: [{ name: a, from: asset __proto__ constructor }] }]',
  ],
  ['keys of JavaScript only', () => '__proto__: { polluted: true }\nconstructor: { prototype: { polluted: true } }'],
  ['a very long key', () => `${'k'.repeat(200_000)}: 1`],
  ['a very long quoted key', () => `"${'k'.repeat(200_000)}": 1`],
  ['a very long value', () => `${HEAD}  name: ${'x'.repeat(200_000)}`],
  ['a very long comment', () => `#${'x'.repeat(250_000)}`],
  ['a very long escape', () => `system: "${'\\u0041'.repeat(40_000)}"`],
  ['a very long cron', () => `backups: [{ schedule: { cron: "${'* '.repeat(50_000)}", zone: UTC } }]`],
  ['a cron of many lists', () => `backups: [{ schedule: { cron: "${'0,'.repeat(10_000)}0 * * * *", zone: UTC } }]`],
  ['a very long zone', () => `backups: [{ schedule: { cron: "0 2 * * *", zone: ${'Z/'.repeat(50_000)} } }]`],
  ['a very long duration', () => `objectives: [{ rto: { target: "${'1 h '.repeat(50_000)}" } }]`],
  ['durations that add up', () => `objectives: [{ rto: { target: "${'9'.repeat(400)} h" } }]`],
  ['huge numbers', () => `objectives: [{ integrity: { target: ${'9'.repeat(5_000)}, minimum: -1e999 } }]`],
  ['hex and octal', () => 'system: { key: 0xffffffffffffffffffff, name: 0o777777777777777777777777 }'],
  ['spaces', () => full(() => ' ')],
  ['spaces before a key', () => `${' '.repeat(250_000)}system: 1`],
  ['line ends', () => full(() => '\n')],
  ['colons', () => full(() => ': ')],
  ['quotes', () => full(() => '"')],
  ['bars', () => full(() => 'a: |\n')],
  ['a block of odd indents', () => full((index) => `${' '.repeat(index % 7)}x\n`, 'system: |9\n')],
  ['directives', () => full(() => '%YAML 1.1\n')],
  ['tags', () => full(() => '!!str ')],
  ['percent signs of a tag', () => `system: !<${'%41'.repeat(50_000)}> x`],
  ['signs that turn the writing', () => 'system:\n  "\u202ekey\u202c": \u2066x\u2069\n  "\u001b[31mred": \u0007'],
  ['brackets, more than may be', () => '['.repeat(MOST)],
  ['quotes, more than may be', () => '"'.repeat(MOST)],
  ['five megabytes of text', () => 'x'.repeat(MEGABYTES)],
  ['five megabytes of brackets', () => '['.repeat(MEGABYTES)],
  ['five megabytes of lines', () => 'a: 1\n'.repeat(MEGABYTES / 5)],
  ['five megabytes of line ends', () => '\n'.repeat(MEGABYTES)],
]
