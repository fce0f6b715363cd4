import { MeasuredLine } from '@/components/plans/step-state'
import { StateTag } from '@/components/ui/state-tag'
import type { Measured } from '@/lib/incidents/rules/measured'
import { runbookEstimate } from '@/lib/plans/rules/runbook'
import type { RunbookPageDto } from '@/lib/screens/runbook/model/runbook-page'
import { formatDuration } from '@/lib/time/durations'

/** How long the whole runbook takes: by the plan, by its steps, and as it was measured. */
export function Duration({ page: { runbook, rto }, whole }: { page: RunbookPageDto; whole: Measured | null }) {
  const { stated, without } = runbookEstimate(runbook)
  const most = Math.max(runbook.estimate?.high ?? stated, whole?.ms ?? 0)
  return (
    <>
      {runbook.estimate ? (
        <p>
          The plan estimates {formatDuration(runbook.estimate.low)} to {formatDuration(runbook.estimate.high)}
          {runbook.estimate.note ? `. ${runbook.estimate.note}` : ''} ({runbook.estimate.of}, {runbook.estimate.where})
        </p>
      ) : stated > 0 ? (
        <p>
          {without > 0 ? 'At least ' : ''}
          {formatDuration(stated)} by its steps
        </p>
      ) : (
        <p>No duration is stated</p>
      )}
      {whole ? <MeasuredLine measured={whole} /> : null}
      {rto === null ? null : (
        <p>
          RTO {formatDuration(rto.ms)} ({rto.objective}){' '}
          {most > rto.ms ? (
            <StateTag state="cannot-meet" plain>
              Does not fit
            </StateTag>
          ) : stated === 0 && !runbook.estimate && !whole ? (
            <StateTag state="unknown" plain>
              Not known whether it fits
            </StateTag>
          ) : null}
        </p>
      )}
    </>
  )
}
