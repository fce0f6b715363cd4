import { isUtf8 } from 'node:buffer'
import { constants } from 'node:fs'
import { type FileHandle, open, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { LineCounter } from 'yaml'
import { faultAt } from '@/lib/plans/document/fault-places'
import { type ParsedPlan, parsePlan, systemOf } from '@/lib/plans/document/parse'

/** What a file held at one look: its text, or why there is none. Two looks that found the same have equal marks. */
export type PlanLook = { file: string; mark: string; text: string; parse: () => ParsedPlan }

const MOST_BYTES = 1024 * 1024

/**
 * Looks at every plan of a folder, by system. Hidden files and what editors leave beside a file (`phoenix.yaml~`) are no
 * plans; neither does a file that cannot be read keep the others from being read. Two files of one system are a fault.
 *
 * @throws when the folder itself cannot be read
 */
export async function lookAtPlans(folder: string): Promise<Map<string, PlanLook>> {
  const names = (await readdir(folder)).filter((name) => /^[^.].*\.ya?ml$/i.test(name)).sort()
  const bySystem = Map.groupBy(names, systemOf)
  const looks = [...bySystem].map(async ([system, files]): Promise<[string, PlanLook]> => {
    const [first = '', ...others] = files.map((name) => join(folder, name))
    if (others.length === 0) return [system, await lookAtPlan(first)]
    const named = [first, ...others].map((file) => `\`${file}\``).join(' and ')
    return [system, withoutText(first, `${files.length} files for one system: ${named}`, 'one file for each system')]
  })
  return new Map(await Promise.all(looks))
}

/** Reads one file, never more than 1 MiB of it. What keeps it from being read comes back as the fault of its plan. */
export async function lookAtPlan(file: string): Promise<PlanLook> {
  let handle: FileHandle | undefined
  try {
    // Without waiting: a pipe in the place of a file would never come to its end.
    handle = await open(file, constants.O_RDONLY | constants.O_NONBLOCK)
    const { size, ...stats } = await handle.stat().then((found) => ({ size: found.size, isFile: found.isFile() }))
    if (!stats.isFile) return withoutText(file, 'something that is no file', 'a text file')
    if (size > MOST_BYTES) {
      return withoutText(file, `${size.toLocaleString('en')} bytes`, 'a plan of at most 262,144 characters')
    }
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(MOST_BYTES), 0, MOST_BYTES, 0)
    return lookAtBytes(file, buffer.subarray(0, bytesRead))
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (!code) throw error
    return withoutText(file, REASONS[code] ?? `a file that cannot be read (${code})`, 'a file that Tidemark may read')
  } finally {
    await handle?.close()
  }
}

const REASONS: Record<string, string> = {
  ENOENT: 'no such file',
  EACCES: 'a file that this user may not read',
  EPERM: 'a file that this user may not read',
  EISDIR: 'a folder',
  ELOOP: 'links that lead in a circle',
}

function lookAtBytes(file: string, bytes: Buffer): PlanLook {
  const text = bytes.toString('utf8')
  if (isUtf8(bytes)) return { file, mark: text, text, parse: () => parsePlan(text, file) }
  const lines = text.split('\n')
  const at = lines.findIndex((line) => line.includes(REPLACED))
  const column = (lines[at] ?? '').indexOf(REPLACED)
  const lineCounter = new LineCounter()
  lines.slice(0, at + 1).reduce((offset, line) => {
    lineCounter.addNewLine(offset)
    return offset + line.length + 1
  }, 0)
  const offset = (lineCounter.lineStarts.at(-1) ?? 0) + Math.max(0, column)
  const found = 'bytes that are no UTF-8 text'
  const fault = faultAt({ file, lines: lineCounter }, offset, { path: [], found, expected: 'text in UTF-8' })
  return { file, mark: `\0${text}`, text, parse: () => ({ ok: false, faults: [fault] }) }
}

/** What the decoder leaves in the place of bytes that are no text. */
const REPLACED = '\ufffd'

/** A look that found no text to read. */
export function withoutText(file: string, found: string, expected: string): PlanLook {
  const fault = faultAt({ file, lines: new LineCounter() }, 0, { path: [], found, expected })
  return { file, mark: `\0${found}`, text: '', parse: () => ({ ok: false, faults: [fault] }) }
}
