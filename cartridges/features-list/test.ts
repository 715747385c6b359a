const list = (outline: Json, only?: Json) =>
  request({ method: 'POST', body: only === undefined ? outline : { outline, only } })

test('groups, states and texts are read from the outline', async () => {
  const { body } = await list('[x] Alone\n\n# Light\n- [~] Dimmer: a: b\n[ ] Colours')
  equal(body.groups, [
    { name: '', features: [{ title: 'Alone', text: '', state: 'done', anchor: 'alone' }] },
    {
      name: 'Light',
      features: [
        { title: 'Dimmer', text: 'a: b', state: 'beta', anchor: 'dimmer' },
        { title: 'Colours', text: '', state: 'planned', anchor: 'colours' },
      ],
    },
  ])
  equal(body.counts, { done: 1, beta: 1, planned: 1 })
})

test('a filter is there when there is something to filter', async () => {
  match(
    (await list('[x] a\n[ ] b')).body.html,
    /\.features:has\(#s-planned:checked\) li:not\(\.planned\)\{display:none\}/,
  )
  ok(!(await list('[x] a\n[x] b')).body.html.includes('<form'))
})

test('only one state may be asked for, and empty groups vanish', async () => {
  const { body } = await list('# A\n[x] a\n# B\n[ ] b', 'planned')
  equal(
    body.groups.map((group: { name: string }) => group.name),
    ['B'],
  )
})

test('anchors are unique', async () => {
  const { body } = await list('[x] Go!\n[x] Go?\n[x] ***')
  equal(
    body.groups[0].features.map((feature: { anchor: string }) => feature.anchor),
    ['go', 'go-2', 'feature'],
  )
})

test('titles, groups and texts are text', async () => {
  const { body } = await list('# <script>\n[x] "><img>: $& </li>')
  ok(!/<script|<img|\$& <\/li>/.test(body.html))
})

test('a line that is none is named, and so is nothing', async () => {
  match((await list('[x] a\n\nb')).body.error, /line 3/)
  match((await list('[y] a')).body.error, /line 1/)
  for (const outline of ['', '# Only a group', 5, null, ['[x] a'], 'x'.repeat(20_001)])
    equal((await list(outline)).status, 400)
  equal((await list('[x] a', 'sold')).status, 400)
})
