import { ATTACKS } from '@/lib/cli/attacks/all'
import { type Played, play } from '@/lib/cli/attacks/play'
import { worldOf } from '@/lib/cli/attacks/world'
import { step } from '@/lib/cli/progress.mjs'
import { isolateProduct, startApart, TRIED_BUILD } from '@/lib/cli/start-apart'

const DATA = '.tidemark/attacks'

// `npm run attacks`: starts the production build apart and attacks it, on this machine only, as a stranger, as each role
// and as the owner of its database. `npm run attacks -- head-live` makes the named ones only. Exit 1 unless all held.
const names = process.argv.slice(2)
const unknown = names.filter((name) => !ATTACKS.some(({ id }) => id === name))
const chosen = ATTACKS.filter(({ id }) => names.length === 0 || names.includes(id))
if (unknown.length > 0) {
  console.error(`There is no attack ${unknown.join(', ')}. There are: ${ATTACKS.map(({ id }) => id).join(', ')}.`)
  process.exit(1)
}

isolateProduct()
const product = await startApart(DATA)
const played: Played[] = []
try {
  const world = await worldOf(product.address, DATA, TRIED_BUILD)
  console.log('')
  for (const attack of chosen) {
    const { id, sentence, answered, held, ms } = await play(attack, world)
    played.push({ id, sentence, answered, held, ms })
    console.log(`  ${held ? '✓' : '✗'} ${id.padEnd(20)} ${sentence}: ${answered} (${(ms / 1000).toFixed(1)} s)`)
  }
  await world.end()
} finally {
  await step('stopping', () => product.stop())
}
const failed = played.filter(({ held }) => !held)
console.log(`\n${played.length - failed.length} of ${played.length} answered as they must`)
for (const { id, sentence, answered } of failed) console.log(`  not so: ${id}, ${sentence}: ${answered}`)
process.exit(failed.length > 0 ? 1 : 0)
