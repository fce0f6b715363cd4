import { runUntilStopped } from '@/lib/cli/run-until-stopped'
import { startProduct } from '@/lib/cli/start-product'

await runUntilStopped((say) => startProduct('start', say))
