"""The words of prescriptions, in the languages in which they are read.

A phrase stands here as it does in documents; its case, its accents and a dot behind it do not
matter. The phrases of a meaning are parted by commas, one line for each language: English, German,
French, Spanish, Italian, Portuguese, Dutch, Swedish, Polish, Russian, Turkish, Korean.
"""

from __future__ import annotations

from enum import Enum, StrEnum, auto
from typing import Final


class Term(StrEnum):
    """What a word, a number or a sign is to the grammar of a dose.

    Each is a letter of its own, so that a row of them is a text that patterns match.
    """

    @staticmethod
    def _generate_next_value_(_name: str, _start: int, count: int, _last: list[str]) -> str:
        return chr(0xE000 + count)

    WORD = auto()
    """Any word that means nothing to it."""
    SIGN = auto()
    NUMBER = auto()
    NUMERAL = auto()
    """A number in words."""
    CLOCK = auto()
    """Minutes and seconds, as 1:30."""
    GAP = auto()
    """A form's gap that was to be filled in."""

    LEADER = auto()
    """A row of dots, which leads the eye or is a gap."""
    BY = auto()
    """The sign of multiplication."""
    SLASH = auto()
    DASH = auto()
    COLON = auto()
    COMMA = auto()
    STOP = auto()
    OPEN = auto()
    CLOSE = auto()
    QUOTE = auto()
    """Seconds or inches."""
    PRIME = auto()
    """Minutes or feet."""
    AND = auto()
    OR = auto()
    TO = auto()
    OF = auto()
    THE = auto()
    ONE = auto()
    """An article, which is the number one before a unit."""
    HALF = auto()
    ABOUT = auto()

    SECOND = auto()
    MINUTE = auto()
    HOUR = auto()
    COUNTING = auto()
    """Stands before a number that is counted in seconds."""
    LETTER_M = auto()
    """Minutes or metres."""
    REP = auto()
    TIMES = auto()
    ONCE = auto()
    TWICE = auto()
    THRICE = auto()
    SET = auto()
    ROUND = auto()
    BREATH = auto()
    STEP = auto()
    METRE = auto()
    MEASURE = auto()
    """A unit of what is no dose: a weight, an angle, a length, a share, money."""
    WEIGHT = auto()
    """A unit of weight or money, or of what a body does meanwhile."""
    MONEY = auto()
    OCLOCK = auto()
    SCALE = auto()
    """What stands before a figure that is no dose."""

    HOLD = auto()
    REST = auto()
    BETWEEN = auto()
    MAXIMUM = auto()
    TEMPO = auto()
    SLOWLY = auto()
    """The way of a movement that takes so many seconds."""
    OVER = auto()
    """Stands between the way of a movement and the seconds that it takes."""
    AMRAP = auto()
    EMOM = auto()
    ON_THE = auto()
    """Stands before the time of an EMOM, and before much else."""
    TOTAL = auto()

    EACH = auto()
    SIDE = auto()
    LIMB = auto()
    DIRECTION = auto()
    BOTH = auto()
    LEFT = auto()
    RIGHT = auto()
    ONE_WAY = auto()
    """One of two ways round."""
    ALTERNATING = auto()
    TOGETHER = auto()
    """With both limbs at once."""
    BOTH_SIDES = auto()
    """Each side, in one word or sign."""
    OTHER = auto()
    SWITCH = auto()
    """Goes on to the other side."""
    AGAIN = auto()
    """Does so, or repeats, as the words behind it tell."""

    DAY = auto()
    """A day, a week, or a part of a day."""
    IN_A_DAY = auto()
    """A day or a week, in languages that put it before how often."""
    EVENING = auto()
    """A part of a day."""
    WEEKDAY = auto()
    DAILY = auto()
    SESSION = auto()

    OBJECT = auto()
    """A thing that is so many inches high."""

    # What the rules make of them.
    TIME = auto()
    REPS = auto()
    SETS = auto()
    ROUNDS = auto()
    COUNT = auto()
    BREATHS = auto()
    STEPS = auto()
    METRES = auto()
    SIDES = auto()
    OFTEN = auto()
    BREAK = auto()
    PACE = auto()
    NOTHING = auto()
    """A figure that is no dose."""


PHRASES: Final[dict[Term, str]] = {
    Term.WORD: """
        rest day, rest days, on rest days, not to failure, rest position, ruhetag, set up, set-up
        quad set, quad sets, glute set, glute sets
        ham sets, step up, step ups, step down, step downs, step-up, step-ups, step-down, step-downs
        at a time, same time, each other, right angle, right away, alternating with
        alternate between
        alternating between, side to side, second half, as far as, over time, hand to knee
        time under
        rest of, one side, good morning, good mornings, left over, walking steps, way up
        all the way
    """,
    Term.BY: "x, ×, х, by",
    Term.AND: "and, &, und, et, y, e, i, och, en, и, ve",
    Term.OF: """
        of, von, mit, de, con, di, da, com, van, med, po, по
    """,
    Term.OR: "or, oder, ou, o bien, oppure, of, eller, lub, или, veya",
    Term.TO: "to, through, thru, bis, bis zu, al, tot, till, до, ila",
    Term.ONE: """
        a, an
        ein, eine, einer, einen, einem
        une, un
        una, uno
        um, uma
        een
        en, ett
        jedną, jedna
        одну, один, одной
    """,
    Term.HALF: """
        half, half a, half an
        halbe, halben, eine halbe, einer halben
        demi, une demi
        media, medio
        mezzo, mezza, mezzo minuto
        meia, meio
        halve, een halve
        halv, en halv
        pół
        пол
        yarım
    """,
    Term.ABOUT: """
        about, no more than, not more than, approximately, approx, around, roughly, at least, ca
        circa, only, for, up to
        aim for
        etwa, ungefähr, mindestens, rund, maximal, nur, für
        environ, pendant, jusqu'à, au moins
        durante, aproximadamente, unos, unas, al menos, hasta, por lo menos
        per circa, almeno, fino a
        cerca de, aproximadamente, pelo menos, até
        ongeveer, minstens, gedurende
        ungefär, cirka, i minst
        około, przez, co najmniej
        около, примерно, не менее, в течение
        yaklaşık, en az, için
        약
    """,
    Term.SECOND: """
        s, sec, secs, second, seconds, count, counts
        sek, sekunde, sekunden, sekündige, sekündiges
        seconde, secondes
        seg, segs, segundo, segundos
        secondo, secondi
        seconden, tellen
        sekunder, sekund
        sekund, sekundy, sekundę
        с, сек, секунд, секунды, секунду, секунда
        sn, saniye, saniyelik
        초, 초간, 초씩, 초 동안, 초동안
    """,
    Term.COUNTING: "count of, counts of, slow count of",
    Term.MINUTE: """
        min, mins, minute, minutes
        minuten, minütig
        minuto, minutos
        minuti
        minuut, minuten
        minuter, minut
        minuty, minutę
        мин, минут, минуты, минуту, минута
        dk, dakika
        분, 분간, 분씩, 분 동안
    """,
    Term.HOUR: """
        h, hr, hrs, hour, hours
        std, stunde, stunden
        heure, heures
        hora, horas
        ora, ore
        uur
        timme, timmar
        godzina, godziny, godzin
        ч, час, часа, часов
        saat
        시간
    """,
    Term.LETTER_M: "m",
    Term.REP: """
        r, rep, reps, repetition, repetitions, repeats, repititions, cycles, cycle
        wdh, wdhs, wdhlg, wiederholung, wiederholungen, whd
        répétition, répétitions, répét, rép, réps
        repetición, repeticiones, repes
        ripetizione, ripetizioni, rip, ripet
        repetição, repetições
        herhaling, herhalingen, herh
        repetitioner, upprepningar, upprepning
        powtórzeń, powtórzenia, powtórzenie, powt
        повторений, повторы, повторения, повторение, повт, повторов, повтора
        tekrar, tekrarlı
        회, 회씩, 회 반복, 번, 번씩, 번 반복
    """,
    Term.TIMES: """
        times, time
        mal
        fois
        vez, veces, vezes
        volta, volte
        keer, maal
        gånger, gång
        razy, raz
        раз, раза
        kez, kere, defa
    """,
    Term.ONCE: """
        once, one time, einmal, une fois, una vez, una volta, uma vez, eenmaal, en gång, один раз
    """,
    Term.TWICE: "twice, zweimal, tweemaal, två gånger, dwukrotnie, дважды",
    Term.THRICE: "thrice, dreimal, driemaal, trzykrotnie, трижды",
    Term.SET: """
        set, sets
        satz, sätze, serie, serien
        série, séries
        series
        serie
        setjes, sets
        set
        serii, serie, seria
        подход, подходы, подхода, подходов, сет, сета, сетов, серия, серии, серий
        set
        세트, 세트씩
    """,
    Term.ROUND: """
        x through, times through, time through, round, rounds, rds, rnds, circuits
        runde, runden, durchgang, durchgänge, durchgängen, runder
        tour, tours
        ronda, rondas, vuelta, vueltas
        giro, giri, round
        voltas, rodada, rodadas
        ronde, rondes, rondjes
        varv
        rundy, rund, obwody
        круг, круга, кругов, раунд, раунда, раундов
        tur
        라운드
    """,
    Term.BREATH: """
        breath, breaths
        atemzug, atemzüge, atemzügen
        respiration, respirations, souffles
        respiración, respiraciones
        respiro, respiri, respirazioni
        respiração, respirações
        ademhaling, ademhalingen, ademteugen
        andetag
        oddechów, oddechy, oddech
        вдохов, вдоха, дыханий, дыхания
        nefes
        호흡
    """,
    Term.STEP: """
        step, steps, paces
        schritt, schritte
        pas
        pasos
        passi
        passos
        stappen
        steg
        kroków
        шагов, шага
        adım
        걸음
    """,
    Term.METRE: """
        metre, metres, meter, meters, mtr, mtrs, lap, laps, lengths, cal, cals, calories, bahnen
        yd, yds, yard, yards, km, mile, miles, kilometer
        mètre, mètres
        metro, metros, metri
        метров, метра
        metrów
        미터
    """,
    Term.MEASURE: """
        °, degree, degrees, deg, degs, grad, degrés, grados, gradi, graus, graden, градусов
        cm, mm, mg, ml, inch, inches, ft, feet high, zoll
        point, points, legged, armed, footed, handed, rm, st, nd, rd, th
    """,
    Term.SCALE: """
        rpe, rir, @, weight, load, pain, vas, nrs, borg, tel, phone, fax, call, code
        gewicht, schmerz, poids, douleur, peso, dolor, carga, carico, dolore, вес, page, room
        seite #
        resistance, score, hr
    """,
    Term.HOLD: """
        hold, holds, holding, held, hold time, hold for, isometric hold, stay, keep, maintain
        halten, haltezeit, gehalten, hält, halte, position halten, bleiben
        tenir, tenez, maintenir, maintenez, garder, gardez, maintien
        mantener, mantén, mantenga, mantenerse, sostener, sostenga, sostén, aguanta, aguantar
        manteniendo
        mantieni, mantenere, tenere, tieni, tenuta
        manter, mantenha, segurar, segure, sustentar
        vasthouden, aanhouden, houd, hou, vast
        håll, hålla
        trzymaj, utrzymaj, przytrzymaj, wytrzymaj
        удерживать, удерживайте, держать, держите, удержание, задержаться, задержитесь
        tut, tutun, bekle, bekleyin, koru
        유지, 버티기
    """,
    Term.REST: """
        rest, rests, relax, recover, recovery, break, off
        pause, pausen, erholung
        repos, récupération, récup
        descanso, descansa, descansar, descanse, pausa
        riposo, recupero, pausa
        intervalo, descansar
        rust, rusten, pauze
        vila
        przerwa, odpoczynek, przerwy
        отдых, отдыха, перерыв, пауза
        dinlenme, dinlen, mola
        휴식
    """,
    Term.BETWEEN: """
        between, in between
        zwischen
        entre
        tra, fra
        tussen
        mellan
        dazwischen, davon
        między
        между
        arası, arasında
        사이
    """,
    Term.MAXIMUM: """
        max, amap, to failure, failure, till failure, until failure, to fatigue, till fatigue
        until fatigue, as many as possible, as many reps as possible, as long as possible
        as long as you can, as many as you can, as tolerated, to exhaustion, maximal anzahl
        bis zum muskelversagen, so lange wie möglich
        so viele wie möglich, au maximum, jusqu'à l'échec, al fallo, hasta el fallo, máximo, máx
        massimo, fino a cedimento, a cedimento, até a falha, até à falha, tot falen, maximaal
        до отказа, макс, maksimum, tükenene kadar, 최대
    """,
    Term.TEMPO: "tempo, rhythm, rhythmus",
    Term.SLOWLY: """
        down, up, lower, lowering, lowers, eccentric, eccentrics, negative, negatives, descent, ecc
        ab, runter, hoch, exzentrisch, senken, ablassen
    """,
    Term.AMRAP: "amrap, as many rounds as possible",
    Term.EMOM: """
        emom, e2mom, e3mom, every minute on the minute, on the minute, each minute on the minute
    """,
    Term.TOTAL: """
        total, in total, in all, altogether, overall
        insgesamt, gesamt
        au total, en tout
        en total
        in totale, totale, totali
        no total
        in totaal, totaal
        totalt
        łącznie
        всего
        toplam
        총
    """,
    Term.EACH: """
        each, per, ea, e.a, either, every, for each, on each, to each
        pro, je, jede, jeder, jedes, jeden, jeweils, alle
        par, chaque, de chaque, toutes les, tous les
        por, cada, para cada, de cada, con cada, todos los, c/
        per ogni, ogni, ciascun, ciascuna, ciascuno, per ciascuna
        em cada, de cada, a cada
        elke, iedere, per, aan elke, ieder, om de
        varje, per, på varje, vardera
        na każdą, na każdy, każdą, każdy, każda
        на каждую, на каждый, каждой, каждую, каждый, каждые, с каждой
        her, her bir
        각, 각각
    """,
    Term.SIDE: """
        side, sides, sd
        seite, seiten, seitig
        côté, côtés, coté
        lado, lados
        lato, lati
        lado, lados
        kant, kanten, zijde, zijden, zij
        sida, sidor
        stronę, stronie, strona, strony
        сторону, сторона, стороны, сторон, стороне
        taraf, tarafa, tarafta, tarafı, yan
        쪽, 쪽씩, 측, 방향씩
    """,
    Term.LIMB: """
        leg, legs, arm, arms, foot, feet, hand, hands, hip, knee, ankle, shoulder, wrist, elbow, ear
        limb, heel, calf, thigh, cheek
        bein, beine, arme, fuß, füße, hüfte, knie, schulter
        jambe, jambes, bras, pied, pieds, main, hanche
        pierna, piernas, brazo, brazos, pie, mano, cadera, rodilla
        gamba, gambe, braccio, braccia, piede, mani
        perna, pernas, braço, braços, pé, mão
        been, benen, voet, voeten
        ben, fot
        nogę, noga, nogi, rękę, ręka
        ногу, нога, ноги, ногой, руку, рука, руки, рукой
        bacak, bacağa, bacakta, kol, kola
        다리, 팔, 발
    """,
    Term.DIRECTION: """
        direction, directions, dir, way, ways
        richtung, richtungen
        sens, directions
        dirección, direcciones, sentido
        direzione, direzioni, senso, verso
        direção, direções
        richting
        riktning, håll
        kierunek, kierunku
        направление, направлении
        yön, yöne
        방향
    """,
    Term.BOTH: """
        both, both of the, beide, beiden, les deux, des deux, de chaque, ambos, ambas, los dos
        entrambi, entrambe, i due, os dois, allebei, båda, obie, обе, обеих, оба, her iki, 양
    """,
    Term.LEFT: """
        left, lt, to the left, left side, left leg, left arm, on the left, leftward, left foot
        links, linke, linkes, linker, li, linke seite, linkes bein
        gauche, à gauche
        izquierda, izquierdo, izq
        sinistra, sinistro, sx
        esquerda, esquerdo
        vänster
        lewa, lewo, lewej
        левая, левой, лево, влево, левую, л
        sol
        왼쪽, 좌
    """,
    Term.RIGHT: """
        right, rt, to the right, right side, right leg, right arm, on the right, right foot
        rechts, rechte, rechtes, rechter, re, rechte seite, rechtes bein
        droite, à droite
        derecha, derecho, der, dcha
        destra, destro, dx
        direita, direito
        höger
        prawa, prawo, prawej
        правая, правой, право, вправо, правую, п
        sağ
        오른쪽, 우
    """,
    Term.ALTERNATING: """
        alternating, alternate, alternately, alternates, alt
        abwechselnd, im wechsel, wechselseitig
        alternant, en alternant, en alternance, alternés, alternées, alterné
        alternando, alterna, alterno, alternos, alternar, alternadas, alternado, alternados
        alternati, alternate, alternato
        alternadamente
        afwisselend, om en om
        växelvis, alternerande
        naprzemiennie, na przemian
        поочередно, попеременно, чередуя
        dönüşümlü
        번갈아, 교대로
    """,
    Term.TOGETHER: """
        bilateral, bilaterally, double leg, double-leg, two legs, both legs, both arms, both feet
        both hands, both legs together
        beide beine, beide arme, beidbeinig, beidarmig, mit beiden beinen
        les deux jambes, les deux bras, deux jambes
        ambas piernas, ambos brazos
        entrambe le gambe, bilaterale
        ambas as pernas, ambos os braços
        beide benen, beide armen
        обеими ногами, обеими руками
        çift bacak, iki bacakla, her iki bacakla
        양발
    """,
    Term.BOTH_SIDES: """
        na nogę, na stronę, na rękę, на ногу, на сторону, на руку, e/s, e.s, p/s, p.s, /s, ea/s
        l/r, r/l
        per/side, ps, ea side, bs, b/s
        beidseitig, beidseits, bds, bds., pro s, li/re, re/li
        양쪽, 양측, 좌우
    """,
    Term.OTHER: """
        other, opposite, andere, anderen, anderem, anderer, autre, otro, otra, altro, altra
        outro, outra, andra, druga, drugą, другую, другой, другая, diğer, 반대
    """,
    Term.SWITCH: """
        switch, swap, change, seitenwechsel, wechseln, wechsel, changer, changez, cambia, cambiar
        cambie, cambiare, troque, trocar, mudar, wissel, wisselen, byt, byta, zmień, zmiana
        поменяйте, смените, değiştir, 바꿔
    """,
    Term.AGAIN: """
        repeat, same, then
        dann, wiederholen
        puis, répéter, répétez, recommencer
        luego, repite, repetir, repita
        poi, ripeti, ripetere
        depois
        dan, herhaal
        upprepa
        powtórz
        повторите, повторить, затем
        tekrarla, tekrarlayın
        반복
    """,
    Term.DAY: """
        day, days, week, weeks, wk, wks, month, weekday
        tag, tage, tagen, woche, wochen, tags
        jour, jours, semaine, semaines
        día, días, semana, semanas
        giorno, giorni, settimana
        dia, dias
        dag, dagen, week
        dag, dagar, vecka, veckan
        dzień, tygodniu, tygodniowo, dni
        день, дня, дней, неделю, неделя
        gün, günlük, hafta
        일
    """,
    Term.THE: "the, den, dem, du, del, della",
    Term.OBJECT: "box, bench, block, riser, platform, stool, foam, roller, band",
    Term.EVENING: """
        morning, mornings, evening, evenings, night, bedtime, lunch, breakfast
        morgens, abends, matin, soir, mañana, noche, mattina, sera, manhã, noite
        утром, вечером, sabah, akşam, 아침, 저녁
    """,
    Term.IN_A_DAY: "günde, haftada, 하루, 하루에, 주, 주에, 매주, в день, в неделю, dziennie",
    Term.WEEKDAY: """
        monday, tuesday, wednesday, thursday, friday, saturday, sunday, mon, tue, tues, wed, thu
        thur
        thurs, fri, sat, sun, montag, dienstag, mittwoch, donnerstag, freitag, samstag, sonntag
        lundi, mardi, mercredi, jeudi, vendredi, samedi, dimanche, lunes, martes, miércoles, jueves
        viernes, sábado, domingo, lunedì, martedì, mercoledì, giovedì, venerdì, sabato, domenica
    """,
    Term.DAILY: """
        daily, /d, hourly, alternate days, bid, tid, qid, qd, b.i.d, t.i.d, weekly, nightly
        everyday, every other day
        täglich, wöchentlich, am tag, jeden tag, jeden zweiten tag
        quotidien, quotidiennement, tous les jours, un jour sur deux
        diario, diarios, diarias, diariamente, a diario, al día, por día, todos los días
        giornaliero, quotidianamente, al giorno, tutti i giorni
        ao dia, por dia, todos os dias
        dagelijks
        dagligen, varje dag
        codziennie
        ежедневно, каждый день, через день
        her gün
        매일
    """,
    Term.SESSION: """
        session, sessions, einheit, einheiten, training, trainings, séances, séance
        sesiones, sesión, sessioni, sessões
    """,
    Term.WEIGHT: """
        %, percent, prozent, kg, kgs, kilo, kilos, kilogram, kilograms, lb, lbs, pound, pounds
        stone, кг, #
        bpm, rpm, watts, watt, kcal, mmhg, rpe, rir
    """,
    Term.MONEY: "€, $, £, eur, euro, euros, usd, dollars, chf",
    Term.OCLOCK: """
        am, pm, a.m, p.m, uhr, o'clock
    """,
    Term.OVER: """
        over, in, for, über, sur, en, in, em
    """,
    Term.ON_THE: """
        on the
    """,
    Term.ONE_WAY: """
        forward, forwards, backward, backwards, clockwise, counterclockwise, anticlockwise
        counter-clockwise, anti-clockwise, cw, ccw
        vorwärts, rückwärts, im uhrzeigersinn, gegen den uhrzeigersinn
        en avant, en arrière, hacia adelante, hacia delante, hacia atrás, avanti, indietro
        para frente, para trás, vooruit, achteruit, framåt, bakåt, вперед, назад, öne, arkaya
        앞으로, 뒤로
    """,
}

NUMBERS: Final[dict[int, str]] = {
    1: "one, eins, bir, 한",
    2: "two, zwei, deux, dos, due, dois, duas, twee, två, dwa, dwie, два, две, двух, iki, 두",
    3: "three, drei, trois, tres, tre, três, drie, trzy, три, трех, üç, 세",
    4: "four, vier, quatre, cuatro, quattro, quatro, fyra, cztery, четыре, dört, 네",
    5: "five, fünf, cinq, cinco, cinque, vijf, fem, pięć, пять, пяти, beş, 다섯",
    6: "six, sechs, seis, sei, zes, sex, sześć, шесть, altı",
    7: "seven, sieben, sept, siete, sette, sete, zeven, sju, siedem, семь, yedi",
    8: "eight, acht, huit, ocho, otto, oito, åtta, osiem, восемь, sekiz",
    9: "nine, neun, neuf, nueve, nove, negen, nio, dziewięć, девять, dokuz",
    10: "ten, zehn, dix, diez, dieci, dez, tien, tio, dziesięć, десять, десяти, 열",
    11: "eleven, elf, onze, undici, одиннадцать",
    12: "twelve, zwölf, douze, doce, dodici, doze, twaalf, tolv, dwanaście, двенадцать",
    15: "fifteen, fünfzehn, quinze, quince, quindici, vijftien, femton, piętnaście, пятнадцать",
    16: "sixteen, sechzehn, seize, dieciséis, sedici, dezesseis, zestien",
    18: "eighteen, achtzehn, dieciocho, diciotto, dezoito, achttien",
    20: """
        twenty, zwanzig, vingt, veinte, venti, vinte, twintig, tjugo, dwadzieścia, двадцать, yirmi
    """,
    25: "twenty-five, fünfundzwanzig, vingt-cinq, veinticinco, venticinque",
    30: """
        thirty, dreißig, trente, treinta, trenta, trinta, dertig, trettio, trzydzieści, тридцать
        otuz
    """,
    40: "forty, vierzig, quarante, cuarenta, quaranta, quarenta, veertig, fyrtio, сорок, kırk",
    45: """
        forty-five, fünfundvierzig, quarante-cinq, cuarenta y cinco, quarantacinque, vijfenveertig
    """,
    50: "fifty, fünfzig, cinquante, cincuenta, cinquanta, cinquenta, vijftig, пятьдесят, elli",
    60: "sixty, sechzig, soixante, sesenta, sessanta, sessenta, zestig, шестьдесят, altmış",
    90: "ninety, neunzig, noventa, novanta, negentig, девяносто, doksan",
}
"""Words of the numbers that prescriptions spell out."""


class Trait(Enum):
    """What a word tells of the exercise in whose name it stands, or of the line."""

    NUMBERED = auto()
    """A number behind it belongs to it."""
    INSTRUCTION = auto()
    """It begins a sentence of how something is done, so what it stands in is no name."""
    ASIDE = auto()
    """What it begins is no name behind a dose."""
    ADVICE = auto()
    """What it begins is no exercise, whatever figures it has."""
    MANNER = auto()
    """How something is done."""
    LINKING = auto()
    """It ends no name."""
    DOING = auto()
    """It may stand before a name."""
    GROUP = auto()
    """A kind of exercise, before a colon."""
    MOVING = auto()
    STILL = auto()
    TWO_SIDED = auto()
    """The exercise is done on one side at a time."""
    CARRIED = auto()
    """It is measured in metres."""
    NO_EXERCISE = auto()
    CIRCUIT = auto()
    ADDRESS = auto()
    """It speaks to somebody, as no name does."""
    PLACEHOLDER = auto()
    """It stands for the name of an exercise."""
    THING = auto()
    """Something that is used, not done."""


TRAITS: Final[dict[Trait, str]] = {
    Trait.NUMBERED: """
        warrior, level, levels, week, weeks, day, days, phase, phases, stage, big, exercise, ex
        part, version, variation, step, steps
        position, type, figure, number, no, nr, grade, block, session, round, station, drill, zone
        virabhadrasana, krieger, guerrero, guerrier, guerreiro, guerriero, krijger, woche, tag
        übung, stufe, schritt, teil, runde, semaine, jour, étape, exercice, niveau, semana, día
        ejercicio, nivel, fase, paso, settimana, giorno, esercizio, livello, dia, exercício, nível
        oefening, dag, övning, dzień, ćwiczenie, poziom, tydzień, упражнение, неделя, день, уровень
        этап, hafta, gün, egzersiz, seviye, 운동, day, tage, module, set, circuit, room, age, aged
    """,
    Trait.INSTRUCTION: """
        repeat, stay, continue, keep, maintain, begin, start, usually, recommend, relax, lie
        lift your
        lift the, lift one, lift up, lower your, lower the, lower slowly, lower down, lower opposite
        pull your, pull the, pull one, pull leg, pull knee*, pull in, push your, push the
        push through
        stand on, stand with, stand facing, stand in, sit on, sit in, sit with, sit up straight
        bring
        place, bend your, bend the, bend one, bend both, bend knee*, cross your, cross one
        cross the
        cross lower, cross left, cross right, slowly, tighten, return, breathe, try, aim, then, but
        gently, raise your, raise the, raise one, raise up, work up, build up, turn, tilt your
        tilt the
        draw, let, make sure, focus, avoid, secure, you, your, we, i usually, i recommend, frequency
        should, rise up, this, these, them, inhale, exhale, build, all exercises, the exercise
        the movement
        the stretch, the position, few, several, as, if, when, until, increase, progress, switch
        change, swap
        same, rest, hold, take, use, allow, remember, note, alternate between, alternating with
        wiederhol*, beginn*, legen, ziehen, heben, *heben, halten, bleib*, führen, senken, langsam
        die position, die übung, diese, dieses, spannung, dann, wechseln, pause, entspannen
        die spannung
        répét*, commenc*, restez, allongez, tirer, tirez, lentement, soulev*, gardez, maintenez
        maintenir, tenir, tenez, puis, changer, changez, la position, le mouvement, relâch*
        repita, repite, repetir, empiez*, mantén, manten*, sosten*, acuéstate, acuéstese, luego
        la posición, el ejercicio, cambi*, despacio, relaj*
        ripet*, inizia*, tieni, tenere, sdraia*, solleva*, lentamente, poi, la posizione
        comece, manter, deite, inclin*, segur*, depois, a posição, troque, trocar, relaxe
        herhaal, houd, lig, langzaam, trek, begin met, dan, wissel, de positie
        upprepa, börja, håll, ligg, powtórz, powtarzaj, utrzym*, połóż, przytrzym*
        повтор*, начн*, удерж*, держ*, лягте, поднимите, медленно, задерж*, затем, поменяйте
        tekrarla*, başla*, bekle*, tutun, yavaşça, sonra, 유지*, 반복*
    """,
    Trait.ASIDE: """
        w, at, in, on, with, without, after, before, while, during, if, until, from, not, no, very
        per, a, to, and, or, for, both, each, every
        mit, bei, nach, vor, am, im, auf, ohne, als, und, oder, vorwärts, avec, après, avant, dans
        en, sur, sans, et, ou, con, después, antes, sin, y, o, dopo, prima, senza, e, com, depois
        sem, met, na, op, zonder, med, efter, utan, z, bez, с, на, перед, после, без, в, и, ile
    """,
    Trait.ADVICE: """
        if, increase, decrease, progress, progression, progressions, goal, goals, equipment
        intensity
        note, notes, tip, tips, total time, total duration, add, do not, don't, never, stop, avoid
        no rest, remember
        wenn, falls, steigern, erhöhen, evita, evite, evitez, éviter, augmenter, aumentar, aumentare
        aumente, verhoog, vermijd, если, jeśli, eğer, öka
    """,
    Trait.MANNER: """
        slow, slowly, controlled, easy, gently, gentle, relaxed, light, heavy, moderate, optional
        langsam, kontrolliert, locker, lentement, doucement, lento, despacio, lentamente, piano
        devagar, rustig, långsamt, powoli, медленно, yavaş
    """,
    Trait.LINKING: "with, w, at, on, in, using, via, mit, bei, avec, con, com, met, med, z, с, ile",
    Trait.DOING: """
        do, go, take, accumulate, perform, complete, continue, try, then, now, also, next, and
        finish with
        start with
        begin with, followed by, apply, practice, practise, please, machen, mache, dann, faire
        faites, effectuer, effectuez, puis, hacer, haz, haga, realizar, realice, realiza, fare
        fai, esegui, eseguire, fazer, faça, doe, voer, gör, wykonaj, zrób, выполните, выполнить
        сделайте, делайте, yapın
    """,
    Trait.GROUP: """
        stretching, stretch, warm-up, warmup, warm up, cool-down, cooldown, cool down, mobility
        strength, core, cardio, balance, flexibility, main, finisher, activation, exercise
        dehnen, dehnung, aufwärmen, kräftigung, mobilisation, kraft, étirement, étirements
        échauffement, renforcement, mobilité, estiramiento, estiramientos, calentamiento, fuerza
        movilidad, riscaldamento, mobilità, forza, aquecimento, alongamento, força, mobilidade
        warming-up, rekken, kracht, uppvärmning, rozgrzewka, rozciąganie, разминка, растяжка
        ısınma, superset, am, pm, morning, evening, monday, tuesday, wednesday, thursday, friday
        saturday, sunday, homework, hep, rehab, prehab, home exercise, physio, pt, dose
    """,
    Trait.MOVING: """
        cat-cow*, cat cow*, cat & cow, cat and cow, cat-camel, cat camel, cat/cow, circle*, walk*
        march*, jog*, run*, rope, jump*, swing*, rotation*, rotate, roll, rolls, rolling, mobiliz*
        mobilis*, mobility, flow, squats, squat jump*, lunges, lunge, carry, carries, crawl*
        shuffle*, taps, tap, dips, dip, rows, rower, rowing, row, bike, biking, cycl*, swim*
        jacks, calf raise, heel raise, climber*, pulse*, pump*, twists, crunch*, push-up*, pushup*
        push up*, raises, kick*
        drill*, dance*, elliptical, treadmill, skip*, glide*, floss*, work, circuit, hops, hop
        burpee*, curls, massage, foam roll, foam rolling, rocks, rocking, slides, switches, steps
        sways
        *kreis*, geh*, lauf*, *schwing*, abrollen, rollen, rotier*, spazier*, marschier*
        seilspring*
        radfahr*
        beweg*, katze-kuh, katzenbuckel, march*, cercle*, course, vélo, corde, chat-vache
        chat vache
        montées, círculo*, camin*, giro*, rotaci*, saltar, comba, gato-vaca, gato vaca, bicicleta
        movili*, cammin*, cerchi, rotazion*, corsa, salt*, gatto-mucca, circonduz*, oscillaz*
        caminha*, rotaç*, pular, circundu*, wandel*, lopen, cirkel*, draai*, fiets*, kat-koe, zwaai*
        promenad*, rotera, cirkla, krąż*, spacer*, marsz*, koci*, вращен*, кошка*, ходьба*, бег
        прыж*, махи, скакалк*, круг*, наклоны, yürüyüş*, kedi*, döndürme, koşu*, 걷기*, 돌리기*
        고양이*
    """,
    Trait.STILL: """
        *stretch*, plank*, pose, hold, holds, hang, hanging, wall sit, isometric, position, fold
        balance, stand, lean, child's, hollow, cobra, *dehn*, *stütz*, *einbeinstand, handstand
        étirement*, planche*
        posture, gainage, chaise, estir*, plancha*, postura, isomét*, allung*, posizione, prancha*
        along*, rek*, houding*, töj*, stretch*, rozciąg*, deska, pozycja, планк*, растяж*, поза
        вис, esneme*, germe*, 플랭크*, 스트레칭*
    """,
    Trait.TWO_SIDED: """
        single leg*, single-leg*, single arm*, single-arm*, single knee*, one leg*, one-leg*
        one arm*
        one-arm*, 1-leg*, 1 leg*, 1-arm*, unilateral, side plank*, side bend*, sidebend*, side-bend*
        side lying, side-lying, sidelying, clam, clams, clamshell*, piriformis, figure four
        figure 4
        figure-four, figure-4, pigeon, couch stretch, quad stretch*, quadricep*, hamstring stretch*
        hamstrings stretch*, calf stretch*, soleus, gastroc*, hip flexor*, upper trap*, levator*
        scalene*, sciatic*, nerve glide*, nerve floss*, median nerve, ulnar nerve, slr, slrs
        straight leg raise*, step up*, step-up*, step down*, step-down*, split squat*, bulgarian
        donkey kick*, fire hydrant*, hip abduction*, hip extension*, hip hike*, bird dog*, bird-dog*
        birddog*, dead bug*, dead-bug*, deadbug*, lunge, lunges, world's greatest, thread the needle
        open book*, open-book*, trunk rotation*, spinal twist, supine twist, seated twist, it band
        itb, glute stretch, gluteal stretch, b-stance, kickback*, pistol*, suitcase*, side bridge*
        lat stretch, cross-body, cross body, pec stretch*, tricep* stretch*, half-kneeling
        half kneeling, wrist flexor*, wrist extensor*, forearm stretch*, sleeper stretch, leg swing*
        leg lift*, warrior, triangle pose, half moon, lizard, pyramid pose, side angle, pallof
        woodchop*, wood chop*, windmill*, lateral flexion, side flexion, ear to shoulder, ql stretch
        runner's lunge, runner's stretch, tree pose, tandem stand*, knee to chest, side leg raise*
        leg lift side
        *einbein*, *einarm*, seitstütz*, seitlich*, seitlage, *ausfallschritt*, taubenstellung
        hüftbeuger*, *wadendehn*, *nervengleit*, unijamb*, une jambe, latéra*, fente*, piriforme*
        psoas, una pierna, lateral, laterales, zancada*, paloma, cuádriceps, isquiotib*, gemelo*
        una gamba, laterale, laterali, affondo, affondi, piccione, quadricipite, uma perna, afundo*
        pombo, één been, zijplank*, zijwaartse, uitval*, kuitrek*, kuitstretch*, ett ben, sidoplanka
        utfall*, jednonóż, bokiem, wykrok*, боков*, на одной ноге, выпад*, голубь, грушевид*
        tek bacak*, yan plank*, hamle*, 한 다리*, 사이드 플랭크*, 런지*
    """,
    Trait.CARRIED: """
        carry, carries, walk*, run, runs, running, sprint*, row, rowing, sled*, crawl*, swim*
        shuffle*
        march*, bear, *lauf*, gehen, course, marche, carrera, caminar, corsa, corrida, бег, koşu
    """,
    Trait.NO_EXERCISE: """
        ice, heat, cold pack, hot pack, heating pad, icing, eis, kühlen, wärme, glace, chaleur
        hielo, calor, ghiaccio, gelo, ijs, lód, лёд, лед, buz, water, medication, ibuprofen
    """,
    Trait.CIRCUIT: """
        circuit, superset, giant set, tri-set, block, complex, the following, all exercises
        zirkel, circuito, circuits
        the whole, everything, sequence, the list, обвод
    """,
    Trait.ADDRESS: "you, your, yourself, sie, dein*, votre, vos, tes, twoj*, ваш*, твои",
    Trait.PLACEHOLDER: """
        it, exercise, exercises, stretch, movement, movements, motion, position, pose, one, time
        times
        process, cycle, work, bw, bodyweight, body weight, duration, dosage, hold, time, length
        posizione, posição, posición
        positie
        pozycja, поза, dauer, durée, duración, durata, duração, duur, übung, übungen, dehnung
        position, bewegung, exercice, exercices
        mouvement
        ejercicio
        ejercicios, movimiento, posición, esercizio, movimento, exercício, oefening, övning
        ćwiczenie
        упражнение, упражнения, egzersiz, 운동
    """,
    Trait.THING: """
        use, using, bar, band, dumbbell, dumbbells, weight, weights, kettlebell, ball, bucket*
        tool*, optional, empty
    """,
}
"""Whole words; with a star, beginnings of words, or what may stand inside one."""
