import { resolve } from 'node:path'
import { build } from 'esbuild'

/** Each test file as one text to run, with `sources` in place of the files they are made of. @returns by path */
export async function bundleTests(tests, sources) {
  const root = process.cwd()
  const made = await build({
    ...{ entryPoints: tests, outdir: 'bundled', outbase: '.', write: false, bundle: true, logLevel: 'error' },
    ...{ platform: 'node', format: 'cjs', target: 'node22', packages: 'external', alias: { '@': root } },
    plugins: [
      {
        name: 'mutants',
        setup({ onLoad }) {
          onLoad({ filter: /\.ts$/ }, ({ path }) => {
            const contents = sources.get(path.slice(root.length + 1))
            return contents === undefined ? undefined : { contents, loader: 'ts' }
          })
        },
      },
    ],
  })
  const texts = new Map(made.outputFiles.map(({ path, text }) => [path, text]))
  return tests.map((file) => ({ file, text: texts.get(resolve('bundled', file.replace(/\.ts$/, '.js'))) }))
}
