import { amount } from '@/lib/cli/check-plans'
import { lookAtPlans } from '@/lib/plans/document/plan-files'

/**
 * What a start says of the plans that it finds: one word for all, and of each that is refused its first fault with file,
 * line and column. The start goes on, and what was in force stays in force.
 */
export async function tellPlans(folder: string): Promise<{ summary: string; lines: string[] }> {
  const looks = await lookAtPlans(folder).catch((error: NodeJS.ErrnoException) => error)
  if (looks instanceof Error) {
    const line = `${folder}: cannot be read (${looks.code ?? looks.message}). Plans are read as soon as it is there.`
    return { summary: 'none could be read', lines: [line] }
  }
  const plans = [...looks.values()].map(({ file, parse }) => ({ file, parsed: parse() }))
  const lines = plans.flatMap(({ file, parsed }) => {
    if (parsed.ok) return []
    const [first, ...others] = parsed.faults
    const more = others.length > 0 ? ` ${amount(others, 'more fault')}:` : ' All of it:'
    return [
      `${first?.file}:${first?.line}:${first?.column} ${first?.message}`,
      `  Refused; its last good revision stays in force, if it has one.${more} npm run plans -- check ${file}`,
    ]
  })
  const refused = plans.filter(({ parsed }) => !parsed.ok).length
  const sound = `${plans.length - refused} sound`
  return { summary: refused > 0 ? `${sound}, ${refused} refused` : sound, lines }
}
