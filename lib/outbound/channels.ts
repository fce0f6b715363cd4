import { postWebhook } from '@/lib/outbound/webhook'
import type { ChannelName, Send } from '@/lib/outbox/model/channels'

/** The door of each channel. */
export const SENDERS: Record<ChannelName, Send> = {
  webhook: postWebhook,
}
