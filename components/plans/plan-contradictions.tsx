import { PlanSection, Statement } from '@/components/plans/statement'
import { EmptyState } from '@/components/ui/empty-state'
import { StateTag } from '@/components/ui/state-tag'
import type { Plan } from '@/lib/plans/model/plan'
import { findContradictions } from '@/lib/plans/rules/contradictions'
import { findingRank } from '@/lib/vocabulary/severities'

/** Where the document disagrees with itself: every place quoted, none settled silently. */
export function PlanContradictionsSection({ plan }: { plan: Plan }) {
  const found = findContradictions(plan).toSorted(
    (a, b) => findingRank(a.contradiction.severity) - findingRank(b.contradiction.severity),
  )
  return (
    <PlanSection id="contradictions" title="Where the document contradicts itself" note={`${found.length}`}>
      {found.length === 0 ? <EmptyState>Nowhere that anybody has marked.</EmptyState> : null}
      {found.map(({ subject, contradiction: { id, about, severity, statements, toDecide } }) => (
        <Statement
          key={id}
          now={
            <>
              <StateTag state={severity === 'low' ? 'info' : 'at-risk'} plain>
                {severity}
              </StateTag>
              <p>{subject}</p>
              <p>To decide: {toDecide}</p>
            </>
          }
        >
          <h3>{about}</h3>
          <ul>
            {statements.map(({ text, where }) => (
              <li key={`${where}${text}`} className="mt-1 border-l-2 border-line-2 pl-2">
                {text} <span className="text-small text-t-3">({where})</span>
              </li>
            ))}
          </ul>
        </Statement>
      ))}
    </PlanSection>
  )
}
