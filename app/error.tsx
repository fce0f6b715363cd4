'use client'

import { PageFailed } from '@/components/shell/page-failed'

type Props = {
  error: Error & { digest?: string }
  retry?: () => void
  reset: () => void
}

/** A page outside the console failed, or the console's frame itself. */
export default function PageError(props: Props) {
  return (
    <main id="main" className="page">
      <PageFailed {...props} />
    </main>
  )
}
