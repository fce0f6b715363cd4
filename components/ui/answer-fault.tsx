import { ErrorNote } from '@/components/ui/error-note'
import type { ActionResult } from '@/lib/action-result-types'

/** Why the last answer of an action is a refusal, announced; nothing while it is none. */
export function AnswerFault({ answer }: { answer: ActionResult<unknown> | null | undefined }) {
  if (!answer || answer.ok) return null
  return (
    <ErrorNote alert id={answer.error.id}>
      {answer.error.message}
    </ErrorNote>
  )
}
