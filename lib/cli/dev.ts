import { runUntilStopped } from '@/lib/cli/run-until-stopped'
import { startProduct } from '@/lib/cli/start-product'
import { watchSources } from '@/lib/cli/watch-sources'

await runUntilStopped(async (say) => {
  const product = await startProduct('dev', say)
  const stopWatching = await watchSources(product.restart, say)
  return {
    ...product,
    stop: async () => {
      await stopWatching()
      await product.stop()
    },
  }
})
