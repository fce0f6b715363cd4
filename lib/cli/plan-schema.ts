import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Surroundings } from '@/lib/cli/run-plans'
import { JSON_SCHEMA_FILE, planJsonSchema } from '@/lib/plans/document/json-schema'

/** `plans schema`: writes the JSON Schema that the plans name in their first line, or (`check`) says whether it is current. */
export async function writeSchema(check: boolean, { folder, out, complain }: Surroundings): Promise<number> {
  const file = join(folder, JSON_SCHEMA_FILE)
  const current = planJsonSchema()
  const found = await readFile(file, 'utf8').catch(() => null)
  if (found === current) {
    out(`${file}: current`)
    return 0
  }
  if (check) {
    const state = found === null ? 'cannot be read' : 'is not what the schema of plans says now'
    complain(`${file} ${state}. \`npm run plans -- schema\` writes it anew; commit it with your change.`)
    return 1
  }
  try {
    await writeFile(file, current)
  } catch (error) {
    complain(`${file}: cannot be written (${(error as NodeJS.ErrnoException).code ?? 'unknown reason'})`)
    return 1
  }
  out(`${file}: written`)
  return 0
}
