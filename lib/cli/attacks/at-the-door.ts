import type { Attack } from '@/lib/cli/attacks/model'
import { type Sent, send } from '@/lib/cli/attacks/send'

const FORM = { 'content-type': 'application/x-www-form-urlencoded' }

/** One request of a stranger; its answer is the status, and `sentence` where one in words was wanted and is there. */
const TABLE: [id: string, sentence: string, path: string, sent: Sent, words: RegExp, must: RegExp][] = [
  ['foreign-host', 'a Host that is not ours', '/', { headers: { host: 'evil.example' } }, /TIDEMARK_HOSTS/, /^421/],
  ['trace', 'TRACE', '/', { method: 'TRACE' }, /TRACE/, /^405/],
  ['broken-percent', '% with no number', '/systems/%', {}, /%/, /^400/],
  ['percent-zz', '%zz', '/systems/%zz', {}, /%/, /^400/],
  ['nul-path', 'NUL in a path', '/systems/%00', {}, /character/, /^400/],
  ['nul-query', 'NUL in a query', '/search?q=a%00b', {}, /NUL/, /^400/],
  ['half-path', 'half a character in a path', '/incidents/%ED%A0%80', {}, /%/, /^400/],
  [
    'foreign-origin',
    'a form of another site',
    '/api/auth/sign-out',
    { method: 'POST', headers: { ...FORM, origin: 'https://evil.example' } },
    /another site/,
    /^403/,
  ],
  [
    'no-origin',
    'a form of a page that hides where it is',
    '/',
    { method: 'POST', headers: { origin: 'null' } },
    /site/,
    /^403/,
  ],
  ['way-back', 'callbackUrl=@evil.example', '/api/auth/signin?callbackUrl=@evil.example', {}, /callbackUrl/, /^400/],
  ['emoji-error', 'error=😀', '/api/auth/error?error=%F0%9F%98%80', {}, /letters/, /^400/],
  [
    'callback-cookie',
    'Cookie: next-auth.callback-url=x',
    '/sign-in',
    { cookie: 'next-auth.callback-url=x; next-auth.csrf-token=x; next-auth.session-token=%F0%9F%98%80; theme=%' },
    /Sign in/,
    /^200/,
  ],
]

export const atTheDoor: Attack[] = TABLE.map(([id, sentence, path, sent, words, must]) => ({
  id,
  sentence,
  attack: async (world) => {
    const { status, text } = await world.send(path, sent)
    return `${status} ${words.test(text) ? 'with its sentence' : `without a sentence: ${text.slice(0, 80)}`}`
  },
  must: new RegExp(`${must.source} with its sentence$`),
}))

/** The sandbox's hand was anybody's who reached its port, web pages among them. */
export const sandboxHand: Attack = {
  id: 'sandbox-hand',
  sentence: '/_sandbox without its token, with a wrong one, and from a web page',
  attack: async ({ sandbox }) => {
    const tries: [string, Sent][] = [
      ['/_sandbox/faults', {}],
      ['/_sandbox/faults', { method: 'POST', body: '{"kind":"html"}' }],
      ['/_sandbox/calls', { headers: { authorization: 'Bearer x' } }],
      ['/_sandbox/drift', { headers: { origin: 'https://evil.example' } }],
    ]
    const statuses = []
    for (const [path, sent] of tries) statuses.push((await send(sandbox, path, sent)).status)
    return statuses.join(' ')
  },
  must: /^401 401 401 403$/,
}
