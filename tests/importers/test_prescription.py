"""Lines of lists of exercises, and the steps that a therapist reads in them."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from matcue.importers.lines.prescription import read_line
from tests.importers.told_step import told

SETS_AND_REPETITIONS = [
    ("Glute bridge 3 x 12", ["Glute bridge: reps, 3 sets, 12 reps"]),
    ("Bridge 3×10 – squeeze at the top for 2 seconds", ["Bridge: reps, 3 sets, 10 reps, 2 s"]),
    ("Bridges: 2 sets of 15 reps, hold 3 sec at the top", ["Bridges: reps, 2 sets, 15 reps, 3 s"]),
    ("Squats, 3 sets x 10 reps", ["Squats: reps, 3 sets, 10 reps"]),
    ("Calf raises 15-20 reps x 2-3 sets", ["Calf raises: reps, 2-3 sets, 15-20 reps"]),
    ("Mini squats 12 reps / 3 sets", ["Mini squats: reps, 3 sets, 12 reps"]),
    ("Squat 4 sets: 8", ["Squat: reps, 4 sets, 8 reps"]),
    ("Bench dips 3s x 12r", ["Bench dips: reps, 3 sets, 12 reps"]),
    ("Bridge .......... 3x10", ["Bridge: reps, 3 sets, 10 reps"]),
    ("Bridge → 3 × 10", ["Bridge: reps, 3 sets, 10 reps"]),
    ("Three sets of ten repetitions", ["reps, 3 sets, 10 reps"]),
    ("three sets of ten", ["reps, 3 sets, 10 reps"]),
    ("10 cat-cows", ["cat-cows: reps, 10 reps"]),
    ("Do 10 squats", ["squats: reps, 10 reps"]),
    ("Perform 3 sets of 10 bridges", ["bridges: reps, 3 sets, 10 reps"]),
    ("Bridge: 10–15×", ["Bridge: reps, 10-15 reps"]),
    ('Bridge "3x10"', ["Bridge: reps, 3 sets, 10 reps"]),
    ("Bridge - 20", ["Bridge: reps, 20 reps"]),
    ("Bridge 10+ reps", ["Bridge: reps, 10 reps"]),
    ("Sets: 3 Reps: 12 Hold: 5 seconds Rest: 60 s", ["reps, 3 sets, 12 reps, 5 s, rest 60"]),
    ("Sets 2 | Reps 10", ["reps, 2 sets, 10 reps"]),
    ("Bridge 3 sets x 10 x 5 sec", ["Bridge: reps, 3 sets, 10 reps, 5 s"]),
    ("Bridge 5 sec x 10 reps x 3 sets", ["Bridge: reps, 3 sets, 10 reps, 5 s"]),
    ("Hip lift 1½ min", ["Hip lift: hold, 90 s"]),
]
HOLDS_AND_TIMES = [
    ("Wall sit: 45 sec x 4, rest 30 sec", ["Wall sit: hold, 4 sets, 45 s, rest 30"]),
    ("Plank 0:45 x 3", ["Plank: hold, 3 sets, 45 s"]),
    ("Plank 3 x :30", ["Plank: hold, 3 sets, 30 s"]),
    ("Plank - 1'30\"", ["Plank: hold, 90 s"]),
    ('Plank 90"', ["Plank: hold, 90 s"]),
    ("Wall sit 1m30", ["Wall sit: hold, 90 s"]),
    ("Plank 30s–1min", ["Plank: hold, 30-60 s"]),
    ("Plank half a minute", ["Plank: hold, 30 s"]),
    ("Hold the plank for 30 seconds x 3", ["plank: hold, 3 sets, 30 s"]),
    ("45-second plank", ["plank: hold, 45 s"]),
    ("Scapular squeezes (10 x 5 sec)", ["Scapular squeezes: reps, 10 reps, 5 s"]),
    ('Quad sets 10 x 10"', ["Quad sets: hold, 10 sets, 10 s"]),
    ("Chin tucks: 10 reps with a 5-second hold", ["Chin tucks: reps, 10 reps, 5 s"]),
    ("Hold for a count of 10 and repeat 5 times", ["hold, 5 sets, 10 s"]),
    ("Hold position 15-20 sec", ["hold, 15-20 s"]),
    ("Child's Pose (1-2 minutes)", ["Child's Pose: hold, 60-120 s"]),
    ("Cat-cow 1 min", ["Cat-cow: time, 60 s"]),
    ("Walk 30 min", ["Walk: time, 1800 s"]),
    ("Jump rope 3 x 1 min, 30s rest between sets", ["Jump rope: time, 3 sets, 60 s, rest 30"]),
    ("Mountain climbers 40s on / 20s off x 4", ["Mountain climbers: time, 4 sets, 40 s, rest 20"]),
    ("Foam roll quads 1:30", ["Foam roll quads: time, 90 s"]),
    ("Plank with shoulder taps 30 s", ["Plank with shoulder taps: time, 30 s"]),
]
SIDES = [
    ("Side plank 3 × 20 seconds each side", ["Side plank: hold, 3 sets, 20 s, both"]),
    ("Thread the needle – 8 per side", ["Thread the needle: reps, 8 reps, both"]),
    ("Clamshells 2x15 ea", ["Clamshells: reps, 2 sets, 15 reps, both"]),
    ("Supine twist 1 min e/s", ["Supine twist: hold, 60 s, both"]),
    ("Hamstring stretch L/R 3 x 30s", ["Hamstring stretch: hold, 3 sets, 30 s, both"]),
    ("12/12 split squats", ["split squats: reps, 12 reps, both"]),
    ("Lunge 10+10", ["Lunge: reps, 10 reps, both"]),
    ("Side plank 2 x 30s (L+R)", ["Side plank: hold, 2 sets, 30 s, both"]),
    ("Hold 20 seconds, then swap sides", ["hold, 20 s, both"]),
    (
        "Hold this stretch for 30 seconds and repeat 3 times, then switch legs.",
        ["hold, 3 sets, 30 s, both"],
    ),
    ("Turn your head to the left and hold 20 sec, then to the right", ["hold, 20 s, both"]),
    ("10 times to the left then 10 times to the right", ["reps, 10 reps, both"]),
    (
        "Levator stretch: 20 sec hold, 3 reps, both sides",
        ["Levator stretch: hold, 3 sets, 20 s, both"],
    ),
    ("Quad stretch (R) 3x30s", ["Quad stretch: hold, 3 sets, 30 s, right"]),
    (
        "Calf raises off a step, 3 sets x 15, L only",
        ["Calf raises off a step: reps, 3 sets, 15 reps, left"],
    ),
    ("Heel raises bilateral 3 x 12", ["Heel raises: reps, 3 sets, 12 reps, none"]),
    ("Calf raises, both legs, 3x15", ["Calf raises: reps, 3 sets, 15 reps, none"]),
    ("Neck rotations 5 times in each direction", ["Neck rotations: reps, 5 reps, directions"]),
    ("Shoulder rolls: 10 forward, 10 backward", ["Shoulder rolls: reps, 10 reps, directions"]),
    ("Wrist circles 10 cw / 10 ccw", ["Wrist circles: reps, 10 reps, directions"]),
    ("Russian twists 20 total", ["Russian twists: reps, 20 reps, alternating"]),
    ("Dead bug 20 total (10 each side)", ["Dead bug: reps, 10 reps, both"]),
    ("Farmer's walk with 20 kg in each hand, 30 sec x 3", ["Farmer's walk: time, 3 sets, 30 s"]),
    ("Hold each for 5 seconds, 10 reps", ["reps, 10 reps, 5 s"]),
    ("Push-ups 10 each set", ["Push-ups: reps, 10 reps"]),
]
FREQUENCIES = [
    ("Do chin tucks 3x daily (10 reps each)", ["chin tucks: reps, 10 reps"]),
    (
        "Knee to chest - hold 20 sec, 3x each leg, 2x/day",
        ["Knee to chest: hold, 3 sets, 20 s, both"],
    ),
    ("Chin tucks, 10 reps, three times a day", ["Chin tucks: reps, 10 reps"]),
    ("Ankle pumps x 20 TID", ["Ankle pumps: reps, 20 reps"]),
    ("Heel slides 10x q2h", ["Heel slides: reps, 10 reps"]),
    ("Chin tucks 10x every 2 hours", ["Chin tucks: reps, 10 reps"]),
    ("Bridge 3x10 every other day", ["Bridge: reps, 3 sets, 10 reps"]),
    ("Bridge 3x10 every second day", ["Bridge: reps, 3 sets, 10 reps"]),
    ("Bridge 3x10 4x/week", ["Bridge: reps, 3 sets, 10 reps"]),
    ("Bridge 3x10 in the morning and evening", ["Bridge: reps, 3 sets, 10 reps"]),
    ("Bridge 3x10 on Monday, Wednesday and Friday", ["Bridge: reps, 3 sets, 10 reps"]),
    ("Twice daily: chin tucks x 10", ["chin tucks: reps, 10 reps"]),
    ("Pelvic tilts 10 daily", ["Pelvic tilts: reps, 10 reps"]),
    ("Bridge 3x10 for 6 weeks", ["Bridge: reps, 3 sets, 10 reps"]),
]
FIGURES_THAT_ARE_NO_DOSE = [
    ("Goblet squat 3x8 @ 20 kg", ["Goblet squat: reps, 3 sets, 8 reps"]),
    ("Deadlift 3 x 5 @ RPE 7", ["Deadlift: reps, 3 sets, 5 reps"]),
    ("Row 4x10, 25 lbs, 90s rest", ["Row: reps, 4 sets, 10 reps, rest 90"]),
    ("Bench press 135 lbs 3x8", ["Bench press: reps, 3 sets, 8 reps"]),
    ("Romanian deadlift: 3x10 with 2x8kg dumbbells", ["Romanian deadlift: reps, 3 sets, 10 reps"]),
    ("Hip thrust 3 × 10 (60% 1RM)", ["Hip thrust: reps, 3 sets, 10 reps"]),
    ("Tempo squats 3x6 @ 3-1-3", ["Tempo squats: reps, 3 sets, 6 reps, tempo 3-1-3"]),
    ("Roll-outs 3x8-10 reps, 2-0-2 tempo", ["Roll-outs: reps, 3 sets, 8-10 reps, tempo 2-0-2"]),
    ("Squats 3 x 10, 3 sec down", ["Squats: reps, 3 sets, 10 reps, tempo 3"]),
    ("Goblet squat 4x8 @ 3010", ["Goblet squat: reps, 4 sets, 8 reps, tempo 3-0-1-0"]),
    ('Step down (6" box) 3x10 each leg', ["Step down: reps, 3 sets, 10 reps, both"]),
    ("Squat to 90 degrees, 3 sets x 10 reps", ["Squat to 90 degrees: reps, 3 sets, 10 reps"]),
    ("Leg press 3x12 to 90°", ["Leg press: reps, 3 sets, 12 reps"]),
    ("Hip bridge (110 hip flexion) 5 sets x12 reps", ["Hip bridge: reps, 5 sets, 12 reps"]),
    ("90/90 hip switches: 2x8", ["90/90 hip switches: reps, 2 sets, 8 reps"]),
    ("McGill Big 3: curl-up 6 x 10 s", ["curl-up: hold, 6 sets, 10 s"]),
    ("Figure 4 stretch 2 x 30 sec each", ["Figure 4 stretch: hold, 2 sets, 30 s, both"]),
    ("Warrior 2, 5 breaths per side", ["Warrior 2: breaths, 5 reps, both"]),
    ("Exercise 3: Bridge 3x10", ["Bridge: reps, 3 sets, 10 reps"]),
    ("Exercise 1 - 10 reps", ["Exercise 1: reps, 10 reps"]),
    ("Level 1: plank 20 sec", ["plank: hold, 20 s"]),
    ("4 point kneeling rocks 10 reps", ["4 point kneeling rocks: reps, 10 reps"]),
    ("1/2 kneeling chop 2x8 per side", ["1/2 kneeling chop: reps, 2 sets, 8 reps, both"]),
    ("Week 3-4", ["Week 3-4: name"]),
    ("Day 3 - Lower body", ["Day 3 - Lower body: name"]),
    ("L4/L5 disc bulge", ["L4/L5 disc bulge: name"]),
    ("Band, $19.99", ["Band: name"]),
    ("BP 120/80", ["BP: name ?"]),
    ("01.12.2024", ["note"]),
    ("Treadmill 5 min @ 5.5 km/h", ["Treadmill: time, 300 s"]),
]
NAMES = [
    ("1) Chin tucks 2x10", ["Chin tucks: reps, 2 sets, 10 reps"]),
    ("09 - Dead bug - 2x8 per side", ["Dead bug: reps, 2 sets, 8 reps, both"]),
    ("1Crab Walk [Knees]", ["Crab Walk [Knees]: name"]),
    ("- [ ] Thread the needle – 8 per side", ["Thread the needle: reps, 8 reps, both"]),
    ("3. **Side plank** — 20 seconds each side", ["Side plank: hold, 20 s, both"]),
    ("A1) Goblet squat 4x8", ["Goblet squat: reps, 4 sets, 8 reps"]),
    ("## Couch stretch: 90 seconds each side", ["Couch stretch: hold, 90 s, both"]),
    ("*Bird dog* 8 per side", ["Bird dog: reps, 8 reps, both"]),
    ("[Bird dog](https://example.org/dog) 8 per side", ["Bird dog: reps, 8 reps, both"]),
    ("> Plank 30 s", ["Plank: hold, 30 s"]),
    ("✅ Cat-cow: 8–10 slow reps", ["Cat-cow: reps, 8-10 reps"]),
    (
        "Stretching: Upper back stretch 3x30 sec (releases tension)",
        ["Upper back stretch: hold, 3 sets, 30 s"],
    ),
    (
        "Step-up (low step): Stand on it, lower the foot slowly. 3x8 each side.",
        ["Step-up (low step): reps, 3 sets, 8 reps, both"],
    ),
    ("Plank (on knees if needed): 30 seconds", ["Plank: hold, 30 s"]),
    ("Heel slides (SLR) 2x10", ["Heel slides: reps, 2 sets, 10 reps"]),
    ("IT band stretch: 3 x 20 sec per side", ["IT band stretch: hold, 3 sets, 20 s, both"]),
    ("I-Y-T raises 2x8", ["I-Y-T raises: reps, 2 sets, 8 reps"]),
    ("Pull-aparts (red band) 2 x 15", ["Pull-aparts: reps, 2 sets, 15 reps"]),
    ("Doorway lean, 30 seconds", ["Doorway lean: hold, 30 s"]),
    ("60s seated forward fold", ["seated forward fold: hold, 60 s"]),
    ("10x nerve slides to keep it moving", ["nerve slides: reps, 10 reps"]),
    ("Bridge, single leg 3x10 each", ["Bridge, single leg: reps, 3 sets, 10 reps, both"]),
    ("Squats 3 × 12 — feet wide, slow", ["Squats: reps, 3 sets, 12 reps"]),
    ("Alternating toe taps, 10 per side", ["Alternating toe taps: reps, 10 reps, both"]),
    (
        "Lie on your back with knees bent 90 degrees. Lift hips. 10 reps x 2.",
        ["reps, 2 sets, 10 reps"],
    ),
    ("Knee hugs. Hold for 10 seconds. Repeat 3 times.", ["Knee hugs: hold, 3 sets, 10 s"]),
    ("World's greatest stretch 30 s/side", ["World's greatest stretch: hold, 30 s, both"]),
]
OTHER_KINDS = [
    ("20min AMRAP", ["amrap, 1200 s"]),
    ("On the 4:00 x 6 Rounds:", ["emom, 6 sets, 240 s"]),
    ("EMOM 10 min", ["emom, 10 sets, 60 s"]),
    ("3 rounds of 10-15 reps of:", ["rounds, 3 sets, 10-15 reps []"]),
    ("Complete 3 rounds with 45 seconds rest between rounds", ["rounds, 3 sets, rest 45 []"]),
    ("Circuit x 3:", ["rounds, 3 sets []"]),
    ("Repeat the whole sequence twice", ["rounds, 2 sets []"]),
    ("Rest 1 minute", ["rest, 60 s"]),
    ("90s rest", ["rest, 90 s"]),
    ("Rest: 90 sec between sets", ["rest, 90 s"]),
    ("Downward dog: 5 slow breaths", ["Downward dog: breaths, 5 reps"]),
    ("Take 5 deep breaths", ["breaths, 5 reps"]),
    ("Monster walks 3 x 20 steps", ["Monster walks: steps, 3 sets, 20 reps"]),
    ("100m Farmer carry R", ["Farmer carry: distance, right"]),
    ("Bear crawl - 20 meters", ["Bear crawl: distance"]),
    ("Run 5 km", ["Run: distance"]),
    ("Ice for 10 min afterward", ["Ice: note, 600 s"]),
    ("Couch stretch", ["Couch stretch: name"]),
    ("Perform twice on each leg.", ["count, 2 reps, both"]),
    ("Perform this 3 times a day.", ["note"]),
    ("Do these daily", ["note"]),
    ("If this is easy, do 3 sets of 15.", ["note, 3 sets, 15 reps"]),
]
SEVERAL = [
    (
        "Squats x 10, lunges x 8 each leg, plank x 30 sec",
        ["Squats: reps, 10 reps", "lunges: reps, 8 reps, both", "plank: hold, 30 s"],
    ),
    (
        "Bridges 2x10; clams 2x10/side; cat-cow x 8",
        [
            "Bridges: reps, 2 sets, 10 reps",
            "clams: reps, 2 sets, 10 reps, both",
            "cat-cow: reps, 8 reps",
        ],
    ),
    (
        "Plank 30s, rest 15s, side plank 20s each side",
        ["Plank: hold, 30 s, rest 15", "side plank: hold, 20 s, both"],
    ),
    (
        "10 squats, 10 push-ups and 10 sit-ups",
        ["squats: reps, 10 reps", "push-ups: reps, 10 reps", "sit-ups: reps, 10 reps"],
    ),
    (
        "Bridge 3x10 • Clam 3x12 each side • Heat 10 min",
        ["Bridge: reps, 3 sets, 10 reps", "Clam: reps, 3 sets, 12 reps, both", "Heat: note, 600 s"],
    ),
    (
        "Pigeon 1 min/side + child's pose 2 min",
        ["Pigeon: hold, 60 s, both", "child's pose: hold, 120 s"],
    ),
    (
        "Heel slides, ankle pumps, quad sets x15 each",
        ["Heel slides: reps, 15 reps", "ankle pumps: reps, 15 reps", "quad sets: reps, 15 reps"],
    ),
    (
        "Squats, lunges and push-ups - 10 reps of each",
        ["Squats: reps, 10 reps", "lunges: reps, 10 reps ?", "push-ups: reps, 10 reps"],
    ),
    (
        "3 rounds: 10 squats, 8 push-ups, 12 rows (use bands). Rest 60s between rounds.",
        [
            (
                "rounds, 3 sets, rest 60"
                " [squats: reps, 10 reps; push-ups: reps, 8 reps; rows: reps, 12 reps]"
            )
        ],
    ),
    (
        "2 sets of: bird dog 8/side, side plank 20 s/side",
        ["rounds, 2 sets [bird dog: reps, 8 reps, both; side plank: hold, 20 s, both]"],
    ),
    ("Bridge 10 reps, knees apart, hold 5 s", ["Bridge: reps, 10 reps, 5 s"]),
    ("15 seconds per side · 3 sets", ["hold, 3 sets, 15 s, both"]),
]
LANGUAGES = [
    ("Brücke: 3 Sätze mit 12 Wiederholungen", ["Brücke: reps, 3 sets, 12 reps"]),
    ("Katzenbuckel 10 Wdh., 2x täglich", ["Katzenbuckel: reps, 10 reps"]),
    (
        "Dehnung Hüftbeuger je Seite 30 Sek. halten, 3x wiederholen",
        ["Dehnung Hüftbeuger: hold, 3 sets, 30 s, both"],
    ),
    (
        "Arm und Bein strecken, 5 Sek. halten, 8 Wdh. je Seite",
        ["Arm und Bein strecken: reps, 8 reps, 5 s, both"],
    ),
    ("Wandsitz 3 x 45 Sekunden, Pause 60 Sekunden", ["Wandsitz: hold, 3 sets, 45 s, rest 60"]),
    (
        "Schulterkreisen 10x vorwärts und 10x rückwärts",
        ["Schulterkreisen: reps, 10 reps, directions"],
    ),
    ("Einbeinstand li/re je 1 Minute", ["Einbeinstand: hold, 60 s, both"]),
    ("2 Sätze à 7 Wdh. pro Seite", ["reps, 2 sets, 7 reps, both"]),
    ("Zwei Sätze mit je zehn Wiederholungen", ["reps, 2 sets, 10 reps"]),
    ("Alle 2 Stunden 10 Wiederholungen", ["reps, 10 reps"]),
    ("30 Wiederholungen pro Seite und vier Durchgänge", ["reps, 4 sets, 30 reps, both"]),
    ("Plank 1,5 Min.", ["Plank: hold, 90 s"]),
    ("Pont fessier : 3 x 12 répétitions", ["Pont fessier: reps, 3 sets, 12 reps"]),
    (
        "Étirement du psoas 30 s par jambe, 2 fois par jour",
        ["Étirement du psoas: hold, 30 s, both"],
    ),
    (
        "Tenir 15 à 20 secondes puis changer de côté. Répéter 3 fois.",
        ["hold, 3 sets, 15-20 s, both"],
    ),
    (
        'Gainage latéral 3 séries de 30" de chaque côté',
        ["Gainage latéral: hold, 3 sets, 30 s, both"],
    ),
    ("Squats : 4 x 12 reps, repos 45 sec", ["Squats: reps, 4 sets, 12 reps, rest 45"]),
    (
        "Puente de glúteos: 3 series de 15 repeticiones",
        ["Puente de glúteos: reps, 3 sets, 15 reps"],
    ),
    (
        "Estiramiento de isquiotibiales 30 seg cada pierna x 3",
        ["Estiramiento de isquiotibiales: hold, 3 sets, 30 s, both"],
    ),
    ("Gato-vaca 10 veces, 2 veces al día", ["Gato-vaca: reps, 10 reps"]),
    ("Plancha 3x40 s, descanso 30 s", ["Plancha: hold, 3 sets, 40 s, rest 30"]),
    ("Repita esto de dos a cinco veces.", ["count, 2-5 reps"]),
    (
        "Elevación de pierna recta 2x10 c/pierna",
        ["Elevación de pierna recta: reps, 2 sets, 10 reps, both"],
    ),
    ("Ponte: 3 serie da 12", ["Ponte: reps, 3 sets, 12 reps"]),
    (
        "Stretching quadricipite 30 secondi per gamba, 2 volte",
        ["Stretching quadricipite: hold, 2 sets, 30 s, both"],
    ),
    ('Affondi 3x10 per gamba (recupero 60")', ["Affondi: reps, 3 sets, 10 reps, both, rest 60"]),
    (
        "Prancha 3 séries de 30 segundos com 1 min de descanso",
        ["Prancha: hold, 3 sets, 30 s, rest 60"],
    ),
    ("2X 16 repetições para cada lado", ["reps, 2 sets, 16 reps, both"]),
    ("Gato-vaca: dez repetições", ["Gato-vaca: reps, 10 reps"]),
    ("Brug: 3 sets van 10 herhalingen", ["Brug: reps, 3 sets, 10 reps"]),
    ("Houd 10 seconden vast en herhaal 5 keer per kant", ["hold, 5 sets, 10 s, both"]),
    ("Squats 3 x 10, 1 minuut rust", ["Squats: reps, 3 sets, 10 reps, rest 60"]),
    ("Ягодичный мост: 3 подхода по 12 повторений", ["Ягодичный мост: reps, 3 sets, 12 reps"]),
    ("Планка 3х40 сек", ["Планка: hold, 3 sets, 40 s"]),
    ("Боковая планка по 30 секунд на каждую сторону", ["Боковая планка: hold, 30 s, both"]),
    ("Приседания 3 по 12", ["Приседания: reps, 3 sets, 12 reps"]),
    ("Вращение стопы П:30", ["Вращение стопы: time, 30 s, right ?"]),
    ("Отдых 1 минута между подходами", ["rest, 60 s"]),
    ("Köprü 3 set x 12 tekrar", ["Köprü: reps, 3 sets, 12 reps"]),
    ("Kedi-deve 10 tekrar, günde 2 kez", ["Kedi-deve: reps, 10 reps"]),
    ("Her bacak için 15 saniye bekleyin", ["hold, 15 s, both"]),
    ("Yan plank her iki taraf 20 sn x 3", ["Yan plank: hold, 3 sets, 20 s, both"]),
    ("플랭크 30초 3세트", ["플랭크: hold, 3 sets, 30 s"]),
    ("햄스트링 스트레칭 양쪽 각 30초", ["햄스트링 스트레칭: hold, 30 s, both"]),
    ("스쿼트 15회씩 3세트, 휴식 30초", ["스쿼트: reps, 3 sets, 15 reps, rest 30"]),
    ("Höftlyft 3 x 12", ["Höftlyft: reps, 3 sets, 12 reps"]),
    ("Sidoplanka 30 sekunder per sida", ["Sidoplanka: hold, 30 s, both"]),
    ("Mostek 3 serie po 12 powtórzeń", ["Mostek: reps, 3 sets, 12 reps"]),
    ("Wykroki 3x10 na nogę", ["Wykroki: reps, 3 sets, 10 reps, both"]),
]

SHEETS_OF_PLATFORMS = [
    ("Repeat 10 Time(s)", ["reps, 10 reps"]),
    ("Hold 5 Second(s)", ["hold, 5 s"]),
    ("Complete 3 Set(s)", ["reps, 3 sets ?"]),
    ("Perform 2 Time(s) a Day", ["note"]),
    ("Sets 2 Reps Sessions per day EVERY OTHER DAY", ["reps, 2 sets ?"]),
    ("Rep 10 Set 3", ["reps, 3 sets, 10 reps"]),
    ("Reps 10 | Sets 3 | Hold 5 sec | Rest 30 sec", ["reps, 3 sets, 10 reps, 5 s, rest 30"]),
    ("Hold: 5s / Reps: 10 / Sets: 2", ["reps, 2 sets, 10 reps, 5 s"]),
    ("10 Reps · 3 Sets · 5 Sec Hold", ["reps, 3 sets, 10 reps, 5 s"]),
    ("Sessions: Mon, Wed, Fri", ["note"]),
    ("Hold Time: 20-30 seconds", ["hold, 20-30 s"]),
    ("Set 1: 12 reps", ["reps, 12 reps"]),
    ("Répétitions : 10", ["reps, 10 reps"]),
    ("Sätze: 3", ["reps, 3 sets ?"]),
    ("Повторений: 10", ["reps, 10 reps"]),
    ("Progression: add 1–2 reps each week", ["Progression: note, 1-2 reps"]),
    ("Rest: 30–60 seconds between sets", ["rest, 30-60 s"]),
]
MORE_TRAPS = [
    ("Plank/side plank 30 s per side", ["Plank/side plank: hold, 30 s, both"]),
    ("90-90 hip lift 5 breaths x 3", ["90-90 hip lift: breaths, 3 sets, 5 reps"]),
    ("Stretch #2 – 30 s", ["Stretch #2: hold, 30 s"]),
    ("Stretch 1: hold 30 s each side", ["Stretch 1: hold, 30 s, both"]),
    ("Bike 5 min, then leg press 3x10", ["Bike: time, 300 s", "leg press: reps, 3 sets, 10 reps"]),
    ("Bridge 3 × 10 × 5 kg", ["Bridge: reps, 3 sets, 10 reps"]),
    ("Bridge 3x10 M/W/F", ["Bridge: reps, 3 sets, 10 reps"]),
    (
        "Pelvic tilts – 2 sets of 10 reps, hold 3 seconds each",
        ["Pelvic tilts: reps, 2 sets, 10 reps, 3 s"],
    ),
    (
        "Slowly raise your leg and hold for 5 seconds. Lower. Repeat 10 times, then switch sides.",
        ["reps, 10 reps, 5 s, both"],
    ),
    ("5 x 5 back squat @ 75% 1RM", ["back squat: reps, 5 sets, 5 reps"]),
    ("3 x 8 split squats each leg, tempo 30X1", ["split squats: reps, 3 sets, 8 reps, both"]),
    ("Tempo 3/1/3", ["reps, tempo 3-1-3 ?"]),
    ("Take ibuprofen 400mg 3x daily", ["ibuprofen 400mg: note"]),
    ("Stand up every 30 minutes", ["Stand up: name ?"]),
    ("Aim for 10,000 steps a day", ["steps, 10000 reps ?"]),
    ("Walk 10 min x 3", ["Walk: time, 3 sets, 600 s"]),
    ("1:15:00 walk", ["walk: time, 4500 s"]),
]

EVERY_RULE = [
    ("Hold for a count of ten", ["hold, 10 s"]),
    ("Plank a minute", ["Plank: hold, 60 s"]),
    ("Squats 3 x 12/10/8", ["Squats: reps, 3 sets, 8 reps ?"]),
    ("Squats 3 x 12, 10, 8 reps", ["Squats: reps, 3 sets, 8 reps ?"]),
    ("Squats 12/10/8", ["Squats: reps, 3 sets, 8 reps ?"]),
    ("Curl-ups 10-8-6", ["Curl-ups: reps, 3 sets, 6 reps ?"]),
    ("10:30 am", ["note"]),
    ("Pills 8 am", ["Pills: name"]),
    ("Bridge between 10 and 12 reps", ["Bridge: reps, 10-12 reps"]),
    ("2 leg bridge 3x10", ["2 leg bridge: reps, 3 sets, 10 reps"]),
    ("4-way hip 10 each side", ["4-way hip: reps, 10 reps, both"]),
    ("3D lunge 10 each side", ["3D lunge: reps, 10 reps, both"]),
    ("Walk 10'", ["Walk: time, 600 s"]),
    ("Plank 2m", ["Plank: hold, 120 s"]),
    ("Plank 1 min 30 s", ["Plank: hold, 90 s"]),
    ("Squats 3x8, down for 3 s", ["Squats: reps, 3 sets, 8 reps, tempo 3"]),
    ("Squats 3x8, lowering 3 s", ["Squats: reps, 3 sets, 8 reps, tempo 3"]),
    ("Bridge 2 times 10 reps", ["Bridge: reps, 2 sets, 10 reps"]),
    ("Do it once", ["count, 1 reps"]),
    ("Plank 3x30s, 20 s between sets", ["Plank: hold, 3 sets, 30 s, rest 20"]),
    ("Plank 3x30s, between sets 20 s", ["Plank: hold, 3 sets, 30 s, rest 20"]),
    ("Plank 3 x 30s / 15s", ["Plank: hold, 3 sets, 30 s, rest 15"]),
    ("20 Sek. halten, Seite wechseln", ["hold, 20 s, both"]),
    ("Hold 20 s, repeat with the other leg", ["hold, 20 s, both"]),
    ("Hold 20 s, same on this side", ["hold, 20 s, both"]),
    ("Hold 20 s, then the left", ["hold, 20 s, both"]),
    ("Step-ups 12 a leg", ["Step-ups: reps, 12 reps, both"]),
    ("Step-ups R: 10 L: 10", ["Step-ups: reps, 10 reps, both"]),
    ("Arm circles forward and backward 30 s", ["Arm circles: time, 30 s, directions"]),
    ("Ankle turns 10 left and right", ["Ankle turns: reps, 10 reps, both"]),
    ("Calf press R & L, 3 x 20 s", ["Calf press: hold, 3 sets, 20 s, both"]),
    ("Beinheben li. und re. je 15x", ["Beinheben: reps, 15 reps, both"]),
    ("Arm lift, 10 reps on the left", ["Arm lift: reps, 10 reps, left"]),
    ("Left: 2 x 30 s", ["hold, 2 sets, 30 s, left"]),
    ("Bird dog 10 each side (20 total)", ["Bird dog: reps, 10 reps, both"]),
    ("Bridge 3 x 10 x 5 s", ["Bridge: reps, 3 sets, 10 reps, 5 s"]),
    ("Bridge 5 s x 10 x 3", ["Bridge: reps, 3 sets, 10 reps, 5 s"]),
    ("Bridge 3 x 8 reps", ["Bridge: reps, 3 sets, 8 reps"]),
    ("Bridge 10 reps x 3", ["Bridge: reps, 3 sets, 10 reps"]),
    ("3x bridge 10 reps", ["bridge: reps, 3 sets, 10 reps"]),
    ("Ankle rocks 10 (each side)", ["Ankle rocks: reps, 10 reps, both"]),
    ("Plank, hold for 30", ["Plank: hold, 30 s ?"]),
    ("Every 2:00 x 5:", ["emom, 5 sets, 120 s"]),
    ("Push-ups 3 x AMRAP", ["Push-ups: reps, 3 sets ?"]),
    ("Dehnung: hold each 30 s", ["hold, 30 s"]),
    ("Dehnung je 30 Sek", ["hold, 30 s, both ?"]),
    ("Stretch each muscle for 30 s", ["Stretch each muscle: hold, 30 s ?"]),
]


@pytest.mark.parametrize(
    ("line", "steps"),
    [
        *SETS_AND_REPETITIONS,
        *HOLDS_AND_TIMES,
        *SIDES,
        *FREQUENCIES,
        *FIGURES_THAT_ARE_NO_DOSE,
        *NAMES,
        *OTHER_KINDS,
        *SEVERAL,
        *LANGUAGES,
        *SHEETS_OF_PLATFORMS,
        *MORE_TRAPS,
        *EVERY_RULE,
    ],
)
def test_a_line_is_read_as_a_therapist_reads_it(line: str, steps: list[str]) -> None:
    assert [told(step) for step in read_line(line, 1)] == steps


@pytest.mark.parametrize(
    ("line", "often"),
    [
        ("Do chin tucks 3x daily (10 reps each)", "3x daily"),
        ("Bridge 3x10, twice a day", "twice a day"),
        ("Bridge 3x10, 1-2 times per day", "1-2 times per day"),
        ("Heel slides 10x q2h", "q2h"),
        ("SLR 10 each side BID", "BID"),
        ("Back bends x 10 every 2-3 hours", "every 2-3 hours"),
        ("Walk 30 min, 5 days a week", "5 days a week"),
        ("Bridge 3x10, 3×/wk", "3×/wk"),
        ("Bridge 3x10 in the morning and at night", "in the morning and at night"),
        ("Katzenbuckel 10 Wdh., 2x täglich", "2x täglich"),
        ("Squats 10 fois, 2 fois par jour", "2 fois par jour"),
        ("Gato-vaca 10 veces, 2 veces al día", "2 veces al día"),
        ("Camminata 20 minuti al giorno", "al giorno"),
        ("Caminhada 20 min todos os dias", "todos os dias"),
        ("Bekken kantelen 10x, 2x per dag", "2x per dag"),
        ("Кошка 10 раз, 2 раза в день", "2 раза в день"),
        ("Kedi-deve 10 tekrar, günde 2 kez", "günde 2 kez"),
        ("브릿지 15회, 하루 2회", "하루 2회"),
        ("Promenad 30 minuter varje dag", "varje dag"),
        ("Spacer 30 minut dziennie", "dziennie"),
        ("Chin tucks 3x10", None),
    ],
)
def test_how_often_is_kept_in_the_words_of_the_line(line: str, often: str | None) -> None:
    (step,) = read_line(line, 1)
    assert step.often == often


@pytest.mark.parametrize(
    ("line", "question"),
    [
        ("Piriformis stretch 30 sec x 3", "Is it on each side, or in all?"),
        ("Side plank 3x20s", "Is it on each side, or in all?"),
        ("Bridge, single leg 3x10", "Is it on each side, or in all?"),
        ("Wadenheben einbeinig 3x12", "Is it on each side, or in all?"),
        ("Squats 10 each", "Is it on each side?"),
        ("Quad stretch, both legs, 30 s", "Is it one side after the other, or both at once?"),
        ("Step taps x 12, alternating", "Is the number for both sides together, or for each?"),
        (
            "Turn head left and right 10 times",
            "Is the number for both sides together, or for each?",
        ),
        ("10 reps left, 12 reps right", "Which of the numbers is how often it is repeated?"),
        ("30 sec hold x 3 sides", "What are 3 sides?"),
        ("Push-ups: 3 sets to failure", "How many repetitions, or how long?"),
        ("Dead hang 3×max", "How many repetitions, or how long?"),
        ("Plank as long as possible", "How many repetitions, or how long?"),
        ("Chin tucks 3x daily", "How many repetitions, or how long?"),
        ("Bridge 3 sets", "How many repetitions?"),
        ("Push-ups (3s down)", "How many repetitions?"),
        ("Bridge 3", "Is it 3 repetitions?"),
        ("Dead hang 30", "Is it 30 seconds, or so many repetitions?"),
        ("Wall sit 3x45", "Is it 45 seconds, or so many repetitions?"),
        ("30-60 hold, 2 sets", "Is it 30–60 seconds?"),
        ('Neck press, 2 sets of 5 reps, 3-4" holds', 'Does " mean seconds?'),
        ("Farmer's carry 3 sets of 20-40m", "Are these metres or minutes?"),
        ("Hold ____ seconds, repeat ____ times", "What belongs into the gap?"),
        ("Hold for ..... seconds", "What belongs into the gap?"),
        ("Step-ups 10 x 3 each leg", "Is it 3 sets of 10, or 10 sets of 3?"),
        ("Squats 12, 10, 8 reps", "Are 12, 10, 8 the repetitions of one set after the other?"),
        ("Wall slides 2x10 or pull-aparts 2x15", "Which of the two is it?"),
        ("Hops × 15 (or balance × 30s on rest days)", "Which of the two is it?"),
        ("2 rounds of 10 squats x 2 sets", "Which of the sets or rounds count?"),
        ("Squat 10 reps, 10 second hold x 3", "Is all of it done so many times, or only the hold?"),
        ("Inhale 4 sec, exhale 6 sec, 10 times", "Which of the times is how long it lasts?"),
        (
            "10 squats, 10 lunges per leg, repeat 3 times",
            "Is all of it repeated, or only the last?",
        ),
        ("Heel slides, ankle circles 3x10", "Is it so much of each of these?"),
        ("Stay for two minutes and repeat ten times.", "Is it really 20 minutes in all?"),
        ("Foam rolling – 1 min per area", "How many are there, at so much for each area?"),
        (
            "Wrist circles: 10 each way with each hand",
            "Is it so much each way round, and that on each side?",
        ),
        ("Intervals 20/10 sec x 8", "Is it 20, and 10 of rest?"),
        ("Bridge 3x10, 5", "What does the 5 count?"),
        ("Bridge 0 x 10", "Is it really none?"),
    ],
)
def test_what_is_doubtful_is_asked(line: str, question: str) -> None:
    assert [step.why for step in read_line(line, 1)] == [question]


def test_a_step_keeps_its_line_and_its_number() -> None:
    (step,) = read_line("  2. Bridge 3x10 \n", 7)
    assert (step.source, step.line, step.sure) == ("2. Bridge 3x10", 7, True)


@pytest.mark.parametrize("line", ["", "   ", "---", "* * *", "|---|---|", "…"])
def test_a_line_without_a_word_has_no_step(line: str) -> None:
    assert read_line(line, 1) == ()


DECORATIONS = ["1. {}", "12) {}", "- {}", "* {}", "• {}", "- [ ] {}", "**{}**", "## {}", "{}   "]


@pytest.mark.parametrize("decoration", DECORATIONS)
@pytest.mark.parametrize(
    "line",
    ["Bridge: 3 x 10", "Side plank – 20 s each side", "Squats x 10, plank 30 s", "Hold 5 sec"],
)
def test_marks_around_a_line_change_nothing(line: str, decoration: str) -> None:
    read = read_line(decoration.format(line), 1)
    assert [told(step) for step in read] == [told(step) for step in read_line(line, 1)]


WORDS = sorted({word for line, _ in SETS_AND_REPETITIONS + SIDES for word in line.split()})
SPELLED = {"once": 1, "twice": 2, "three": 3, "ten": 10}


@given(st.lists(st.sampled_from(WORDS), max_size=12).map(" ".join) | st.text(max_size=80))
@example("1:99 x :30")
@example("12/10/8 reps x 3")
def test_repetitions_stand_in_the_line(line: str) -> None:
    joined = re.sub(r"[.,](?=\d{3})", "", line)
    figures = {int(digits) for digits in re.findall(r"\d+", f"{line} {joined}")} | {0, 1}
    figures |= {number for word, number in SPELLED.items() if word in line.casefold()}
    for step in read_line(line, 1):
        assert set(step.reps or ()) <= figures


@pytest.mark.parametrize(
    "piece", ["3x", "10 ", "( ", "1,", "10/", "10-", "each side ", "10 squats, ", "**", "[a](", "½"]
)
def test_a_hostile_line_is_cut(piece: str) -> None:
    """Only its first letters are read, whatever it is made of."""
    line = piece * 20_000
    start = line[:2_000]
    assert [told(step) for step in read_line(line, 1)] == [
        told(step) for step in read_line(start, 1)
    ]
