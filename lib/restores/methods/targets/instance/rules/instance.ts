import type { Leftover, MethodRules, Order, RestoreTarget } from '@/lib/restores/methods/model/method'
import { typedCommand } from '@/lib/restores/methods/rules/typed'
import { configurationLines, restoreOptions } from '@/lib/restores/methods/targets/instance/rules/configuration'
import { proposeTargetName, targetNameFault } from '@/lib/restores/methods/targets/instance/rules/target-name'
import type { PreflightFacts } from '@/lib/restores/model/preflight'
import type { PreflightCheck } from '@/lib/restores/model/restore'

/** A new RDS instance beside the source. */
const INSTANCE: RestoreTarget = {
  key: 'instance',
  heldBy: ['db-instance', 'replica'],
  nameFault: (name, source) =>
    targetNameFault(name) ?? (name === source ? `${name} is the source itself. RDS never restores in place.` : null),
  proposeName: proposeTargetName,
}

const isSameRegion = (facts: PreflightFacts) => facts.region === facts.source.region

/** What every way that makes a new instance says alike; each may say its own instead. */
export const instanceRules = {
  target: INSTANCE,
  checks: regionChecks,
  options: (facts) => restoreOptions(facts.source.facts, facts.plan?.asset ?? null, isSameRegion(facts)),
  lines: (facts, options) =>
    configurationLines(facts, options, { count: 3, note: 'the restore’s id marks it as ours; AWS copies none' }),
  phases: {
    creating: 'Creating',
    'backing-up': 'Backing up',
    modifying: 'Modifying',
    rebooting: 'Rebooting',
    'configuring-enhanced-monitoring': 'Configuring',
  },
  leftovers: (order) => [instanceLeft(order)],
} satisfies Partial<MethodRules>

/** The instance that may have been made, and how to look for it. */
export function instanceLeft({ target, place }: Order): Leftover {
  const words = 'rds describe-db-instances'
  return {
    what: `the instance ${target}`,
    look: typedCommand(words, place.region, [['--db-instance-identifier', target]]),
  }
}

function regionChecks(facts: PreflightFacts): PreflightCheck[] {
  if (isSameRegion(facts)) return []
  const sentence = `The point is in ${facts.region}. The subnet, security and parameter groups of ${facts.source.region} do not exist there, so AWS's defaults apply.`
  return [{ key: 'region', outcome: 'warn', title: 'Same region as the source', sentence }]
}
