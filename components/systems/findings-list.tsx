import { EmptyState } from '@/components/ui/empty-state'
import { Glyph } from '@/components/ui/glyph'
import { MARK_LOOK } from '@/components/ui/mark'
import type { Finding } from '@/lib/freshness/findings-types'

const WORDS = { high: 'High', medium: 'Medium', low: 'Low' }
const SHOWN = 8

/** Where plan and reality differ: what the plan says, what was found, what to do. Worst first. */
export function FindingsList({ findings }: { findings: readonly Finding[] }) {
  if (findings.length === 0) return <EmptyState>Plan and account agree; nothing is left to settle.</EmptyState>
  const rest = findings.slice(SHOWN)
  return (
    <>
      <List findings={findings.slice(0, SHOWN)} />
      {rest.length > 0 ? (
        <details>
          <summary className="cursor-pointer py-2 text-accent">{rest.length} more</summary>
          <List findings={rest} />
        </details>
      ) : null}
    </>
  )
}

function List({ findings }: { findings: readonly Finding[] }) {
  return (
    <ul>
      {findings.map((finding) => (
        <li
          key={finding.id}
          className="grid grid-cols-[22px_minmax(0,1fr)_auto] gap-x-1 border-b border-line-1 py-1.5"
          data-finding={finding.id}
        >
          <Glyph name={MARK_LOOK[finding.mark].glyph} className="mt-0.5" />
          <div>
            <b className="font-semibold">{finding.sentence}</b>
            <dl className="text-small text-t-2">
              <Part term="plan">{finding.planSays}</Part>
              <Part term="found">{finding.found}</Part>
              <Part term="do">{finding.whatToDo}</Part>
            </dl>
          </div>
          <span className="text-small text-t-3">{WORDS[finding.severity]}</span>
        </li>
      ))}
    </ul>
  )
}

function Part({ term, children }: { term: string; children: string }) {
  return (
    <div>
      <dt className="inline text-t-3">{term} </dt>
      <dd className="inline">{children}</dd>
    </div>
  )
}
