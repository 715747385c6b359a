// A book of recipes. Ingredients are lines as people write them; from them follow the amounts for any
// number of people, one shopping list for several recipes, and what can be cooked with what is there.

type Ingredient = { readonly amount: number | null; readonly unit: string; readonly name: string }
type Recipe = {
  title: string
  serves: number
  ingredients: string[]
  steps: string[]
  tags: string[]
}

const hint =
  'PUT /pancakes {"title": "Pancakes", "serves": 4, "ingredients": ["250 g flour", "2 eggs", "1/2 l milk"], "steps": ["Mix."]}; GET /pancakes?serves=6, /?tag=sweet, /cook?have=eggs,milk, /list?recipes=pancakes:6,soup'

const problem = (error: string, status = 400): Response => ({ status, body: { error, hint } })

const signs: { readonly [sign: string]: string } = {
  '½': ' 1/2',
  '⅓': ' 1/3',
  '⅔': ' 2/3',
  '¼': ' 1/4',
  '¾': ' 3/4',
  '⅛': ' 1/8',
}

// Every unit in terms of the first of its kind; others stay as they are written.
const sizes = new Map<string, readonly [string, number]>([
  ['g', ['g', 1]],
  ['kg', ['g', 1000]],
  ['ml', ['ml', 1]],
  ['cl', ['ml', 10]],
  ['l', ['ml', 1000]],
  ['tsp', ['tsp', 1]],
  ['tbsp', ['tsp', 3]],
  ['cup', ['tsp', 48]],
  ['cups', ['tsp', 48]],
  ['oz', ['oz', 1]],
  ['lb', ['oz', 16]],
])

/** "1 1/2 cups flour" is 72 teaspoons of flour, "salt" is no amount of salt. */
function parse(line: string): Ingredient {
  const plain = line.replace(/[½⅓⅔¼¾⅛]/g, (sign) => signs[sign] ?? sign).trim()
  const [all, whole = '0', top, bottom] =
    /^(?:(\d{1,5}(?:[.,]\d{1,3})?)(?![\d/]))?\s*(?:([1-9]\d?)\/([1-9]\d?)(?!\d))?\s*/.exec(plain) ??
    []
  const rest = plain.slice(all?.length ?? 0)
  if (all === undefined || all.trim() === '' || rest === '')
    return { amount: null, unit: '', name: plain }
  const amount =
    Number(whole.replace(',', '.')) + (top === undefined ? 0 : Number(top) / Number(bottom))
  const [first = '', ...words] = rest.split(/\s+/)
  const size = sizes.get(first.toLowerCase().replace(/\.$/, ''))
  if (size === undefined || words.length === 0) return { amount, unit: '', name: rest }
  return { amount: amount * size[1], unit: size[0], name: words.join(' ').replace(/^of /, '') }
}

/** What is the same thing: no case, no remark after a comma, no plural s. */
const thing = (name: string) =>
  name
    .toLowerCase()
    .replace(/[,(].*$/s, '')
    .trim()
    .replace(/(?<=\p{L}{3})(?<!s)s$/u, '')

/** An amount as a cook measures it: fractions of spoons and cups, whole grams. */
function measure({ amount, unit, name }: Ingredient): string {
  if (amount === null) return name
  // A cup is 48 teaspoons, and worth the name from a quarter on when it comes in eighths or thirds.
  const isCups = unit === 'tsp' && amount >= 12 && (amount % 6 < 0.01 || amount % 16 < 0.01)
  const larger: { readonly [unit: string]: readonly [number, string] } = {
    g: [1000, 'kg'],
    ml: [1000, 'l'],
    tsp: isCups ? [48, 'cups'] : [3, 'tbsp'],
    oz: [16, 'lb'],
  }
  const [many, other] = larger[unit] ?? [1, unit]
  const isLarge = isCups || amount >= many
  const [value, shown] = isLarge ? [amount / many, other] : [amount, unit]
  const isMetric = ['g', 'kg', 'ml', 'l'].includes(shown)
  const parts = [1, 2, 3, 4, 8].map((of) => ({ of, top: Math.round(value * of) }))
  const exact = parts.find(({ of, top }) => top > 0 && Math.abs(value - top / of) < 0.004)
  const text = () => {
    if (isMetric || exact === undefined) return String(Number(value.toPrecision(3)))
    const { of, top } = exact
    const whole = Math.floor(top / of)
    const part = top % of === 0 ? '' : `${top % of}/${of}`
    return [whole === 0 ? '' : String(whole), part].filter(Boolean).join(' ')
  }
  return [text(), shown === 'cups' && value <= 1 ? 'cup' : shown, name].filter(Boolean).join(' ')
}

const scale = (lines: readonly string[], by: number): Ingredient[] =>
  lines.map(parse).map((one) => ({ ...one, amount: one.amount === null ? null : one.amount * by }))

function readLines(given: Json | undefined, most: number, longest: number): string[] | null {
  if (!Array.isArray(given) || given.length > most) return null
  const lines = given.map((line) => (typeof line === 'string' ? line.trim() : ''))
  return lines.every((line) => line !== '' && line.length <= longest) ? lines : null
}

function readRecipe(body: Json): Recipe | string {
  if (typeof body !== 'object' || body === null || Array.isArray(body))
    return 'the body must be an object'
  const { title, serves = 4, tags = [] } = body
  if (typeof title !== 'string' || title.trim() === '' || title.length > 80)
    return '"title" must be 1 to 80 characters'
  if (typeof serves !== 'number' || !Number.isInteger(serves) || serves < 1 || serves > 100)
    return '"serves" must be 1 to 100'
  const ingredients = readLines(body.ingredients, 40, 100)
  if (ingredients === null || ingredients.length === 0)
    return '"ingredients" must be 1 to 40 lines of up to 100 characters'
  const steps = readLines(body.steps ?? [], 20, 300)
  if (steps === null) return '"steps" must be at most 20 lines of up to 300 characters'
  const words = readLines(tags, 8, 20)
  if (words === null) return '"tags" must be at most 8 words of up to 20 characters'
  return {
    title: title.trim(),
    serves,
    ingredients,
    steps,
    tags: words.map((word) => word.toLowerCase()),
  }
}

const countOf = (text: string | undefined) =>
  text !== undefined && /^([1-9]\d?|100)$/.test(text) ? Number(text) : null
const recipeOf = (id: string) => kv.get(id) as Recipe | undefined

/** One list for several recipes; the same thing in the same kind of unit is one line. */
function shoppingList(given: string): Response {
  const lines = new Map<string, Ingredient & { readonly for: readonly string[] }>()
  const chosen = given.split(',').filter(Boolean)
  if (chosen.length === 0 || chosen.length > 12)
    return problem('"recipes" must name 1 to 12 recipes')
  for (const each of chosen) {
    const [id = '', people] = each.trim().split(':')
    const recipe = /^[a-z0-9-]{1,40}$/.test(id) ? recipeOf(id) : undefined
    if (recipe === undefined) return problem(`there is no recipe "${id.slice(0, 40)}"`, 404)
    const serves = people === undefined ? recipe.serves : countOf(people)
    if (serves === null) return problem(`"${id}" must be for 1 to 100 people`)
    for (const one of scale(recipe.ingredients, serves / recipe.serves)) {
      const key = `${one.amount === null ? '-' : one.unit} ${thing(one.name)}`
      const old = lines.get(key)
      const amount = one.amount === null ? null : one.amount + (old?.amount ?? 0)
      // The shorter name is the thing itself, the longer one tells how to cut it.
      const name = old !== undefined && old.name.length <= one.name.length ? old.name : one.name
      lines.set(key, { unit: one.unit, amount, name, for: [...new Set([...(old?.for ?? []), id])] })
    }
  }
  const items = [...lines.values()].sort((a, b) => (thing(a.name) < thing(b.name) ? -1 : 1))
  return { body: { items: items.map((item) => ({ buy: measure(item), for: [...item.for] })) } }
}

/** Recipes by how little is missing; what everybody has is never missing. */
function cookWith(given: string): Response {
  const have = given.split(',').map(thing).filter(Boolean)
  if (have.length === 0 || have.length > 40) return problem('"have" must name 1 to 40 things')
  const isThere = (name: string) => {
    const words = thing(name).split(/\s+/)
    const isBasic = ['water', 'salt', 'pepper'].includes(thing(name))
    return isBasic || have.some((each) => each.split(/\s+/).every((word) => words.includes(word)))
  }
  const found = kv.list('', 30).map((id) => {
    const recipe = recipeOf(id)
    const names = (recipe?.ingredients ?? []).map((line) => parse(line).name)
    const missing = names.filter((name) => !isThere(name))
    return { id, title: recipe?.title ?? '', uses: names.length - missing.length, missing }
  })
  const fitting = found.filter(({ uses }) => uses > 0)
  fitting.sort((a, b) => a.missing.length - b.missing.length || b.uses - a.uses)
  return { body: { recipes: fitting.slice(0, 10) } }
}

export function handle({ method, path, query, body }: Request): Response {
  if (path === '/list') return shoppingList(query.recipes ?? '')
  if (path === '/cook') return cookWith(query.have ?? '')
  if (path === '/') {
    const all = kv.list('', 30).map((id) => ({ id, recipe: recipeOf(id) }))
    const tagged = all.filter(
      ({ recipe }) => query.tag === undefined || recipe?.tags.includes(query.tag.toLowerCase()),
    )
    return {
      body: {
        recipes: tagged.map(({ id, recipe }) => ({
          id,
          title: recipe?.title ?? '',
          tags: recipe?.tags ?? [],
        })),
      },
    }
  }
  const id = path.slice(1)
  if (!/^[a-z0-9-]{1,40}$/.test(id)) return problem('a recipe is named by a-z, 0-9 and -')
  const recipe = recipeOf(id)
  if (method === 'PUT') {
    const read = readRecipe(body)
    if (typeof read === 'string') return problem(read)
    if (recipe === undefined && kv.list('', 30).length >= 30)
      return problem('the book is full', 409)
    kv.set(id, read)
    return {
      status: recipe === undefined ? 201 : 200,
      body: {
        id,
        title: read.title,
        things: read.ingredients.map((line) => thing(parse(line).name)),
      },
    }
  }
  if (recipe === undefined) return problem(`there is no recipe "${id}"`, 404)
  if (method === 'DELETE') {
    kv.delete(id)
    return { body: { id, title: recipe.title } }
  }
  const serves = query.serves === undefined ? recipe.serves : countOf(query.serves)
  if (serves === null) return problem('"serves" must be 1 to 100')
  const ingredients = scale(recipe.ingredients, serves / recipe.serves).map(measure)
  return { body: { id, ...recipe, serves, ingredients } }
}
