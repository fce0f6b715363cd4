import type { Random } from '@/e2e/fuzz/random'
import type { Action } from '@/e2e/fuzz/targets'
import { hostileJson, hostileText, jsonText } from '@/e2e/fuzz/values'

/** A body as bytes, and what it says of itself. */
export type Body = { type: string; bytes: Buffer }

/** References to other rows, as React's encoding of arguments writes them: most lead nowhere, some in a circle. */
const REFERENCES = [
  ...[
    '$F1',
    '$F0',
    '$@1',
    '$@0',
    '$K1',
    '$K',
    '$Q1',
    '$W1',
    '$i1',
    '$B1',
    '$D',
    '$DNaN',
    '$D+275760-09-14',
    '$n',
    '$nx',
  ],
  ...[
    '$1',
    '$0',
    '$0:0:0',
    '$1:__proto__:constructor',
    '$1:constructor:constructor',
    '$ffffffffffff',
    '$-1',
    '$S',
    '$Sx',
  ],
  ...[
    '$R1',
    '$r1',
    '$X1',
    '$x1',
    '$A1',
    '$o1',
    '$T',
    '$T1',
    '$E',
    '$-Infinity',
    '$NaN',
    '$undefined',
    '$$',
    '$',
    '$h1',
  ],
]

/** One sound input with a field or two that nobody means, or something else altogether. */
function hostileInput({ sound }: Pick<Action, 'sound'>, random: Random): unknown {
  if (random.oneIn(8)) return hostileJson(random)
  const input: Record<string, unknown> = { ...(random.oneIn(3) ? random.pick(sound) : sound[0]) }
  const names = Object.keys(input)
  for (let left = random.below(3); left > 0; left -= 1) {
    input[random.oneIn(8) ? hostileText(random) : random.pick(names)] = hostileJson(random, 1)
  }
  if (random.oneIn(15)) delete input[random.pick(names)]
  return input
}

/** The body of a call of an action by script, as React sends it or as somebody takes it apart. */
export function flightBody(action: Action, random: Random): Body {
  const kind = random.below(9)
  if (kind < 3) return plain(jsonText([hostileInput(action, random)], random))
  if (kind === 3) return plain(jsonText([{ ...(action.sound[0] ?? {}), id: random.pick(REFERENCES) }], random))
  if (kind === 4) return plain(random.pick(['', '[', '{}', 'null', '1', '"$F1"', '[]', '\0', '[,]', '[[[[', '["$@0"]']))
  if (kind === 5)
    return plain(
      jsonText(
        Array.from({ length: random.pick([0, 2, 1_001, 5_000]) }, () => 1),
        random,
      ),
    )
  if (kind === 6)
    return multipart([['0', jsonText(['$undefined', '$K1'], random)], ...fieldsOf(action, '1_', random)], random)
  const rows = Array.from({ length: random.below(6) }, (): Part => {
    return [random.pick(ROWS), jsonText([random.pick(REFERENCES), random.pick(REFERENCES)], random)]
  })
  return multipart([['0', jsonText([random.pick(REFERENCES), '$K1'], random)], ...rows], random)
}

/** What a form sends before any script runs: the action is named by a field. */
export function formBody(action: Action, random: Random): Body {
  const bound = jsonText({ id: action.id, bound: random.pick(['$@1', ...REFERENCES]) }, random)
  const reference: Part[] = [
    ['$ACTION_REF_1', ''],
    ['$ACTION_1:0', bound],
    ['$ACTION_1:1', jsonText(random.oneIn(2) ? [null] : hostileJson(random), random)],
    ['$ACTION_KEY', hostileText(random)],
  ]
  const kind = random.below(5)
  const fields = fieldsOf(action, '', random)
  if (kind === 0) return multipart([[`$ACTION_ID_${action.id}`, hostileText(random)], ...fields], random)
  if (kind === 1) return multipart([[`$ACTION_${hostileText(random)}`, bound], ...fields], random)
  if (kind === 2) return multipart([...reference.filter(() => !random.oneIn(4)), ...fields], random)
  return multipart([...reference, ...fields], random)
}

/** The body of a POST to a route or to next-auth. */
export function anyBody(names: readonly string[], sound: Record<string, unknown>, random: Random): Body {
  const kind = random.below(5)
  if (kind < 2)
    return { type: 'application/json', bytes: encode(jsonText(hostileInput({ sound: [sound] }, random), random)) }
  if (kind === 2) {
    const fields = names.map((name) => `${name}=${encodeURIComponent(hostileText(random).toWellFormed())}`)
    return { type: 'application/x-www-form-urlencoded', bytes: encode(fields.join('&')) }
  }
  if (kind === 3)
    return multipart(
      names.map((name): Part => [name, hostileText(random)]),
      random,
    )
  return { type: hostileText(random), bytes: encode(hostileText(random)) }
}

const ROWS = [
  '1',
  '2',
  '1_',
  '_1',
  '0',
  '-1',
  '999999999999',
  '__proto__',
  'constructor',
  '1_1_1',
  'length',
  ' 1',
  '1:0',
]

type Part = [name: string, value: string]

function fieldsOf(action: Action, prefix: string, random: Random): Part[] {
  const input = Object.entries(random.oneIn(3) ? random.pick(action.sound) : (action.sound[0] ?? {}))
  const parts = input.map(([name, value]): Part => {
    return [`${prefix}${name}`, random.oneIn(3) ? hostileText(random) : String(value)]
  })
  return random.oneIn(6) ? [...parts, ...parts, [`${prefix}${hostileText(random)}`, 'x']] : parts
}

function plain(text: string): Body {
  return { type: 'text/plain;charset=UTF-8', bytes: encode(text) }
}

/** Multipart as a browser writes it; now and then cut off, without its end, or under another boundary. */
function multipart(parts: readonly Part[], random: Random): Body {
  const boundary = random.oneIn(40) ? 'x'.repeat(100) : '----fuzz'
  const texts = parts.map(([name, value]) => {
    const file = random.oneIn(30) ? '; filename="x.bin"\r\nContent-Type: application/octet-stream' : ''
    const quoted = name.replace(/"/g, '%22').replace(/[\r\n]/g, ' ')
    return `--${boundary}\r\nContent-Disposition: form-data; name="${quoted}"${file}\r\n\r\n${value}\r\n`
  })
  const whole = encode(`${texts.join('')}--${boundary}--\r\n`)
  const bytes = random.oneIn(20) ? whole.subarray(0, random.below(whole.length)) : whole
  const type = random.oneIn(40)
    ? 'multipart/form-data'
    : `multipart/form-data; boundary=${random.oneIn(40) ? 'other' : boundary}`
  return { type, bytes }
}

/** UTF-8, but half a character as the three bytes that a careless program writes, where Node would write U+FFFD. */
export function encode(text: string): Buffer {
  if (text.isWellFormed()) return Buffer.from(text)
  const parts = [...text].map((letter) => {
    const code = letter.codePointAt(0) ?? 0
    if (code < 0xd800 || code > 0xdfff) return Buffer.from(letter)
    return Buffer.from([0xe0 | (code >> 12), 0x80 | ((code >> 6) & 0x3f), 0x80 | (code & 0x3f)])
  })
  return Buffer.concat(parts)
}
