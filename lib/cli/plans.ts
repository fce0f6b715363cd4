import { runPlans } from '@/lib/cli/run-plans'
import { loadDotEnv } from '@/lib/cli/settings'

loadDotEnv()

process.exitCode = await runPlans(process.argv.slice(2), {
  folder: process.env.TIDEMARK_PLANS || 'plans',
  out: (line) => console.log(line),
  complain: (line) => console.error(line),
  now: Date.now(),
})
