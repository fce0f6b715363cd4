import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { loadDotEnv } from '@/lib/cli/settings'

// Walks every incident's timeline and says whether each entry still follows from the one before. Exit 1 on a break.
loadDotEnv()
process.env.LOG_LEVEL ??= 'silent'
process.env.DATABASE_URL ||= rememberedUrl()
const { verifyJournal } = await import('@/lib/incidents/store/verify-chain')
const { faultOf } = await import('@/lib/action-result')

try {
  const { entries, whole, broken } = await verifyJournal()
  console.log(whole ? `${entries} entries, every chain is whole.` : `Broken at ${broken}.`)
  process.exit(whole ? 0 : 1)
} catch (error) {
  console.error(faultOf(error).message)
  process.exit(2)
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
