import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import { IS_SECURE } from '@/lib/auth/session-cookie'
import { requireEnv } from '@/lib/env'

/** The cookie by which an account knows a browser in which its owner has signed in before. */
export const DEVICE_COOKIE = 'tidemark-device'

const LIFETIME_S = 90 * 86_400
/** So many people share one browser before the first of them is forgotten. */
const MOST = 4

type Entry = { id: string; until: string; seal: string }

// One entry each account: a random id, until when (seconds in base 36), and the seal over both and the account.
function entriesOf(cookie: string | undefined): Entry[] {
  const parts = (cookie ?? '').slice(0, 1_000).split('~')
  return parts.slice(0, MOST).map((part) => {
    const [id = '', until = '', seal = ''] = part.split('.')
    return { id, until, seal }
  })
}

function sealOf(email: string, id: string, until: string): string {
  const said = [DEVICE_COOKIE, email, id, until].join('\n')
  return createHmac('sha256', requireEnv('NEXTAUTH_SECRET')).update(said).digest('base64url')
}

function isOf({ id, until, seal }: Entry, email: string, now: number): boolean {
  if (!(Number.parseInt(until, 36) * 1_000 > now)) return false
  const [given, right] = [Buffer.from(seal), Buffer.from(sealOf(email, id, until))]
  return given.length === right.length && timingSafeEqual(given, right)
}

/**
 * The id under which an account knows the browser with this cookie; null when it does not.
 *
 * @param email the account's address, lower case
 * @param now epoch milliseconds
 */
export function knownDevice(cookie: string | undefined, email: string, now: number): string | null {
  return entriesOf(cookie).find((entry) => isOf(entry, email, now))?.id ?? null
}

/**
 * The cookie's value once the owner of an account has signed in: the account knows this browser by a fresh id, and other
 * accounts know it as before.
 *
 * @param now epoch milliseconds
 */
export function rememberDevice(cookie: string | undefined, email: string, now: number): string {
  const others = entriesOf(cookie).filter((entry) => entry.seal !== '' && !isOf(entry, email, now))
  const id = randomBytes(16).toString('base64url')
  const until = Math.floor(now / 1_000 + LIFETIME_S).toString(36)
  const own = { id, until, seal: sealOf(email, id, until) }
  const kept = [own, ...others].slice(0, MOST)
  return kept.map((entry) => [entry.id, entry.until, entry.seal].join('.')).join('~')
}

/** The header that gives a browser this value, for 90 days and for no script to read. */
export function deviceCookieHeader(value: string): string {
  const secure = IS_SECURE ? '; Secure' : ''
  return `${DEVICE_COOKIE}=${value}; Path=/; Max-Age=${LIFETIME_S}; HttpOnly; SameSite=Lax${secure}`
}
