import { z } from 'zod'
import { readAs } from '@/lib/plans/document/schema/values'
import { ASSET_FACTS, INCIDENT_FACTS, type VariableSource } from '@/lib/plans/model/messages'
import type { Deadline } from '@/lib/plans/model/response'
import { parseDuration } from '@/lib/time/durations'

/** A command or a message: several lines, tabs and line ends kept. */
export const longText = z
  .string({ error: 'text' })
  .min(1, { error: 'text that is not empty' })
  .max(4_000, { error: 'text of at most 4,000 characters' })

export const variableName = z
  .string({ error: 'a name' })
  .regex(/^[a-z][a-z0-9]*(_[a-z0-9]+)*$/, { error: 'a name of a–z, 0–9 and `_`, such as `target_group_arn`' })

/** `at once`, `15 min`, `next business day` */
export const deadline = readAs<Deadline>(
  '`at once`, a duration such as `15 min`, or `next business day`',
  (written) => {
    if (written === 'at once') return { kind: 'at-once' }
    if (written === 'next business day') return { kind: 'next-business-day' }
    const ms = parseDuration(written)
    return ms ? { kind: 'within', ms } : null
  },
)

/** `asset phaserai-prod endpoint`, `environment production drRegion`, `account id`, `incident startedAt`, `value db.t3.small` */
export const variableSource = readAs<VariableSource>(
  `\`asset <key> <fact>\` (${ASSET_FACTS.join(', ')}), \`environment <key> primaryRegion\` or \`drRegion\`, \`account id\`, \`incident <fact>\` (${INCIDENT_FACTS.join(', ')}) or \`value <text>\``,
  (written) => {
    const [kind, first, second, ...rest] = written.split(' ')
    if (kind === 'value' && first) return { kind, value: written.slice('value '.length) }
    if (rest.length > 0) return null
    if (kind === 'asset' && first) {
      const fact = ASSET_FACTS.find((known) => known === second)
      return fact ? { kind, asset: first, fact } : null
    }
    if (kind === 'environment' && first && (second === 'primaryRegion' || second === 'drRegion')) {
      return { kind, environment: first, fact: second }
    }
    if (second !== undefined) return null
    if (kind === 'account' && first === 'id') return { kind, fact: 'id' }
    const fact = INCIDENT_FACTS.find((known) => known === first)
    return kind === 'incident' && fact ? { kind, fact } : null
  },
)
