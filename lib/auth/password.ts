import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto'
import { type Gate, makeGate } from '@/lib/auth/gate'

type Cost = { N: number; r: number; p: number }

/** An equal of OWASP's minimum for scrypt in 32 MiB (Password Storage Cheat Sheet: N = 2^15, r = 8, p = 3). */
const COST: Cost = { N: 32_768, r: 8, p: 3 }
/** Of hashes that do not say: those from before costs were kept beside them. */
const COST_ONCE: Cost = { N: 16_384, r: 8, p: 1 }
const KEY_BYTES = 32

// Next loads this file once per bundle; a hash holds a core and 32 MiB, so all of the process pass one gate.
const held = globalThis as typeof globalThis & { tidemarkHashing?: Gate }
held.tidemarkHashing ??= makeGate({ atOnce: 2, waiting: 50 })
const hashing = held.tidemarkHashing

function derive(password: string, salt: Buffer, { N, r, p }: Cost): Promise<Buffer> {
  // Node counts a little more than the 128·N·r bytes of the table itself.
  const options = { N, r, p, maxmem: 128 * r * (N + p + 2) + 1_048_576 }
  const work = () =>
    new Promise<Buffer>((resolve, reject) => {
      scrypt(password.normalize('NFKC'), salt, KEY_BYTES, options, (error, key) =>
        error ? reject(error) : resolve(key),
      )
    })
  return hashing(work)
}

/** scrypt hash as `scrypt$N$r$p$salt$key`, salt and key in base64url, with a fresh salt. Throws TooMany. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16)
  return written(salt, await derive(password, salt, COST))
}

const written = (salt: Buffer, key: Buffer) =>
  ['scrypt', COST.N, COST.r, COST.p, salt.toString('base64url'), key.toString('base64url')].join('$')

/** A hash that no password has: what is verified where there is no account, so that it takes as long. */
export const NOBODYS_HASH = written(randomBytes(16), randomBytes(KEY_BYTES))

/**
 * Whether the password belongs to the hash, and for a hash of another cost than today's the one that is to take its place.
 * A hash of another shape belongs to no password. Throws TooMany when too many wait.
 */
export async function verifyPassword(
  password: string,
  stored: string,
): Promise<{ matches: boolean; raised: string | null }> {
  const { cost, salt, key } = read(stored)
  const derived = await derive(password, salt, cost)
  const matches = key.length === derived.length && timingSafeEqual(derived, key)
  // Made of a wrong password too: else an old hash would answer sooner than no account.
  const raised = isTodays(cost) ? null : await hashPassword(password)
  return { matches, raised: matches ? raised : null }
}

const isTodays = ({ N, r, p }: Cost) => N === COST.N && r === COST.r && p === COST.p

const SHAPE = /^scrypt\$(?:(\d{1,6})\$(\d{1,2})\$(\d{1,2})\$)?([\w-]+)\$([\w-]+)$/

function read(stored: string): { cost: Cost; salt: Buffer; key: Buffer } {
  const [, N, r, p, salt = '', key = ''] = SHAPE.exec(stored) ?? []
  const said = { N: Number(N), r: Number(r), p: Number(p) }
  const cost = salt === '' ? COST : N === undefined ? COST_ONCE : said
  return { cost, salt: Buffer.from(salt, 'base64url'), key: Buffer.from(key, 'base64url') }
}

/** A password of 24 letters and digits, about 140 bits, without look-alikes. */
export function newPassword(): string {
  const letters = 'abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789'
  let password = ''
  for (const byte of randomBytes(96)) {
    if (byte < letters.length * 4 && password.length < 24) password += letters[byte % letters.length]
  }
  return password.length === 24 ? password : newPassword()
}
