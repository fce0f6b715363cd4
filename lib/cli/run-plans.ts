import { checkPlans } from '@/lib/cli/check-plans'
import { newPlan } from '@/lib/cli/new-plan'
import { writeSchema } from '@/lib/cli/plan-schema'
import { showPlan } from '@/lib/cli/show-plan'

/** Where the plans are, where lines go (`out`: results, `complain`: faults), and the time for what is overdue. */
export type Surroundings = {
  folder: string
  out: (line: string) => void
  complain: (line: string) => void
  /** Epoch milliseconds. */
  now: number
}

const USAGE = `npm run plans -- check [file …] [--json]   every fault of the plans: file, line, column, what was found and expected
npm run plans -- show <system> [--json]    a plan with its rules applied: what governs, backups, runbooks, findings
npm run plans -- new <system>              a commented plan to start from
npm run plans -- schema [--check]          plan.schema.json for editors; with --check only whether it is current`

/**
 * The command `plans`.
 *
 * @returns the exit code: 0 when all is sound, 1 when a plan has faults or cannot be read, 2 when the command is not understood
 */
export async function runPlans([command, ...args]: string[], surroundings: Surroundings): Promise<number> {
  const names = args.filter((arg) => !arg.startsWith('-'))
  const options = args.filter((arg) => arg.startsWith('-'))
  const [name] = names
  const takes = (...known: string[]) => options.every((option) => known.includes(option))
  const has = (option: string) => options.includes(option)
  if (command === 'check' && takes('--json')) return checkPlans(names, has('--json'), surroundings)
  if (command === 'show' && takes('--json') && name && names.length === 1) {
    return showPlan(name, has('--json'), surroundings)
  }
  if (command === 'new' && takes() && name && names.length === 1) return newPlan(name, surroundings)
  if (command === 'schema' && takes('--check') && names.length === 0) return writeSchema(has('--check'), surroundings)
  if (command === 'help' || command === '--help') {
    surroundings.out(USAGE)
    return 0
  }
  surroundings.complain(USAGE)
  return 2
}
