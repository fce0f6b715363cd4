import { useSyncExternalStore } from 'react'

const never = () => () => undefined

/** Whether the page's script has taken over what the server sent. What does nothing before that is drawn as not ready. */
export function useReady(): boolean {
  return useSyncExternalStore(
    never,
    () => true,
    () => false,
  )
}
