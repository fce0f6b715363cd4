'use client'

import { useEffect } from 'react'
import { Button } from '@/components/ui/button'
import { ErrorNote } from '@/components/ui/error-note'

type Props = {
  error: Error & { digest?: string }
  retry?: () => void
  reset: () => void
}

/** In place of a page that could not be made: what failed, what still works, the id in the log, a retry. */
export function PageFailed({ error, retry, reset }: Props) {
  useEffect(() => {
    console.error(error)
  }, [error])
  return (
    <div className="page-pad">
      <h1 className="sr-only">This page failed</h1>
      <ErrorNote
        id={error.digest}
        stillWorks="Nothing that was recorded is lost; the other pages may still work."
        retry={
          <Button size="small" onClick={retry ?? reset}>
            Try again
          </Button>
        }
      >
        This page could not be shown.
      </ErrorNote>
    </div>
  )
}
