const UNITS = ['B', 'kB', 'MB', 'GB', 'TB'] as const

/** A size in decimal units, as AWS bills it: `48.2 GB`; `unknown` when the source states none. */
export function formatBytes(bytes: number | null): string {
  if (bytes === null) return 'unknown'
  const step = bytes < 1 ? 0 : Math.min(UNITS.length - 1, Math.floor(Math.log10(bytes) / 3))
  const value = bytes / 1000 ** step
  return `${value >= 100 || step === 0 ? Math.round(value) : value.toFixed(1)}\u00a0${UNITS[step]}`
}
