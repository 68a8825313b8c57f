"""The words of lists as a whole: labels, headings, advice, and what is said of all exercises.

The words of doses are in `vocabulary`. Everything here is in small letters.
"""

from __future__ import annotations

import re
from enum import Enum, auto
from typing import Final


class Label(Enum):
    """What stands behind a label."""

    DOSE = auto()
    OFTEN = auto()
    TEXT = auto()
    NAME = auto()
    TITLE = auto()
    IGNORED = auto()


def _phrases(text: str) -> frozenset[str]:
    return frozenset(" ".join(phrase.split()) for phrase in text.split(","))


LABELS: Final[dict[Label, frozenset[str]]] = {
    Label.DOSE: _phrases(
        """sets, set, reps, rep, repetitions, repeat, repeats, hold, hold time, hold for, duration,
        time, rest, rest time, rest between sets, side, sides, tempo, rounds, dose, dosage,
        distance, distanz, strecke, distancia, distanza, afstand, расстояние,
        sets and reps,
        sets/reps, sets x reps, how many, how long, amount, length,
        sätze, satz, serien, wiederholungen, wiederholung, wdh, wdh., halten, haltezeit,
        haltedauer, dauer,
        pause, satzpause, seite, seiten, durchgänge, runden, umfang, dosierung,
        séries, série, répétitions, répétition, durée, repos, tenue, maintien, tenir, côté, côtés,
        temps,
        temps de repos, temps de maintien, récupération, tours,
        series, serie, repeticiones, duración, descanso, mantener, lado, lados, tiempo, rondas,
        ripetizioni, durata, riposo, recupero, lato, tenuta, giri, tempo di recupero,
        repetições, duração, intervalo, manter, tempo de descanso,
        herhalingen, duur, rust, kant, vasthouden, tijd, rondes,
        подходы, подход, подходов, повторения, повторы, повторений, длительность, время, отдых,
        удержание,
        раунды, круги, tekrar, tekrarlar, süre, dinlenme, taraf, powtórzenia, czas, przerwa,
        strona, rundy"""
    ),
    Label.OFTEN: _phrases(
        """frequency, sessions, session, how often, sessions per day, sessions per week,
        times per day,
        times per week, times a day, times a week, per day, per week, daily, weekly, days, schedule,
        häufigkeit, wie oft, pro tag, pro woche, fréquence, par jour, par semaine, frecuencia,
        al día,
        frequenza, al giorno, frequência, por dia, frequentie, hoe vaak, per dag, частота,
        как часто, sıklık,
        częstotliwość"""
    ),
    Label.TEXT: _phrases(
        """description, instruction, instructions, how to, how, how to do it, setup, set-up,
        set up, start,
        starting position, start position, position, movement, action, technique, execution, note,
        notes, tip,
        cue, cues, comment, comments, form, purpose, goal, focus, variation, modification, easier,
        harder,
        progression, regression, option, alternative, benefits, method,
        beschreibung, ausführung, ausgangsposition, ausgangsstellung, anleitung, hinweis, tipp,
        ziel, bemerkung,
        bewegung, durchführung, achtung, variante, leichter, schwerer,
        consigne, consignes, position de départ, remarque, exécution, mouvement, conseil, objectif,
        but,
        descripción, ejecución, nota, posición, posición inicial, instrucciones, técnica, consejo,
        objetivo,
        descrizione, esecuzione, posizione, posizione di partenza, istruzioni, tecnica, obiettivo,
        consiglio,
        descrição, execução, posição, posição inicial, instruções, dica, observação,
        beschrijving, uitvoering, uitgangshouding, uitleg, opmerking, doel, techniek,
        описание, исходное положение, техника, выполнение, примечание, цель, совет,
        açıklama, not, opis, wykonanie, pozycja wyjściowa, uwaga, wskazówka"""
    ),
    Label.NAME: _phrases(
        """exercise, exercise name, name of exercise, movement name, stretch, übung, übungsname,
        exercice,
        nom de l'exercice, nom de l’exercice, ejercicio, nombre del ejercicio, esercizio,
        nome esercizio,
        exercício, nome do exercício, oefening, упражнение, egzersiz, hareket, ćwiczenie"""
    ),
    Label.TITLE: _phrases(
        """title, program, programme, routine, workout, plan, session title, subject, re, betreff,
        titel, titre,
        objet, programm, trainingsplan, título, titulo, asunto, rutina, oggetto, titolo, scheda,
        assunto,
        treino, onderwerp, programma, тема, название, программа, комплекс, konu, başlık, temat,
        tytuł"""
    ),
    Label.IGNORED: _phrases(
        """weight, resistance, load, equipment, difficulty, level, muscle, muscles, muscle group,
        target,
        target muscles, body part, video, image, picture, photo, link, category, type, rpe, rir,
        intensity,
        calories, color, colour, band, tension, rating, pain, started, progress, completed, done,
        status,
        gewicht, widerstand, gerät, geräte, material, muskeln, muskelgruppe, schwierigkeit,
        kategorie, bild,
        poids, résistance, charge, matériel, muscles ciblés, niveau, catégorie, image,
        peso, resistencia, carga, equipo, músculos, nivel, categoría, imagen, dificultad,
        carico, resistenza, attrezzo, attrezzi, attrezzatura, muscoli, livello, categoria,
        resistência, equipamento, nível, weerstand, materiaal, spieren, moeilijkheid,
        вес, нагрузка, инвентарь, мышцы, уровень, ağırlık, ekipman, ciężar, sprzęt, poziom"""
    ),
}

SECTIONS: Final = _phrases(
    """warm-up, warm up, warmup, cool-down, cool down, cooldown, main, main workout, main set,
    main part, circuit,
    circuit training, workout, metcon, wod, conditioning, strength, strength training, mobility,
    mobility work,
    flexibility, stretching, stretches, core, core work, cardio, accessory, accessories, finisher,
    skill, activation,
    upper body, lower body, full body, rest day, balance, breathing exercises, part one, part two,
    mobility flow,
    aufwärmen, aufwärmphase, warm-up phase, hauptteil, abwärmen, cool-down phase, ausklang,
    kräftigung, dehnung,
    dehnen, mobilisation, kraft, zirkel, schluss, entspannung, échauffement, circuit principal,
    partie principale,
    retour au calme, étirements, renforcement, mobilité, renforcement musculaire, calentamiento,
    bloque principal,
    parte principal, vuelta a la calma, enfriamiento, estiramientos, fuerza, movilidad, circuito,
    riscaldamento,
    parte centrale, defaticamento, allungamento, forza, mobilità, aquecimento, desaquecimento,
    alongamentos,
    alongamento, força, mobilidade, opwarming, warming-up, hoofddeel, kern, rekken, rekoefeningen,
    kracht,
    mobiliteit, разминка, основная часть, заминка, растяжка, силовая часть, круговая тренировка,
    ısınma, ana bölüm,
    soğuma, germe, rozgrzewka, część główna, rozciąganie, wyciszenie"""
)
ADVICE: Final = re.compile(
    r"^(?:(?:safety|general|important|some|quick|final|helpful|additional|extra|a few|my|pro"
    r"|weekly|eight|\d+)\s)*"
    r"(?:tips?|advice|goals?|notes?|remember|reminders?|disclaimer|warnings?|caution|precautions?"
    r"|important|always"
    r"|progress|never|stop if|stop the|consult|safety|progressions?|equipment|what you need"
    r"|why it works"
    r"|benefits|nutrition"
    r"|diet|hydration|how to use|guidelines|contraindications|when to|before you (?:start|begin)"
    r"|if (?:you|your|any"
    r"|the|pain|it)|please|do not|don[’']t|contact|call|seek|expect|listen to|stay hydrated|drink"
    r"|aim"
    r"|would you|let me know"
    r"|increase|questions|thank|good luck|follow-up|follow up"
    r"|tipps?|hinweise?|ratschläge|wichtig|achtung|vorsicht|bei schmerzen|ziele|wochenziele|bitte"
    r"|wenn|falls|immer"
    r"|conseils?|remarques?|attention|important|objectifs?|rappel|si (?:vous|tu|la|une)"
    r"|n[’']hésitez|arrêtez"
    r"|consejos?|recomendaciones|advertencias?|importante|notas?|objetivos?|recuerda|recuerde"
    r"|si (?:sientes|siente"
    r"|el|hay)|evita|bebe|consulta|quieres|consigli|avvertenze|attenzione|ricorda|obiettivi"
    r"|se (?:senti|il|hai)"
    r"|evita|bevi|dicas?|aviso|atenção|observações|lembre|se (?:sentir|a|houver)|pare|evite|beba"
    r"|consulte"
    r"|adviezen|advies|let op|belangrijk|opmerkingen|doelen|bij pijn|als (?:u|je|de|het)"
    r"|neem contact|stop"
    r"|советы?|важно|внимание|рекомендации|при боли|если|помните|не забывайте|цели|обратитесь"
    r"|ipuçları|önemli|dikkat|uyarı|ağrı|wskazówki|uwagi|ważne|pamiętaj|jeśli|cele)(?![\w-])",
    re.IGNORECASE,
)
TITLE: Final = re.compile(
    r"(?<!\w)(?:exercises?|program(?:me)?s?|routine|plan|workout|stretches|stretching|rehab\w*|hep"
    r"|schedule|session|sheet|leaflet|flow|phase|protocol|training|circuit"
    r"|übung(?:en|sprogramm|splan)|\w*übungen|\w*programm|trainingsplan|exercices|étirements"
    r"|ejercicios|rutina|programa|estiramientos|esercizi|scheda|programma|exercícios|rotina"
    r"|alongamentos|oefeningen|oefenprogramma|schema|упражнени[яй]|комплекс|программа|тренировка"
    r"|egzersizler\w*|program[ıi]?|ćwicze(?:nia|ń))(?!\w)",
    re.IGNORECASE,
)
TOPIC: Final = re.compile(
    r"(?<!\w)(?:back|core|yoga|mobility|morning|evening|strength|hips?|knees?|neck|shoulders?"
    r"|warm-?up|stretch|rücken|dehnung|dos|espalda|schiena|costas|rug|спин[аы])(?!\w)",
    re.IGNORECASE,
)
"""Words that a title may have, and the name of an exercise, but not that of a person."""
CHAT: Final = _phrases(
    "here, here's, here’s, sure, absolutely, certainly, below, hier, voici, aquí, claro, ecco,"
    " вот, oto"
)
"""Words that begin what a chat says before its plan."""
COPYRIGHT: Final = re.compile(r"©|\(c\) ?\d{4}|copyright|rights reserved", re.IGNORECASE)
_WEEKDAYS = (
    "monday|tuesday|wednesday|thursday|friday|saturday|sunday|mon|tue|tues|wed|thu|thur|thurs|fri"
    "|sat|sun"
    "|montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag|lundi|mardi|mercredi|jeudi"
    "|vendredi|samedi"
    "|dimanche|lunes|martes|miércoles|miercoles|jueves|viernes|sábado|sabado|domingo|lunedì|lunedi"
    "|martedì|mercoledì"
    "|giovedì|venerdì|sabato|domenica|segunda(?:-feira)?|terça(?:-feira)?|quarta(?:-feira)?"
    "|quinta(?:-feira)?"
    "|sexta(?:-feira)?|maandag|dinsdag|woensdag|donderdag|vrijdag|zaterdag|zondag|понедельник"
    "|вторник|среда|четверг"
    "|пятница|суббота|воскресенье|pazartesi|salı|çarşamba|perşembe|cuma|cumartesi|pazar"
    "|poniedziałek|wtorek|środa"
    "|czwartek|piątek|sobota|niedziela"
)
WEEKDAY: Final = re.compile(_WEEKDAYS, re.IGNORECASE)
DAY: Final = re.compile(
    r"^(?:(?:week|woche|semaine|semana|settimana|неделя|hafta|tydzień)\s*\d{1,2}\s*[:,–—-]?\s*)?"
    rf"(?:(?:day|tag|jour|día|dia|giorno|dag|день|gün|dzień)\s*[:#]?\s*(?:\d{{1,2}}|[a-g]"
    rf"|{_WEEKDAYS})"
    r"|(?:workout|session|routine|training|einheit|séance|sesión|rutina|treino|sessione"
    r"|allenamento|тренировка"
    rf"|trening)\s*[:#]?\s*(?:\d{{1,2}}|[a-g])|{_WEEKDAYS})(?!\w)"
    r"\s*(?:\((?P<note>[^)]{0,60})\))?\s*(?:(?P<sign>[:–—,|-])\s*(?P<more>.*)|…?"
    r"|(?P<last>[^\W\d_][^:]{0,40}))$",
    re.IGNORECASE,
)
FOR_ALL: Final = re.compile(
    r"(?<!\w)(?:(?:each|every|all|both) (?:of )?(?:the |these |your )?(?:following |above )?"
    r"(?:exercises?|stretch(?:es)?|movements?|positions?|poses?|moves?)"
    r"|(?:these|the|your) (?:following |above )?(?:exercises|stretches|movements|poses)"
    r"|(?:the|this|your) (?:whole |entire )?(?:program(?:me)?|routine)"
    r"|each one|everything|unless (?:stated|noted|told)"
    r"|jede (?:übung|dehnung|position)|(?:alle|diese|die) (?:übungen|dehnungen|positionen)|alles"
    r"|chaque (?:exercice|étirement|mouvement|posture)|(?:tous|toutes) les \w+|ces (?:exercices"
    r"|étirements)"
    r"|cada (?:ejercicio|estiramiento|exercício|alongamento|movimiento)"
    r"|(?:todos los|estos|todos os|estes) (?:ejercicios|estiramientos|exercícios|alongamentos)"
    r"|ogni esercizio|(?:tutti gli|questi) esercizi"
    r"|(?:elke|iedere) (?:oefening|rekoefening)|(?:alle|deze) (?:oefeningen|rekoefeningen)"
    r"|кажд(?:ое|ую) (?:упражнение|растяжку)|(?:все|эти) упражнения|her (?:egzersizi?|hareketi?)"
    r"|każde ćwiczenie|(?:wszystkie|te) ćwiczenia)(?!\w)",
    re.IGNORECASE,
)
BETWEEN: Final = re.compile(
    r"(?<!\w)(?:between|zwischen|entre|tra|fra|tussen|между|arasında|między|po)\s"
    r"(?:(?:the|den|die|les|las|los|le|gli|i|as|os|de|each|all|jeder)\s)?"
    r"(?:(?P<sets>sets?|sätzen|serien|séries|series|serie|подходами|setler|seriami)"
    r"|(?P<rounds>rounds?|circuits?|runden|durchgängen|tours|circuits|rondas|vueltas|giri|voltas"
    r"|rondes|раундами|кругами)"
    r"|(?P<exercises>exercises?|stretches|movements|übungen|exercices|ejercicios|esercizi"
    r"|exercícios|oefeningen"
    r"|упражнениями|ćwiczeniami))",
    re.IGNORECASE,
)
SIDES_IN_TURN: Final = re.compile(
    r"(?:one|first|left|right) (?:side|leg|arm)[^.]{0,60}(?:then|before|and)[^.]{0,40}"
    r"(?:other|second|opposite|left|right)(?: side| leg| arm)?"
    r"|erst (?:eine|die (?:eine|linke|rechte)) seite[^.]{0,60}dann[^.]{0,40}(?:andere|rechte|linke)"
    r"|(?:d[’']abord )?(?:un|d[’']un) côté[^.]{0,60}puis[^.]{0,40}autre"
    r"|(?:primero )?un lado[^.]{0,60}(?:luego|después)[^.]{0,40}otro"
    r"|(?:prima )?un lato[^.]{0,60}poi[^.]{0,40}altro"
    r"|(?:primeiro )?um lado[^.]{0,60}depois[^.]{0,40}outro|(?:eerst )?(?:een|één"
    r"|de ene) kant[^.]{0,60}dan[^.]{0,40}andere"
    r"|(?:сначала )?одн(?:у|ой|а) сторон[^.]{0,60}(?:затем|потом)[^.]{0,40}друг",
    re.IGNORECASE,
)
WHOLE: Final = re.compile(
    r"(?<!\w)(?:all the way|whole|entire|complete|sequence|flow|series|circuit|routine|everything"
    r"|all (?:of )?the"
    r"|all exercises|all stretches|alle|ganze|alles|tout|toute|todo|toda|tutt[aio]|hele|всё|все"
    r"|весь|wszystkie|hepsini)"
    r"(?!\w)",
    re.IGNORECASE,
)
TO_DO: Final = _phrases(
    """lie, lying, sit, sitting, stand, standing, kneel, kneeling, place, lean, press, extend,
    keep, keeping, hold, repeat,
    slowly, gently, bend, lift, raise, pull, push, bring, relax, return, breathe, inhale, exhale,
    start, begin, move,
    turn, rotate, tilt, squeeze, tighten, lower, straighten, reach, take, put, look, use, make, do,
    try, perform, secure,
    cross, grab, let, feel, stay, allow, tuck, draw, arch, round, flatten, with, on, in, from,
    while, then, switch, walk,
    drop, roll, slide, swing, step, point, flex, engage, avoid, support, rest, interlace, clasp,
    ensure, complete, come,
    legen, legen sie, liegen, setzen, sitzen, stellen, stehen, heben, senken, halten, ziehen,
    drücken, beugen, strecken,
    bewegen, drehen, atmen, spannen, achten, die, den, das, mit, auf, in, im, aus, dabei, dann,
    langsam, beide, rücken,
    allongé, allongée, assis, assise, debout, allongez-vous, asseyez-vous, placez, pliez, tirez,
    poussez, levez, baissez,
    gardez, maintenez, répétez, inspirez, expirez, soulevez, serrez, tournez, lentement, sur, avec,
    en, à, les, le, la,
    acuéstate, acostado, túmbate, siéntate, sentado, de, coloca, dobla, levanta, baja, mantén,
    mantener, repite,
    inhala, exhala, lleva, gira, empuja, estira, aprieta, con, boca, apoya, lentamente, el, los,
    las,
    sdraiati, sdraiato, seduto, siediti, in, porta, piega, solleva, abbassa, mantieni, ripeti,
    inspira, espira, spingi,
    tira, ruota, tieni, il, i, gli, deite-se, deitado, sente-se, sentado, em, coloque, dobre,
    levante, abaixe, mantenha,
    repita, inspire, expire, leve, gire, empurre, puxe, apoie-se, apoie, o, a, os, as, com,
    pressione, arredonde,
    ga, lig, liggend, zit, zittend, sta, staand, buig, strek, til, trek, duw, houd, herhaal, adem,
    breng, draai, leg, zet,
    plaats, maak, laat, druk, span, de, het, met, op, лягте, лёжа, лежа, сядьте, сидя, встаньте,
    стоя, поднимите,
    опустите, согните, держите, повторите, медленно, на, в, с, из, руки, ноги, sırtüstü, oturun,
    ayakta, kaldırın, yavaşça,
    połóż, usiądź, stań, unieś, opuść, trzymaj, powoli, leżąc, siedząc, stojąc"""
)
"""Words that the telling of how it is done begins with."""
DOSE: Final = _phrases(
    """hold, repeat, do, perform, complete, mach, mache, macht, halten, wiederholen, machen,
    durchführen, tenir,
    tenez, maintenez, répétez,
    faites, effectuez, mantén, mantener, mantenga, repite, repita, repetir, haz, haga, realiza,
    mantieni, mantenere,
    ripeti, ripetere, fai, esegui, mantenha, faça, realize, houd, herhaal, doe, voer, держите,
    удерживайте, повторите,
    повторять, выполнять, выполняйте, делайте, tutun, tekrarlayın, yapın, trzymaj, powtórz,
    wykonaj, wykonuj"""
)
"""Words that a sentence begins with that tells a dose."""
PICTURE: Final = re.compile(
    r"\(?(?:(?:please )?(?:see|refer to|as (?:shown|seen|pictured|illustrated)(?: (?:in|on|by))?"
    r"|shown in|watch|look at"
    r"|siehe|s\.|vgl\.|wie (?:in|auf)(?: der| dem)?|voir|cf\.?|ver|véase|como en|vedi|come (?:in"
    r"|nella)|veja|zie"
    r"|см\.?|смотри|bkz\.?|zob\.?|patrz)\s(?:the |la |le |il |el |die |den |das |de |à )?)"
    r"(?:pictures?|photos?|images?|figures?|fig\.?|diagrams?|illustrations?|videos?|bild(?:er)?"
    r"|abbildung(?:en)?|abb\.?"
    r"|fotos?|figura|imagen|imágenes|immagine|foto|imagem|afbeelding|plaatje|рис(?:унок|унке|\.)?"
    r"|фото|видео|resim"
    r"|rysunek|zdjęcie|schéma)(?:\s?\d{1,2}[a-d]?)?(?: (?:below|above|opposite|on the (?:left"
    r"|right)|unten|oben"
    r"|ci-dessous|abajo|sotto|hieronder|ниже))?\)?[,;]?"
    r"|\((?:fig(?:ure)?|abb|picture|photo|image|bild|рис|figura)\.?\s?\d{1,2}[a-d]?\)",
    re.IGNORECASE,
)
NOTHING: Final = re.compile(
    r"^(?:page|seite|pagina|página|стр(?:аница)?\.?|strona|sayfa|p\.)\s*\d{1,3}(?:\s*(?:of|/|von"
    r"|sur|de|di|van|из|z)\s*"
    r"\d{1,3})?$"
    r"|^\d{1,3}\s*(?:/|of|von|sur|de|di|van|из)\s*\d{1,3}$|^[-–—]\s*\d{1,3}\s*[-–—]$"
    r"|^(?:pictures?|photos?|images?|figures?|fig\.?|diagrams?|video|watch video|bild|abbildung"
    r"|abb\.?|foto|figura|imagen"
    r"|immagine|imagem|afbeelding|рис\.?)\s*\d{0,3}[a-d]?[.:]?$"
    r"|^\|[^\d]*\|$|\bpage \d{1,3} of \d{1,3}\b|^(?:view|visit|log ?in|go to|scan"
    r"|open)\b.{0,60}(?:code|online|app|…|link)"
    r"|©|\(c\) ?\d{4}|(?:copyright|all rights reserved|alle rechte vorbehalten"
    r"|tous droits réservés)"
    r"|^(?:share|print|download|like|reply|subscribe|click here|read more|advertisement"
    r"|cookies?)\b",
    re.IGNORECASE,
)
CIRCUIT: Final = re.compile(
    r"(?<!\w)(?:circuit|rounds|(?:the|this|each) round|sequence|following|the whole|everything"
    r"|entire"
    r"|zirkel\w*|runden?|durchgang|alles|séquence|l[’']ensemble|le tout|circuito|secuencia|rondas?"
    r"|todo"
    r"|giro|tutto|sequenza|sequência|tudo|rondes?|reeks|круг|комплекс|всё|все упражнения"
    r"|obwód|döngü)(?!\w)",
    re.IGNORECASE,
)
REPEAT: Final = re.compile(
    r"(?<!\w)(?:repeat|do|wiederhol|répét|répèt|repet|repit|ripet|herhaal|повтор|tekrar|powtórz)",
    re.IGNORECASE,
)
PRICE: Final = re.compile(
    r"[$€£₽]\s?\d|\d\s?(?:[€£₽]|eur(?:os?)?\b|usd\b|gbp\b|dollars?\b|zł|tl\b|руб)", re.IGNORECASE
)
