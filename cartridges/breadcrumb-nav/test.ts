const crumbs = (items: Json, more: { [key: string]: Json } = {}) =>
  request({ method: 'POST', body: { items, ...more } })

test('the last crumb is the current page, linked or not', async () => {
  const linked = await crumbs([
    { name: 'Home', url: '/' },
    { name: 'Here', url: '/here' },
  ])
  equal(
    linked.body.html,
    '<nav aria-label="Breadcrumb"><ol><li><a href="/">Home</a></li><li><a href="/here" aria-current="page">Here</a></li></ol></nav>',
  )
  match(
    (await crumbs([{ name: 'Alone' }])).body.html,
    /<li><span aria-current="page">Alone<\/span><\/li>/,
  )
})

test('structured data counts from one and has absolute addresses', async () => {
  const { body } = await crumbs(
    [{ name: 'Home', url: '/' }, { name: 'Shop', url: 'https://shop.example/' }, { name: 'x' }],
    { site: 'https://example.org' },
  )
  equal(body.jsonLd.itemListElement, [
    { '@type': 'ListItem', position: 1, name: 'Home', item: 'https://example.org/' },
    { '@type': 'ListItem', position: 2, name: 'Shop', item: 'https://shop.example/' },
    { '@type': 'ListItem', position: 3, name: 'x' },
  ])
})

test('names and labels cannot become markup', async () => {
  const { body } = await crumbs([{ name: '<script>"$&"', url: '/"onclick="a()' }], {
    label: '"><b>',
  })
  equal(
    body.html,
    '<nav aria-label="&#34;&#62;&#60;b&#62;"><ol><li><a href="/&#34;onclick=&#34;a()" aria-current="page">&#60;script&#62;&#34;$&#38;&#34;</a></li></ol></nav>',
  )
})

test('addresses that run code or leave the site unseen are refused', async () => {
  for (const url of ['javascript:alert(1)', '//evil.example', 'data:text/html,x', '/a b', ''])
    equal((await crumbs([{ name: 'a', url }])).status, 400, url)
})

test('gaps, empty names and wrong types are refused by place', async () => {
  match(
    (await crumbs([{ name: 'a', url: '/' }, { name: 'b' }, { name: 'c' }])).body.error,
    /items\[1\] needs an "url"/,
  )
  for (const items of [[], [{ name: ' ' }], ['a'], 'a', Array(21).fill({ name: 'a', url: '/' })])
    equal((await crumbs(items)).status, 400)
  equal((await crumbs([{ name: 'a' }], { site: 'example.org' })).status, 400)
})
