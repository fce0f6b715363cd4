/**
 * The models of a Prisma schema: by the name a client has for each (`assetSummary`) its room, its table and which of its
 * fields lead to which other model. `faults` names each model without a room.
 */
export function readModels(schema) {
  const models = new Map()
  const faults = []
  const blocks = [...schema.matchAll(/((?:^\/\/\/.*\n)*)^model (\w+) \{\n([\s\S]*?)^\}/gm)]
  const names = new Set(blocks.map(([, , name]) => name))
  for (const [, doc, name, body] of blocks) {
    const room = /^\/\/\/ room: ([a-z-]+)$/m.exec(doc)?.[1]
    if (!room) faults.push(`prisma/schema.prisma  model ${name} names no room: write "/// room: …" above it`)
    const relations = [...body.matchAll(/^ {2}(\w+) +(\w+)(?:\[\]|\?)?(?=\s|$)/gm)]
      .filter(([, , type]) => names.has(type))
      .map(([, field, type]) => [field, clientName(type)])
    const table = /@@map\("(\w+)"\)/.exec(body)?.[1] ?? name
    models.set(clientName(name), { room: room ?? 'nobody', table, relations: new Map(relations) })
  }
  return { models, faults }
}

/** `AssetSummary` as the client spells it. */
function clientName(name) {
  return name.charAt(0).toLowerCase() + name.slice(1)
}
