"""What is personal, which never comes along: people, clinics, codes, dates, and how to reach them.

It is told from the words around it, in the languages that lists are read in. What is cut out of a
line leaves `CUT` behind; a line of nothing else is told to nobody.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from matcue.importers.lists.list_words import WEEKDAY

if TYPE_CHECKING:
    from collections.abc import Iterable

CUT: Final = "…"
"""What stands where something was cut out."""


def _phrases(*rows: str) -> frozenset[str]:
    return frozenset(phrase.strip() for row in rows for phrase in row.split(","))


_PEOPLE = _phrases(
    "patient, patients, client, contact, emergency contact, next of kin, therapist",
    "physiotherapist",
    "physical therapist, physio, physio therapist, pt, provider, clinician, practitioner, doctor",
    "physician, consultant, surgeon, gp, trainer, coach, instructor, teacher, author, athlete",
    "from, to, cc, bcc, reply-to, signed, signature, name, full name, first name, last name",
    "surname",
    "patientin, klient, klientin, kunde, kundin, therapeut, therapeutin, physiotherapeut",
    "physiotherapeutin, arzt, ärztin, hausarzt, behandler, behandlerin, trainerin, von, an, für",
    "vorname, nachname, unterschrift",
    "patiente, cliente, kinésithérapeute, kinesitherapeute, kiné, kine, thérapeute, médecin",
    "praticien, praticienne, de, à, nom, prénom, pour",
    "paciente, fisioterapeuta, terapeuta, médico, medico, entrenador, entrenadora, para, nombre",
    "nombre completo, apellido, apellidos, firma",
    "paziente, fisioterapista, dottore, dottoressa, allenatore, da, a, nome, cognome",
    "treinador, treinadora, nome completo, sobrenome, assinatura",
    "patiënt, patiënte, cliënt, fysiotherapeut, fysio, behandelaar, arts, huisarts, van, aan, naam",
    "voornaam, achternaam, handtekening",
    "пациент, пациентка, клиент, врач, доктор, физиотерапевт, тренер, инструктор, от, кому, имя",
    "фамилия, фио, подпись",
    "hasta, danışan, fizyoterapist, doktor, eğitmen, kimden, kime, ad, adı, soyad, soyadı",
    "ad soyad",
    "pacjent, pacjentka, fizjoterapeuta, fizjoterapeutka, lekarz, imię, imię i nazwisko, nazwisko",
    "podpis",
)
"""Labels of people: what follows is a name, which begins with a capital."""
_PLACES = _phrases(
    "clinic, hospital, practice, location, facility, studio, centre, center, organisation, company",
    "klinik, praxis, krankenhaus, cabinet, clinique, hôpital, clínica, consultorio, centro",
    "clinica",
    "ospedale, praktijk, ziekenhuis, клиника, больница, klinika, szpital, hastane",
)
"""Labels of places, followed by their names."""
_FACTS = _phrases(
    "address, home address, adresse, anschrift, dirección, indirizzo, endereço, adres, адрес",
    "code, access code, login code, programme code, program code, patient code, access key, pin",
    "zugangscode, zugriffscode, anmeldecode, code d'accès, code d’accès, código, código de acceso",
    "código de acesso, codice, codice di accesso, codice fiscale, toegangscode, код, код доступа",
    "erişim kodu, kod, kod dostępu, login, log-in, user, username, user name, password, passwort",
    "kennwort, benutzername, identifiant, mot de passe, contraseña, usuario, senha, wachtwoord",
    "gebruikersnaam, логин, пароль, şifre, hasło, nhs, hospital number, case number, mrn, ssn, bsn",
    "nhs number, nhs no, id, patient id, record number, medical record number, insurance, insurer",
    "policy number, claim number, versichertennummer, versicherten-nr, krankenkasse, pesel",
    "date, start date, end date, review date, print date, next review, date of birth, dob, d.o.b",
    "born, birthday, age, appointment, next appointment, next visit, printed, created, issued",
    "sent",
    "datum, geburtsdatum, geb, geboren, geboren am, alter, termin, nächster termin, gesendet",
    "erstellt, erstellt am, gültig bis, date de naissance, né le, née le, âge, envoyé, rendez-vous",
    "prochain rendez-vous, fecha, fecha de nacimiento, edad, enviado, cita, próxima cita, data",
    "data di nascita, data de nascimento, età, inviato, idade, consulta, geboortedatum, leeftijd",
    "verzonden, afspraak, дата, дата рождения, возраст, отправлено, tarih, doğum tarihi, yaş",
    "data urodzenia, wiek, wizyta",
    "email, e-mail, mail, tel, telephone, phone, mobile, cell, fax, whatsapp, web, website, url",
    "instagram, facebook, telefon, telefonnummer, mobil, handy, tél, téléphone, courriel, teléfono",
    "móvil, correo, telefone, telemóvel, celular, telefono, cellulare, telefoon, тел, телефон",
    "почта",
    "e-posta",
    "diagnosis, condition, medical history, history, private note, private notes, clinical notes",
    "clinician notes, patient notes, session notes, progress notes, internal note, medication",
    "allergies, occupation, diagnose, anamnese, medikamente, notiz privat, private notiz",
    "diagnostic",
    "note privée, notes privées, diagnóstico, nota privada, notas privadas, diagnosi, note private",
    "диагноз, tanı, rozpoznanie",
)
"""Labels of what is personal whatever it is."""
_BEFORE = _phrases(
    "your, my, ihr, ihre, dein, deine, votre, ton, su, tu, il tuo, seu, sua, uw, je, ваш"
)
_AFTER = re.compile(r"(?:[’']?s)?[ /-](?:name|number|no|nr|id|nummer|notes?|signature|date)$")
_LABEL = re.compile(r"^\W*(?P<label>[^\W\d_][^:：=#]{0,40}?)\s{0,3}[:：=#]\s*(?P<value>\S.*)?$")
_FIELD = re.compile(r"[^|;\t]+?(?=\s{3}|\s?[|;\t]|$)")

_NAME = r"[A-ZÀ-ÖØ-ÞĀŁŚŻÇĞİŞА-ЯЁ][^\W\d_]*(?:[’'-][^\W\d_]+)?"
_NAMES = rf"{_NAME}\.?(?:[ ](?:(?:van|von|de|der|den|da|di|del|la|le|zu)[ ]){{0,2}}{_NAME}){{0,3}}"
_PERSON = re.compile(_NAMES)
_FULL_NAME = re.compile(rf"^{_NAME}\.?(?: {_NAME}\.?){{1,2}}[,.]?$")
_MADE = re.compile(
    r"(?<!\w)(?i:prepared|created|prescribed|printed|provided|issued|compiled|designed|assigned"
    r"|written|sent|shown|erstellt|verordnet|préparé|prescrit|creado|preparado|prescrito|preparato"
    r"|criado|gemaakt|opgesteld) "
    rf"(?:for|by|von|für|par|pour|por|para|da|per|door|voor):? {_NAME}[^|;\t)]*"
)
_UNSIGNED = re.compile(
    r"(?<!\w)(?i:patient(?:in|e)?|client(?:e|in)?|therapist|physio(?:therapist|therapeut(?:in)?)?"
    r"|therapeut(?:in)?|kinésithérapeute|fisioterapeuta|fisioterapista|fysiotherapeut|paciente"
    r"|paziente"
    rf"|coach|trainer(?:in)?|пациент(?:ка)?|врач"
    rf"|name)(?: [Nn]ame)? (?:[-–—] )?{_NAME}(?: {_NAME}){{1,2}}"
)
_MEANT_FOR = re.compile(
    rf"(?<!\w)(?:for|für|pour|para|per|voor|для|dla) (?P<name>{_NAME}(?: {_NAME}){{1,2}})(?!\w)"
)
_TITLED = re.compile(
    r"(?<!\w)(?:Mrs?|Ms|Miss|Mx|Dr|Prof|Herrn?|Frau|M(?=\.)|Mme|Mlle|Monsieur|Madame|Sra?|Srta"
    r"|Señora?"
    r"|Do[ñn]a|Sig(?:\.?ra)?|Signora?|Dott(?:\.?ssa)?|Dra|Doutora?|Dhr|Mevr?|Mevrouw|Meneer|Doctor"
    rf"|Doktor|Dokter|Docteur|господин|госпожа|г-н|г-жа|доктор|Sayın|Pani|Bay"
    rf"|Bayan)\.? (?:{_NAMES})"
)
_QUALIFIED = re.compile(
    rf"(?<!\w){_NAME}(?: {_NAME}){{1,2}},? (?:PT|DPT|MPT|OTR?|MCSP|HCPC|MD|DO|DC|RMT|LMT|ATC"
    rf"|[BM]Sc|PhD"
    r"|CSCS)\b[^.;|\n]*"
)
_ADDRESS = re.compile(
    r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}|(?:https?://|ftp://|mailto:|www\.)[^\s<>()]+"
    r"|(?<![\w@./-])[\w-]{1,63}(?:\.[\w-]{1,63}){0,3}\.(?:com|org|net|de|co\.uk|fr|es|it|nl|ru|pl"
    r"|br|pt"
    r"|eu|io|app|example)(?:/[^\s<>()]*)?(?![\w-])"
    r"|(?<![\w@])@(?!(?:rest|perside|tags?|type|units?|dropset|rpe|tempo)\b)[^\W\d]\w{2,}"
)
_TELEPHONE = re.compile(
    r"(?<!\w)(?i:tel(?:ephone|efon|efono|efone|efoon)?|phone|call|ring|text|mobile|mobil|handy|fax"
    r"|t[ée]l"
    r"|ruf|llam[ae]|chiama|ligue|тел|телефон)\b[.:]?(?: us| me| on"
    r"| at){0,2}\s?\(?\+?\d[\d ()/.-]{4,20}\d\)?"
    r"|(?<![\w.])\+\d{1,3}[ (./-]{0,2}\d[\d ()/.-]{5,18}\d"
    r"|(?<![\w.,:/-])\(?0\d{1,4}\)?[ /-]{1,3}\d{2,4}[\d /-]{2,12}\d"
    r"|(?<![\w.,:/-])0\d{8,11}(?!\w)"
    r"|(?<![\w.,:/-])\(?\d{3}\)?[-. ]\d{3}[-. ]\d{4}(?!\w)"
    r"|(?<![\w.,:/-])\d{3}-\d{4}(?![\w-])"
)
_SECRET = re.compile(
    r"(?<!\w)(?i:code|pin|login|password|passwort|código|codice"
    r"|код)\b[:#]?\s{0,3}(?=[A-Za-z-]{0,12}\d)[A-Za-z0-9-]{4,24}"
)
_DANGLING = re.compile(
    r"(?:\s(?:for|from|of|on|to|by|at|dated|vom|von|am|für|du|de|del|da|di|le|pour|par|para|per"
    r"|van|voor|от|для|dla)){1,2}"
    rf"\s*{CUT}$"
)
_MONTHS = frozenset(
    "january february march april may june july august september october november december jan feb"
    " mar apr"
    " jun jul aug sep sept oct nov dec januar jänner februar märz mai juni juli oktober dezember"
    " mrz okt"
    " dez janvier février mars avril juin juillet août septembre octobre novembre décembre enero"
    " febrero"
    " marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre gennaio febbraio"
    " aprile"
    " maggio giugno luglio settembre ottobre dicembre janeiro fevereiro março maio junho julho"
    " setembro"
    " outubro novembro dezembro januari februari maart mei augustus января февраля марта апреля"
    " мая июня"
    " июля августа сентября октября ноября декабря ocak şubat mart nisan mayıs haziran temmuz"
    " ağustos"
    " eylül ekim kasım aralık stycznia lutego marca kwietnia maja czerwca lipca sierpnia września"
    " października listopada grudnia".split()
)
_MAY_MEAN_MORE = frozenset({"march", "may", "mar", "mart", "dec", "sept"})
"""Months that are other words, too, so that a number before them makes no date."""
_CLOCK = (
    r"(?:,?(?: at| um| à| a las| alle| às| om| в)? \d{1,2}[:.h]\d{2}(?::\d{2})?(?: ?[ap]\.?m\.?)?)?"
)
_WORDED = re.compile(
    r"(?:(?<!\w)(?P<weekday>[^\W\d_]{2,14})(?P<gap>\.?, ?| ))?(?<![\w./-])"
    r"(?:\d{1,2}(?P<of>st|nd|rd|th|\.|º|er)? ?(?:of |de )?(?P<month>[^\W\d_]{3,12})\.?(?!\w)"
    r"|(?P<first>[^\W\d_]{3,12})\.? \d{1,2}(?:st|nd|rd|th)?(?!\w)(?=,? (?:19|20)\d{2}(?!\d))"
    r"|(?P<only>[^\W\d_]{3,12})(?=,? (?:de |del )?20\d{2}(?!\d)))"
    rf"(?P<year>,? (?:de |del )?(?:19|20)\d{{2}}(?!\d))?{_CLOCK}"
)
_DATE = re.compile(
    r"(?<![\w/.-])(?:\d{4}-\d{1,2}-\d{1,2}(?:[T ]\d{1,2}:\d{2}(?::\d{2})?)?(?![\w-])"
    r"|\d{1,2}-\d{1,2}-\d{4}(?![\w-])"
    rf"|(?P<day>\d{{1,2}})[./]\d{{1,2}}[./](?:\d{{4}}|(?!(?P=day)\b)\d{{2}})(?![\w/]){_CLOCK})"
)
_STREET = re.compile(
    r"\d{1,4}[a-z]?,? (?:[A-Z][\w’'.-]*[ ]){1,3}(?:Street|St|Road|Rd|Lane|Ln|Avenue|Ave|Drive|Dr"
    r"|Way|Close"
    r"|Court|Crescent|Square|Blvd|Boulevard|Place|Terrace|Parade|Highway|Suite)\b"
    r"|\b[A-ZÄÖÜ][\w.-]*(?:straße|strasse|str\.|weg|platz|gasse|allee|straat|laan|plein|gracht)"
    r" \d{1,4}[a-z]?\b"
    r"|\b[A-ZÄÖÜ][\w-]* (?:Straße|Strasse|Str\.|Weg|Platz|Allee) \d{1,4}"
    r"|\b\d{1,4}(?: ?(?:bis|ter))?,? (?:rue|avenue|av\.|boulevard|bd|place|allée|chemin|quai"
    r"|route) \w"
    r"|\b(?:Calle|C/|Avenida|Avda\.?|Av\.|Plaza|Paseo|Via|Viale|Piazza|Corso|Rua|Praça|Travessa"
    r"|ул\."
    r"|улица|пр\.|проспект|ul\.|al\.) (?:[^\W\d_][\w’'.-]*[ ,]+){1,5}(?:n\.?º? ?|nº |д\. ?)?\d{1,4}"
    r"|\b[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2}\b"
    r"|\b\d{4} ?(?!RM\b)[A-Z]{2} [A-Z][a-z]+"
    r"|\b(?:D-|A-|F-|I-|E-|CH-)?\d{5} (?!(?:Schritte?|Steps|Meter|Metros?"
    r"|Pas)\b)[A-ZÄÖÜÉ][a-zäöüßé]{2,}"
    r"|\b[A-Z]{2},? \d{5}(?:-\d{4})?\b|\b\d{2}-\d{3} [A-ZŁŚŻ]\w+"
)
_CLINIC = re.compile(
    r"(?<!\w)(?:Hospital|Clinic|Physiotherapy (?:Department|Outpatients)|(?:Medical|Health|Rehab"
    r"|Rehabilitation|Physiotherapy|Physical Therapy|Physio) (?:Cent(?:re|er)|Associates|Group)|NHS"
    r" (?:\w+ ){0,3}Trust|Sports Medicine|(?:Physio|Gemeinschafts)?[Pp]raxis"
    r"|\w{0,20}[Kk]linik(?:um)?"
    r"|Krankenhaus|Reha-?Zentrum|Hôpital|Clinique|Cabinet|Clínica|Consultorio|Ospedale|Clinica"
    r"|Studio"
    r"|Poliambulatorio|Ziekenhuis|(?:Fysiotherapie)?[Pp]raktijk|Больница|Клиника|Поликлиника"
    r"|(?:Physio|Fysio)(?:therapie|therapy)?(?= [A-ZÄÖÜ])|Медицинский центр|Hastanesi|Kliniği"
    r"|Klinika|Szpital"
    r"|Przychodnia)(?!\w)"
)
_CLINIC_NAME = re.compile(rf"(?<!\w)(?:{_NAME} ){{1,4}}{_CLINIC.pattern}")
_SPOKEN_TO = re.compile(
    r"[.!?]\s*$|(?<!\w)(?i:you|your|sie|ihre?n?|vous|votre|usted|tu|uw|je|ваш)(?!\w)"
)
_GREETINGS = _phrases(
    "hi, hello, hey, dear, good morning, good afternoon, good evening, hallo, liebe, lieber",
    "sehr geehrte, sehr geehrter, guten tag, guten morgen, moin, servus, grüß gott, bonjour",
    "bonsoir",
    "chère, cher, salut, hola, querida, querido, estimada, estimado, buenos días, buenas tardes",
    "buenas, ciao, gentile, buongiorno, salve, cara, caro, olá, oi, prezada, prezado, bom dia",
    "boa tarde, beste, geachte, dag, goedemorgen, goedendag, здравствуйте, уважаемый, уважаемая",
    "дорогой, дорогая, привет, добрый день, merhaba, sayın, dzień dobry, cześć, szanowna, szanowny",
)
_GREETED = re.compile(rf"^\s*(?P<name>(?:[^\W\d_]+\.? ?){{0,2}}?(?:{_NAMES})?) ?(?:[,!.:—–-]|$)")
_FAREWELLS = _phrases(
    "kind regards, best regards, warm regards, regards, best wishes, kindest regards",
    "many thanks, best",
    "cheers, thanks, thank you, yours, yours sincerely, sincerely, all the best, take care, love",
    "with kind regards, see you soon, see you next week, talk soon, viele grüße, liebe grüße",
    "beste grüße, schöne grüße, herzliche grüße, freundliche grüße, mit freundlichen grüßen",
    "mit besten grüßen, viele liebe grüße, gute besserung, bis bald, bis nächste woche, mfg, lg",
    "vg",
    "gruß, cordialement, bien cordialement, bien à vous, bonne journée, à bientôt, amicalement",
    "un saludo, saludos, saludos cordiales, un cordial saludo, atentamente, un abrazo",
    "hasta pronto",
    "cordiali saluti, distinti saluti, saluti, a presto, un abbraccio, atenciosamente",
    "cumprimentos",
    "abraço, abraços, com os melhores cumprimentos, até breve, até logo, met vriendelijke groet",
    "met vriendelijke groeten, vriendelijke groet, hartelijke groet, groet, groeten, groetjes",
    "tot ziens, tot snel, с уважением, всего доброго, до встречи, до свидания, saygılarımla",
    "saygılar",
    "sevgiler, pozdrawiam, z poważaniem, do zobaczenia",
)
_FAREWELL = re.compile(
    rf"^\s*(?P<words>[^\W\d_][^,!.:\d]{{1,40}}?)[ ]?(?:[,!.]\s*(?:{_NAMES})?)?[.!]?\s*$"
)
_QUOTING = re.compile(
    r"(?<!\w)(?:wrote|schrieb|a écrit|escribi[óo]|ha scritto|escreveu|schreef|пишет|написал[а]?"
    r"|yazdı"
    r"|napisała?)\s?:?$"
)
_WORD = re.compile(r"[^\W\d_]{3,}")
_CAPITAL = re.compile(rf"(?:(?<=[^\W\d_] )|(?<=[^\W\d_], )){_NAME}")
_COMMON = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday theraband pilates yoga mckenzie swiss"
    " achilles romanian bulgarian russian turkish nordic copenhagen kegel superman spiderman cat"
    " cow"
    " cobra child child's child’s warrior camel bird dog dead bug jefferson cossack".split()
)
"""Words with a capital, inside of a sentence, that name nobody."""
_MEANT = frozenset(
    "lower upper low back neck hip hips knee knees shoulder shoulders ankle foot feet leg legs"
    " arm arms"
    " core body full strong healthy better good bad pain relief sciatica beginners runners desk"
    " workers seniors women men office home daily morning evening day week phase people"
    " posture balance"
    " strength mobility flexibility spine tight stiff chronic acute total knie rücken nacken"
    " schulter"
    " hause zuhause büro anfänger läufer dos genou cou débutants espalda cuello rodilla"
    " principiantes"
    " schiena collo ginocchio principianti costas pescoço joelho iniciantes rug nek"
    " beginners".split()
)
"""Words of what exercises are for, with capitals in a title."""


def without_personal(text: str, known: Iterable[str] = ()) -> str | None:
    """Cut what is personal out of a line; None where nothing is left that may be told.

    `known` are names that stand elsewhere in the document, as `names_in` returns them.
    """
    line = text.strip()
    if is_farewell(line) or _QUOTING.search(line) or _STREET.search(line) or _names_a_clinic(line):
        return None
    told = _greeted(line)
    told = _FIELD.sub(_without_field, told)
    for pattern in (
        _ADDRESS,
        _MADE,
        _UNSIGNED,
        _QUALIFIED,
        _SECRET,
        _DATE,
        _TELEPHONE,
        _CLINIC_NAME,
    ):
        told = pattern.sub(CUT, told)
    told = _WORDED.sub(_without_worded_date, told)
    told = _MEANT_FOR.sub(_without_person, told)
    people = told
    for pattern in (_TITLED, *(_named(name) for name in known)):
        people = pattern.sub(CUT, people)
    if people != told and not any(sign.isdigit() for sign in people):
        return None
    if people == line:
        return line
    left = _DANGLING.sub(CUT, _joined(people)).strip(" \t,;|-–—:")
    return left if _WORD.search(left) else None


def _joined(text: str) -> str:
    """Make one mark of several that follow each other."""
    return re.sub(rf"{CUT}(?:[\s,;|&()-]{{0,9}}{CUT})+", CUT, text)


def names_in(text: str) -> tuple[str, ...]:
    """Return the names of people that a document tells by a label, a title or a greeting.

    Full names come before their single words, which have three letters or more.
    """
    found: set[str] = set()
    for line in text.splitlines():
        for field in _FIELD.findall(line):
            if (label := _personal_label(field)) and label[0] in _PEOPLE:
                found.update(_PERSON.findall(label[1]))
        for match in _TITLED.findall(line):
            found.update(_PERSON.findall(match.split(maxsplit=1)[1]))
        if is_greeting(line) and not _TITLED.search(line):
            found.update(_PERSON.findall(line.split(maxsplit=1)[-1].split(",")[0])[:1])
    words = {word for name in found for word in _WORD.findall(name)}
    return tuple(sorted(found | words, key=lambda name: (-len(name), name)))


def may_name_a_person(prose: str) -> bool:
    """Tell whether a sentence may name somebody: a word inside of it begins with a capital.

    It is of no use for German, where every noun does.
    """
    return any(
        word.lower() not in _COMMON and not word.isupper() for word in _CAPITAL.findall(prose)
    )


def may_be_a_name(line: str) -> bool:
    """Tell whether a line is two or three words with capitals, as names of people are."""
    return bool(_FULL_NAME.match(line.strip()))


def is_greeting(line: str) -> bool:
    """Tell whether a line begins a letter."""
    return _greeted(line.strip()) != line.strip()


def is_farewell(line: str) -> bool:
    """Tell whether a line ends a letter, so that names follow."""
    match = _FAREWELL.match(line)
    return bool(match and match["words"].lower() in _FAREWELLS)


def _greeted(line: str) -> str:
    """Return a line without the greeting that it begins with."""
    words = line.split(maxsplit=2)
    for count in (2, 1):
        first = " ".join(words[:count])
        if first.lower().rstrip(",!") in _GREETINGS:
            match = _GREETED.match(line[len(first) :])
            return CUT + line[len(first) + match.end() :] if match else line
    return line


def _without_field(match: re.Match[str]) -> str:
    return CUT if _personal_label(match.group()) else match.group()


def _personal_label(field: str) -> tuple[str, str] | None:
    """Return the label of a field and its value, where they are personal."""
    match = _LABEL.match(field)
    if match is None:
        return None
    value = match["value"] or ""
    words = _AFTER.sub("", match["label"].lower().strip(" .*_")).split()
    whole = " ".join(words)
    if " ".join(words[1:]) and words[0] in _BEFORE:
        whole = " ".join(words[1:])
    last = " ".join(words[-2:]), words[-1] if words else ""
    for label in (match["label"].lower().strip(" .*_"), whole, *(last if len(words) > 2 else ())):
        if label in _FACTS or (
            label in _PEOPLE | _PLACES
            and (not value or value[0].isupper() or not value[0].isalnum())
        ):
            return label, value
    return None


def _without_person(match: re.Match[str]) -> str:
    """Keep what exercises are for, such as `Lower Back`, where it is no person."""
    known = any(word.lower() in _MEANT for word in match["name"].split())
    return match.group() if known else CUT


def _without_worded_date(match: re.Match[str]) -> str:
    month = (match["month"] or match["first"] or match["only"]).lower()
    before = match["weekday"] or ""
    weekday = bool(WEEKDAY.fullmatch(before))
    sure = weekday or match["year"] or match["of"] or month not in _MAY_MEAN_MORE
    if month not in _MONTHS or not sure:
        return match.group()
    return CUT if weekday or not before else f"{before}{match['gap']}{CUT}"


def _named(name: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){re.escape(name)}(?:[’']s)?(?!\w)")


def _names_a_clinic(line: str) -> bool:
    """Tell whether a line, rather than to say something, names a clinic."""
    return bool(_CLINIC.search(line)) and not _SPOKEN_TO.search(line)
