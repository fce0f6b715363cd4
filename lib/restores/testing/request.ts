import type { Actor } from '@/lib/auth/model/actor'
import { linkableIncident } from '@/lib/incidents/store/linkable-incident'
import { type RequestedRestoreResult, requestRestore as request } from '@/lib/restores/intent/request-restore'
import type { Methods } from '@/lib/restores/methods/registry'

/** Requests a restore as the product's action does: linked to the open incident of its system. */
export function requestRestore(
  actor: Actor,
  input: unknown,
  deps: { now?: number; methods?: Methods } = {},
): Promise<RequestedRestoreResult> {
  return request(actor, input, { ...deps, findIncident: linkableIncident })
}
