'use client'

import { useRouter } from 'next/navigation'
import { useLive } from '@/components/live/use-live'

/** Reads the page again when the incident or its review changes, so that a corrected time recalculates before the reader's eyes. */
export function ReviewLive({ number }: { number: number }) {
  const router = useRouter()
  useLive([`incident:${number}`, `review:${number}`], () => router.refresh())
  return null
}
