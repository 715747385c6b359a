example(() => solution.englishSort([1, 2, 3, 4]), [4, 1, 3, 2])
example(() => solution.englishSort([21, 20, 8, 80, 18]), [8, 18, 80, 20, 21])
example(() => solution.englishSort([]), [])

/** All names in alphabetical order, as the statement spells them. */
const order = (() => {
  const small =
    'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'
  const names = small.split(' ')
  for (const ten of 'twenty thirty forty fifty sixty seventy eighty ninety'.split(' '))
    for (const unit of ['', ...names.slice(1, 10)]) names.push(ten + unit)
  return names.map((_, n) => n).sort((a, b) => (names[a]! < names[b]! ? -1 : 1))
})()

check(
  'every number once',
  (random) => {
    const all = random.shuffle(order)
    equal(solution.englishSort(all), order)
  },
  2,
)
check('equal numbers', () => equal(solution.englishSort([7, 11, 7, 11]), [11, 11, 7, 7]), 1)
check(
  'around forty',
  () => equal(solution.englishSort([44, 14, 40, 4, 15]), [15, 40, 44, 4, 14]),
  1,
)
check(
  'with and without a unit',
  () => equal(solution.englishSort([67, 60, 6, 16]), [6, 16, 60, 67]),
  1,
)
check(
  'agrees with the list of all names',
  (random) => {
    const numbers = random.list(0, 10, () => random.int(0, 99))
    const places = numbers.map((n) => order.indexOf(n)).sort((a, b) => a - b)
    equal(
      solution.englishSort(numbers),
      places.map((place) => order[place]),
    )
  },
  15,
)
