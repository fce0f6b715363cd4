import { auditEnd, auditLinks } from '@/lib/audit/links'
import { recordHash } from '@/lib/audit/rules/hash'
import { AUDIT_CHAIN, type ChainEnd, type Link } from '@/lib/chains/model/verdict'
import type { Db } from '@/lib/db/client'
import { chained, entriesOf, type TimelineEnd, timelineEnds } from '@/lib/timeline/entries'
import type { ChainedEntry } from '@/lib/timeline/model/entry'
import { entryHash } from '@/lib/timeline/rules/chain'
import { incidentName } from '@/lib/vocabulary/numbers'

/** A chain of the database: where it ends, and how its next places are read, after a seq and at most so many. */
export type ChainSource = ChainEnd & { read: (after: number, most: number) => Promise<Link[]> }

/** Every chain there is, the audit first. */
export async function chainSources(on: Db): Promise<ChainSource[]> {
  return [await auditSource(on), ...(await timelineEnds(on)).map((end) => timelineSource(on, end))]
}

async function auditSource(on: Db): Promise<ChainSource> {
  return {
    chain: AUDIT_CHAIN,
    ...(await auditEnd(on)),
    read: async (after, most) =>
      (await auditLinks(on, after, most)).map(({ seq, prevHash, hash, record }) => {
        return { seq, prevHash, hash, computed: record && recordHash(prevHash, seq, record) }
      }),
  }
}

function timelineSource(on: Db, { incidentId, number, length, hash, last }: TimelineEnd): ChainSource {
  return {
    chain: incidentName(number),
    length,
    hash,
    last,
    read: async (after, most) => (await entriesOf(on, incidentId, { after }, most)).map(chained).map(entryLink),
  }
}

/** An entry as a place of its timeline's chain. */
export function entryLink(entry: ChainedEntry): Link {
  const { seq, prevHash, hash } = entry
  return { seq, prevHash, hash, computed: entryHash(prevHash, entry) }
}
