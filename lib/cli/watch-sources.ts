import { type BuildOptions, context } from 'esbuild'
import { bundleOptions } from '@/lib/cli/bundle.mjs'

/** Bundles worker and sandbox again when a source of theirs changes, and restarts the one that changed. Returns how to stop. */
export async function watchSources(
  restart: (part: string) => Promise<void>,
  say: (line: string) => void,
): Promise<() => Promise<void>> {
  const { entryPoints, ...options } = bundleOptions('dev', process.env.TIDEMARK_DIST ?? '.tidemark/dist')
  const parts = Object.entries(entryPoints).filter(([name]) => name.startsWith('part-'))
  const watched = await Promise.all(
    parts.map(([bundle, source]) => {
      const name = bundle.replace('part-', '')
      return context({
        ...options,
        entryPoints: { [bundle]: source },
        plugins: [restartOnChange(name)],
      } as BuildOptions)
    }),
  )
  await Promise.all(watched.map((each) => each.watch()))
  return async () => {
    await Promise.all(watched.map((each) => each.dispose()))
  }

  function restartOnChange(name: string) {
    let first = true
    return {
      name: 'restart-on-change',
      setup(build: { onEnd: (then: (result: { errors: unknown[] }) => Promise<void>) => void }) {
        build.onEnd(async ({ errors }) => {
          if (!first && errors.length === 0) {
            say(`${name} changed; starting it again`)
            await restart(name)
          }
          first = false
        })
      },
    }
  }
}
