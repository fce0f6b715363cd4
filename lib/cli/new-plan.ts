import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Surroundings } from '@/lib/cli/run-plans'
import { systemOf } from '@/lib/plans/document/parse'
import { lookAtPlans } from '@/lib/plans/document/plan-files'

/** What the starting document calls its system. */
const PLACEHOLDER = 'your-system'
const STARTING_PLAN = 'lib/cli/starting-plan.yaml'

/** `plans new`: writes a commented plan that is sound and says of everything in it that it is an example. Overwrites nothing. */
export async function newPlan(system: string, { folder, out, complain }: Surroundings): Promise<number> {
  if (systemOf(system) !== system || system.length > 60) {
    complain(
      `\`${system}\` cannot name a system: use up to 60 of a–z, 0–9 and hyphens, such as \`${systemOf(system).slice(0, 60)}\`.`,
    )
    return 2
  }
  const file = join(folder, `${system}.yaml`)
  try {
    await mkdir(folder, { recursive: true })
    const there = (await lookAtPlans(folder)).get(system)
    if (there) {
      complain(`${there.file} is there already and stays as it is.`)
      return 1
    }
    const text = await readFile(STARTING_PLAN, 'utf8')
    await writeFile(file, text.replaceAll(PLACEHOLDER, system), { flag: 'wx' })
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'EEXIST') complain(`${file} is there already and stays as it is.`)
    else complain(`${file}: cannot be written (${code ?? 'unknown reason'})`)
    return 1
  }
  out(`${file}: written. Next:`)
  out('  1. Fill in the account, its two roles and the regions; then environments, objectives, assets and backups.')
  out(
    '  2. Take out what your document does not say. What it leaves open goes under toFillIn, what you assume under assumed.',
  )
  out(`  3. npm run plans -- check ${file}`)
  out('  A running Tidemark puts it in force within five seconds of a sound save.')
  return 0
}
