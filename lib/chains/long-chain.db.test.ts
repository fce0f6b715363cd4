import { randomUUID } from 'node:crypto'
import { afterAll, expect, it } from 'vitest'
import { breaksOf, owner, say, tamper, timelineOf } from '@/lib/chains/testing/owner'
import { entryHash } from '@/lib/timeline/rules/chain'

afterAll(() => owner.end())

const ENTRIES = 10_000

/** A whole timeline, written straight into the tables. */
async function longTimeline(): Promise<{ id: string; chain: string }> {
  const timeline = await timelineOf(0)
  const at = Date.now()
  const rows: object[] = []
  let hash = ''
  for (let seq = 1; seq <= ENTRIES; seq++) {
    const entry = {
      id: randomUUID(),
      seq,
      kind: 'note',
      text: `entry ${seq} `.repeat(5),
      detail: { lag: seq, of: ['x'] },
    }
    const said = {
      ...entry,
      occurredAt: at,
      recordedAt: at,
      authorId: 'a',
      authorName: 'DBA on call',
      correctsId: null,
    }
    const prevHash = hash
    hash = entryHash(prevHash, { ...said, incidentId: timeline.id })
    rows.push({ ...entry, prev_hash: prevHash, hash })
  }
  await owner.query(
    `INSERT INTO timeline_entry (id, incident_id, seq, kind, text, detail, occurred_at, recorded_at, author_id, author_name,
                                 prev_hash, hash)
     SELECT id, $1, seq, kind, text, detail, to_timestamp($2 / 1000.0), to_timestamp($2 / 1000.0), 'a', 'DBA on call',
            prev_hash, hash
       FROM jsonb_to_recordset($3) AS r(id uuid, seq int, kind text, text text, detail jsonb, prev_hash text, hash text)`,
    [timeline.id, at, JSON.stringify(rows)],
  )
  await owner.query('UPDATE timeline SET entry_count = $2, last_hash = $3 WHERE incident_id = $1', [
    timeline.id,
    ENTRIES,
    hash,
  ])
  return timeline
}

/** The longest turn of the event loop while `work` runs, in ms of this thread's own processor time: load counts for nothing. */
async function longestTurn(work: () => Promise<void>): Promise<number> {
  const spent = () => {
    const { user, system } = process.threadCpuUsage()
    return (user + system) / 1_000
  }
  let [longest, last, over] = [0, spent(), false]
  const turn = () => {
    const now = spent()
    longest = Math.max(longest, now - last)
    last = now
    if (!over) setTimeout(turn, 1)
  }
  setTimeout(turn, 1)
  await work()
  over = true
  turn()
  return longest
}

it('walks a long chain without holding up whoever shares the process, and only what was added when nothing is odd', async () => {
  const { id, chain } = await longTimeline()
  const longest = await longestTurn(async () => {
    expect(await breaksOf(chain, null)).toEqual([])
  })
  expect(longest).toBeLessThan(200)
  // What was verified is not walked again until the night.
  await tamper('UPDATE timeline_entry SET text = $2 WHERE incident_id = $1 AND seq = 3', [id, 'x'])
  await say(id, 'one more')
  expect(await breaksOf(chain, null, false)).toEqual([])
  expect(await breaksOf(chain, null, true)).toMatchObject([{ seq: 3, why: 'its content is not what was recorded' }])
}, 60_000)
