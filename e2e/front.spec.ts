import { request as ask } from 'node:http'
import { askTidemark } from '@/e2e/databases'
import { expect, signIn, test } from '@/e2e/fixtures'

const site = new URL(process.env.TIDEMARK_URL ?? 'http://127.0.0.1:3000')

type Sent = { method?: string; headers?: Record<string, string | string[]>; body?: string }

/** One request as a stranger's own program would send it, with a Host and a target of its choice. */
function send(
  path: string,
  { method = 'GET', headers = {}, body = '' }: Sent = {},
): Promise<{ status: number; text: string }> {
  return new Promise((resolve, reject) => {
    const sent = ask({ host: site.hostname, port: site.port, path, method, headers: { host: site.host, ...headers } })
    sent.on('error', reject)
    sent.on('response', (answer) => {
      let text = ''
      answer.setEncoding('utf8').on('data', (part: string) => (text += part))
      answer.on('end', () => resolve({ status: answer.statusCode ?? 0, text }))
    })
    sent.end(body)
  })
}

test.describe('what no page could answer is refused before it with a sentence', () => {
  const TABLE: [string, string, Sent, number, RegExp][] = [
    ['a foreign Host', '/', { headers: { host: 'evil.example' } }, 421, /TIDEMARK_HOSTS/],
    ['TRACE', '/', { method: 'TRACE' }, 405, /TRACE/],
    ['a broken %', '/systems/%', {}, 400, /%/],
    ['NUL in the path', '/systems/%00', {}, 400, /character/],
    ['half a character in the path', '/incidents/%ED%A0%80', {}, 400, /%/],
    [
      'a form of another site',
      '/',
      { method: 'POST', headers: { origin: 'https://evil.example' } },
      403,
      /another site/,
    ],
    ['a way back to another site', '/api/auth/signin?callbackUrl=@evil.example', {}, 400, /callbackUrl/],
    ['an error that is none', '/api/auth/error?error=%F0%9F%98%80', {}, 400, /letters/],
  ]
  for (const [what, path, sent, status, sentence] of TABLE) {
    test(what, async () => {
      const answer = await send(path, sent)
      expect(answer.status).toBe(status)
      expect(answer.text).toMatch(sentence)
    })
  }

  test('what is no HTTP ends its own connection only', async () => {
    const { connect } = await import('node:net')
    const text = await new Promise<string>((done) => {
      const socket = connect(Number(site.port), site.hostname, () => socket.write('\0\0\0\r\n\r\n'))
      let heard = ''
      socket
        .on('data', (part) => (heard += part))
        .on('close', () => done(heard))
        .on('error', () => {})
    })
    expect(text).toContain('400 Bad Request')
    expect((await send('/api/health/live')).status).toBe(200)
  })
})

test('a bad cookie of ours is dropped, and the page is there', async ({ page, context }) => {
  const cookies = [
    'next-auth.callback-url=x',
    'next-auth.csrf-token=x',
    'theme=%',
    'next-auth.session-token=%F0%9F%98%80',
  ]
  expect((await send('/sign-in', { headers: { cookie: cookies.join('; ') } })).status).toBe(200)
  await signIn(page, 'viewer')
  await context.addCookies([{ name: 'next-auth.callback-url', value: 'x', url: site.href }])
  await page.goto('/')
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
})

test('nobody chooses the address under which their wrong passwords are counted', async () => {
  const email = `guessed-${Date.now()}@example.org`
  for (const address of ['203.0.113.7', '198.51.100.9, 10.0.0.1', '::1']) {
    await signInWrongly(email, { 'x-forwarded-for': address, 'x-real-ip': address })
  }
  const rows = await askTidemark<{ place: string; level: number }>(
    `SELECT place, ceil(level)::int AS level FROM sign_in_count WHERE kind = 'pair' AND email = $1`,
    [email],
  )
  expect(rows).toEqual([{ place: '127.0.0.1', level: 3 }])
})

async function signInWrongly(email: string, headers: Record<string, string>): Promise<void> {
  const csrf = await fetch(new URL('/api/auth/csrf', site))
  const { csrfToken } = (await csrf.json()) as { csrfToken: string }
  const cookie = csrf.headers
    .getSetCookie()
    .map((one) => one.split(';')[0])
    .join('; ')
  const body = new URLSearchParams({ csrfToken, email, password: 'wrong', json: 'true' }).toString()
  await send('/api/auth/callback/credentials', {
    method: 'POST',
    headers: {
      ...headers,
      cookie,
      'content-type': 'application/x-www-form-urlencoded',
      'content-length': `${body.length}`,
    },
    body,
  })
}
