import { type Document, isAlias, isMap, isNode, isPair, isScalar, isSeq, type LineCounter, visit } from 'yaml'
import { shownText } from '@/lib/plans/document/rules/fault-words'
import type { PlanFault } from '@/lib/plans/model/fault'

export type Path = (string | number)[]

/** The text that faults are found in: its file's name, and where its lines begin. */
export type Place = { file: string; text: string; lines: LineCounter }

/** A fault at an offset of the text. `nearest` is the name that was probably meant. */
export function faultAt(
  { file, lines }: Pick<Place, 'file' | 'lines'>,
  offset: number,
  { path, found, expected, nearest }: { path: Path; found: string; expected: string; nearest?: string | null },
): PlanFault {
  const at = lines.linePos(offset)
  const key = path.reduce<string>(
    (text, step) =>
      typeof step === 'number' ? `${text}[${step}]` : `${text}${text === '' ? '' : '.'}${shownText(step)}`,
    '',
  )
  const where = key === '' ? 'The document' : `\`${key}\``
  // A name of the same document may be as odd as the one it is near to.
  const isPlain = nearest && shownText(nearest) === nearest
  const meant = isPlain ? { nearest } : {}
  const guess = isPlain ? ` Did you mean \`${nearest}\`?` : ''
  const message = `${where}: found ${found}; expected ${expected}.${guess}`
  return { file, line: Math.max(1, at.line), column: Math.max(1, at.col), key, found, expected, ...meant, message }
}

/** Where the value of a path stands; for a key that is missing, where the group stands that should hold it. */
export function valueOffset(document: Document, path: Path): number {
  for (let depth = path.length; depth >= 0; depth -= 1) {
    const node = depth === 0 ? document.contents : document.getIn(path.slice(0, depth), true)
    if (isNode(node) && node.range) {
      const empty = isScalar(node) && node.value === null
      return empty ? keyOffset(document, path.slice(0, depth)) : node.range[0]
    }
  }
  return 0
}

/** Where the key of a path stands. */
export function keyOffset(document: Document, path: Path): number {
  const parent = path.length > 1 ? document.getIn(path.slice(0, -1), true) : document.contents
  if (isMap(parent)) {
    const pair = parent.items.find(({ key }) => isScalar(key) && key.value === path.at(-1))
    if (pair && isNode(pair.key) && pair.key.range) return pair.key.range[0]
  }
  return path.length > 0 ? valueOffset(document, path.slice(0, -1)) : 0
}

/** Keys that stand a second time in their group, with their paths. */
export function repeatedKeys(document: Document): { path: Path; key: string; offset: number }[] {
  const found: { path: Path; key: string; offset: number }[] = []
  visit(document, {
    Map(_at, map, above) {
      const seen = new Set<unknown>()
      for (const { key } of map.items) {
        if (!isScalar(key)) continue
        if (seen.has(key.value)) {
          const name = String(key.value)
          found.push({ path: [...pathOf([...above, map]), name], key: name, offset: key.range?.[0] ?? 0 })
        }
        seen.add(key.value)
        if (found.length >= MOST_REPEATED) return visit.BREAK
      }
    },
  })
  return found
}

const MOST_REPEATED = 200

/** Where a text, or a key or value written with escapes, holds a sign that no database keeps and no screen shows. */
export function unkeepable(text: string, document: Document): { offset: number; sign: string } | null {
  const raw = UNKEEPABLE.exec(text)
  if (raw) return { offset: raw.index, sign: raw[0] }
  let found: { offset: number; sign: string } | null = null
  visit(document, {
    Scalar(_at, { value, range }) {
      const sign = typeof value === 'string' ? UNKEEPABLE.exec(value)?.[0] : undefined
      if (sign === undefined) return
      found = { offset: range?.[0] ?? 0, sign }
      return visit.BREAK
    },
  })
  return found
}

/** Control signs other than tab and line ends, and halves of a sign. */
const UNKEEPABLE = /(?![\t\n\r])\p{Cc}|\p{Cs}/u

/**
 * How much a document holds once its aliases are written out, how many there are, and where the first one stands that
 * repeats nothing (`unknown`), or the first of all. An alias inside of what it repeats counts as endless.
 *
 * @param most counting ends above it
 */
export function contentSize(document: Document, most: number) {
  const sizes = new Map<string, number>()
  const aliases = { count: 0, first: 0, unknown: null as number | null }
  const sizeOf = (node: unknown): number => {
    if (isPair(node)) return sizeOf(node.key) + sizeOf(node.value)
    if (!isNode(node)) return 0
    if (isAlias(node)) {
      const offset = node.range?.[0] ?? 0
      if (aliases.count === 0) aliases.first = offset
      aliases.count += 1
      const size = sizes.get(node.source)
      if (size === undefined) aliases.unknown ??= offset
      return size ?? 0
    }
    const { anchor } = node as { anchor?: string }
    if (anchor) sizes.set(anchor, most + 1)
    let size = 1
    if (isMap(node) || isSeq(node)) {
      for (const item of node.items) {
        size += sizeOf(item)
        if (size > most) break
      }
    }
    if (anchor) sizes.set(anchor, size)
    return size
  }
  return { nodes: sizeOf(document.contents), aliases }
}

function pathOf(above: readonly unknown[]): Path {
  return above.flatMap((node, index): Path => {
    const parent = above[index - 1]
    if (isPair(node)) return isScalar(node.key) ? [String(node.key.value)] : []
    return isSeq(parent) ? [parent.items.indexOf(node)] : []
  })
}
