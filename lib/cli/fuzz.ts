import { appendFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { fuzz } from '@/e2e/fuzz/run'
import { tellOutcome } from '@/e2e/fuzz/tell'
import { isolateProduct, startApart, TRIED_BUILD } from '@/lib/cli/start-apart'

// Starts the production build from nothing, sends it what nobody means, and names what it could not take. Exit 1 for any.
const DATA = '.tidemark/fuzz'
const options = { seed: { type: 'string' }, inputs: { type: 'string' }, 'hang-ms': { type: 'string' } } as const
const { values } = parseArgs({ options })
const seed = numberOf('seed', 1)
const inputs = numberOf('inputs', 100_000)
const hangMs = numberOf('hang-ms', 1_000)

isolateProduct()
const product = await startApart(DATA, { LOG_FILE_MB: '1000' })
try {
  const since = Date.now()
  const outcome = await fuzz(
    { address: product.address, dataFolder: DATA, distFolder: TRIED_BUILD, seed, inputs, hangMs },
    (done) =>
      done % 5_000 === 0 &&
      console.log(`  ${done} of ${inputs} sent after ${Math.round((Date.now() - since) / 1_000)} s`),
  )
  const file = join(DATA, 'found.jsonl')
  rmSync(file, { force: true })
  for (const each of outcome.findings) {
    appendFileSync(
      file,
      `${JSON.stringify({ ...each, input: { ...each.input, body: each.input.body?.toString('latin1') } })}\n`,
    )
  }
  for (const line of tellOutcome(outcome, seed, hangMs)) console.log(line)
  process.exitCode = outcome.failed + outcome.unexpected + outcome.hangs > 0 ? 1 : 0
} finally {
  await product.stop()
}
process.exit()

function numberOf(name: keyof typeof options, fallback: number): number {
  const text = values[name] ?? String(fallback)
  if (!/^\d{1,9}$/.test(text)) throw new Error(`--${name} is "${text}"; a whole number is expected.`)
  return Number(text)
}
