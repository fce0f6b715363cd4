import type { Actor } from '@/lib/auth/model/actor'
import { systemsFor } from '@/lib/auth/rules/roles'
import { type ChainVerdict, HEADS_CHAIN, type RecordState } from '@/lib/chains/model/verdict'
import { brokenMarks, chainMark, chainWatch } from '@/lib/chains/store/marks'
import { db } from '@/lib/db/client'

/** What the last look at all chains found; it is the worker that looks. Null where nobody ever looked. Names no system. */
export async function recordState(actor: Actor): Promise<RecordState> {
  systemsFor(actor, 'incident.read')
  const [watch, sum, broken] = await Promise.all([
    chainWatch(db),
    db.chainMark.aggregate({ where: { chain: { not: HEADS_CHAIN } }, _count: true, _sum: { length: true } }),
    brokenMarks(db),
  ])
  return {
    chains: sum._count,
    entries: sum._sum.length ?? 0,
    lookedAt: watch?.lookedAt?.getTime() ?? null,
    wholeAt: watch?.wholeAt?.getTime() ?? null,
    breaks: broken.flatMap(({ chain, breaks }) => breaks.map((each) => ({ ...each, chain }))),
    outside: {
      at: watch?.writtenAt?.getTime() ?? null,
      where: watch?.writtenTo ?? null,
      fault: watch?.writeFault ?? null,
    },
  }
}

/** How far a chain was verified and what was found, when it was looked at last; null when it never was. */
export async function chainVerdict(actor: Actor, chain: string): Promise<ChainVerdict | null> {
  systemsFor(actor, 'incident.read')
  return chainMark(db, chain)
}

/** When every chain was walked last, and when heads were written outside; epoch milliseconds, null for never. */
export async function watchTimes(): Promise<{ wholeAt: number | null; writtenAt: number | null }> {
  const watch = await chainWatch(db)
  return { wholeAt: watch?.wholeAt?.getTime() ?? null, writtenAt: watch?.writtenAt?.getTime() ?? null }
}
