'use client'

import { useEffect } from 'react'
import { Button } from '@/components/ui/button'
import { ErrorNote } from '@/components/ui/error-note'

interface Props {
  error: Error & { digest?: string }
  retry?: () => void
  reset: () => void
}

/** A page that could not be made: one sentence, the id under which the log has it, a retry. */
export default function PageError({ error, retry, reset }: Props) {
  useEffect(() => {
    console.error(error)
  }, [error])
  return (
    <main id="main" tabIndex={-1} className="page page-pad">
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
    </main>
  )
}
