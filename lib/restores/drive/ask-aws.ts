import type { Answer, AskedOrder, RestoreMethod } from '@/lib/restores/methods/model/method'

/**
 * Makes the one call that a committed SENDING stands for. Never throws: what is not clear is in doubt, and a name that
 * is taken may be taken by ourselves, which only a look tells.
 */
export async function askAws<Ports>(
  method: Pick<RestoreMethod<Ports>, 'send'>,
  ports: Ports,
  order: AskedOrder,
): Promise<Answer> {
  try {
    const outcome = await method.send(ports, order)
    if (outcome.kind === 'done') return { kind: 'accepted', sighting: outcome.value }
    const { code, sentence } = outcome
    const kind = outcome.kind === 'rejected' && !/AlreadyExists/i.test(code) ? 'rejected' : 'in-doubt'
    return { kind, code, sentence }
  } catch (error) {
    const sentence = error instanceof Error ? error.message : 'the call ended without an answer'
    return { kind: 'in-doubt', code: 'NoAnswer', sentence }
  }
}
