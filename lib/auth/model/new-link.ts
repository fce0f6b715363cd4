/** A link through which the owner of an account sets a password. It is shown once; `expiresAt` is epoch milliseconds. */
export type NewLink = { email: string; link: string; expiresAt: number }
