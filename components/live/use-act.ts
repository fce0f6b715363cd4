'use client'

import { useState } from 'react'
import { readAnswer } from '@/components/ui/read-answer'
import { toast } from '@/components/ui/toast'
import type { ActionFault, ActionResult } from '@/lib/action-result-types'

/** Runs a server action for a form or a button. */
export type Act = {
  busy: boolean
  /** why the last one was refused; null once the next begins */
  fault: ActionFault | null
  /** true when it was done; a lost connection is a fault like another */
  run: <T>(work: () => Promise<ActionResult<T>>, done?: string) => Promise<{ value: T } | null>
  clear: () => void
}

/** One action at a time, its fault kept for the form. @param quiet leave the fault to the form instead of a toast */
export function useAct(quiet = false): Act {
  const [busy, setBusy] = useState(false)
  const [fault, setFault] = useState<ActionFault | null>(null)
  async function run<T>(work: () => Promise<ActionResult<T>>, done?: string): Promise<{ value: T } | null> {
    setBusy(true)
    setFault(null)
    const result = await readAnswer(work)
    setBusy(false)
    if (result === null) return null
    if (result.ok) {
      if (done) toast(done)
      return { value: result.value }
    }
    setFault(result.error)
    if (!quiet) toast(result.error.message, { failed: true })
    return null
  }
  return { busy, fault, run, clear: () => setFault(null) }
}
