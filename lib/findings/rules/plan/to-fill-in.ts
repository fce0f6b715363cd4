import type { Found, PlanRule } from '@/lib/findings/model/rule'
import { lowerFirst } from '@/lib/findings/rules/facts/words'
import type { ToFillIn } from '@/lib/plans/model/base'
import type { Plan } from '@/lib/plans/model/plan'

/** Values that the document leaves open. */
export const toFillIn: PlanRule = {
  id: 'to-fill-in',
  scope: 'plan',
  find: ({ plan }) => {
    const open: Open[] = [
      ...plan.review.toFillIn.map((item) => ({ subject: 'Plan document', assetKey: null, item })),
      ...plan.assets.flatMap((asset) =>
        asset.toFillIn.map((item) => ({ subject: asset.name, assetKey: asset.key, item })),
      ),
    ]
    return [...open.map(fillIn), ...blanksTogether(plan)]
  },
}

type Open = { subject: string; assetKey: string | null; item: ToFillIn }

function fillIn({ subject, assetKey, item }: Open): Found {
  return {
    about: `${assetKey ?? 'review'}:${item.what}`,
    severity: assetKey && item.placeholder ? 'medium' : 'low',
    subject,
    sentence: `To be filled in: ${lowerFirst(item.what)}.`,
    planSays: item.placeholder ?? 'Nothing.',
    found: item.placeholder ? 'A placeholder, not a value.' : 'The document leaves it out.',
    whatToDo: 'Ask the owner of the plan for the value and write it in.',
    places: item.placeholder ? [{ text: item.placeholder, where: item.where }] : [],
    assetKey,
  }
}

/** Blanks of contacts, channels, resources and steps: many, alike, and read together. */
function blanksTogether(plan: Plan): Found[] {
  const groups: [about: string, subject: string, items: ToFillIn[]][] = [
    ['contacts', 'Contacts', plan.contacts.flatMap(named)],
    ['channels', 'Channels', plan.communications.channels.flatMap(named)],
    ['resources', 'Resources', plan.resources.flatMap(named)],
    ['steps', 'Steps of runbooks', plan.runbooks.flatMap(({ steps }) => steps.flatMap(({ toFillIn }) => toFillIn))],
  ]
  return groups
    .filter(([, , items]) => items.length > 0)
    .map(([about, subject, items]) => ({
      about,
      severity: 'low',
      subject,
      sentence: `To be filled in: ${items.length === 1 ? 'a value' : `${items.length} values`} of ${lowerFirst(subject)}.`,
      planSays: [...new Set(items.flatMap(({ placeholder }) => placeholder ?? []))].join(', ') || 'Nothing.',
      found: `Open: ${items.map(({ what }) => what).join('; ')}.`,
      whatToDo: 'Ask the owner of the plan for the values and write them in.',
      places: items.flatMap(({ placeholder, where }) => (placeholder ? [{ text: placeholder, where }] : [])),
      assetKey: null,
    }))
}

function named({
  toFillIn: blanks,
  ...rest
}: {
  toFillIn: ToFillIn[]
  title?: string
  name: string | null
}): ToFillIn[] {
  return blanks.map((item) => ({ ...item, what: `${rest.title ?? rest.name}: ${lowerFirst(item.what)}` }))
}
