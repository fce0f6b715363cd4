'use client'

import type { ComponentProps } from 'react'
import { useReady } from '@/components/ui/use-ready'

/**
 * The bare button of whatever is pressed. Until the page's script runs it says that it is not ready, and does nothing;
 * one that submits a form is ready at once, because the browser does that by itself.
 */
export function Press({ type = 'button', ...rest }: ComponentProps<'button'>) {
  const waits = !useReady() && type === 'button'
  return <button {...rest} type={type} aria-disabled={waits || rest['aria-disabled'] || undefined} />
}
