// Natural tasks on texts. Long because it is a table.
import {
  type NaturalTask,
  task,
  textPairs,
  texts,
  textsAndLetters,
  textsAndNumbers,
  wordsIn,
} from './task.ts'

const vowels = 'aeiou'
const shift = (c: string, k: number) => {
  const base = c >= 'a' && c <= 'z' ? 97 : c >= 'A' && c <= 'Z' ? 65 : 0
  return base ? String.fromCharCode(((c.charCodeAt(0) - base + k) % 26) + base) : c
}
const title = (w: string) => w.slice(0, 1).toUpperCase() + w.slice(1)
const isLetter = (c: string) => /[a-z]/i.test(c)

export const stringTasks: readonly NaturalTask[] = [
  task(
    'shout(text: string): string',
    'The text in upper case with an exclamation mark.',
    (s: string) => `${s.toUpperCase()}!`,
    texts,
  ),
  task(
    'greet(name: string): string',
    "Hello to somebody: 'Hello, name!'.",
    (s: string) => `Hello, ${s}!`,
    texts,
  ),
  task(
    'textLength(text: string): number',
    'How many characters the text has.',
    (s: string) => s.length,
    texts,
  ),
  task(
    'reverseText(text: string): string',
    'The text backwards.',
    (s: string) => [...s].reverse().join(''),
    texts,
  ),
  task(
    'isPalindrome(text: string): boolean',
    'Does the text read the same backwards?',
    (s: string) => s === [...s].reverse().join(''),
    texts,
  ),
  task(
    'isPalindromeIgnoringCase(text: string): boolean',
    'Does the text read the same backwards, whatever the case of its letters?',
    (s: string) => s.toLowerCase() === [...s.toLowerCase()].reverse().join(''),
    [
      ['Racecar'],
      ['hello'],
      [''],
      ['Noon'],
      ['Ab'],
      ['A'],
      ['Level'],
      ['abcBA'],
      ['Hello'],
      ['aA'],
      ['xyx'],
    ],
  ),
  task(
    'countVowels(text: string): number',
    'How many vowels a, e, i, o, u are in it, in either case.',
    (s: string) => [...s.toLowerCase()].filter((c) => vowels.includes(c)).length,
    texts,
  ),
  task(
    'countConsonants(text: string): number',
    'How many letters are no vowels, in either case.',
    (s: string) => [...s.toLowerCase()].filter((c) => isLetter(c) && !vowels.includes(c)).length,
    texts,
  ),
  task(
    'removeVowels(text: string): string',
    'The text without the small vowels a, e, i, o, u.',
    (s: string) => [...s].filter((c) => !vowels.includes(c)).join(''),
    texts,
  ),
  task(
    'countWords(text: string): number',
    'How many words, separated by single spaces.',
    (s: string) => s.split(' ').length,
    wordsIn,
  ),
  task(
    'longestWord(text: string): string',
    'The longest word; the first of equal ones.',
    (s: string) => s.split(' ').reduce((a, w) => (w.length > a.length ? w : a), ''),
    wordsIn,
  ),
  task(
    'shortestWordLength(text: string): number',
    'Length of the shortest word.',
    (s: string) => Math.min(...s.split(' ').map((w) => w.length)),
    wordsIn,
  ),
  task(
    'longestWordLength(text: string): number',
    'Length of the longest word.',
    (s: string) => Math.max(...s.split(' ').map((w) => w.length)),
    wordsIn,
  ),
  task(
    'capitalize(text: string): string',
    'The first letter in upper case, the rest as it is.',
    (s: string) => title(s),
    texts,
  ),
  task(
    'titleCase(text: string): string',
    'Each word with its first letter in upper case.',
    (s: string) => s.split(' ').map(title).join(' '),
    wordsIn,
  ),
  task(
    'initials(text: string): string',
    'The first letters of the words, in upper case.',
    (s: string) =>
      s
        .split(' ')
        .map((w) => w.slice(0, 1).toUpperCase())
        .join(''),
    wordsIn,
  ),
  task(
    'acronym(text: string): string',
    'The first letter of each word.',
    (s: string) =>
      s
        .split(' ')
        .map((w) => w.slice(0, 1))
        .join(''),
    wordsIn,
  ),
  task(
    'reverseWords(text: string): string',
    'The words in reverse order.',
    (s: string) => s.split(' ').reverse().join(' '),
    wordsIn,
  ),
  task(
    'reverseEachWord(text: string): string',
    'Each word backwards, the words in their order.',
    (s: string) =>
      s
        .split(' ')
        .map((w) => [...w].reverse().join(''))
        .join(' '),
    wordsIn,
  ),
  task(
    'swapCase(text: string): string',
    'Upper case letters in lower case and the other way round.',
    (s: string) =>
      [...s].map((c) => (c === c.toUpperCase() ? c.toLowerCase() : c.toUpperCase())).join(''),
    texts,
  ),
  task(
    'kebabCase(text: string): string',
    'Lower case words joined by hyphens.',
    (s: string) => s.toLowerCase().split(' ').join('-'),
    wordsIn,
  ),
  task(
    'snakeCase(text: string): string',
    'Lower case words joined by underscores.',
    (s: string) => s.toLowerCase().split(' ').join('_'),
    wordsIn,
  ),
  task(
    'camelCase(text: string): string',
    'Words joined, each but the first with an upper case first letter, all else in lower case.',
    (s: string) =>
      s
        .toLowerCase()
        .split(' ')
        .map((w, i) => (i === 0 ? w : title(w)))
        .join(''),
    wordsIn,
  ),
  task(
    'removeSpaces(text: string): string',
    'The text without spaces.',
    (s: string) => s.replaceAll(' ', ''),
    texts,
  ),
  task(
    'firstCharacter(text: string): string',
    'The first character, or nothing.',
    (s: string) => s.charAt(0),
    texts,
  ),
  task(
    'lastCharacter(text: string): string',
    'The last character, or nothing.',
    (s: string) => s.slice(-1),
    texts,
  ),
  task(
    'withoutEnds(text: string): string',
    'The text without its first and last character.',
    (s: string) => s.slice(1, -1),
    texts,
  ),
  task(
    'middleCharacter(text: string): string',
    'The character in the middle, the right one of two.',
    (s: string) => s.charAt(Math.floor(s.length / 2)),
    texts,
  ),
  task(
    'firstHalf(text: string): string',
    'The first half, without the middle character.',
    (s: string) => s.slice(0, Math.floor(s.length / 2)),
    texts,
  ),
  task(
    'swapHalves(text: string): string',
    'The second half before the first; the first is the shorter.',
    (s: string) => s.slice(Math.floor(s.length / 2)) + s.slice(0, Math.floor(s.length / 2)),
    texts,
  ),
  task(
    'doubleLetters(text: string): string',
    'Each character twice.',
    (s: string) => [...s].map((c) => c + c).join(''),
    texts,
  ),
  task(
    'everyOtherCharacter(text: string): string',
    'The characters at even places, counting from 0.',
    (s: string) => [...s].filter((_, i) => i % 2 === 0).join(''),
    texts,
  ),
  task(
    'uniqueCharacters(text: string): string',
    'Each character once, in order of first appearance.',
    (s: string) => [...new Set(s)].join(''),
    texts,
  ),
  task(
    'countUniqueCharacters(text: string): number',
    'How many different characters there are.',
    (s: string) => new Set(s).size,
    texts,
  ),
  task(
    'hasUniqueCharacters(text: string): boolean',
    'Is every character different?',
    (s: string) => new Set(s).size === s.length,
    texts,
  ),
  task(
    'sortCharacters(text: string): string',
    'The characters in ascending order.',
    (s: string) => [...s].sort().join(''),
    texts,
  ),
  task(
    'countUppercase(text: string): number',
    'How many upper case letters there are.',
    (s: string) => [...s].filter((c) => c >= 'A' && c <= 'Z').length,
    texts,
  ),
  task(
    'hasUppercase(text: string): boolean',
    'Is there an upper case letter?',
    (s: string) => /[A-Z]/.test(s),
    texts,
  ),
  task(
    'isUppercase(text: string): boolean',
    'Is nothing in it changed by writing it in upper case?',
    (s: string) => s === s.toUpperCase(),
    texts,
  ),
  task(
    'countDigits(text: string): number',
    'How many digits there are.',
    (s: string) => [...s].filter((c) => c >= '0' && c <= '9').length,
    [
      ['a1b22'],
      ['hello'],
      [''],
      ['2024-01-31'],
      ['7'],
      ['x9y'],
      ['0.5'],
      ['no'],
      ['12 34'],
      ['1e10'],
    ],
  ),
  task(
    'onlyDigits(text: string): string',
    'Only the digits of the text.',
    (s: string) => s.replace(/\D/g, ''),
    [
      ['a1b22'],
      ['hello'],
      [''],
      ['2024-01-31'],
      ['7'],
      ['x9y'],
      ['0.5'],
      ['no'],
      ['12 34'],
      ['1e10'],
    ],
  ),
  task(
    'sumDigitsInText(text: string): number',
    'Sum of all digits in the text.',
    (s: string) => [...s].filter((c) => c >= '0' && c <= '9').reduce((a, c) => a + Number(c), 0),
    [
      ['a1b22'],
      ['hello'],
      [''],
      ['2024-01-31'],
      ['7'],
      ['x9y'],
      ['0.5'],
      ['no'],
      ['12 34'],
      ['1e10'],
    ],
  ),
  task(
    'isNumeric(text: string): boolean',
    'Is it made of digits only, and at least one?',
    (s: string) => /^[0-9]+$/.test(s),
    [['123'], ['12a'], [''], ['0'], ['-5'], ['9999'], ['1 2'], ['x'], ['007'], ['3.5']],
  ),
  task(
    'countLetter(text: string, letter: string): number',
    'How often the letter is in the text.',
    (s: string, c: string) => s.split(c).length - 1,
    textsAndLetters,
  ),
  task(
    'removeLetter(text: string, letter: string): string',
    'The text without the letter.',
    (s: string, c: string) => s.replaceAll(c, ''),
    textsAndLetters,
  ),
  task(
    'contains(text: string, letter: string): boolean',
    'Is the letter in the text?',
    (s: string, c: string) => s.includes(c),
    textsAndLetters,
  ),
  task(
    'indexOfLetter(text: string, letter: string): number',
    'Where the letter is first, or -1.',
    (s: string, c: string) => s.indexOf(c),
    textsAndLetters,
  ),
  task(
    'afterLetter(text: string, letter: string): string',
    'What follows the first such letter; the whole text when there is none.',
    (s: string, c: string) => s.slice(s.indexOf(c) + 1),
    textsAndLetters,
  ),
  task(
    'startsAndEndsWith(text: string, letter: string): boolean',
    'Does the text begin and end with the letter?',
    (s: string, c: string) => s.startsWith(c) && s.endsWith(c),
    [
      ['level', 'l'],
      ['hello', 'h'],
      ['', 'x'],
      ['abba', 'a'],
      ['x', 'x'],
      ['Anna', 'a'],
      ['noon', 'n'],
      ['abc', 'c'],
      ['--', '-'],
      ['zebra', 'z'],
      ['stats', 's'],
    ],
  ),
  task(
    'surround(text: string, letter: string): string',
    'The text with the letter before and after it.',
    (s: string, c: string) => c + s + c,
    textsAndLetters,
  ),
  task(
    'joinLetters(text: string, separator: string): string',
    'The characters with the separator between them.',
    (s: string, c: string) => [...s].join(c),
    textsAndLetters,
  ),
  task(
    'repeatText(text: string, count: number): string',
    'The text so many times.',
    (s: string, n: number) => s.repeat(n),
    textsAndNumbers,
  ),
  task(
    'firstLetters(text: string, count: number): string',
    'The first characters, at most so many.',
    (s: string, n: number) => s.slice(0, n),
    textsAndNumbers,
  ),
  task(
    'lastLetters(text: string, count: number): string',
    'The last characters, at most so many.',
    (s: string, n: number) => s.slice(Math.max(0, s.length - n)),
    textsAndNumbers,
  ),
  task(
    'truncate(text: string, length: number): string',
    "The text, cut to the length with '...' after it when it was longer.",
    (s: string, n: number) => (s.length > n ? `${s.slice(0, n)}...` : s),
    textsAndNumbers,
  ),
  task(
    'rotateLeft(text: string, count: number): string',
    'The first characters moved to the end.',
    (s: string, n: number) => s.slice(n) + s.slice(0, n),
    textsAndNumbers,
  ),
  task(
    'removeAt(text: string, index: number): string',
    'The text without the character at the index.',
    (s: string, n: number) => s.slice(0, n) + s.slice(n + 1),
    textsAndNumbers,
  ),
  task(
    'padLeftWithStars(text: string, width: number): string',
    'Stars in front up to the width.',
    (s: string, n: number) => s.padStart(n, '*'),
    textsAndNumbers,
  ),
  task(
    'caesar(text: string, shift: number): string',
    'Letters moved on in the alphabet, wrapping from z to a, others left.',
    (s: string, n: number) => [...s].map((c) => shift(c, n)).join(''),
    textsAndNumbers,
  ),
  task(
    'chunksOf(text: string, size: number): string[]',
    'The text cut into pieces of the size, the last may be shorter.',
    (s: string, n: number) => {
      const r: string[] = []
      for (let i = 0; i < s.length; i += n) r.push(s.slice(i, i + n))
      return r
    },
    [
      ['hello', 2],
      ['abcdef', 3],
      ['', 4],
      ['x', 5],
      ['typescript', 4],
      ['ab', 1],
      ['noon', 4],
      ['banana', 5],
      ['one two', 3],
      ['abcdefg', 2],
    ],
  ),
  task(
    'isAnagram(first: string, second: string): boolean',
    'Do both have the same letters?',
    (a: string, b: string) => [...a].sort().join('') === [...b].sort().join(''),
    textPairs,
  ),
  task(
    'equalsIgnoringCase(first: string, second: string): boolean',
    'Are both the same but for upper and lower case?',
    (a: string, b: string) => a.toLowerCase() === b.toLowerCase(),
    [
      ['Hi', 'hi'],
      ['abc', 'abd'],
      ['', ''],
      ['ONE', 'one'],
      ['a', 'b'],
      ['Tea', 'tEA'],
      ['x', ''],
      ['no', 'NOT'],
      ['Same', 'Same'],
      ['yes', 'Yes'],
    ],
  ),
  task(
    'hammingDistance(first: string, second: string): number',
    'At how many places two texts of one length differ.',
    (a: string, b: string) => [...a].filter((c, i) => c !== b[i]).length,
    [
      ['karolin', 'kathrin'],
      ['abc', 'abd'],
      ['', ''],
      ['1011', '1001'],
      ['same', 'same'],
      ['race', 'care'],
      ['a', 'b'],
      ['aab', 'abb'],
      ['night', 'thing'],
      ['xyz', 'zyx'],
    ],
  ),
  task(
    'commonPrefix(first: string, second: string): string',
    'The longest beginning both share.',
    (a: string, b: string) => {
      let i = 0
      while (i < a.length && a[i] === b[i]) i++
      return a.slice(0, i)
    },
    textPairs,
  ),
  task(
    'longerText(first: string, second: string): string',
    'The longer text, the first of equals.',
    (a: string, b: string) => (a.length >= b.length ? a : b),
    textPairs,
  ),
  task(
    'interleave(first: string, second: string): string',
    'Characters of both in turns, as far as the shorter goes.',
    (a: string, b: string) =>
      [...a]
        .slice(0, b.length)
        .map((c, i) => c + b.charAt(i))
        .join(''),
    textPairs,
  ),
  task(
    'joinWithSpace(first: string, second: string): string',
    'Both with a space between.',
    (a: string, b: string) => `${a} ${b}`,
    textPairs,
  ),
  task(
    'startsWithSameLetter(first: string, second: string): boolean',
    'Do both begin with the same character?',
    (a: string, b: string) => a.charAt(0) === b.charAt(0),
    textPairs,
  ),
  task(
    'runLengthEncode(text: string): string',
    "Each run as its character and its length: 'aab' is 'a2b1'.",
    (s: string) => s.replace(/(.)\1*/g, (run) => run.charAt(0) + run.length),
    [
      ['aab'],
      ['abc'],
      [''],
      ['aaaa'],
      ['xxyyyz'],
      ['b'],
      ['aabbaa'],
      ['wwwwb'],
      ['abba'],
      ['zzzxxx'],
    ],
  ),
  task(
    'removeRepeats(text: string): string',
    'Runs of one character reduced to one.',
    (s: string) => s.replace(/(.)\1+/g, '$1'),
    [
      ['aab'],
      ['abc'],
      [''],
      ['aaaa'],
      ['xxyyyz'],
      ['b'],
      ['aabbaa'],
      ['balloon'],
      ['abba'],
      ['hello'],
    ],
  ),
  task(
    'isPangram(text: string): boolean',
    'Is every letter from a to z in it, in either case?',
    (s: string) => new Set(s.toLowerCase().replace(/[^a-z]/g, '')).size === 26,
    [
      ['The quick brown fox jumps over the lazy dog'],
      ['abc'],
      [''],
      ['abcdefghijklmnopqrstuvwxyz'],
      ['Sphinx of black quartz judge my vow'],
      ['hello world'],
      ['zyxwvutsrqponmlkjihgfedcba'],
      ['abcdefghijklmnopqrstuvwxy'],
      ['aaaaaaaaaaaaaaaaaaaaaaaaaa'],
      ['Pack my box with five dozen liquor jugs'],
    ],
  ),
  task(
    'maskText(text: string): string',
    'All but the last four characters as #.',
    (s: string) => s.slice(-4).padStart(s.length, '#'),
    [
      ['4556364607'],
      ['hello'],
      [''],
      ['1234'],
      ['abc'],
      ['password1'],
      ['x'],
      ['12345'],
      ['secret'],
      ['00001111'],
    ],
  ),
  task(
    'countSentences(text: string): number',
    'How many full stops there are.',
    (s: string) => s.split('.').length - 1,
    [
      ['One. Two.'],
      ['none'],
      [''],
      ['a.b.c'],
      ['End.'],
      ['...'],
      ['Hi. You. There. Now.'],
      ['.'],
      ['no stop here'],
      ['x.'],
    ],
  ),
  task(
    'firstWord(text: string): string',
    'The first word.',
    (s: string) => s.split(' ')[0],
    wordsIn,
  ),
  task(
    'lastWord(text: string): string',
    'The last word.',
    (s: string) => s.split(' ').at(-1),
    wordsIn,
  ),
  task(
    'wordLengths(text: string): number[]',
    'The lengths of the words.',
    (s: string) => s.split(' ').map((w) => w.length),
    wordsIn,
  ),
  task(
    'letterPositions(text: string): number[]',
    'For each small letter its place in the alphabet, a is 1.',
    (s: string) => [...s].map((c) => c.charCodeAt(0) - 96),
    [['abc'], ['zoo'], [''], ['a'], ['hello'], ['xyz'], ['mm'], ['cab'], ['banana'], ['q']],
  ),
  task(
    'asciiSum(text: string): number',
    'Sum of the character codes.',
    (s: string) => [...s].reduce((a, c) => a + c.charCodeAt(0), 0),
    texts,
  ),
  task(
    'domainOf(email: string): string',
    'What stands after the @.',
    (s: string) => s.split('@')[1] ?? '',
    [
      ['ann@site.org'],
      ['bob@mail.com'],
      ['x@y'],
      ['me.too@a.b.c'],
      ['q@domain'],
      ['long.name@example.net'],
      ['z@z.z'],
      ['info@shop.de'],
      ['a1@b2.c3'],
      ['no-reply@news.io'],
    ],
  ),
  task(
    'csvFields(line: string): string[]',
    'The fields between commas, without spaces around them.',
    (s: string) => s.split(',').map((f) => f.trim()),
    [
      ['a,b,c'],
      ['one, two'],
      [''],
      [' x '],
      ['1,,3'],
      ['red, green ,blue'],
      [','],
      ['k'],
      ['a b, c d'],
      ['7,8,9,10'],
    ],
  ),
  task(
    'parseNumbers(line: string): number[]',
    'The numbers between commas.',
    (s: string) => s.split(',').map(Number),
    [
      ['1,2,3'],
      ['10,-5'],
      ['0'],
      ['7,8,9,10'],
      ['42'],
      ['3,3'],
      ['-1,-2,-3'],
      ['100,200'],
      ['5,0,5'],
      ['12,34,56'],
    ],
  ),
  task(
    'sumOfNumbersInLine(line: string): number',
    'Sum of the numbers between commas.',
    (s: string) =>
      s
        .split(',')
        .map(Number)
        .reduce((a, b) => a + b, 0),
    [
      ['1,2,3'],
      ['10,-5'],
      ['0'],
      ['7,8,9,10'],
      ['42'],
      ['3,3'],
      ['-1,-2,-3'],
      ['100,200'],
      ['5,0,5'],
      ['12,34,56'],
    ],
  ),
  task(
    'isBalanced(text: string): boolean',
    'Do the round brackets match?',
    (s: string) => {
      let d = 0
      for (const c of s) {
        d += c === '(' ? 1 : -1
        if (d < 0) return false
      }
      return d === 0
    },
    [['()'], ['(()'], [''], [')('], ['(())()'], ['('], ['()()()'], ['())'], ['((()))'], ['())(()']],
  ),
]
