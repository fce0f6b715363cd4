import { createHash, type KeyObject } from 'node:crypto'
import type { HeadsLine, ReadLine } from '@/lib/chains/model/line'
import type { Break, WrittenHead } from '@/lib/chains/model/verdict'
import { isSigned, signFacts } from '@/lib/chains/rules/signature'
import { broken } from '@/lib/chains/rules/walk'

/**
 * How far lines were read: how many, the hash of the last good one, when and where the newest genuine one was written (epoch
 * milliseconds), what they say, and what is wrong with them.
 */
export type Written = {
  lines: number
  last: string
  newest: { at: number; where: string } | null
  heads: WrittenHead[]
  breaks: Break[]
}

/** Before the first line. */
export const NOTHING_WRITTEN: Written = { lines: 0, last: '', newest: null, heads: [], breaks: [] }

/**
 * Reads one more line, the oldest first. A line that cannot be read is one that a full disk cut short if the next names the
 * one before it, so it counts only while it is the last. A line whose signature does not fit says nothing.
 */
export function readOn(before: Written, read: ReadLine, keys: ReadonlyMap<string, KeyObject>): Written {
  const seq = before.lines + 1
  const found = hashOf(read.text)
  const earlier = before.breaks.filter(({ why }) => why !== UNREADABLE)
  const line = parse(read.text)
  if (!line) return { ...before, lines: seq, breaks: [...earlier, broken(seq, UNREADABLE, found, 'outside')] }
  const { key, signature, ...facts } = line
  const where = `${read.file}, line ${read.line}`
  const breaks = [...earlier]
  if (line.prev !== before.last) {
    breaks.push(broken(seq, `${where}: lines before it are missing or changed`, found, 'outside'))
  }
  const genuine = isSigned(keys, facts, key, signature)
  if (!genuine) breaks.push(broken(seq, `${where}: its signature does not fit`, found, 'outside'))
  const at = Date.parse(line.at)
  const heads = genuine ? line.heads.map((head) => ({ ...head, at, where })) : []
  const newest = genuine ? { at, where } : before.newest
  return {
    lines: seq,
    last: found,
    newest,
    heads: heads.length > 0 ? before.heads.concat(heads) : before.heads,
    breaks,
  }
}

const UNREADABLE = 'the last line cannot be read'

/** The next line: heads that are not what was written of their chain last. `at` is epoch milliseconds. */
export function nextLine(
  written: Written,
  ends: readonly { chain: string; length: number; hash: string }[],
  privatePem: string,
  at: number,
): string {
  const newest = new Map(written.heads.map((head) => [head.chain, head]))
  const heads = ends
    .filter(({ chain, length, hash }) => newest.get(chain)?.length !== length || newest.get(chain)?.hash !== hash)
    .map(({ chain, length, hash }) => ({ chain, length, hash }))
  const facts = { at: new Date(at).toISOString(), prev: written.last, heads }
  return JSON.stringify({ ...facts, ...signFacts(privatePem, facts) } satisfies HeadsLine)
}

function parse(text: string): HeadsLine | null {
  try {
    const line = JSON.parse(text) as HeadsLine
    const texts = [line.at, line.prev, line.key, line.signature]
    return texts.every((each) => typeof each === 'string') && Array.isArray(line.heads) ? line : null
  } catch {
    return null
  }
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}
