import { type Found, RESULT_KINDS, type ResultKind } from '@/lib/search/model/search'

const KEY = 'tidemark:recent'
const MOST = 5
const LONGEST = 300

/** What was opened last from the palette in this browser, newest first; empty where the browser keeps nothing. */
export function readRecent(): Found[] {
  try {
    return parseRecent(window.localStorage.getItem(KEY))
  } catch {
    return []
  }
}

/** Keeps what was opened; pages and acts are listed anyway. A browser that keeps nothing is no fault. */
export function keepRecent(found: Found): void {
  if (found.kind === 'page' || found.kind === 'act') return
  const { kind, title, identifier, detail, href } = found
  const others = readRecent().filter((one) => one.href !== href)
  try {
    window.localStorage.setItem(
      KEY,
      JSON.stringify([{ kind, title, identifier, detail, href }, ...others].slice(0, MOST)),
    )
  } catch {
    // Storage is full or forbidden: the next search finds it as well.
  }
}

/** What was kept, as far as it can be trusted: others may have written there. States are left out, they were then. */
export function parseRecent(text: string | null): Found[] {
  try {
    const kept: unknown = JSON.parse(text ?? '[]')
    return Array.isArray(kept) ? kept.flatMap(readOne).slice(0, MOST) : []
  } catch {
    return []
  }
}

function readOne(one: unknown): Found[] {
  if (typeof one !== 'object' || one === null) return []
  const { kind, title, identifier, detail, href } = one as Record<string, unknown>
  if (!isText(title) || !isText(detail) || !isText(href) || !isKind(kind)) return []
  // Two slashes, or a backslash, would lead to another host.
  if (!/^\/(?![/\\])[^\\\s]*$/.test(href) || !title) return []
  return [{ kind, title, ...(isText(identifier) ? { identifier } : {}), detail, href }]
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value.length <= LONGEST
}

function isKind(value: unknown): value is ResultKind {
  return (RESULT_KINDS as readonly unknown[]).includes(value)
}
