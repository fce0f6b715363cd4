const QUERY = /^(find|create|update|upsert|delete|count|aggregate|groupBy)/
const TYPED =
  /^(.+?)(Include|Select|WhereInput|WhereUniqueInput|UncheckedCreateInput|CreateInput|Unchecked\w+|OrderBy\w+|UpdateInput|GetPayload|DefaultArgs)$/
const CLIENT = /^(db|tx|on|client|prisma)$/

/**
 * Every place of one module that touches a table: by the client, by a relation that a query reaches through, by raw SQL.
 * `model` is null where nobody could say which: SQL put together from strings.
 */
export function touchesOf({ module, base }, models) {
  const touches = []
  const tables = new Map([...models].map(([name, { table }]) => [table, name]))
  const constants = constantsOf(module)
  const add = (model, how, node) => touches.push({ model, how, offset: node.span.start - base })

  visit(module, (node) => {
    if (node.type === 'MemberExpression') {
      const model = nameOf(node.property)
      if (!models.has(model)) return
      if (isClient(node.object)) add(model, 'touches', node)
    }
    if (node.type === 'VariableDeclarator' && node.id.type === 'ObjectPattern' && isClient(node.init)) {
      for (const { key } of node.id.properties) if (models.has(nameOf(key))) add(nameOf(key), 'takes', node)
    }
    if (node.type === 'CallExpression') {
      const { callee } = node
      if (callee.type !== 'MemberExpression') return
      const method = nameOf(callee.property)
      if (/^\$(query|execute)RawUnsafe$/.test(method)) add(null, 'runs SQL put together from strings', node)
      const model = callee.object.type === 'MemberExpression' ? nameOf(callee.object.property) : null
      if (model !== null && models.has(model) && QUERY.test(method)) {
        for (const { expression } of node.arguments) reach(expression, model)
      }
    }
    if (node.type === 'TsSatisfiesExpression' || node.type === 'TsAsExpression') {
      const model = typedModel(node.typeAnnotation)
      if (model) reach(node.expression, model)
    }
    if (node.type === 'VariableDeclarator' && node.id.typeAnnotation && node.init) {
      const model = typedModel(node.id.typeAnnotation.typeAnnotation)
      if (model) reach(node.init, model)
    }
    if (node.type === 'TaggedTemplateExpression' && isSql(node.tag)) sql(node)
  })
  return touches

  /** Walks what a query says, from model to model along its relations. */
  function reach(node, model) {
    const of = unwrap(node, constants)
    if (of?.type === 'ConditionalExpression') {
      reach(of.consequent, model)
      reach(of.alternate, model)
    }
    if (of?.type === 'ArrayExpression') for (const element of of.elements) if (element) reach(element.expression, model)
    if (of?.type !== 'ObjectExpression') return
    for (const property of of.properties) {
      if (property.type === 'SpreadElement') {
        reach(property.arguments, model)
        continue
      }
      const key = property.type === 'Identifier' ? property.value : nameOf(property.key)
      const target = models.get(model).relations.get(key)
      if (target) add(target, `reaches through ${model}.${key} to`, property.key ?? property)
      if (property.value && typeof property.value === 'object') reach(property.value, target ?? model)
    }
  }

  function sql(node) {
    const said = node.template.quasis.map(({ raw }) => raw).join(' ? ')
    for (const [, list] of said.matchAll(
      /\b(?:from|join|update|into|using|table)\s+((?:only\s+)?"?\w+"?(?:\s+(?:as\s+)?\w+)?(?:\s*,\s*"?\w+"?(?:\s+\w+)?)*)/gi,
    )) {
      for (const part of list.split(',')) {
        const table = part
          .trim()
          .replace(/^only\s+/i, '')
          .split(/\s/)[0]
          .replaceAll('"', '')
        if (tables.has(table)) add(tables.get(table), 'asks in SQL for', node)
      }
    }
  }

  function typedModel(type) {
    if (type?.type !== 'TsTypeReference' || type.typeName.type !== 'TsQualifiedName') return null
    const [, name] = TYPED.exec(type.typeName.right.value) ?? []
    const model = name && name.charAt(0).toLowerCase() + name.slice(1)
    return model && models.has(model) ? model : null
  }
}

function isClient(node) {
  if (!node) return false
  if (node.type === 'Identifier') return CLIENT.test(node.value)
  if (node.type === 'MemberExpression') return CLIENT.test(nameOf(node.property))
  return node.type === 'ParenthesisExpression' ? isClient(node.expression) : false
}

function isSql(tag) {
  if (tag.type === 'TsInstantiation') return isSql(tag.expression)
  if (tag.type !== 'MemberExpression') return false
  const name = nameOf(tag.property)
  return /^\$(query|execute)Raw$/.test(name) || name === 'sql'
}

function nameOf(node) {
  if (node?.type === 'Identifier') return node.value
  if (node?.type === 'StringLiteral') return node.value
  if (node?.type === 'Computed') return nameOf(node.expression)
  return ''
}

/** What a name at the top of the module stands for. */
function constantsOf(module) {
  const found = new Map()
  visit(module, (node) => {
    if (node.type === 'VariableDeclarator' && node.id.type === 'Identifier' && node.init)
      found.set(node.id.value, node.init)
  })
  return found
}

function unwrap(node, constants, depth = 0) {
  if (!node || depth > 8) return node
  if (['TsSatisfiesExpression', 'TsAsExpression', 'TsConstAssertion', 'ParenthesisExpression'].includes(node.type)) {
    return unwrap(node.expression, constants, depth + 1)
  }
  if (node.type === 'Identifier' && constants.has(node.value))
    return unwrap(constants.get(node.value), constants, depth + 1)
  return node
}

function visit(node, look) {
  if (Array.isArray(node)) for (const each of node) visit(each, look)
  else if (node && typeof node === 'object') {
    if (typeof node.type === 'string') look(node)
    for (const [key, value] of Object.entries(node))
      if (key !== 'span' && value && typeof value === 'object') visit(value, look)
  }
}
