import { Duration } from '@/components/ui/duration'
import { Figure } from '@/components/ui/figure'
import { Instant } from '@/components/ui/instant'
import { StateTag } from '@/components/ui/state-tag'
import { Table } from '@/components/ui/table'
import type { IncidentSummary } from '@/lib/incidents/model/incident'
import { type DurationFact, durationsOf, type ObjectiveLine, objectiveLines } from '@/lib/incidents/rules/durations'

/** The figures of a review in one row: severity, recovery time, data loss, detection and acknowledgement. */
export function ReviewFacts({ incident }: { incident: IncidentSummary }) {
  const { mttd, mtta, rta, rpa } = durationsOf(incident)
  const lines = objectiveLines(incident)
  const governing = (measure: ObjectiveLine['measure']) =>
    lines.find((line) => line.measure === measure && line.governs)
  return (
    <section
      aria-label="Facts"
      className="my-5 grid grid-cols-2 border-t-2 border-b border-t-t-1 border-b-line-2 md:grid-cols-[.8fr_1.3fr_1.3fr_1.1fr_1.1fr]"
    >
      <Fact label="Severity">
        <b className="block text-[22px] leading-7 font-semibold">SEV {incident.severity}</b>
        {incident.milestones.declared === null ? null : (
          <span className="text-t-2">
            declared <Instant at={incident.milestones.declared} />
          </span>
        )}
      </Fact>
      <Fact label="Recovery time" fact={rta}>
        <Against line={governing('RTO')} none="no RTO in the plan" />
      </Fact>
      <Fact label="Data loss" fact={rpa}>
        <Against line={governing('RPO')} none="no RPO in the plan" />
      </Fact>
      <Fact label="Detected after" fact={mttd} />
      <Fact label="Acknowledged after" fact={mtta} />
    </section>
  )
}

function Fact({ label, fact, children }: { label: string; fact?: DurationFact; children?: React.ReactNode }) {
  return (
    <div className="border-line-2 px-3 pt-2 pb-2 text-body first:pl-0 md:border-l md:first:border-l-0">
      <div className="lb">{label}</div>
      {fact ? <FactValue fact={fact} /> : null}
      {children}
    </div>
  )
}

function FactValue({ fact }: { fact: DurationFact }) {
  if (fact.state === 'recorded') return <Figure ms={fact.ms} size="small" units={3} className="block font-semibold" />
  return (
    <>
      <b className="block text-[22px] leading-7 font-semibold text-t-3">{STATE_WORDS[fact.state]}</b>
      <span className="text-t-2">{fact.why}</span>
    </>
  )
}

const STATE_WORDS = { pending: 'Pending', 'not-applicable': 'n/a', invalid: 'Invalid' } as const

function Against({ line, none }: { line: ObjectiveLine | undefined; none: string }) {
  if (!line) return <span className="block text-t-2">{none}</span>
  if (line.result.result === 'open') {
    return (
      <span className="block text-t-2">
        target <Target line={line} />
      </span>
    )
  }
  return (
    <StateTag
      state={line.result.result === 'met' ? 'within' : line.result.result === 'missed' ? 'breached' : 'at-risk'}
      plain
    >
      {line.result.result === 'met' ? 'Inside ' : line.result.result === 'missed' ? 'Missed ' : 'Over target '}
      <Target line={line} />
    </StateTag>
  )
}

function Target({ line }: { line: ObjectiveLine }) {
  return line.realTime ? 'in sync' : <Duration ms={line.target} />
}

/** Every objective against what was achieved, the governing ones first, with the clock that each figure is read from. */
export function ReviewObjectives({ incident }: { incident: IncidentSummary }) {
  const lines = objectiveLines(incident)
  if (lines.length === 0)
    return <p className="text-t-2">The plan stated no recovery objective when the incident was declared.</p>
  return (
    <Table
      caption="Objectives and what was achieved, the governing ones first"
      columns={[
        { key: 'objective', head: 'Objective' },
        { key: 'target', head: 'Target', numeric: true },
        { key: 'achieved', head: 'Achieved', numeric: true },
        { key: 'result', head: 'Result' },
        { key: 'clock', head: 'Clock, UTC' },
      ]}
      rows={lines.map((line) => ({
        key: `${line.measure} ${line.objective.id}`,
        cells: {
          objective: (
            <>
              {line.measure}, {line.objective.name} {line.governs ? <span className="text-t-3">governs</span> : null}
            </>
          ),
          target: <Target line={line} />,
          achieved:
            line.fact.state === 'recorded' ? (
              <Figure ms={line.fact.ms} size="inline" units={3} />
            ) : (
              STATE_WORDS[line.fact.state]
            ),
          result: <Result line={line} />,
          clock: <Clock fact={line.fact} />,
        },
      }))}
    />
  )
}

function Result({ line: { result, max } }: { line: ObjectiveLine }) {
  if (result.result === 'met') return <StateTag state="within">Met</StateTag>
  if (result.result === 'open') return <span className="text-t-2">open</span>
  return (
    <StateTag state={result.result === 'missed' ? 'breached' : 'at-risk'} plain>
      {result.result === 'missed' ? 'Missed by ' : 'Over by '}
      <Duration ms={result.over} />
      {result.result === 'missed' || max === null ? null : (
        <>
          , inside the maximum <Duration ms={max} />
        </>
      )}
    </StateTag>
  )
}

function Clock({ fact }: { fact: DurationFact }) {
  if (fact.state === 'pending' || fact.state === 'not-applicable') return <span className="text-t-2">{fact.why}</span>
  if (fact.state === 'invalid') return <span className="text-breach">{fact.why}</span>
  return (
    <span className="text-t-2">
      {fact.clock}: <Instant at={fact.from} /> to <Instant at={fact.to} />
    </span>
  )
}
