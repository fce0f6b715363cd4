import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { askPassword } from '@/lib/cli/ask-password'
import { loadDotEnv } from '@/lib/cli/settings'
import { tellRecord } from '@/lib/cli/tell-record'

// Walks every chain from its first entry, holds it against the heads that were written outside, and names every break.
// Exit 1 while one is not explained, 2 when nothing could be said.
loadDotEnv()
process.env.LOG_LEVEL ??= 'silent'
process.env.DATABASE_URL ||= rememberedUrl()
const dataFolder = process.env.TIDEMARK_DATA || '.tidemark'
const USAGE = 'npm run verify-chain [-- explain CHAIN ENTRY "REASON" --as ADDRESS]'

const { faultOf } = await import('@/lib/action-result')
const { lookAtChains } = await import('@/lib/chains/commands/look-at-chains')
const { readWritten } = await import('@/lib/chains/outside/lines')

try {
  const [verb, ...rest] = process.argv.slice(2)
  if (verb === 'explain') await explain(rest)
  else if (verb !== undefined) throw new Error(`There is no "${verb}". ${USAGE}`)
  const written = await readWritten(dataFolder)
  const { lines, left } = tellRecord(await lookAtChains(true, written, dataFolder, Date.now()), written)
  for (const line of lines) console.log(line)
  process.exit(left > 0 ? 1 : 0)
} catch (error) {
  const plain = error instanceof Error && error.constructor === Error
  console.error(plain ? error.message : faultOf(error).message)
  process.exit(2)
}

/** `explain INC-0007 12 "reason" --as commander@…`: that person's password is asked for. */
async function explain(words: string[]): Promise<void> {
  const [chain, seq, reason, as, email] = words
  if (!chain || !/^\d{1,9}$/.test(seq ?? '') || !reason || as !== '--as' || !email) throw new Error(USAGE)
  const { actorOf } = await import('@/lib/auth/actor-of')
  const { checkPassword } = await import('@/lib/auth/sign-in')
  const { explainBreak } = await import('@/lib/chains/commands/explain-break')
  const { giveBack } = await import('@/lib/auth/sign-in-counts')
  const { db } = await import('@/lib/db/client')
  const given = { email, password: await askPassword(email), origin: 'verify-chain' }
  const { user, spent } = await checkPassword(given, 'command line')
  await giveBack(db, spent)
  const verdicts = await lookAtChains(true, await readWritten(dataFolder), dataFolder, Date.now())
  await explainBreak(actorOf(user), { chain, seq: Number(seq), reason }, verdicts, dataFolder, Date.now())
}

/** Where `npm run up` left the address of its database; empty when it never ran here. */
function rememberedUrl(): string {
  try {
    const file = join(process.env.TIDEMARK_DATA || '.tidemark', 'database.json')
    return (JSON.parse(readFileSync(file, 'utf8')) as { appUrl: string }).appUrl
  } catch {
    return ''
  }
}
