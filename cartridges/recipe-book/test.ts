const pancakes = {
  title: 'Pancakes',
  serves: 4,
  ingredients: ['250 g flour', '2 eggs', '1/2 l milk', '1 tsp sugar', 'salt'],
  steps: ['Mix.', 'Bake.'],
  tags: ['Sweet'],
}
const put = (id: string, body: Json) => request({ method: 'PUT', path: `/${id}`, body })
const get = async (path: string, query = {}) => (await request({ path, query })).body
const lines = async (ingredients: string[], serves: string) => {
  await put('x', { title: 'x', serves: 2, ingredients })
  return (await get('/x', { serves })).ingredients
}

test('amounts follow the number of people', async () => {
  await put('pancakes', pancakes)
  const { ingredients, serves } = await get('/pancakes', { serves: '6' })
  equal(ingredients, ['375 g flour', '3 eggs', '750 ml milk', '1 1/2 tsp sugar', 'salt'])
  equal(serves, 6)
})

test('amounts are read and told as cooks write them', async () => {
  equal(await lines(['1 1/2 cups rice', '½ tsp salt', '1½ lemons', '800 g beans'], '4'), [
    '3 cups rice',
    '1 tsp salt',
    '3 lemons',
    '1.6 kg beans',
  ])
  equal(await lines(['1 cup of cream', '2 tbsp oil', '1 lb beef', '0,5 l stock'], '1'), [
    '1/2 cup cream',
    '1 tbsp oil',
    '8 oz beef',
    '250 ml stock',
  ])
  equal(await lines(['1 egg', '5 tbsp rum'], '3'), ['1 1/2 egg', '7 1/2 tbsp rum'])
})

test('a shopping list adds up what is the same thing', async () => {
  await put('pancakes', pancakes)
  await put('crepes', {
    title: 'Crêpes',
    serves: 2,
    ingredients: ['0.125 kg Flour, sifted', '1 egg', '1 pinch salt', 'salt'],
  })
  equal((await get('/list', { recipes: 'pancakes:2,crepes:4' })).items, [
    { buy: '3 egg', for: ['pancakes', 'crepes'] },
    { buy: '375 g flour', for: ['pancakes', 'crepes'] },
    { buy: '250 ml milk', for: ['pancakes'] },
    { buy: '2 pinch salt', for: ['crepes'] },
    { buy: 'salt', for: ['pancakes', 'crepes'] },
    { buy: '1/2 tsp sugar', for: ['pancakes'] },
  ])
})

test('what can be cooked comes by what is missing', async () => {
  await put('pancakes', pancakes)
  await put('omelette', {
    title: 'Omelette',
    ingredients: ['3 large eggs', '10 g butter', 'pepper'],
  })
  const { recipes } = await get('/cook', { have: 'Eggs, milk' })
  equal(
    recipes.map(({ id, missing }: { id: string; missing: string[] }) => [id, missing]),
    [
      ['omelette', ['butter']],
      ['pancakes', ['flour', 'sugar']],
    ],
  )
})

test('recipes are found by their tag, replaced and deleted', async () => {
  await put('pancakes', pancakes)
  await put('soup', { title: 'Soup', ingredients: ['1 l stock'] })
  equal((await get('/', { tag: 'SWEET' })).recipes, [
    { id: 'pancakes', title: 'Pancakes', tags: ['sweet'] },
  ])
  equal((await put('soup', { title: 'Stew', ingredients: ['1 l stock'] })).status, 200)
  await request({ method: 'DELETE', path: '/pancakes' })
  equal((await get('/')).recipes.length, 1)
})

test('hostile lines are only text', async () => {
  const hostile = ['<script>"$&"</script>', '__proto__', '1/0 x', `9${'9'.repeat(50)} x`]
  equal(await lines(hostile, '4'), hostile)
  equal((await get('/', { tag: '__proto__' })).recipes, [])
  equal((await get('/cook', { have: 'constructor' })).recipes, [])
})

test('what is no recipe is refused', async () => {
  const { title, ingredients } = pancakes
  const cases: Json[] = [
    null,
    [],
    { ingredients },
    { title: 'x'.repeat(81), ingredients },
    { title },
    { title, ingredients: [] },
    { title, ingredients: [''] },
    { title, ingredients: Array(41).fill('1 egg') },
    { title, ingredients, serves: 0 },
    { title, ingredients, serves: '4' },
    { title, ingredients, steps: [5] },
    { title, ingredients, tags: 'sweet' },
  ]
  for (const body of cases) {
    const answer = await put('bad', body)
    equal(answer.status, 400, JSON.stringify(body)?.slice(0, 60))
    match(answer.body.hint, /"ingredients"/)
  }
  for (const id of ['A', 'a b', '__proto__', '<b>', 'x'.repeat(41)])
    equal((await put(id, pancakes)).status, 400, id)
  equal((await request({ path: '/none' })).status, 404)
  equal((await request({ path: '/list', query: { recipes: 'none:2' } })).status, 404)
  equal((await request({ path: '/list' })).status, 400)
  equal((await request({ path: '/cook', query: { have: ' ,' } })).status, 400)
  await put('pancakes', pancakes)
  for (const serves of ['0', '101', 'two'])
    equal((await request({ path: '/pancakes', query: { serves } })).status, 400)
  equal((await request({ path: '/list', query: { recipes: 'pancakes:0' } })).status, 400)
})
