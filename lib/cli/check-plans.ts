import type { Surroundings } from '@/lib/cli/run-plans'
import { staticFindings } from '@/lib/findings/rules/findings-of'
import { lookAtPlan, lookAtPlans, type PlanLook } from '@/lib/plans/document/plan-files'
import type { PlanFault } from '@/lib/plans/model/fault'
import type { Plan } from '@/lib/plans/model/plan'

/**
 * `plans check`: every fault of the files named, or of all plans of the folder. For programs (`json`) one array of
 * faults on the standard output, as lib/plans/types describes them, empty when all is sound.
 */
export async function checkPlans(files: string[], json: boolean, surroundings: Surroundings): Promise<number> {
  const { folder, out, complain, now } = surroundings
  const looks = files.length > 0 ? await Promise.all(files.map(lookAtPlan)) : await lookAtFolder(surroundings)
  if (!looks) return 1
  if (looks.length === 0) {
    complain(`${folder}: no plan in this folder`)
    return 1
  }
  const checked = looks.map(({ file, parse }) => ({ file, parsed: parse() }))
  const faults = checked.flatMap(({ parsed }) => (parsed.ok ? [] : parsed.faults))
  if (json) {
    out(JSON.stringify(faults, null, 2))
    return faults.length === 0 ? 0 : 1
  }
  for (const { file, parsed } of checked) {
    if (parsed.ok) out(`${file}: sound, ${counts(parsed.plan)}, ${amount(staticFindings(parsed.plan, now), 'finding')}`)
    else tellFaults(parsed.faults, complain)
  }
  if (faults.length === 0) return 0
  const refused = checked.filter(({ parsed }) => !parsed.ok)
  complain(`${amount(faults, 'fault')} in ${refused.length} of ${amount(checked, 'plan')}`)
  return 1
}

/** One line for each fault, in the form that editors and terminals make a link of. */
export function tellFaults(faults: PlanFault[], complain: Surroundings['complain']): void {
  for (const { file, line, column, message } of faults) complain(`${file}:${line}:${column} ${message}`)
}

/** What a plan holds: `3 objectives, 16 assets, 8 backups`, and of later sections those that it has. */
export function counts(plan: Plan): string {
  const { objectives, assets, backups, scenarios, runbooks, drills } = plan
  const always = [amount(objectives, 'objective'), amount(assets, 'asset'), amount(backups, 'backup')]
  const later = [amount(scenarios, 'scenario'), amount(runbooks, 'runbook'), amount(drills, 'drill')]
  return [...always, ...later.filter((words) => !words.startsWith('0 '))].join(', ')
}

/** `1 fault`, `3 faults` */
export function amount({ length }: readonly unknown[], word: string): string {
  return `${length} ${word}${length === 1 ? '' : 's'}`
}

async function lookAtFolder({ folder, complain }: Surroundings): Promise<PlanLook[] | null> {
  try {
    return [...(await lookAtPlans(folder)).values()]
  } catch (error) {
    complain(`${folder}: cannot be read (${(error as NodeJS.ErrnoException).code ?? 'unknown reason'})`)
    return null
  }
}
