/** Next calls it once, before it serves. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== 'nodejs') return
  const { answerPagesWith503 } = await import('@/lib/auth/answer-page')
  const { answerUnreadCalls } = await import('@/lib/auth/answer-unread')
  answerPagesWith503()
  answerUnreadCalls()
}
