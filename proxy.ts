import { type NextRequest, NextResponse } from 'next/server'
import { contentSecurityPolicy, securityHeaders } from '@/lib/auth/security-headers'

export const config = { matcher: '/((?!_next/static/|_next/image).*)' }

/** Adds headers, and a nonce for this one answer. Never a lock: each page, action and route checks who asks by itself. */
export function proxy(request: NextRequest) {
  const nonce = btoa(crypto.randomUUID())
  const policy = contentSecurityPolicy(nonce, process.env.NODE_ENV === 'development')
  const headers = new Headers(request.headers)
  headers.set('x-nonce', nonce)
  // Next reads the nonce from here and puts it on every script of its own.
  headers.set('Content-Security-Policy', policy)
  const response = NextResponse.next({ request: { headers } })
  const isHttps = (request.headers.get('x-forwarded-proto') ?? request.nextUrl.protocol).startsWith('https')
  for (const [name, value] of Object.entries(securityHeaders(policy, isHttps))) response.headers.set(name, value)
  return response
}
