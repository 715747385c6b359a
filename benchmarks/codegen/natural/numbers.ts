// Natural tasks on numbers, from one operation to loops with two states. Long because it is a table.
import {
  integers,
  type NaturalTask,
  naturals,
  pairs,
  positivePairs,
  positives,
  smalls,
  task,
  triples,
} from './task.ts'

const years = [[2000], [1900], [2024], [2023], [0], [4], [100], [400], [2100], [1996], [1], [2400]]
const temperatures = [[0], [100], [-40], [37], [25], [10], [-5], [15], [50], [20], [5]]

export const numberTasks: readonly NaturalTask[] = [
  task('double(x: number): number', 'Twice the number.', (x: number) => x * 2, integers),
  task('square(x: number): number', 'The number times itself.', (x: number) => x * x, integers),
  task('cube(x: number): number', 'Third power of the number.', (x: number) => x ** 3, integers),
  task(
    'negate(x: number): number',
    'The number with the other sign.',
    (x: number) => 0 - x,
    integers,
  ),
  task('isEven(x: number): boolean', 'Is the number even?', (x: number) => x % 2 === 0, integers),
  task('isOdd(x: number): boolean', 'Is the number odd?', (x: number) => x % 2 !== 0, integers),
  task(
    'absoluteDifference(a: number, b: number): number',
    'Distance between two numbers.',
    (a: number, b: number) => Math.abs(a - b),
    pairs,
  ),
  task(
    'average(a: number, b: number): number',
    'Mean of two numbers.',
    (a: number, b: number) => (a + b) / 2,
    pairs,
  ),
  task(
    'largerOf(a: number, b: number): number',
    'The larger of two numbers.',
    (a: number, b: number) => (a > b ? a : b),
    pairs,
  ),
  task(
    'smallestOfThree(a: number, b: number, c: number): number',
    'The smallest of three numbers.',
    (a: number, b: number, c: number) => Math.min(a, b, c),
    triples,
  ),
  task(
    'medianOfThree(a: number, b: number, c: number): number',
    'The middle one of three numbers.',
    (a: number, b: number, c: number) => a + b + c - Math.min(a, b, c) - Math.max(a, b, c),
    triples,
  ),
  task(
    'clamp(x: number, low: number, high: number): number',
    'The number, kept between low and high.',
    (x: number, low: number, high: number) => Math.max(low, Math.min(high, x)),
    [
      [5, 0, 10],
      [-3, 0, 10],
      [0, 0, 0],
      [99, 1, 50],
      [7, 7, 9],
      [12, 0, 10],
      [1, 2, 3],
      [-8, -5, 5],
      [4, -5, 5],
      [6, -5, 5],
      [10, 0, 10],
    ],
  ),
  task(
    'sign(x: number): number',
    'Minus one, zero or one: the sign of the number.',
    (x: number) => (x > 0 ? 1 : x < 0 ? -1 : 0),
    integers,
  ),
  task(
    'isBetween(x: number, low: number, high: number): boolean',
    'Is the number from low to high, both included?',
    (x: number, low: number, high: number) => x >= low && x <= high,
    triples,
  ),
  task(
    'celsiusToFahrenheit(celsius: number): number',
    'Celsius to Fahrenheit: times 9, over 5, plus 32.',
    (c: number) => (c * 9) / 5 + 32,
    temperatures,
  ),
  task(
    'lastDigit(x: number): number',
    'The last decimal digit of a number that is not negative.',
    (x: number) => x % 10,
    naturals,
  ),
  task(
    'tensDigit(x: number): number',
    'The tens digit of a number that is not negative.',
    (x: number) => Math.floor(x / 10) % 10,
    naturals,
  ),
  task(
    'digitCount(x: number): number',
    'How many decimal digits the number has.',
    (x: number) => String(x).length,
    naturals,
  ),
  task(
    'digitSum(x: number): number',
    'Sum of the decimal digits.',
    (x: number) => [...String(x)].reduce((a, d) => a + Number(d), 0),
    naturals,
  ),
  task(
    'digitProduct(x: number): number',
    'Product of the decimal digits.',
    (x: number) => [...String(x)].reduce((a, d) => a * Number(d), 1),
    naturals,
  ),
  task(
    'largestDigit(x: number): number',
    'The largest decimal digit.',
    (x: number) => Math.max(...[...String(x)].map(Number)),
    naturals,
  ),
  task(
    'reverseNumber(x: number): number',
    'The number with its digits in reverse order.',
    (x: number) => Number([...String(x)].reverse().join('')),
    naturals,
  ),
  task(
    'isPalindromeNumber(x: number): boolean',
    'Does the number read the same backwards?',
    (x: number) => String(x) === [...String(x)].reverse().join(''),
    [[121], [13], [0], [7], [1221], [10], [1001], [12321], [123], [99], [100]],
  ),
  task(
    'digitalRoot(x: number): number',
    'Sum the digits again and again until one digit is left.',
    (x: number) => (x === 0 ? 0 : 1 + ((x - 1) % 9)),
    naturals,
  ),
  task(
    'sortDigits(x: number): string',
    'The digits in ascending order, as text.',
    (x: number) => [...String(x)].sort().join(''),
    naturals,
  ),
  task(
    'isDivisible(a: number, b: number): boolean',
    'Is the first number divisible by the second?',
    (a: number, b: number) => a % b === 0,
    positivePairs,
  ),
  task(
    'roundUpToMultiple(x: number, step: number): number',
    'The smallest multiple of step that is not below x.',
    (x: number, step: number) => Math.ceil(x / step) * step,
    positivePairs,
  ),
  task(
    'ceilDivide(a: number, b: number): number',
    'The quotient, rounded up.',
    (a: number, b: number) => Math.ceil(a / b),
    positivePairs,
  ),
  task(
    'quotient(a: number, b: number): number',
    'The whole part of the quotient.',
    (a: number, b: number) => Math.floor(a / b),
    positivePairs,
  ),
  task(
    'wrapIndex(index: number, length: number): number',
    'The index wrapped into 0 up to length, also for negative ones.',
    (i: number, n: number) => ((i % n) + n) % n,
    [
      [5, 3],
      [-1, 4],
      [0, 7],
      [12, 5],
      [-9, 2],
      [3, 3],
      [-7, 7],
      [100, 9],
      [2, 10],
      [-3, 5],
      [1, 1],
    ],
  ),
  task(
    'factorial(n: number): number',
    'Product of 1 to n.',
    (n: number) => {
      let p = 1
      for (let i = 2; i <= n; i++) p *= i
      return p
    },
    smalls,
  ),
  task(
    'fibonacci(n: number): number',
    'The n-th Fibonacci number, counting from fibonacci(0) = 0.',
    (n: number) => {
      let [a, b] = [0, 1]
      for (let i = 0; i < n; i++) [a, b] = [b, a + b]
      return a
    },
    smalls,
  ),
  task('triangular(n: number): number', 'Sum of 1 to n.', (n: number) => (n * (n + 1)) / 2, smalls),
  task(
    'sumOfSquaresTo(n: number): number',
    'Sum of the squares of 1 to n.',
    (n: number) => {
      let s = 0
      for (let i = 1; i <= n; i++) s += i * i
      return s
    },
    smalls,
  ),
  task(
    'sumOfOddsTo(n: number): number',
    'Sum of the odd numbers from 1 to n.',
    (n: number) => {
      let s = 0
      for (let i = 1; i <= n; i += 2) s += i
      return s
    },
    smalls,
  ),
  task(
    'sumOfMultiples(n: number): number',
    'Sum of the numbers below n that are multiples of 3 or 5.',
    (n: number) => {
      let s = 0
      for (let i = 0; i < n; i++) if (i % 3 === 0 || i % 5 === 0) s += i
      return s
    },
    smalls,
  ),
  task(
    'gcd(a: number, b: number): number',
    'Greatest common divisor.',
    (a: number, b: number) => {
      let [x, y] = [a, b]
      while (y) [x, y] = [y, x % y]
      return x
    },
    positivePairs,
  ),
  task(
    'lcm(a: number, b: number): number',
    'Least common multiple.',
    (a: number, b: number) => {
      let [x, y] = [a, b]
      while (y) [x, y] = [y, x % y]
      return (a / x) * b
    },
    positivePairs,
  ),
  task(
    'isCoprime(a: number, b: number): boolean',
    'Do the numbers have no common divisor but 1?',
    (a: number, b: number) => {
      let [x, y] = [a, b]
      while (y) [x, y] = [y, x % y]
      return x === 1
    },
    positivePairs,
  ),
  task(
    'isPrime(n: number): boolean',
    'Is the number a prime?',
    (n: number) => {
      if (n < 2) return false
      for (let i = 2; i * i <= n; i++) if (n % i === 0) return false
      return true
    },
    positives,
  ),
  task(
    'countDivisors(n: number): number',
    'How many numbers divide n.',
    (n: number) => {
      let c = 0
      for (let i = 1; i <= n; i++) if (n % i === 0) c++
      return c
    },
    positives,
  ),
  task(
    'divisors(n: number): number[]',
    'All divisors of n, ascending.',
    (n: number) => {
      const d: number[] = []
      for (let i = 1; i <= n; i++) if (n % i === 0) d.push(i)
      return d
    },
    positives,
  ),
  task(
    'sumOfDivisors(n: number): number',
    'Sum of all divisors of n.',
    (n: number) => {
      let s = 0
      for (let i = 1; i <= n; i++) if (n % i === 0) s += i
      return s
    },
    positives,
  ),
  task(
    'isPerfectNumber(n: number): boolean',
    'Is the number the sum of its smaller divisors?',
    (n: number) => {
      let s = 0
      for (let i = 1; i < n; i++) if (n % i === 0) s += i
      return n > 0 && s === n
    },
    [[6], [12], [28], [1], [10], [496], [2], [100], [27], [8128], [30]],
  ),
  task(
    'smallestDivisor(n: number): number',
    'The smallest divisor above 1; 1 for 1.',
    (n: number) => {
      for (let i = 2; i <= n; i++) if (n % i === 0) return i
      return 1
    },
    positives,
  ),
  task(
    'primesUpTo(n: number): number[]',
    'All primes up to n, ascending.',
    (n: number) => {
      const p: number[] = []
      for (let i = 2; i <= n; i++) if (p.every((q) => i % q !== 0)) p.push(i)
      return p
    },
    smalls,
  ),
  task(
    'isPerfectSquare(n: number): boolean',
    'Is the number the square of a whole number?',
    (n: number) => Number.isInteger(Math.sqrt(n)),
    [[16], [15], [0], [1], [20], [25], [99], [100], [2], [144], [143], [3]],
  ),
  task(
    'integerSquareRoot(n: number): number',
    'The largest whole number whose square is not above n.',
    (n: number) => Math.floor(Math.sqrt(n)),
    naturals,
  ),
  task(
    'isPowerOfTwo(n: number): boolean',
    'Is the number a power of two?',
    (n: number) => n > 0 && (n & (n - 1)) === 0,
    [[8], [6], [1], [0], [64], [2], [3], [12], [1024], [1000], [4], [31]],
  ),
  task(
    'countBits(n: number): number',
    'How many ones its binary form has.',
    (n: number) => [...n.toString(2)].filter((c) => c === '1').length,
    naturals,
  ),
  task(
    'toBinary(n: number): string',
    'The number in base 2.',
    (n: number) => n.toString(2),
    naturals,
  ),
  task(
    'toHex(n: number): string',
    'The number in base 16.',
    (n: number) => n.toString(16),
    naturals,
  ),
  task(
    'collatzSteps(n: number): number',
    'Steps to reach 1, halving even numbers and taking 3n + 1 of odd ones.',
    (n: number) => {
      let [x, c] = [n, 0]
      while (x !== 1) {
        x = x % 2 === 0 ? x / 2 : 3 * x + 1
        c++
      }
      return c
    },
    positives,
  ),
  task(
    'isLeapYear(year: number): boolean',
    'Is it a leap year: divisible by 4, not by 100 unless by 400?',
    (y: number) => (y % 4 === 0 && y % 100 !== 0) || y % 400 === 0,
    years,
  ),
  task(
    'fizzBuzz(n: number): string',
    'Fizz for multiples of 3, Buzz for 5, FizzBuzz for both, else the number as text.',
    (n: number) =>
      n % 15 === 0 ? 'FizzBuzz' : n % 3 === 0 ? 'Fizz' : n % 5 === 0 ? 'Buzz' : String(n),
    [[3], [5], [15], [7], [30], [1], [9], [10], [45], [98], [99]],
  ),
  task(
    'parityName(x: number): string',
    "The word 'even' or 'odd'.",
    (x: number) => (x % 2 === 0 ? 'even' : 'odd'),
    integers,
  ),
  task(
    'countdown(n: number): number[]',
    'The numbers from n down to 1.',
    (n: number) => Array.from({ length: n }, (_, i) => n - i),
    smalls,
  ),
  task(
    'rangeBetween(a: number, b: number): number[]',
    'The whole numbers from a up to b, both included; empty when a is larger.',
    (a: number, b: number) => {
      const r: number[] = []
      for (let i = a; i <= b; i++) r.push(i)
      return r
    },
    [
      [1, 5],
      [3, 3],
      [5, 2],
      [-2, 2],
      [0, 4],
      [7, 12],
      [0, 0],
      [-5, -3],
      [10, 9],
      [2, 8],
    ],
  ),
  task(
    'firstMultiples(x: number, count: number): number[]',
    'The first count multiples of x, beginning with x.',
    (x: number, n: number) => Array.from({ length: n }, (_, i) => x * (i + 1)),
    [
      [3, 4],
      [5, 1],
      [2, 0],
      [-1, 3],
      [10, 5],
      [7, 2],
      [0, 3],
      [1, 6],
      [12, 3],
      [4, 4],
    ],
  ),
  task(
    'squaresTo(n: number): number[]',
    'The squares of 1 to n.',
    (n: number) => Array.from({ length: n }, (_, i) => (i + 1) ** 2),
    smalls,
  ),
  task(
    'powersOfTwo(n: number): number[]',
    'The first n powers of two, beginning with 1.',
    (n: number) => Array.from({ length: n }, (_, i) => 2 ** i),
    smalls,
  ),
  task(
    'digitsOf(x: number): number[]',
    'The decimal digits as a list.',
    (x: number) => [...String(x)].map(Number),
    naturals,
  ),
  task(
    'sumOfEvenDigits(x: number): number',
    'Sum of the digits that are even.',
    (x: number) =>
      [...String(x)]
        .map(Number)
        .filter((d) => d % 2 === 0)
        .reduce((a, d) => a + d, 0),
    naturals,
  ),
  task(
    'power(base: number, exponent: number): number',
    'The base to the power of the exponent.',
    (a: number, b: number) => a ** b,
    [
      [2, 5],
      [3, 2],
      [0, 4],
      [7, 0],
      [-2, 3],
      [10, 3],
      [1, 9],
      [5, 1],
      [-3, 2],
      [2, 10],
    ],
  ),
  task(
    'hypotenuseSquared(a: number, b: number): number',
    'Square of the long side of a right triangle.',
    (a: number, b: number) => a * a + b * b,
    pairs,
  ),
  task(
    'isTriangle(a: number, b: number, c: number): boolean',
    'Can the three lengths be the sides of a triangle?',
    (a: number, b: number, c: number) => a + b > c && a + c > b && b + c > a,
    [
      [3, 4, 5],
      [1, 2, 3],
      [0, 0, 0],
      [5, 5, 8],
      [10, 2, 7],
      [2, 2, 2],
      [7, 30, 4],
      [9, 9, 1],
      [1, 1, 2],
      [6, 8, 10],
    ],
  ),
  task(
    'secondsToMinutes(seconds: number): string',
    'Minutes and seconds as m:ss.',
    (s: number) => `${Math.floor(s / 60)}:${String(s % 60).padStart(2, '0')}`,
    [[75], [60], [0], [5], [3599], [600], [61], [9], [130], [1000]],
  ),
  task(
    'padNumber(x: number, width: number): string',
    'The number as text, with zeros in front up to the width.',
    (x: number, w: number) => String(x).padStart(w, '0'),
    [
      [7, 3],
      [42, 2],
      [0, 1],
      [5, 5],
      [123, 2],
      [9, 4],
      [88, 6],
      [1, 0],
      [60, 4],
      [12345, 3],
    ],
  ),
  task(
    'sumToWithStep(limit: number, step: number): number',
    'Sum of the multiples of step up to the limit.',
    (l: number, s: number) => {
      let t = 0
      for (let i = s; i <= l; i += s) t += i
      return t
    },
    positivePairs,
  ),
  task(
    'nextEven(x: number): number',
    'The smallest even number above x.',
    (x: number) => (x % 2 === 0 ? x + 2 : x + 1),
    naturals,
  ),
  task(
    'discounted(price: number, percent: number): number',
    'The price less so many percent.',
    (p: number, q: number) => p - (p * q) / 100,
    [
      [100, 10],
      [50, 50],
      [0, 20],
      [80, 25],
      [200, 0],
      [40, 100],
      [10, 5],
      [60, 15],
      [500, 12],
      [20, 75],
    ],
  ),
]
