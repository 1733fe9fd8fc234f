#!/usr/bin/env python3
"""Makes countries.tsv: the names of the countries in English and some seventy other languages, and beside it
country_labels.tsv (usual names that are also other words) and languages.tsv (what languages are called).

    npm pack cldr-localenames-full i18n-iso-countries    (then unpack both archives)
    python3 make_countries.py CLDR_FOLDER ISO_FOLDER [OUTPUT]

CLDR_FOLDER and ISO_FOLDER are the unpacked `package` folders. The hand-written part (region, label,
further English names, demonyms, official own-language names) is country_aliases.tsv beside this file.
Python 3.11, standard library only. Ends with status 1 if a normalised name belongs to two codes.
"""
import json
import re
import sys
import unicodedata
from pathlib import Path

HERE = Path(__file__).resolve().parent
REGIONS = {"africa", "arab-states", "asia-pacific", "europe-north-america", "latin-america-caribbean"}

# Languages of the column `names`, in this order; further ones come only from country_aliases.tsv.
LANGS = """ar bn bg ca cs da de el es et eu fa fi fr ga he hi hr hu hy id it ja ka kk km ko lo lt lv mn ms my
nb ne nl pl pt ro ru sk sl sr sv sw ta te th tl tr uk ur uz vi yi zh az sq mk bs is gl be ky tg tk ps am so ha
yo ig""".split()
# Where one language is several folders of CLDR (default: the folder of that name).
CLDR_FOLDERS = {"ar": ["ar", "ar-SA", "ar-LY"], "de": ["de", "de-AT", "de-CH"], "es": ["es", "es-419", "es-MX"],
                "fa": ["fa", "fa-AF"], "fr": ["fr", "fr-CA"], "nb": ["nb", "nn", "no"], "pt": ["pt", "pt-PT"],
                "sr": ["sr", "sr-Latn"], "tl": ["fil"], "uz": ["uz", "uz-Cyrl"],
                "zh": ["zh", "zh-Hant", "zh-Hant-HK"]}
ISO_FILES = {"nb": ["nb", "nn", "no"]}
# Chinese in traditional characters has labels of its own; its names are found as those of `zh`, which hold both scripts.
TRADITIONAL = "zh-Hant"
# The languages of `src/analysis/languages/`, and what CLDR calls two of them.
OWN_LANGUAGES = """ar bg bn ca cs da de el en es et eu fa fi fr ga he hi hr hu hy id it ja ka kk km ko lo lt lv mn ms my nb ne
nl pl pt ro ru sk sl sr sv sw ta te th tl tr uk ur uz vi zh""".split()
CLDR_LANGUAGES = {"nb": "no", "tl": "fil"}
# Languages not written in Latin letters: a wholly Latin name there is an untranslated leftover.
NOT_LATIN = set("""ar bn bg el fa he hi hy ja ka kk km ko lo mn my ne ru ta te th uk ur yi zh mk be ky tg ps am""".split())
# "X (Y)" is two names for these codes; elsewhere the bracket only qualifies.
SPLIT_BRACKETS = {"FK", "MM", "NZ"}

# One normalised name, one code: where the sources give a name to several codes, this one keeps it.
KEEP = {
    "congo": "CG", "an congo": "CG", "kongo": "CG", "конго": "CG",    # bare Congo; CD has its long names
    "republica democratica do congo": "CD",                           # given to CG by mistake
    "eyran": "IR",                                                    # given to IQ by mistake (tk)
    "sao martinho": "MF", "shen martin": "MF", "свети мартин": "MF",  # bare Saint Martin; SX has Sint Maarten
}
# Not names or not usable as names: placeholders and misprints, then short or single words that are ordinary words,
# given names or better known places in a language of the corpus (their countries keep their other names).
MISPRINTS = {"tr variant", "c ote d ivore", "wlk bryt", "mkutano", "benign"}
DROP = set("""
tr variant,c ote d ivore,wlk bryt,გაერთ სამ,s u a,a s,e u,r u,s a,ច អ,mkutano,benign,
сад,цар,ану,чин,того,тога,малі,аман,франц,island,granada,granade,grenade,san martin,norfolk,helena,lusia,tanga,yamal,
maurice,maurici,mauricio,dominique,dominika,sead,salomo,phap,đuc,lao,tai,cad,cada,cadas,cadi,ira,oma,mena,benim,barem,
bara,bene,gene,gine,gini,kota,toga,togas,pala,samo,maili,toki,lati,cocos,habasha,amerika,америка,αμερικη,अमेरिका,امریکا,
مالي,مالی,غنا,شام,چک,中非,수단,오만,저지,건지
""".replace("\n", "").split(","))
# Names in an alphabet of less than three (Latin: four) letters are dropped as too ambiguous, but for these.
SHORT_OK = {"uk", "u k", "u s", "usa", "u s a", "uae", "u a e", "drc", "prc", "p r c", "eua", "sua", "abd", "zda", "asv", "rdc", "ksa", "bvi", "brd",
            "fas", "cin", "рф"}


def normalise(name):
    """Case-folded, accents and vowel points removed, punctuation to blanks."""
    s = unicodedata.normalize("NFKD", name.casefold())
    s = unicodedata.normalize("NFC", re.sub("[\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0670]", "", s))
    return " ".join("".join(c if c.isalnum() or unicodedata.category(c) in ("Mn", "Mc") else " " for c in s).split())


SKELETON = str.maketrans({"ı": "i", "ø": "o", "đ": "d", "ł": "l", "æ": "ae", "œ": "oe", "ə": "e", "أ": "ا", "إ": "ا",
                          "آ": "ا", "ٱ": "ا", "ة": "ه", "ى": "ي", "ی": "ي", "ک": "ك", "ʻ": " ", "ʼ": " "})


def skeleton(name):
    """A coarser form, for the check only: Arabic letter variants and stroked letters folded as well."""
    s = unicodedata.normalize("NFD", normalise(name).translate(SKELETON))
    return " ".join(unicodedata.normalize("NFC", re.sub("[\u0300-\u036f\u0653-\u0655]", "", s)).split())


def too_short(name):
    n = normalise(name)
    letters = n.replace(" ", "")
    if n in SHORT_OK or not letters:
        return not letters
    kind = unicodedata.name(letters[0], "").split()[0]
    return len(letters) < {"LATIN": 4, "CYRILLIC": 3, "GREEK": 3, "ARMENIAN": 3, "HEBREW": 3, "ARABIC": 2,
                           "GEORGIAN": 3}.get(kind, 1)


def clean(name):
    name = unicodedata.normalize("NFC", re.sub("[\u200b\u200e\u200f\u2060\ufeff\u00ad]", "", name))
    name = " ".join(name.split())
    if any(c in name for c in "|;\t"):
        raise SystemExit(f"separator inside a name: {name!r}")
    return name


def variants(code, lang, name):
    """The name itself and the spellings that follow from it by rule."""
    name = clean(name)
    if lang == "ru":  # о-в, о-ва = island, islands
        name = re.sub(r"\bо-ва\b", "острова", re.sub(r"\bо-в\b", "остров", name))
    m = re.fullmatch(r"(.+?)\s*[(（](.+)[)）]", name)
    if m and code in SPLIT_BRACKETS:
        return [m[1], m[2]]
    return [name]


def read_sources(cldr, iso, codes):
    """{code: {lang: [names]}} from both packages, English under `en`."""
    names = {c: {} for c in codes}

    def put(code, lang, name):
        if code in names and name != code:
            names[code].setdefault(lang, []).extend(variants(code, lang, name))

    for lang in LANGS + ["en"]:
        for folder in CLDR_FOLDERS.get(lang, [lang]):
            file = cldr / "main" / folder / "territories.json"
            if file.exists():
                table = json.loads(file.read_text("utf-8"))["main"][folder]["localeDisplayNames"]["territories"]
                for key, name in table.items():
                    code = key.split("-alt-")[0]
                    if name != code:
                        put(code, lang, name)
        for file in [iso / "langs" / f"{f}.json" for f in ISO_FILES.get(lang, [lang])]:
            if file.exists():
                for code, value in json.loads(file.read_text("utf-8"))["countries"].items():
                    for name in [value] if isinstance(value, str) else value:
                        put(code, lang, name)
    return names


def usual(cldr, lang, table, keys):
    """{key: what CLDR calls it in a language, first of all}"""
    folder = CLDR_FOLDERS.get(lang, [lang])[0]
    file = cldr / "main" / folder / f"{table}.json"
    if not file.exists():
        return {}
    names = json.loads(file.read_text("utf-8"))["main"][folder]["localeDisplayNames"][table]
    return {key: clean(names[key]) for key in keys if names.get(key, key) != key}


def labels(cldr, rows, owners, dropped):
    """Names of countries that are also other words: the usual ones of each language, then, under `-`, the rest;
    and those of traditional Chinese that are not written as in `zh`."""
    found, codes = {}, {}
    for lang in LANGS:
        for code, name in usual(cldr, lang, "territories", rows).items():
            names = dict(f.split(":", 1) for f in rows[code][6].split(";")).get(lang, "").split("|")
            n = normalise(name)
            # "X (Y)" and "о-в X" stand among the names in another form; KEEP gives a shared one to another country.
            if n in map(normalise, names) or KEEP.get(n, code) != code or re.search(r"[(（]|\bо-в", name):
                continue
            codes.setdefault(n, set()).add(code)
            found.setdefault(code, []).append((lang, name))
    for code, name in sorted(dropped):
        n = normalise(name)
        # Two letters of ASCII are a code; misprints and placeholders are nobody's name.
        if (len(n.replace(" ", "")) > 2 or not name.isascii()) and n not in MISPRINTS and not any(normalise(x) == n for _, x in found.get(code, [])):
            codes.setdefault(n, set()).add(code)
            found.setdefault(code, []).append(("-", name))
    simplified = usual(cldr, "zh", "territories", rows)
    for code, name in usual(cldr, TRADITIONAL, "territories", rows).items():
        if name != simplified.get(code):
            found.setdefault(code, []).append((TRADITIONAL, name))
    shared = {n for n, who in codes.items() if len(who | set(owners.get(n, who))) > 1}
    for code, names in found.items():
        for lang, name in names:
            if normalise(name) in shared:
                print("label left out:", code, lang, name)
    return {code: ";".join(f"{lang}:{name}" for lang, name in names if normalise(name) not in shared)
            for code, names in sorted(found.items())}


def languages(cldr):
    """{language: "lang:name;…"}, its name in every language that countries have names in."""
    found = {}
    for lang in ["en"] + LANGS + [TRADITIONAL]:
        names = usual(cldr, lang, "languages", [CLDR_LANGUAGES.get(code, code) for code in OWN_LANGUAGES])
        for code in OWN_LANGUAGES:
            if name := names.get(CLDR_LANGUAGES.get(code, code)):
                found.setdefault(code, []).append(f"{lang}:{name}")
    return {code: ";".join(found[code]) for code in OWN_LANGUAGES}


def distinct(items, without=()):
    """In order, each spelling once; capitals and the kind of apostrophe do not count."""
    def key(x):
        return re.sub("[’‘´`]", "'", x.casefold())
    seen, out = {key(w) for w in without}, []
    for item in items:
        if item and key(item) not in seen:
            seen.add(key(item))
            out.append(item)
    return out


def main(cldr, iso, output):
    alpha3 = {row[0]: row[1] for row in json.loads((iso / "codes.json").read_text("utf-8"))}
    own = {}
    for line in (HERE / "country_aliases.tsv").read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            code, region, label, english, demonyms, names = map(str.strip, line.split("\t"))
            if code in own or region not in REGIONS or not label:
                raise SystemExit(f"country_aliases.tsv: bad line for {code}")
            own[code] = (region, label, english.split("|"), demonyms.split("|"),
                         [(n.partition(":")[0], n.partition(":")[2].split("|")) for n in names.split(";") if n])
    if set(own) != set(alpha3):
        raise SystemExit(f"codes differ: {sorted(set(own) ^ set(alpha3))}")
    sources = read_sources(cldr, iso, set(own))

    dropped, also_words, resolved, owners, rows = {}, set(), [], {}, {}

    def accept(code, lang, name):
        n = normalise(name)
        if not n or n in DROP or too_short(name):
            dropped.setdefault(n, f"{code}/{lang} {name}")
            also_words.add((code, name))
            return False
        if lang in NOT_LATIN and re.fullmatch(r"[\W\d_a-zA-Z\u00c0-\u024f]+", name) and name not in ("USA", "EUA"):
            return False
        if KEEP.get(n, code) != code:
            resolved.append(f"{name} ({lang}): kept for {KEEP[n]}, dropped for {code}")
            return False
        return True

    for code in sorted(own):
        region, label, english, demonyms, extra = own[code]
        by_lang = {k: list(v) for k, v in sources[code].items()}
        english = distinct([clean(x) for x in english] + by_lang.pop("en", []), [label])
        for lang, names in extra:  # hand-written names after those of CLDR, the usual one of which stays first
            by_lang.setdefault(lang, []).extend(map(clean, names))
        english = [x for x in english if accept(code, "en", x)]
        demonyms = [x for x in distinct(map(clean, demonyms)) if accept(code, "en", x)]
        fields = []
        for lang in LANGS + sorted(set(by_lang) - set(LANGS)):
            names = [x for x in distinct(by_lang.get(lang, [])) if accept(code, lang, x)]
            if names:
                fields.append((lang, names))
        rows[code] = (code, alpha3[code], region, label, "|".join(english), "|".join(demonyms),
                      ";".join(f"{lang}:" + "|".join(names) for lang, names in fields))
        for lang, names in [("en", [label] + english + demonyms)] + fields:
            for name in names:
                for form in {normalise(name), "~" + skeleton(name)}:
                    owners.setdefault(form, {}).setdefault(code, f"{lang}:{name}")

    clashes = {form: who for form, who in owners.items() if len(who) > 1}
    for line in sorted(set(resolved)):
        print("resolved:", line)
    print(f"{len(dropped)} short or unusable forms dropped:", "; ".join(sorted(dropped.values())))
    for form, who in sorted(clashes.items()):
        print("COLLISION:", form, who)
    if clashes:
        return 1

    version = {d: json.loads((d / "package.json").read_text("utf-8"))["version"] for d in (cldr, iso)}
    header = (f"# Countries: ISO 3166-1 and Kosovo (XK), with their names. Made by make_countries.py; do not edit.\n"
              f"# Sources: cldr-localenames-full {version[cldr]} (Unicode-3.0); i18n-iso-countries {version[iso]} (MIT); "
              f"country_aliases.tsv (own). See SOURCES.md.\n"
              "# code\talpha3\tregion\tlabel\tenglish\tdemonyms\tnames\n")
    body = "".join("\t".join(rows[c]) + "\n" for c in sorted(rows))
    output.write_text(header + body, encoding="utf-8", newline="\n")
    source = f"Made by make_countries.py from cldr-localenames-full {version[cldr]} (Unicode-3.0); do not edit.\n"
    for name, head, table in [
            ("country_labels.tsv", f"# Usual names of countries that are also other words, or in traditional Chinese: shown, and known where a country is asked for. {source}"
             "# code\tnames\n", labels(cldr, rows, owners, also_words)),
            ("languages.tsv", f"# What languages are called in other languages. {source}# code\tnames\n", languages(cldr))]:
        body = "".join(f"{key}\t{names}\n" for key, names in table.items() if names)
        (output.parent / name).write_text(head + body, encoding="utf-8", newline="\n")
    total = sum(len(f.split(":", 1)[1].split("|")) for r in rows.values() for f in r[6].split(";") if f)
    langs = {f.split(":")[0] for r in rows.values() for f in r[6].split(";") if f}
    print(f"{len(rows)} countries, {total} names in {len(langs)} languages besides English, "
          f"{len(set(resolved))} collisions resolved, {output.stat().st_size} bytes")
    return 0


if __name__ == "__main__":
    if len(sys.argv) not in (3, 4):
        raise SystemExit(__doc__)
    sys.exit(main(Path(sys.argv[1]), Path(sys.argv[2]),
                  Path(sys.argv[3]) if len(sys.argv) == 4 else HERE / "countries.tsv"))
