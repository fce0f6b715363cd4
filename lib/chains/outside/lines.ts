import { existsSync } from 'node:fs'
import { open, readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setImmediate as breathe } from 'node:timers/promises'
import { headsFolder, publicKeys } from '@/lib/chains/outside/key'
import { NOTHING_WRITTEN, readOn, type Written } from '@/lib/chains/rules/lines'

/** So many lines are verified without a break, so that whoever shares the process is not held up. */
const SLICE = 100

/** Everything that was ever written outside, with the faults of the lines themselves. */
export async function readWritten(dataFolder: string): Promise<Written> {
  const folder = headsFolder(dataFolder)
  const keys = publicKeys(dataFolder)
  const names = existsSync(folder) ? await readdir(folder) : []
  let written = NOTHING_WRITTEN
  for (const file of names.filter((name) => name.endsWith('.jsonl')).sort()) {
    const texts = (await readFile(join(folder, file), 'utf8')).split('\n')
    for (const [index, text] of texts.entries()) {
      if (text !== '') written = readOn(written, { file, line: index + 1, text }, keys)
      if (index % SLICE === 0) await breathe()
    }
  }
  return written
}

/** Adds a line to the file of its month and has it on the disk before it returns. Returns the file's path. */
export async function appendLine(dataFolder: string, line: string, at: number): Promise<string> {
  const file = join(headsFolder(dataFolder), `${new Date(at).toISOString().slice(0, 7)}.jsonl`)
  // A line that a full disk cut short must not take the next one with it.
  const torn = existsSync(file) && !/^$|\n$/.test((await readFile(file, 'utf8')).slice(-1))
  const handle = await open(file, 'a', 0o600)
  try {
    await handle.write(`${torn ? '\n' : ''}${line}\n`)
    await handle.sync()
  } finally {
    await handle.close()
  }
  return file
}
