import { formatDuration } from '@/lib/time/durations'

/** A length of time as people write it: `3 h 10 m`. */
export function Duration({ ms, className }: { ms: number; className?: string }) {
  return <span className={className ?? 'whitespace-nowrap'}>{formatDuration(ms)}</span>
}
