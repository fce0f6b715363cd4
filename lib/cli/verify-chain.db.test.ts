import { spawn } from 'node:child_process'
import { rmSync } from 'node:fs'
import { type BuildOptions, build } from 'esbuild'
import { afterAll, expect, it } from 'vitest'
import { hashPassword } from '@/lib/auth/password'
import { writeHeads } from '@/lib/chains/commands/write-heads'
import { dataFolder, owner, rehashTimeline, tamper, timelineOf } from '@/lib/chains/testing/owner'
import { bundleOptions } from '@/lib/cli/bundle.mjs'
import { db } from '@/lib/db/client'

const folder = dataFolder()
// Bundled files find the packages only from within the project.
const bundles = `.tidemark/verify-chain-${process.pid}`
await build(bundleOptions('verify-chain', bundles) as BuildOptions)

afterAll(async () => {
  rmSync(bundles, { recursive: true })
  await owner.end()
})

/** The command as it is typed, with a first line of input; its lines and the code that it ends with. */
function verifyChain(args: string[], input = ''): Promise<{ code: number | null; lines: string[] }> {
  const env = { ...process.env, TIDEMARK_DATA: folder }
  const script = ['--conditions=react-server', `${bundles}/verify-chain.mjs`, ...args]
  const child = spawn(process.execPath, script, { env, stdio: 'pipe' })
  let said = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (said += text))
  child.stdin.end(`${input}\n`)
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (code) => resolve({ code, lines: said.trim().split('\n') }))
  })
}

it('names every break and where it is known from, and ends well once each is explained', async () => {
  const [plain, rewritten] = [await timelineOf(4), await timelineOf(4)]
  await writeHeads(folder, Date.parse('2026-11-27T20:00:00Z'))
  await tamper(`UPDATE timeline_entry SET text = 'x' WHERE incident_id = $1 AND seq = 2`, [plain.id])
  await tamper(`UPDATE timeline_entry SET text = 'x' WHERE incident_id = $1 AND seq = 2`, [rewritten.id])
  await rehashTimeline(rewritten.id)
  const first = await verifyChain([])
  expect(first).toEqual({
    code: 1,
    lines: [
      `${plain.chain}, entry 2: its content is not what was recorded; not explained.`,
      expect.stringMatching(
        `^${rewritten.chain}, entry 4: the history up to it was another one .*2026-11.jsonl, line 1, 2026-11-27 20:00 UTC.*; not explained.$`,
      ),
      '8 entries in 3 chains: 2 breaks, 2 not explained.',
      'Held against 1 line written outside; the newest is 2026-11.jsonl, line 1, 2026-11-27 20:00 UTC.',
    ],
  })

  const email = 'commander@tidemark.local'
  const passwordHash = await hashPassword('a password of hers')
  await db.user.create({ data: { email, name: 'Commander on call', role: 'commander', passwordHash } })
  const explain = (chain: string, seq: string) =>
    verifyChain(['explain', chain, seq, 'Changed while testing.', '--as', email], 'a password of hers')
  expect(await explain(plain.chain, '2')).toMatchObject({ code: 1 })
  const last = await explain(rewritten.chain, '4')
  expect(last.code).toBe(0)
  expect(last.lines[0]).toMatch(
    /^INC-\d+, entry 2: its content .*; explained by Commander on call, .* UTC: “Changed while testing.”\.$/,
  )
  expect(last.lines).toHaveLength(4)
}, 90_000)
