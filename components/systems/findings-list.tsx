import Link from 'next/link'
import { Caret, FindingsRow } from '@/components/systems/findings-row'
import { EmptyState } from '@/components/ui/empty-state'
import type { FindingCounts, LivingFinding } from '@/lib/findings/rules/life'

/** How many of the worst a system's page shows; its other findings have a page of their own. */
const SHOWN = 6

export const SEVERITY_WORDS = { high: 'High', medium: 'Medium', low: 'Low' } as const

type Props = {
  system: string
  findings: readonly LivingFinding[]
  counts: FindingCounts
  may: boolean
}

/** Where plan and reality differ, on the page of a system: the worst few that are open, and how many there are. */
export function FindingsBrief({ system, findings, counts, may }: Props) {
  const open = findings.filter(({ state }) => state !== 'acknowledged')
  const acknowledged = findings.filter(({ state }) => state === 'acknowledged')
  const rest = open.length - SHOWN
  const href = `/systems/${system}/findings` as const
  return (
    <>
      <div className="h2row">
        <h2>Plan and reality</h2>
        <span className="text-small text-t-3">{countWords(counts)}</span>
        <span className="flex-1" />
        <Link href={href} prefetch={false} className="-my-1 inline-flex min-h-(--target) items-center text-small">
          All findings
        </Link>
      </div>
      {open.length === 0 ? (
        <EmptyState>
          {acknowledged.length === 0
            ? 'Plan and account agree; nothing is left to settle.'
            : 'No finding is open; all that stand are acknowledged.'}
        </EmptyState>
      ) : (
        <ul>
          {open.slice(0, SHOWN).map((finding) => (
            <FindingsRow key={finding.id} finding={finding} may={may} aside={SEVERITY_WORDS[finding.severity]} />
          ))}
        </ul>
      )}
      {rest > 0 ? (
        <Link href={href} prefetch={false} className="inline-flex min-h-(--target) items-center py-1.5 text-small">
          {rest} more, none graver
        </Link>
      ) : null}
      <Acknowledged findings={acknowledged} may={may} />
    </>
  )
}

/** What somebody took note of: folded, never gone, never counted as open. */
export function Acknowledged({ findings, may, wide }: Pick<Props, 'findings' | 'may'> & { wide?: boolean }) {
  if (findings.length === 0) return null
  return (
    <details className="group/fold mt-1">
      <summary className="inline-flex min-h-(--target) list-none items-center gap-2 py-1.5 text-small text-t-2 [&::-webkit-details-marker]:hidden">
        Acknowledged, {findings.length}
        <span className="-mt-1.5">
          <Caret fold />
        </span>
      </summary>
      <ul>
        {findings.map((finding) => (
          <FindingsRow
            key={finding.id}
            finding={finding}
            may={may}
            aside={SEVERITY_WORDS[finding.severity]}
            wide={wide}
          />
        ))}
      </ul>
    </details>
  )
}

/** `23 open, 4 high, + 2 acknowledged` */
export function countWords({ open, high, acknowledged }: FindingCounts): string {
  const parts = [`${open} open`]
  if (high > 0) parts.push(`${high} high`)
  if (acknowledged > 0) parts.push(`+ ${acknowledged} acknowledged`)
  return parts.join(', ')
}
