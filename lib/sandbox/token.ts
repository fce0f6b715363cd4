import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'

/** Where the token of the sandbox's control lies in the data folder. */
export const TOKEN_FILE = 'sandbox-token'

/**
 * The token by which the sandbox's control is reached: made at the first start and kept (mode 0600), so that what was
 * started before goes on. Without a folder it is a new one.
 */
export function keepToken(dataDir: string | null): string {
  const kept = dataDir && readToken(dataDir)
  if (kept) return kept
  const token = randomBytes(32).toString('base64url')
  if (dataDir) fs.writeFileSync(path.join(dataDir, TOKEN_FILE), `${token}\n`, { mode: 0o600 })
  return token
}

/** The token of a data folder; undefined when no sandbox was ever started there. */
export function readToken(dataDir: string): string | undefined {
  try {
    return fs.readFileSync(path.join(dataDir, TOKEN_FILE), 'utf8').trim() || undefined
  } catch {
    return undefined
  }
}

/** Whether an Authorization header carries the token; takes as long for a wrong one as for the right one. */
export function isToken(header: string | undefined, token: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest()
  return timingSafeEqual(digest(header ?? ''), digest(`Bearer ${token}`))
}
