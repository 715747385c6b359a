const build = (data: Json, more: { [key: string]: Json } = {}) =>
  request({ method: 'POST', body: { type: 'posts', data, ...more } })

test('attributes, relationships and identifiers are taken apart', async () => {
  const { headers, body } = await build(
    [{ id: 1, title: 'A', author: { id: 9, name: 'Ada' }, tags: [{ id: 'x' }], editor: null }],
    { relations: { author: 'people', tags: 'tags', editor: 'people' } },
  )
  equal(headers['content-type'], 'application/vnd.api+json')
  equal(body.data, [
    {
      type: 'posts',
      id: '1',
      attributes: { title: 'A' },
      relationships: {
        author: { data: { type: 'people', id: '9' } },
        tags: { data: [{ type: 'tags', id: 'x' }] },
        editor: { data: null },
      },
    },
  ])
  equal(body.included, [{ type: 'people', id: '9', attributes: { name: 'Ada' } }])
})

test('what many refer to is included once, and circles end', async () => {
  const ada = { id: 9, name: 'Ada', friend: { id: 8, name: 'Bob', friend: { id: 9, name: 'Ada' } } }
  const { body } = await build(
    [
      { id: 1, author: ada },
      { id: 2, author: ada },
    ],
    { relations: { author: 'people', friend: 'people' } },
  )
  equal(
    body.included.map((one: { id: string }) => one.id),
    ['9', '8'],
  )
})

test('what is in data is not included as well', async () => {
  const { body } = await build(
    [
      { id: 1, next: { id: 2, t: 'b' } },
      { id: 2, t: 'b' },
    ],
    { relations: { next: 'posts' } },
  )
  equal(body.included, undefined)
})

test('fields are sparse, sorting is by kind and value, pages have links', async () => {
  const data = [
    { id: 1, n: 5, t: 'x' },
    { id: 2, n: 10 },
    { id: 3, t: 'y' },
  ]
  const { body } = await build(data, {
    sort: '-n',
    fields: ['n'],
    page: { number: 1, size: 2 },
    url: 'https://example.org/posts',
  })
  equal(body.data, [
    { type: 'posts', id: '2', attributes: { n: 10 } },
    { type: 'posts', id: '1', attributes: { n: 5 } },
  ])
  equal(
    [body.meta.total, body.links.prev, body.links.next],
    [3, null, 'https://example.org/posts?page[number]=2&page[size]=2'],
  )
})

test('members of any name stay data', async () => {
  const { body } = await build([JSON.parse('{"id": "<script>", "__proto__": {"a": 1}}')])
  equal(body.data[0].id, '<script>')
  equal(JSON.stringify(body.data[0].attributes), '{"__proto__":{"a":1}}')
})

test('objects without ids and odd parameters are refused', async () => {
  for (const [data, more, reason] of [
    [[{ a: 1 }], {}, /"id"/],
    [[{ id: 1, x: 5 }], { relations: { x: 'ys' } }, /relation to ys/],
    [[5], {}, /data/],
    [[], { page: { number: 0 } }, /page/],
    [[], { url: 'javascript:x' }, /url/],
    [[], { type: 'a b' }, /type/],
    [[], { fields: 'x' }, /fields/],
    [[], { relations: { x: '<b>' } }, /relation/],
  ] as [Json, { [key: string]: Json }, RegExp][]) {
    const answer = await build(data, more)
    equal(answer.status, 400)
    match(answer.body.error, reason)
  }
})
