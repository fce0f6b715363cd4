import type { Break, ChainVerdict } from '@/lib/chains/model/verdict'
import { firstOf } from '@/lib/chains/rules/walk'
import { type Db, db } from '@/lib/db/client'
import type { ChainMark, ChainWatch, Prisma } from '@/lib/db/generated/client'

/** How far each chain was verified, by its name. */
export async function chainMarks(on: Db): Promise<Map<string, ChainVerdict>> {
  const rows = await on.chainMark.findMany()
  return new Map(rows.map((row) => [row.chain, toVerdict(row)]))
}

/** How far one chain was verified; null when it never was. */
export async function chainMark(on: Db, chain: string): Promise<ChainVerdict | null> {
  const row = await on.chainMark.findUnique({ where: { chain } })
  return row && toVerdict(row)
}

/** Keeps what was found of a chain, in place of what was found before. */
export async function keepMark({ chain, length, hash, at, breaks }: ChainVerdict): Promise<void> {
  const kept = firstOf(breaks) as unknown as Prisma.InputJsonArray
  const found = { length, hash, at: new Date(at), breaks: kept }
  await db.chainMark.upsert({ where: { chain }, create: { chain, ...found }, update: found })
}

/** When chains were looked at, and where heads were written. */
export async function chainWatch(on: Db): Promise<ChainWatch | null> {
  return on.chainWatch.findUnique({ where: { id: 1 } })
}

/** Notes a look at the chains, or a writing of their heads. */
export async function noteWatch(on: Db, noted: Prisma.ChainWatchUpdateInput): Promise<void> {
  await on.chainWatch.updateMany({ where: { id: 1 }, data: noted })
}

/** Chains in which something was found, by name. */
export async function brokenMarks(on: Db): Promise<ChainVerdict[]> {
  const rows = await on.chainMark.findMany({ where: { NOT: { breaks: { equals: [] } } }, orderBy: { chain: 'asc' } })
  return rows.map(toVerdict)
}

function toVerdict({ chain, length, hash, at, breaks }: ChainMark): ChainVerdict {
  return { chain, length, hash, at: at.getTime(), breaks: breaks as unknown as Break[] }
}
