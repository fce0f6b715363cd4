import { chmodSync, mkdirSync } from 'node:fs'

/** Makes a folder for this user alone, also one that was made with wider rights. Passwords, the database and logs lie there. */
export function makePrivate(folder: string): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  chmodSync(folder, 0o700)
}
