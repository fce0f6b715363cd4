import { worldOf } from '@/lib/cli/attacks/world'
import { cellsOf } from '@/lib/cli/matrix/cells'
import { everybody } from '@/lib/cli/matrix/people'
import { playCells } from '@/lib/cli/matrix/play-cells'
import { thingsOf } from '@/lib/cli/matrix/things'
import { step } from '@/lib/cli/progress.mjs'
import { isolateProduct, startApart, TRIED_BUILD } from '@/lib/cli/start-apart'

const DATA = '.tidemark/matrix'
const [OWN, OTHER] = ['solosuccess', 'phaserai']

// `npm run matrix`: starts the production build apart and asks it for every page, route and action by every method, as
// everybody who could ask, on real things of one system. What must come of it follows from PERMISSIONS. Exit 1 unless it did.
isolateProduct()
const product = await startApart(DATA)
let wrong = 1
try {
  const world = await worldOf(product.address, DATA, TRIED_BUILD)
  const things = await thingsOf(world, OWN)
  const cells = cellsOf(world, await everybody(world, OWN, OTHER), things)
  wrong = await playCells(cells, (line) => console.log(line))
  await world.end()
} finally {
  await step('stopping', () => product.stop())
}
process.exit(wrong > 0 ? 1 : 0)
