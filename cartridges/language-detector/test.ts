const detect = async (text: string, among?: string[]) => {
  const body = { text, ...(among === undefined ? {} : { among }) }
  const answer = await request({ method: 'POST', body })
  equal(answer.status, 200, JSON.stringify(answer.body))
  return answer.body
}

test('one plain sentence is enough', async () => {
  const sentences: [string, string][] = [
    ['en', 'The weather is fine and we are going to the sea with our friends.'],
    ['de', 'Das Wetter ist schön und wir fahren mit unseren Freunden an das Meer.'],
    ['fr', 'Il fait beau et nous allons à la mer avec nos amis.'],
    ['es', 'Hace buen tiempo y vamos al mar con los amigos.'],
    ['it', 'Il tempo è bello e andiamo al mare con gli amici.'],
    ['pt', 'O tempo está bom e vamos para o mar com os amigos.'],
    ['nl', 'Het weer is mooi en we gaan met vrienden naar de zee.'],
    ['sv', 'Vädret är fint och vi åker till havet med våra vänner.'],
    ['da', 'Vejret er godt, og vi tager til havet med nogle af vores venner.'],
    ['nb', 'Været er fint, og vi drar til havet med noen av vennene våre nå.'],
    ['fi', 'Sää on kaunis ja menemme merelle, mutta se ei ole vielä lämmin.'],
    ['pl', 'Pogoda jest ładna i jedziemy nad morze z przyjaciółmi.'],
    ['cs', 'Počasí je hezké a jedeme k moři s přáteli.'],
    ['hu', 'Az idő szép, és a barátainkkal a tengerhez megyünk.'],
    ['ro', 'Vremea este frumoasă și mergem la mare cu prietenii.'],
    ['tr', 'Hava çok güzel ve arkadaşlarımızla denize gidiyoruz.'],
    ['ru', 'Погода хорошая, и мы едем на море с друзьями, как это было всегда.'],
    ['uk', 'Погода гарна, і ми їдемо до моря з друзями.'],
    ['bg', 'Времето е хубаво и отиваме на море с приятели, за да се къпем.'],
    ['sr', 'Време је лепо и идемо на море са пријатељима.'],
    ['el', 'Ο καιρός είναι καλός και πάμε στη θάλασσα.'],
    ['he', 'מזג האוויר יפה ואנחנו נוסעים לים.'],
    ['ar', 'الطقس جميل ونحن نذهب إلى البحر مع الأصدقاء في هذا اليوم.'],
    ['fa', 'هوا خوب است و ما با دوستان به دریا می رویم.'],
    ['ur', 'موسم اچھا ہے اور ہم دوستوں کے ساتھ سمندر پر جا رہے ہیں۔'],
    ['hi', 'मौसम अच्छा है और हम समुद्र जा रहे हैं।'],
    ['th', 'อากาศดีและเราจะไปทะเล'],
    ['ko', '날씨가 좋아서 우리는 바다에 갑니다.'],
    ['ja', '天気がいいので、友達と海に行きます。'],
    ['zh', '天气很好，我们和朋友去海边。'],
  ]
  const wrong: string[] = []
  for (const [code, text] of sentences) {
    const { language, confidence } = await detect(text)
    if (language !== code || confidence < 0.5) wrong.push(`${code}: ${language} ${confidence}`)
  }
  equal(wrong, [])
})

test('only what is offered is answered', async () => {
  const text = 'Het weer is mooi en we gaan naar de zee.'
  equal((await detect(text, ['de', 'nl'])).language, 'nl')
  equal((await detect(text, ['ru', 'zh'])).language, 'und')
  const { body } = await request({ query: { text, among: 'nl,en' } })
  equal([body.language, body.direction], ['nl', 'ltr'])
})

test('what says nothing stays undetermined', async () => {
  for (const text of ['12345 !?', 'xyzzy qwrt', '😀', '\ud800']) {
    const { language, confidence } = await detect(text)
    equal([language, confidence], ['und', 0], text)
  }
})

test('the script is told with its direction, and the larger one counts', async () => {
  const { script, direction } = await detect('שלום world זה המשפט של היום')
  equal([script, direction], ['Hebrew', 'rtl'])
  equal((await detect('The word погода is in the text and it is Russian')).language, 'en')
})

test('letters count in whatever way they are composed, and apostrophes too', async () => {
  const text = "C'est très bon, où êtes-vous ?"
  equal((await detect(text.normalize('NFD'))).language, 'fr')
  equal(await detect(text.replace("'", '’')), await detect(text))
})

test('hostile and long text is only text', async () => {
  equal((await detect('<script>the $& of __proto__ and the constructor</script>')).language, 'en')
  equal((await detect('the '.repeat(5000))).language, 'en')
})

test('bad input is refused with a hint', async () => {
  for (const body of [
    null,
    '',
    { text: 5 },
    { text: '   ' },
    { text: 'x'.repeat(20_001) },
    { text: 'a', among: 'de' },
    { text: 'a', among: ['xx'] },
    { text: 'a', among: ['de', 'de'] },
  ] as Json[]) {
    const answer = await request({ method: 'POST', body })
    equal(answer.status, 400, JSON.stringify(body)?.slice(0, 60))
    ok(answer.body.hint)
  }
  equal((await request({ query: {} })).status, 400)
})
