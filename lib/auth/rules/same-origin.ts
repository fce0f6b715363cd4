/**
 * Whether a browser sent this from a page of the very site that it came to. By what browsers say of it themselves, else
 * by the origin against the host, also behind a proxy. What says neither was not sent by a page of ours.
 */
export function isSameOrigin(headers: Headers): boolean {
  const site = headers.get('sec-fetch-site')
  if (site !== null) return site === 'same-origin'
  const origin = headers.get('origin')
  const host = headers.get('x-forwarded-host') ?? headers.get('host')
  return origin !== null && host !== null && URL.canParse(origin) && new URL(origin).host === host
}
