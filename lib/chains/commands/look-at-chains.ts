import { unchainedRecords } from '@/lib/audit/links'
import { AUDIT_CHAIN, type Break, type ChainVerdict, HEADS_CHAIN, type WrittenHead } from '@/lib/chains/model/verdict'
import { publicKeys } from '@/lib/chains/outside/key'
import { explained } from '@/lib/chains/rules/explained'
import type { Written } from '@/lib/chains/rules/lines'
import { againstMark, againstWritten } from '@/lib/chains/rules/outside'
import { broken, endWalk, START, type Walk, walkOn } from '@/lib/chains/rules/walk'
import { explanations } from '@/lib/chains/store/explanations'
import { chainMarks, keepMark, noteWatch } from '@/lib/chains/store/marks'
import { type ChainSource, chainSources } from '@/lib/chains/store/sources'
import { db } from '@/lib/db/client'

/** So many places are read and hashed at once: a few milliseconds, between which everything else has its turn. */
const SLICE = 500

/**
 * Looks at every chain and keeps what was found. `whole` walks each from its first entry; else only what was added since it
 * was verified last, which costs nothing where nothing was. What was verified before and all that was written outside are
 * held against it. Every break is named, explained or not. For the worker and the command line; no page waits for it.
 *
 * @param now epoch milliseconds
 */
export async function lookAtChains(
  whole: boolean,
  written: Written,
  dataFolder: string,
  now: number,
): Promise<ChainVerdict[]> {
  const marks = await chainMarks(db)
  const given = await explanations(db, publicKeys(dataFolder))
  const heads = Map.groupBy(written.heads, ({ chain }) => chain)
  const verdicts: ChainVerdict[] = []
  const found = async (verdict: ChainVerdict) => {
    const mark = marks.get(verdict.chain)
    const told = { ...verdict, breaks: explained(verdict.chain, verdict.breaks, given) }
    verdicts.push(told)
    if (whole || JSON.stringify(told) !== JSON.stringify(mark)) await keepMark(told)
  }
  for (const source of await chainSources(db)) {
    const mark = marks.get(source.chain)
    const said = heads.get(source.chain) ?? []
    await found(
      (!whole && mark && (await lookOn(source, mark, said, now))) || (await walkWhole(source, mark, said, now)),
    )
    heads.delete(source.chain)
    marks.delete(source.chain)
  }
  await found(linesVerdict(written, marks.get(HEADS_CHAIN), now))
  marks.delete(HEADS_CHAIN)
  for (const chain of new Set([...marks.keys(), ...heads.keys()])) {
    const mark = marks.get(chain)
    await found(gone(chain, mark, heads.get(chain) ?? [], now))
  }
  await noteWatch(db, { lookedAt: new Date(now), ...(whole ? { wholeAt: new Date(now) } : {}) })
  return verdicts
}

/** What was added since the mark; null where something is odd that only a whole walk can name. */
async function lookOn(source: ChainSource, mark: ChainVerdict, heads: WrittenHead[], now: number) {
  const newest = heads.at(-1)
  const known = mark.breaks.some(({ witness }) => witness === 'outside')
  if (!known && newest && newest.length > source.length) return null
  if (source.length === mark.length && source.hash === mark.hash && source.last === source.length) {
    if (!known && newest && newest.length === mark.length && newest.hash !== mark.hash) return null
    return mark
  }
  const at = await hashesAt(source, newest ? [mark.length, newest.length] : [mark.length])
  if (againstMark(mark, source.length, at(mark.length))) return null
  if (!known && newest && againstWritten(source.length, at, [newest])) return null
  const walk = await walkFrom(source, { seq: mark.length, hash: mark.hash, breaks: [] })
  const breaks = once([...mark.breaks, ...endWalk(walk, source)])
  if (walk.seq === mark.length && breaks.length === mark.breaks.length) return mark
  return { chain: source.chain, length: walk.seq, hash: walk.hash ?? '', at: now, breaks }
}

async function walkWhole(source: ChainSource, mark: ChainVerdict | undefined, heads: WrittenHead[], now: number) {
  const wanted = new Set([mark?.length, ...heads.map(({ length }) => length)])
  const hashes = new Map<number, string>()
  const walk = await walkFrom(source, START, (seq, hash) => wanted.has(seq) && hashes.set(seq, hash))
  const at = (seq: number) => (seq <= source.length ? (hashes.get(seq) ?? null) : null)
  const unchained = source.chain === AUDIT_CHAIN ? await unchainedRecords(db) : []
  const outside = `records stand outside the chain: ${unchained.join(', ')}`
  const breaks = [
    ...endWalk(walk, source),
    ...(unchained.length > 0 ? [broken(0, outside, unchained.join())] : []),
    ...seenBefore(mark),
    mark && againstMark(mark, source.length, at(mark.length)),
    againstWritten(source.length, at, heads),
  ]
  return { chain: source.chain, length: walk.seq, hash: walk.hash ?? '', at: now, breaks: once(breaks) }
}

/** Walks on to the end that the head had when it was read; what is added meanwhile is for the next look. */
async function walkFrom(source: ChainSource, from: Walk, see?: (seq: number, hash: string) => void): Promise<Walk> {
  let walk = from
  let after = from.seq
  while (after < source.length) {
    const links = (await source.read(after, SLICE)).filter(({ seq }) => seq <= source.length)
    const last = links.at(-1)
    if (!last) break
    for (const { seq, hash } of links) see?.(seq, hash)
    walk = walkOn(walk, links)
    after = last.seq
  }
  return walk
}

async function hashesAt(source: ChainSource, places: readonly number[]) {
  const hashes = new Map<number, string>()
  for (const seq of new Set(places)) {
    const [link] = seq > 0 && seq <= source.length ? await source.read(seq - 1, 1) : []
    if (link?.seq === seq) hashes.set(seq, link.hash)
  }
  return (seq: number) => hashes.get(seq) ?? null
}

/** What is wrong with the lines themselves. Each worker has its own: how many another one saw says nothing. */
function linesVerdict({ lines, last, breaks }: Written, mark: ChainVerdict | undefined, now: number): ChainVerdict {
  const same = mark?.hash === last && mark.length === lines && breaks.length === 0 && mark.breaks.length === 0
  return same ? mark : { chain: HEADS_CHAIN, length: lines, hash: last, at: now, breaks }
}

/** A chain that was verified or written once, and of which nothing is left. */
function gone(chain: string, mark: ChainVerdict | undefined, heads: WrittenHead[], now: number): ChainVerdict {
  const breaks = [...seenBefore(mark), mark && againstMark(mark, 0, null), againstWritten(0, () => null, heads)]
  return { chain, length: mark?.length ?? 0, hash: mark?.hash ?? '', at: now, breaks: once(breaks) }
}

/** What was seen once stays seen, though a later look has nothing left to compare. */
function seenBefore(mark: ChainVerdict | undefined): Break[] {
  return mark?.breaks.filter(({ witness }) => witness === 'mark') ?? []
}

function once(found: readonly (Break | null | undefined)[]): Break[] {
  const breaks = found.filter((each) => each !== null && each !== undefined)
  return breaks.filter(({ seq, found: is }, i) => breaks.findIndex((one) => one.seq === seq && one.found === is) === i)
}
