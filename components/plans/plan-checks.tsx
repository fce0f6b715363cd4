import { Places } from '@/components/plans/places'
import { NotStated, PlanSection, Source, Statement } from '@/components/plans/statement'
import { TemplateText } from '@/components/plans/template-text'
import { StateTag } from '@/components/ui/state-tag'
import type { Plan } from '@/lib/plans/model/plan'
import type { Checklist, RecoveryCheck } from '@/lib/plans/model/recovery'
import { hoursWords } from '@/lib/plans/rules/words'

/** The checklists, each with the hours it belongs to; on paper its boxes can be ticked. */
export function PlanChecklistsSection({ plan }: { plan: Plan }) {
  const roles = new Map(plan.roles.map(({ id, name }) => [id, name]))
  return (
    <PlanSection id="checklists" title="Checklists" note={`${plan.checklists.length}`}>
      {plan.checklists.length === 0 ? <NotStated>The plan has no checklist.</NotStated> : null}
      {plan.checklists.map((checklist) => (
        <Statement key={checklist.id} id={`checklist-${checklist.id}`} now={whenWords(checklist)}>
          <h3>{checklist.name}</h3>
          <ul className="mt-1">
            {checklist.items.map((item) => (
              <li key={item.id} id={`checklist-${checklist.id}-${item.id}`} className="flex gap-2">
                <span aria-hidden="true" className="mt-[3px] size-3 flex-none border border-line-3" />
                <span>
                  {item.group ? <span className="text-t-3">{item.group}: </span> : null}
                  {item.text}
                  {item.owner ? <span className="text-t-3"> ({roles.get(item.owner) ?? item.owner})</span> : null}
                </span>
              </li>
            ))}
          </ul>
          <Source source={checklist.source} />
        </Statement>
      ))}
    </PlanSection>
  )
}

const KIND_WORDS: Record<Checklist['kind'], string> = {
  assessment: 'first look',
  response: 'immediate response',
  recovery: 'during recovery',
  verification: 'before resuming',
  'post-recovery': 'after recovery',
  drill: 'in a drill',
  documents: 'documents',
}

function whenWords({ kind, from, to }: Checklist): string {
  const hours = hoursWords(from, to)
  return hours ? `${KIND_WORDS[kind]}, ${hours}` : KIND_WORDS[kind]
}

/** How a restored system is looked at, and the rule it is judged by, if there is one. */
export function PlanVerificationsSection({ plan }: { plan: Plan }) {
  const assets = new Map(plan.assets.map(({ key, name }) => [key, name]))
  return (
    <PlanSection id="verifications" title="Verifying a recovery" note={`${plan.verifications.length}`}>
      {plan.verifications.length === 0 ? (
        <NotStated>The plan does not say how a recovery is verified.</NotStated>
      ) : null}
      {plan.verifications.map((check) => (
        <Statement key={check.id} id={`verification-${check.id}`} now={<Rule check={check} />}>
          <h3>{check.name}</h3>
          <p className="text-small text-t-2">
            {HOW_WORDS[check.how]}
            {check.asset ? `, on ${assets.get(check.asset) ?? check.asset}` : ''}
          </p>
          {check.command ? (
            <pre className="plan-command">
              <TemplateText text={check.command} />
            </pre>
          ) : null}
          <Places of={check.variables} />
          <Source source={check.source} />
        </Statement>
      ))}
    </PlanSection>
  )
}

const HOW_WORDS = { query: 'A query', http: 'A request', command: 'A command', observation: 'Looked at by a person' }

function Rule({ check: { expect } }: { check: RecoveryCheck }) {
  if (expect !== null) {
    return (
      <>
        Expected: <TemplateText text={expect} />
      </>
    )
  }
  return (
    <StateTag state="unknown" plain>
      No rule to judge it by
    </StateTag>
  )
}
