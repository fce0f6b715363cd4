'use client'

import { useAct } from '@/components/live/use-act'
import { useRefresh } from '@/components/live/use-refresh'
import { Button } from '@/components/ui/button'
import { setReviewStatusAction } from '@/lib/reviews/actions'
import type { ReviewStatus } from '@/lib/reviews/model/review'

/** Marks the review as reviewed, or as a draft again. */
export function ReviewStatusButton({ number, status }: { number: number; status: ReviewStatus }) {
  const act = useAct()
  const refresh = useRefresh()
  const to = status === 'draft' ? 'reviewed' : 'draft'
  return (
    <Button
      size="small"
      busy={act.busy}
      onClick={async () => {
        if (
          await act.run(
            () => setReviewStatusAction({ number, status: to }),
            to === 'reviewed' ? 'Marked as reviewed' : 'A draft again',
          )
        ) {
          refresh()
        }
      }}
    >
      {to === 'reviewed' ? 'Mark as reviewed' : 'Back to draft'}
    </Button>
  )
}
