import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Person, World } from '@/lib/cli/attacks/model'

const SOLO = 'solosuccess:production-solosuccess-db'
const PATIENCE_MS = 90_000

/** A restore that waits for its approval, with the fingerprint that an approver sees and what was sent to ask for it. */
export type Waiting = { name: string; number: number; hash: string; sent: Record<string, string> }

/** Asks for a restore of SoloSuccess, as soon as the worker has read what it can be restored from. */
export async function waitingRestore(world: World, requester: Person): Promise<Waiting> {
  const deadline = Date.now() + PATIENCE_MS
  let last = 'no window of the instance was read yet'
  while (Date.now() < deadline) {
    const sent = await requestNow(world)
    if (sent) {
      const { code, words } = await world.submit(requester, 'requestRestoreAction', sent)
      const name = /RST-\d+/.exec(words)?.[0]
      if (code === 'led' && name) return { ...(await rowOf(world, name)), name, sent }
      last = `${code} ${words}`
    }
    await sleep(1_000)
  }
  throw new Error(`No restore could be asked for: ${last}`)
}

/** The fields of the form for a second some minutes ago; null while no window is known. */
async function requestNow({ owner }: World): Promise<Record<string, string> | null> {
  const { rows } = await owner.query<{ location: string; latest: Date }>(
    `SELECT location, latest FROM restore_window WHERE asset_id = $1 AND gone_at IS NULL AND mechanism = 'rds-automated'`,
    [SOLO],
  )
  const [window] = rows
  if (!window) return null
  const at = new Date(window.latest.getTime() - 10 * 60_000 - Math.floor(Math.random() * 600_000))
  const targetName = `solo-${Date.now().toString(36)}`
  return {
    ...{ assetId: SOLO, location: window.location, at: at.toISOString().replace(/\.\d+Z$/, 'Z') },
    ...{ targetName, typedName: targetName, incident: 'none', idempotencyKey: randomUUID() },
  }
}

async function rowOf({ owner }: World, name: string): Promise<{ number: number; hash: string }> {
  const number = Number(name.slice(4))
  const { rows } = await owner.query<{ hash: string }>('SELECT params_hash AS hash FROM restore WHERE number = $1', [
    number,
  ])
  return { number, hash: rows[0]?.hash ?? '' }
}
