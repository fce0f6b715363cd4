'use client'

import { PageFailed } from '@/components/shell/page-failed'

type Props = {
  error: Error & { digest?: string }
  retry?: () => void
  reset: () => void
}

/** A page of the console failed: the frame, with the open incident and the clocks, stays. */
export default function ConsolePageError(props: Props) {
  return <PageFailed {...props} />
}
