/** Where a request comes from, as the limits and the audit name it: the first forwarded address, at most 64 characters. */
export function originOf(forwarded: string | null | undefined): string {
  return (forwarded ?? '').split(',')[0]?.trim().slice(0, 64) || 'local'
}
