'use client'

import { AnswerFault } from '@/components/ui/answer-fault'
import { Button } from '@/components/ui/button'
import { useFormAct } from '@/components/ui/use-form-act'
import { endOwnSessionAction } from '@/lib/auth/actions'

/** Ends one session of one's own, by its device. */
export function EndSession({ id, device }: { id: string; device: string }) {
  const { form, answer, busy } = useFormAct(endOwnSessionAction)
  return (
    <form {...form}>
      <input type="hidden" name="sessionId" value={id} />
      <Button type="submit" size="small" busy={busy} aria-label={`End the session of ${device}`}>
        End
      </Button>
      <AnswerFault answer={answer} />
    </form>
  )
}
