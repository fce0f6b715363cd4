import type { CountKind } from '@/lib/auth/rules/attempts'
import { allowedAt, counted, countLives, LIMITS, waitWords } from '@/lib/auth/rules/attempts'
import { type Db, db, type Tx } from '@/lib/db/client'
import { transaction } from '@/lib/db/transaction'
import { TooMany } from '@/lib/errors'

/** What one count is of; a part that does not matter to its kind is empty. */
export type CountKey = { kind: CountKind; email: string; place: string }

type Row = { kind: CountKind; level: number; last_at: Date }

/**
 * The counts of whoever tries a password for an account from a place, in the one order in which everybody takes them, so
 * that nobody waits in a ring.
 */
export function strangersKeys(email: string, place: string): CountKey[] {
  return [
    { kind: 'account', email, place: '' },
    { kind: 'pair', email, place },
    { kind: 'place', email: '', place },
  ]
}

/**
 * Counts one attempt in all of these before its password is looked at, or in none and throws TooMany with the wait. The
 * rows are locked from the reading to the writing: of any number at once, no more are let through than one after another.
 *
 * @param now epoch milliseconds
 */
export async function takeAttempt(keys: readonly CountKey[], now: number): Promise<void> {
  const parts = <K extends keyof CountKey>(name: K) => keys.map((key) => key[name])
  await transaction(async (tx) => {
    const rows = await tx.$queryRaw<Row[]>`
      INSERT INTO sign_in_count AS own (kind, email, place, level, last_at)
      SELECT kind, email, place, 0, 'epoch'
        FROM unnest(${parts('kind')}::text[], ${parts('email')}::text[], ${parts('place')}::text[])
             WITH ORDINALITY AS asked (kind, email, place, n) ORDER BY n
          ON CONFLICT (kind, email, place) DO UPDATE SET level = own.level
      RETURNING kind, level, last_at`
    const counts = rows.map(({ kind, level, last_at }) => ({ kind, level, lastAt: +last_at }))
    const from = Math.max(...counts.map((count) => allowedAt(count.kind, count, now)))
    if (from > now) throw tooMany(from - now)
    for (const key of keys) {
      const before = counts.find(({ kind }) => kind === key.kind) ?? { level: 0, lastAt: 0 }
      const { level, lastAt } = counted(key.kind, before, now)
      await tx.signInCount.update({ where: { kind_email_place: key }, data: { level, lastAt: new Date(lastAt) } })
    }
  })
}

function tooMany(wait: number): TooMany {
  const sentence = `Too many attempts failed. Wait ${waitWords(wait)}, or use a browser in which you signed in before.`
  return new TooMany(sentence, Math.ceil(Math.min(wait, countLives('pair')) / 1_000))
}

/**
 * Takes back an attempt whose password was right. What only its owner can get right is forgotten with it; what strangers
 * did to the account or from the place stands.
 */
export async function giveBack(tx: Db, keys: readonly CountKey[]): Promise<void> {
  for (const key of keys) {
    if (key.kind === 'pair' || key.kind === 'known') await tx.signInCount.deleteMany({ where: key })
    else {
      await tx.$executeRaw`
        UPDATE sign_in_count SET level = greatest(0, level - 1)
         WHERE kind = ${key.kind} AND email = ${key.email} AND place = ${key.place}`
    }
  }
}

/** Lets an account be tried anew at once, from everywhere; a device that was known no more stays so. */
export async function forgetCountsOf(tx: Tx, email: string): Promise<void> {
  await tx.signInCount.deleteMany({ where: { email, kind: { in: ['account', 'pair'] } } })
}

/** Removes counts that say nothing any more; the worker calls it. Returns how many went. */
export async function forgetOldCounts(now: Date): Promise<number> {
  let gone = 0
  for (const kind of Object.keys(LIMITS) as CountKind[]) {
    const lastAt = { lt: new Date(now.getTime() - countLives(kind)) }
    gone += (await db.signInCount.deleteMany({ where: { kind, lastAt } })).count
  }
  return gone
}
