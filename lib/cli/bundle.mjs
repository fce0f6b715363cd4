import { existsSync } from 'node:fs'
import { resolve } from 'node:path'

/** Processes that `up` and `dev` start, by the name of their bundle. */
const PARTS = { worker: 'lib/worker/main.ts', sandbox: 'lib/sandbox/main.ts', web: 'lib/front/main.ts' }

/**
 * What esbuild is to do for a command: `<command>.mjs`, and the parts where the command starts some, in `outdir`.
 * Packages stay outside, so a bundle is made in a blink and native modules load as they are.
 */
export function bundleOptions(command, outdir) {
  const source = `lib/cli/${command}.ts`
  if (!existsSync(source)) throw new Error(`There is no command "${command}".`)
  const startsParts = ['up', 'dev', 'test', 'attacks', 'matrix', 'fuzz'].includes(command)
  const parts = startsParts ? Object.entries(PARTS).filter(([, path]) => existsSync(path)) : []
  const entryPoints = { [command]: source, ...Object.fromEntries(parts.map(([name, path]) => [`part-${name}`, path])) }
  return {
    entryPoints,
    outdir,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node22',
    packages: 'external',
    alias: { '@': resolve('.') },
    sourcemap: true,
    logLevel: 'warning',
  }
}
