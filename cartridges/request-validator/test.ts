const problemsOf = async (schema: Json, value: Json): Promise<string[]> => {
  const { status, body } = await request({ method: 'POST', body: { schema, value } })
  equal(status, 200, JSON.stringify(body))
  equal(body.valid, body.problems.length === 0)
  return body.problems.map(({ at, keyword }: { at: string; keyword: string }) => `${at} ${keyword}`)
}

test('types are told apart as JSON does', async () => {
  equal(await problemsOf({ type: 'integer' }, 1), [])
  equal(await problemsOf({ type: 'integer' }, 1.5), [' type'])
  equal(await problemsOf({ type: 'object' }, []), [' type'])
  equal(await problemsOf({ type: ['string', 'null'] }, null), [])
})

test('every problem is told, each where it is', async () => {
  const schema = {
    type: 'object',
    properties: {
      tags: { type: 'array', items: { type: 'string', maxLength: 2 }, uniqueItems: true },
    },
    required: ['tags', 'id'],
    additionalProperties: false,
  }
  equal(await problemsOf(schema, { tags: ['a', 'abc', 'a', 4], 'x/y~z': 1 }), [
    '/tags/1 maxLength',
    '/tags/3 type',
    '/tags uniqueItems',
    ' required',
    '/x~1y~0z additionalProperties',
  ])
})

test('choices are checked without leaking their own problems', async () => {
  const schema = { oneOf: [{ type: 'string' }, { type: 'number', minimum: 5 }] }
  equal(await problemsOf(schema, 7), [])
  equal(await problemsOf(schema, 3), [' oneOf'])
  equal(await problemsOf({ anyOf: [{ const: { a: 1, b: 2 } }] }, { b: 2, a: 1 }), [])
  equal(await problemsOf({ not: { type: 'null' } }, null), [' not'])
})

test('a tree is checked through a reference to itself', async () => {
  const schema = {
    $ref: '#/$defs/node',
    $defs: {
      node: {
        type: 'object',
        properties: { children: { type: 'array', items: { $ref: '#/$defs/node' } } },
        required: ['children'],
      },
    },
  }
  equal(await problemsOf(schema, { children: [{ children: [] }] }), [])
  equal(await problemsOf(schema, { children: [{}] }), ['/children/0 required'])
})

test('a reference that never ends is a fault of the schema', async () => {
  const schema = { $ref: '#/$defs/a', $defs: { a: { $ref: '#/$defs/a' } } }
  const answer = await request({ method: 'POST', body: { schema, value: 1 } })
  equal(answer.status, 400)
  match(answer.body.error, /too deeply/)
})

test('members of every object are not members of this one', async () => {
  equal(await problemsOf({ required: ['toString', 'constructor'] }, {}), [' required', ' required'])
  equal(await problemsOf({ properties: { toString: { type: 'string' } } }, {}), [])
})

test('characters are counted as people see them and steps as decimals', async () => {
  equal(await problemsOf({ maxLength: 1 }, '\u{1f600}'), [])
  equal(await problemsOf({ multipleOf: 0.1 }, 0.3), [])
  equal(await problemsOf({ multipleOf: 0.1 }, 0.35), [' multipleOf'])
})

test('more than fifty problems are cut, not answered as valid', async () => {
  const value = Array.from({ length: 500 }, () => '<script>')
  equal((await problemsOf({ items: { type: 'number' } }, value)).length, 50)
})

test('a schema that cannot be obeyed is refused', async () => {
  const cases: Json[] = [
    7,
    { typ: 'string' },
    { type: 'text' },
    { required: 'a' },
    { pattern: '(' },
    { pattern: 'a'.repeat(201) },
    { minimum: '1' },
    { $ref: 'https://example.org/schema' },
    { constructor: 1 },
  ]
  for (const schema of cases) {
    const answer = await request({ method: 'POST', body: { schema, value: 'a' } })
    equal(answer.status, 400, JSON.stringify(schema))
    match(answer.body.hint, /keywords: type/)
  }
  equal((await request({ method: 'POST', body: { schema: {} } })).status, 400)
})
