"""What the columns of tables and the keys of records mean, by one vocabulary of their names."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import StrEnum
from fractions import Fraction
from functools import lru_cache
from typing import TYPE_CHECKING, Final
from unicodedata import combining, normalize

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

LONGEST_HEADER: Final = 60
"""Characters of the longest text that is taken as the name of a column."""


class Meaning(StrEnum):
    """What stands in a column."""

    NAME = "name"
    DOSE = "dose"
    """Several figures in each cell: `3 x 10`."""
    SETS = "sets"
    REPS = "reps"
    HOLD = "hold"
    TIME = "time"
    REST = "rest"
    SIDE = "side"
    EACH_SIDE = "each side"
    """Whether the dose is for each side."""
    BILATERAL = "bilateral"
    """Whether both limbs work at once."""
    ALTERNATING = "alternating"
    """Whether the sides take turns."""
    TEMPO = "tempo"
    OFTEN = "often"
    DAILY = "daily"
    """How many times a day."""
    WEEKLY = "weekly"
    """How many days a week."""
    TEXT = "text"
    """How it is done, and what was remarked."""
    DAY = "day"
    """What each value of makes a programme of its own."""
    DATE = "date"
    SECTION = "section"
    AMOUNT = "amount"
    """A figure whose unit another column tells."""
    UNIT = "unit"
    TIMED = "timed"
    """Whether the amount is a time."""
    DISTANCE = "distance"
    WEIGHT = "weight"
    PERSONAL = "personal"
    NUMBERING = "numbering"
    """Numbers of rows, and of a program's own."""
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Column:
    """What one column means."""

    title: str
    """Its name, as it stands."""
    meaning: Meaning
    unit: Fraction | None = None
    """Seconds of one unit of its figures, where its name tells."""
    each_side: bool = False
    """Whether its name says that the dose is for each side."""
    bound: str = ""
    """`min` or `max`, where it is one end of a range."""
    order: tuple[Meaning, ...] = ()
    """What the figures of a dose are, one after the other, where its name tells."""


FIGURES: Final = frozenset(
    {
        *(Meaning.DOSE, Meaning.SETS, Meaning.REPS, Meaning.HOLD, Meaning.TIME, Meaning.REST),
        *(Meaning.AMOUNT, Meaning.DISTANCE),
    }
)
"""What makes a list of names a list of doses."""
_OF_A_DOSE: Final = FIGURES - {Meaning.AMOUNT, Meaning.DISTANCE}
_ONCE: Final = FIGURES | {Meaning.SIDE, Meaning.TEMPO, Meaning.EACH_SIDE}
_TIMED: Final = frozenset({Meaning.HOLD, Meaning.TIME, Meaning.REST, Meaning.AMOUNT})
"""What has figures that may be seconds or minutes."""

_NAMES: Final = (
    """exercise; exercises; exercise name; exercise title; ubung; ubungen; uebung; ubungsname;
    ejercicio; ejercicios; exercice; exercices; esercizio; esercizi; exercicio; exercicios;
    oefening; oefeningen; ovning; ovningar; ovelse; ovelser; cwiczenie; cwiczenia; упражнение;
    упражнения; egzersiz; egzersizler; hareket; nom de l exercice; nombre del ejercicio""",
    """stretch; stretches; pose; poses; asana; movement; move; drill; drills; dehnung;
    estiramiento; etirement; mouvement; movimiento; movimento; posture""",
    """name; title; nombre; nom; nome; naam; namn; navn; nazwa; название; bezeichnung; titel;
    titulo; titre; titolo; label; activity; activities; actividad; activite; attivita""",
    "instruction; text; task; workout; step; item; description; what; what to do; was",
)
"""Names of the column of exercises: the first row is sure, of the others each gives way to the
ones before."""
_WORDS: Final = {
    Meaning.DOSE: """dose; dosage; doses; prescription; parameters; dosierung; umfang; dosis;
        posologie; dosaggio; dosagem; volume; what and how much; set x rep; reps and hold""",
    Meaning.SETS: """set; sets; number of sets; of sets; no of sets; num sets; set count;
        sets count; set nr; set number; round; rounds; circuits; series; serie; satz; satze;
        saetze; serien;
        durchgange; durchgang;
        durchgaenge; runden; rondas; vueltas; tours; giri; voltas; reeksen; reeks; rondes; omgangar;
        подход; подходы; подходов; сеты; setler; serii; seria; set sayisi""",
    Meaning.REPS: """rep; reps; repetition; repetitions; number of reps; of reps; no of reps;
        num reps;
        rep count; reps count; repetitions count; reps or time; reps or duration; reps time;
        reps or hold; reps duration; reps hold; rep range; rep target; target reps; times;
        wdh; wdhl; wiederholung; wiederholungen; wh; anzahl wiederholungen; repeticion;
        repeticiones; repes; repeticao; repeticoes; ripetizione; ripetizioni; rip; herhaling;
        herhalingen; herh; powtorzenia; powtorzen; повтор; повторы; повторов; повторения;
        повторений; tekrar; tekrarlar; tekrar sayisi; repetitioner; gentagelser""",
    Meaning.HOLD: """hold; holds; hold time; hold for; hold duration; hold length; holding time;
        time held; isometric hold; stretch time; haltezeit; halten; haltedauer; dehnzeit;
        mantener; mantenimiento; sostener; maintien; tenue; tenir; temps de maintien; tenuta;
        mantenere; tempo di tenuta; manter; manutencao; vasthouden; vasthoudtijd; utrzymanie;
        удержание; удерживать; bekleme; bekleme suresi; tutma""",
    Meaning.TIME: """time; times s; duration; dur; length; work; work time; on; on time; interval;
        second; seconds; sec; secs; minutes; minute; mins; min; exercise time; exercise duration;
        dauer; zeit; ubungsdauer; sekunden; minuten; tiempo; duracion; segundos; minutos; duree;
        temps; secondes; durata; secondi; minuti; duracao; duur; tijd; seconden; czas; время;
        длительность; секунды; sure; saniye; tid; varighet""",
    Meaning.REST: """rest; rests; rest time; rest period; rest duration; rest between sets;
        rest between; rest after; rest interval; pause; pauses; break; breaks; break time; recovery;
        off; off time; pausen; satzpause; pausenzeit; erholung; ruhe; descanso; descansos;
        descanso entre series; pausa; repos; recuperation; recup; recupero; riposo; recuperacao;
        rust; pauze; rusttijd; odpoczynek; przerwa; отдых; пауза; перерыв; dinlenme; ara; vila""",
    Meaning.SIDE: """side; sides; laterality; body side; l r; r l; left right; right left;
        sides l r; notation; seite; seiten; lado; lados; cote; cotes; lato; lati; kant; kanten;
        zijde; strona; strony; сторона; стороны; taraf; sida""",
    Meaning.EACH_SIDE: """unilateral; is unilateral; one sided; two sided; two sides; per side;
        each side; both sides; left and right; switch side; switch sides; has sides; per leg;
        each leg; per arm; pro seite; je seite; beidseitig; einseitig; por lado; cada lado;
        par cote; per lato; per kant; mirror; mirrored; repeat on other side; is two sided;
        is per side""",
    Meaning.BILATERAL: "bilateral; is bilateral",
    Meaning.ALTERNATING: "alternating; alternate; is alternating; alternate sides",
    Meaning.TEMPO: "tempo; pace; cadence; kadenz; rep tempo; speed; ritmo; cadencia; темп",
    Meaning.OFTEN: """frequency; freq; how often; often; schedule; sessions; times a day;
        times per day;
        haufigkeit; haeufigkeit; wie oft; frecuencia; frequence; frequenza; frequencia; frequentie;
        czestotliwosc; частота; siklik; hvor ofte""",
    Meaning.DAILY: """daily; per day; sessions per day; times daily; sessions a day; x per day;
        sessions day; times day; pro tag; mal pro tag; am tag; por dia; par jour; al giorno;
        per dag; frequency per day""",
    Meaning.WEEKLY: """weekly; per week; days per week; times per week; sessions per week;
        times weekly; days a week; days week; x per week; pro woche; mal pro woche; por semana;
        par semaine; a settimana; per settimana; per week; frequency per week""",
    Meaning.TEXT: """note; notes; comment; comments; cue; cues; coaching cue; coaching cues;
        instruction; instructions; description; descriptions; setup; set up; position;
        body position; posture; start position; starting position; movement; tip; tips; how to;
        how; technique;
        details; detail;
        directions; form; remarks; text; special instructions; exercise notes;
        hinweis; hinweise; anleitung; beschreibung; ausfuhrung; ausfuehrung; bemerkung;
        bemerkungen; anmerkung; anmerkungen; notiz; notizen; ausgangsstellung; kommentar;
        nota; notas; comentario; comentarios; observaciones; instrucciones; descripcion; consejos;
        remarque; remarques; consigne; consignes; commentaire; commentaires; conseils;
        istruzioni; descrizione; consigli; instrucoes; descricao; observacoes; dicas;
        opmerking; opmerkingen; uitleg; instructies; uwagi; opis; примечание; примечания;
        комментарий; описание; aciklama; notlar""",
    Meaning.DAY: """day; days; session; workout; week; weekday; day of week; program; programme;
        routine; plan; training day; workout name; workout title; routine name; program name;
        session name; day name; training; tag; wochentag; trainingstag; woche; trainingseinheit;
        einheit; programm; dia; semana; sesion; rutina; programa; jour; semaine; seance; giorno;
        settimana; sessione; seduta; scheda; programma; sessao; treino; dag; sessie; dzien; sesja;
        день; неделя; тренировка; gun; hafta; antrenman""",
    Meaning.DATE: "date; datum; fecha; data; дата; tarih; dato; workout date; session date",
    Meaning.SECTION: """section; block; part; phase; group; circuit; superset; segment; round name;
        stage; abschnitt; teil; gruppe; seccion; bloque; fase; parte; grupo; partie; bloc; sezione;
        blocco; bloco; deel; blok""",
    Meaning.AMOUNT: "value; amount; number; quantity; qty; target; count; menge; anzahl; cantidad",
    Meaning.UNIT: "unit; units; measure; type; mode; reps unit; unidad; unite; unita; eenheid",
    Meaning.TIMED: "is timed; istimed; timed; is time; is time based; time based",
    Meaning.DISTANCE: """distance; meters; metres; km; miles; distanz; strecke; distancia;
        afstand; distanza; distancia; дистанция""",
    Meaning.WEIGHT: """weight; weights; load; resistance; tension; kg; lb; lbs; rpe; rir; intensity;
        1rm; gewicht; last; widerstand; intensitat; peso; carga; resistencia; intensidad; poids;
        charge; intensite; carico; resistenza; intensita; weerstand; ciezar; obciazenie; вес;
        нагрузка; agirlik; band; band color; band colour; theraband; weight unit""",
    Meaning.PERSONAL: """patient; patient name; client; client name; therapist; physio;
        physiotherapist; provider; clinician; clinic; practitioner; coach; trainer; doctor; email;
        e mail; mail; phone; telephone; tel; address; dob; birthday; date of birth; mrn; code;
        access code; started; start; start date; end; end date; start time; end time; created;
        created at; updated; updated at; due; due date; assigned; assigned by; author; user;
        username; last done; workout notes; diagnosis; therapeut; patientin; arzt; praxis; telefon;
        paciente; terapeuta; telefono; paziente; kinesitherapeute; patienten""",
    Meaning.NUMBERING: """nr; no; num; id; ids; index; order; sort order; pos; uuid; key;
        exercise id; exercise number; exercise no; exercise nr; numero; lp; done; completed;
        checked; erledigt; hecho; fait; fatto; version; slug; step number""",
}


def _known(words: str) -> Iterator[str]:
    for word in words.split(";"):
        yield _plain(word)


def _plain(text: str) -> str:
    """Strip a name of case, accents and signs: `Répétitions:` is `repetitions`."""
    letters = normalize("NFKD", text.casefold())
    bare = "".join(letter for letter in letters if not combining(letter)).replace("ı", "i")
    return " ".join(re.findall(r"\w+", bare))


_MEANINGS: Final = {word: meaning for meaning, words in _WORDS.items() for word in _known(words)}
_RANKS: Final = {word: rank for rank, words in enumerate(_NAMES) for word in _known(words)}
_UNITS: Final = {
    **dict.fromkeys(
        "s sec secs second seconds sek sekunden seg segundos secondes с сек sn".split(), Fraction(1)
    ),
    **dict.fromkeys("min mins minute minutes minuten minutos m мин dk".split(), Fraction(60)),
    **dict.fromkeys("ms msec millis milliseconds".split(), Fraction(1, 1000)),
    **dict.fromkeys("h hr hrs hour hours std".split(), Fraction(3600)),
}
_ANY_UNIT: Final = frozenset({*_UNITS, *"kg kgs lb lbs pounds m km meters metres miles".split()})
_CAMEL: Final = re.compile(r"(?<=[a-zà-ÿ0-9])(?=[A-ZÀ-Ý])")
_BRACKETS: Final = re.compile(r"[(\[]([^)\]]*)[)\]]")
_EACH_SIDE: Final = re.compile(
    r" ?\b(?:per|each|every|a|pro|je|por|par|cada|per) "
    r"(?:side|leg|arm|limb|seite|bein|arm|lado|pierna|cote|jambe|lato|gamba|perna|kant|been)$"
    r"| (?:side|leg|arm)$|\b(?:e s|l r|ea)$"
)
_REMARK: Final = re.compile(r"note|comment|remark|feel|notiz|bemerk|kommentar|nota", re.IGNORECASE)
_JOINED: Final = re.compile(r" (?:x|by|and|or|und|y|et|e|en|i|и) | ")


@lru_cache(1024)
def column_of(title: str) -> Column:
    """Tell what a column means by its name alone; `OTHER` where that is unknown.

    >>> column_of("Hold (s)").meaning.value, column_of("weight_lbs").meaning.value
    ('hold', 'weight')
    >>> column_of("restMinutes").unit
    Fraction(60, 1)
    """
    if not title.strip() or len(title) > LONGEST_HEADER:
        return Column(title, Meaning.OTHER)
    spaced = _CAMEL.sub(" ", title).replace("_", " ").replace("×", " x ").replace("*", " ")
    if spaced.strip() == "#":
        return Column(title, Meaning.NUMBERING)
    whole = _plain(spaced)
    outside = _plain(_BRACKETS.sub(" ", spaced))
    for words in dict.fromkeys((whole, outside)):
        if column := _matched(title, words):
            return _with_brackets(column, spaced)
    return Column(title, Meaning.OTHER)


def _matched(title: str, words: str) -> Column | None:
    """Match the words of a name: as they are, without sides, without a unit, without an end."""
    if words in _MEANINGS:
        return Column(title, _MEANINGS[words], _UNITS.get(words))
    if words in _RANKS:
        return Column(title, Meaning.NAME)
    bare = _EACH_SIDE.sub("", words)
    if bare != words and (column := _matched(title, bare)):
        return replace(column, each_side=True)
    before, _, last = words.rpartition(" ")
    if column := _with_unit(title, before.removesuffix(" in"), last):
        return column
    first, _, rest = words.partition(" ")
    for end, other in ((last, before), (first, rest)):
        if end in {"min", "max", "minimum", "maximum"} and (column := _matched(title, other)):
            return replace(column, bound=end[:3])
    return _joined(title, words)


def _with_unit(title: str, name: str, unit: str) -> Column | None:
    """Match a name that ends in the unit of its figures."""
    column = _matched(title, name) if unit in _ANY_UNIT else None
    if column and unit in _UNITS and column.meaning in _TIMED:
        return replace(column, unit=_UNITS[unit], bound="min" if unit == "min" else column.bound)
    if column and column.meaning in {Meaning.WEIGHT, Meaning.DISTANCE}:
        return column
    return None


def _joined(title: str, words: str) -> Column | None:
    """Match a name that is made of several: `Sets × Reps`."""
    parts = [part for part in _JOINED.split(words) if part and part != "x"]
    order = tuple(_MEANINGS.get(part, Meaning.OTHER) for part in parts)
    if len(set(order)) < 2 or not set(order) <= FIGURES:
        return None
    return Column(title, Meaning.DOSE, order=order)


def _with_brackets(column: Column, spaced: str) -> Column:
    """Add what stands in brackets after a name: a unit, or that it is for each side."""
    for inside in map(_plain, _BRACKETS.findall(spaced)):
        if inside in _UNITS and column.meaning in _TIMED:
            column = replace(column, unit=_UNITS[inside])
        elif _EACH_SIDE.fullmatch(f" {inside}"):
            column = replace(column, each_side=True)
    return column


@lru_cache(256)
def columns_of(titles: tuple[str, ...]) -> tuple[Column, ...] | None:
    """Tell what the columns of a header mean; None where it is no header of a list of exercises.

    That has one column of names and one of figures at least.
    """
    ranks = {at: rank for at, title in enumerate(titles) if (rank := rank_of(title)) is not None}
    if not ranks:
        return None
    columns = [column_of(title) for title in titles]
    name = min(ranks, key=lambda at: ranks[at])
    columns = [
        replace(column, meaning=Meaning.NAME)
        if at == name
        else replace(column, meaning=_beside(titles[at], column.meaning))
        for at, column in enumerate(columns)
    ]
    if not _tells_doses(columns, ranks[name]):
        return None
    return tuple(_first_of_each(_ends_of_ranges(_as_in_a_log(columns))))


def _tells_doses(columns: Sequence[Column], rank: int) -> bool:
    """Tell whether a header has a figure that is one of a dose.

    Amounts and distances are, where it is sure that they are those of exercises.
    """
    meanings = {column.meaning for column in columns}
    if meanings & _OF_A_DOSE or (Meaning.AMOUNT in meanings and Meaning.TIMED in meanings):
        return True
    return rank <= 1 and bool(meanings & FIGURES)


def _as_in_a_log(columns: Sequence[Column]) -> Sequence[Column]:
    """Make remarks personal where there are dates: they are those of a diary."""
    if all(column.meaning is not Meaning.DATE for column in columns):
        return columns
    return [
        replace(column, meaning=Meaning.PERSONAL) if _REMARK.search(column.title) else column
        for column in columns
    ]


@lru_cache(1024)
def rank_of(title: str) -> int | None:
    """Tell how surely a column holds the names of the exercises, from 0; None where it does not."""
    if len(title) > LONGEST_HEADER:
        return None
    return _RANKS.get(_plain(_CAMEL.sub(" ", _BRACKETS.sub(" ", title)).replace("_", " ")))


def _beside(title: str, meaning: Meaning) -> Meaning:
    """Tell what a column means that might have held the names, where another one does.

    What is only called a name there may be that of a person.
    """
    if meaning is not Meaning.NAME:
        return meaning
    return Meaning.PERSONAL if rank_of(title) == 2 else Meaning.OTHER


def _first_of_each(columns: Iterable[Column]) -> Iterator[Column]:
    """Keep the first column of each figure, or both ends of its range; others tell no more."""
    seen: set[tuple[Meaning, str]] = set()
    for column in columns:
        repeated = (column.meaning, column.bound) in seen and column.meaning in _ONCE
        yield replace(column, meaning=Meaning.OTHER) if repeated else column
        seen.add((column.meaning, column.bound))


def _ends_of_ranges(columns: Sequence[Column]) -> Iterator[Column]:
    """Keep the ends of ranges where both are there; else `min` is minutes, or nothing."""
    tops = {column.meaning for column in columns if column.bound == "max"}
    for column in columns:
        if column.bound != "min":
            yield column
        elif column.meaning in tops:
            yield replace(column, unit=None)
        else:
            yield replace(column, bound="")
