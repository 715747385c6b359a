example(() => solution.run('(+ 1 (* 2 3) -4)'), 3)
example(() => solution.run('(define f (lambda (n) (if (< n 2) 1 (* n (f (- n 1)))))) (f 5)'), 120)
example(() => solution.run('(define add (lambda (a) (lambda (b) (+ a b)))) ((add 2) 40)'), 42)
example(
  () => solution.run('(define x 1) (define g (lambda () x)) (define h (lambda (x) (g))) (h 7)'),
  1,
)
exampleThrows(() => solution.run('(nothing 1)'))

check(
  'numbers',
  () => equal([solution.run('7'), solution.run(' -12 '), solution.run('1 2\n3')], [7, -12, 3]),
  1,
)
check(
  'functions',
  () =>
    equal(
      [solution.run('+'), solution.run('(lambda (x) x)'), solution.run('(define f -)')],
      ['function', 'function', 'function'],
    ),
  1,
)
check(
  'no arguments',
  () =>
    equal(
      [solution.run('(+)'), solution.run('(*)'), solution.run('(- 5)'), solution.run('(- 5 7)')],
      [0, 1, -5, -2],
    ),
  1,
)
check(
  'comparisons',
  () =>
    equal(
      solution.run('(+ (< 1 2) (* 10 (< 2 2)) (* 100 (= 3 3)) (* 1000 (= 3 4)) (* 10000 (< 3 2)))'),
      101,
    ),
  1,
)
check(
  'any number but 0 is true',
  () =>
    equal(
      [
        solution.run('(if 5 1 2)'),
        solution.run('(if -1 1 2)'),
        solution.run('(if 0 1 2)'),
        solution.run('(if + 1 2)'),
      ],
      [1, 1, 2, 1],
    ),
  1,
)
check(
  'only one side',
  () => equal([solution.run('(if 1 2 (oops))'), solution.run('(if 0 (oops) 3)')], [2, 3]),
  1,
)
check(
  'several expressions in a function',
  () =>
    equal(
      solution.run('(define f (lambda (x) (define y (* x 2)) (define x 1) (+ x y))) (f 10)'),
      21,
    ),
  1,
)
check(
  'definitions in a call stay there',
  () => {
    equal(solution.run('(define y 5) (define f (lambda () (define y 1) y)) (f) y'), 5)
    throws(() => solution.run('(define f (lambda () (define z 1) z)) (f) z'))
  },
  1,
)
check(
  'names are looked up at the time of the call',
  () => equal(solution.run('(define f (lambda () later)) (define later 9) (f)'), 9),
  1,
)
check(
  'functions as arguments',
  () =>
    equal(
      solution.run('(define twice (lambda (f x) (f (f x)))) (twice (lambda (n) (* n n)) 3)'),
      81,
    ),
  1,
)
check('redefining', () => equal(solution.run('(define + -) (+ 5 3)'), 2), 1)
check(
  'strange names',
  () => equal(solution.run('(define is-it? 4) (define 2nd 5) (define -x 1) (+ is-it? 2nd -x)'), 10),
  1,
)
check('value of a definition', () => equal(solution.run('(+ (define a 3) a)'), 6), 1)
check(
  'errors',
  () => {
    for (const source of [
      'x',
      '(1 2)',
      '((lambda (x) x))',
      '((lambda (x) x) 1 2)',
      '((lambda () 1) 1)',
      '(+ 1 (y))',
    ])
      throws(() => solution.run(source))
  },
  1,
)
check(
  'sums and products that were computed alongside',
  (random) => {
    const make = (depth: number): [source: string, value: number] => {
      if (depth === 0 || random.bool(0.2)) {
        const n = random.int(-9, 9)
        return [`${n}`, n]
      }
      const [a, b] = [make(depth - 1), make(depth - 1)]
      const gap = random.pick([' ', '  ', '\n'])
      const kind = random.pick(['+', '*', '-', '<', '=', 'if', 'call'])
      if (kind === '+') return [`(+${gap}${a[0]} ${b[0]})`, a[1] + b[1]]
      if (kind === '*') return [`(* ${a[0]}${gap}${b[0]} 2)`, a[1] * b[1] * 2]
      if (kind === '-') return [`( - ${a[0]} ${b[0]} )`, a[1] - b[1]]
      if (kind === '<') return [`(< ${a[0]} ${b[0]})`, a[1] < b[1] ? 1 : 0]
      if (kind === '=') return [`(= ${a[0]}${gap}${b[0]})`, a[1] === b[1] ? 1 : 0]
      if (kind === 'if') return [`(if ${a[0]} ${b[0]} 100)`, a[1] === 0 ? 100 : b[1]]
      return [`((lambda (x y)${gap}(- y x)) ${a[0]} ${b[0]})`, b[1] - a[1]]
    }
    const [source, value] = make(4)
    close(Number(solution.run(source)), value)
  },
  25,
)
