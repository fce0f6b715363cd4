'use client'

import { type ComponentProps, useSyncExternalStore } from 'react'

const never = () => () => undefined

/** Whether the page's script has taken over what the server sent. What does nothing before that is drawn as not ready. */
export function useReady(): boolean {
  return useSyncExternalStore(
    never,
    () => true,
    () => false,
  )
}

/**
 * The bare button of whatever is pressed. Until the page's script runs it says that it is not ready, and does nothing;
 * one that submits a form is ready at once, because the browser does that by itself.
 */
export function Press({ type = 'button', ...rest }: ComponentProps<'button'>) {
  const waits = !useReady() && type === 'button'
  return <button {...rest} type={type} aria-disabled={waits || rest['aria-disabled'] || undefined} />
}
