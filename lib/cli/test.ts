import { isolateProduct } from '@/lib/cli/start-apart'
import { testInBrowser } from '@/lib/cli/test-in-browser'
import { type Count, runCheck, runVitest } from '@/lib/cli/test-stages'

const STAGES: Record<string, () => Promise<Count>> = {
  'lint:style': () => runCheck('lint:style'),
  'lint:imports': () => runCheck('lint:imports'),
  'lint:purity': () => runCheck('lint:purity'),
  'lint:tables': () => runCheck('lint:tables'),
  'lint:answers': () => runCheck('lint:answers'),
  'lint:inputs': () => runCheck('lint:inputs'),
  'lint:lengths': () => runCheck('lint:lengths'),
  'lint:unused': () => runCheck('lint:unused'),
  types: () => runCheck('types'),
  unit: () => runVitest('unit'),
  db: () => runVitest('db'),
  e2e: () => testInBrowser(process.argv.slice(3)),
}

// `npm test` runs all; `npm test -- lint` or `npm test -- e2e <file>` only what is named.
const wanted = process.argv[2]
const chosen = Object.entries(STAGES).filter(([name]) => !wanted || name === wanted || name.startsWith(`${wanted}:`))
if (chosen.length === 0) throw new Error(`There is no part "${wanted}". There are: ${Object.keys(STAGES).join(', ')}.`)

isolateProduct()
const total: Count = { passed: 0, failed: 0 }
const lines: string[] = []
for (const [name, run] of chosen) {
  const since = Date.now()
  console.log(`\n── ${name} ${'─'.repeat(Math.max(0, 90 - name.length))}`)
  const { passed, failed } = await run().catch((error: unknown) => {
    console.error(error instanceof Error ? (error.stack ?? error.message) : error)
    return { passed: 0, failed: 1 }
  })
  total.passed += passed
  total.failed += failed
  const seconds = ((Date.now() - since) / 1000).toFixed(1)
  lines.push(`  ${failed ? '✗' : '✓'} ${name.padEnd(14)} ${passed} passed, ${failed} failed ${seconds.padStart(8)} s`)
  console.log(lines.at(-1))
}
console.log(`\n${lines.join('\n')}\n\n${total.passed} passed, ${total.failed} failed`)
process.exit(total.failed > 0 || total.passed === 0 ? 1 : 0)
