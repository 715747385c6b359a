example(
  () => solution.order({ roof: ['walls'], walls: ['floor'], floor: [] }),
  ['floor', 'walls', 'roof'],
)
example(() => solution.order({ hen: ['egg'], egg: ['hen'] }), null)
example(() => solution.order({}), [])

const verify = (needs: Record<string, string[]>) => {
  const answer = solution.order(needs) ?? []
  equal([...answer].sort(), Object.keys(needs).sort())
  for (const [task, before] of Object.entries(needs))
    for (const need of before)
      ok(answer.indexOf(need) < answer.indexOf(task), `${need} before ${task}: ${answer}`)
}

check('a task that needs itself', () => equal(solution.order({ a: [], b: ['b'] }), null), 1)
check(
  'a ring behind free tasks',
  () => equal(solution.order({ a: [], b: ['a', 'd'], c: ['b'], d: ['c'], e: [] }), null),
  1,
)
check(
  'what is needed twice is done once',
  () => verify({ top: ['left', 'right'], left: ['base'], right: ['base'], base: [] }),
  1,
)
check('the same need twice', () => verify({ a: ['b', 'b'], b: [] }), 1)
check('tasks without any needs', () => verify({ x: [], y: [], z: [] }), 1)
check(
  'a hidden order',
  (random) => {
    const names = random.shuffle([...'abcdefgh'].slice(0, random.int(1, 8)))
    const needs = names.map((name, i): [string, string[]] => [
      name,
      names.slice(0, i).filter(() => random.bool(0.4)),
    ])
    verify(
      Object.fromEntries(random.shuffle(needs).map(([name, list]) => [name, random.shuffle(list)])),
    )
  },
  25,
)
check(
  'a hidden ring',
  (random) => {
    const names = random.shuffle([...'abcdefg'])
    const ring = names.slice(0, random.int(2, 5))
    const needs = names.map((name, i): [string, string[]] => [
      name,
      names.slice(0, i).filter(() => random.bool(0.2)),
    ])
    const closed = needs.map(([name, list]): [string, string[]] => {
      const at = ring.indexOf(name)
      return at < 0 ? [name, list] : [name, [...list, ring.at(at - 1) ?? name]]
    })
    equal(solution.order(Object.fromEntries(random.shuffle(closed))), null)
  },
  10,
)
