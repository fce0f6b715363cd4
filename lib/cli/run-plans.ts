import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { staticFindings } from '@/lib/plans/findings'
import { type ParsedPlan, parsePlan } from '@/lib/plans/parse'
import type { Plan } from '@/lib/plans/types'

type Surroundings = { folder: string; out: (line: string) => void; complain: (line: string) => void }

const USAGE = `npm run plans -- check [file …]         every fault of the plans, with file, line and column
npm run plans -- show <system> [--json]  a plan as Tidemark reads it, with its findings`

/**
 * The command `plans`.
 *
 * @returns the exit code: 0 when all is sound, 1 when a plan has faults or cannot be read, 2 when the command is not understood
 */
export async function runPlans([command, ...args]: string[], surroundings: Surroundings): Promise<number> {
  const names = args.filter((arg) => !arg.startsWith('--'))
  const unknown = args.find((arg) => arg.startsWith('--') && !(command === 'show' && arg === '--json'))
  if (unknown === undefined && command === 'check') return check(names, surroundings)
  if (unknown === undefined && command === 'show' && names[0] !== undefined && names.length === 1) {
    return show(names[0], args.includes('--json'), surroundings)
  }
  surroundings.complain(USAGE)
  return 2
}

async function check(files: string[], surroundings: Surroundings): Promise<number> {
  const { folder, out, complain } = surroundings
  const chosen = files.length > 0 ? files : await planFiles(folder, complain)
  let sound = chosen.length > 0
  for (const file of chosen) {
    const parsed = await read(file, complain)
    if (parsed?.ok) out(`${file}: sound, ${counts(parsed.plan)}`)
    else sound = false
    if (parsed?.ok === false) tellFaults(parsed, complain)
  }
  return sound ? 0 : 1
}

async function show(system: string, json: boolean, { folder, out, complain }: Surroundings): Promise<number> {
  const file = join(folder, `${system}.yaml`)
  const parsed = await read(file, complain)
  if (!parsed?.ok) {
    if (parsed) tellFaults(parsed, complain)
    return 1
  }
  const { plan, contentHash } = parsed
  const findings = staticFindings(plan, Date.now())
  if (json) {
    out(JSON.stringify({ contentHash, plan, findings }, null, 2))
    return 0
  }
  out(`${plan.system.name}, revision ${contentHash.slice(0, 12)}: ${counts(plan)}`)
  for (const { severity, subject, sentence } of findings) out(`  ${severity.padEnd(6)}  ${subject}: ${sentence}`)
  return 0
}

function tellFaults({ faults }: Extract<ParsedPlan, { ok: false }>, complain: Surroundings['complain']): void {
  for (const { file, line, column, message } of faults) complain(`${file}:${line}:${column} ${message}`)
}

function counts({ objectives, assets, backups }: Plan): string {
  return `${objectives.length} ${objectives.length === 1 ? 'objective' : 'objectives'}, ${assets.length} assets, ${backups.length} backups`
}

async function read(file: string, complain: Surroundings['complain']): Promise<ParsedPlan | null> {
  try {
    return parsePlan(await readFile(file, 'utf8'), file)
  } catch (error) {
    complain(`${file}: cannot be read (${(error as NodeJS.ErrnoException).code ?? 'unknown reason'})`)
    return null
  }
}

async function planFiles(folder: string, complain: Surroundings['complain']): Promise<string[]> {
  try {
    const names = (await readdir(folder)).filter((name) => /\.ya?ml$/.test(name)).sort()
    if (names.length === 0) complain(`${folder}: no plan in this folder`)
    return names.map((name) => join(folder, name))
  } catch (error) {
    complain(`${folder}: cannot be read (${(error as NodeJS.ErrnoException).code ?? 'unknown reason'})`)
    return []
  }
}
